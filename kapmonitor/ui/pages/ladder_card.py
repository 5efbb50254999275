"""Whom to call, in numbers that can be read from the chair, and what was done, by one press."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from kapmonitor.language import say
from kapmonitor.port import Answer
from kapmonitor.session.event import AlarmActionRecorded, CallLogged
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.ui.ladder_view import DEEDS, RESULTS, Ladder, Rung, ladder
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.widgets.parts import Card, button, clear, column, label, row


class LadderCard(Card):
    """In sight only while an alarm about the patient stands."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._shown: Ladder | None = None
        self._rungs = QVBoxLayout()
        self._rungs.setSpacing(10)
        self._done = label("", "secondary", wraps=True)
        self._refusal = refusal_line()
        super().__init__(say("Call and note"), self._rungs)
        self.body.addWidget(label(say("What did you do?"), "strong"))
        self.body.addLayout(self._deeds())
        self.body.addWidget(self._done)
        self.body.addWidget(self._refusal)
        self.hide()

    def draw(self, session: Session) -> None:
        """Show the ladder of the gravest alarm."""
        found = ladder(session)
        self.setVisible(found is not None)
        if found is None or found == self._shown:
            return
        fresh = self._shown is None or self._shown.rungs != found.rungs
        self._shown = found
        if fresh:
            clear(self._rungs)
            for rung in found.rungs:
                self._rungs.addLayout(self._rung(rung))
        self._done.setText("\n".join(found.done))
        self._done.setVisible(bool(found.done))

    def _rung(self, rung: Rung) -> QVBoxLayout:
        answers = []
        for result in RESULTS:
            made = button(say(result), "small", name=f"{rung.name}: {say(result).lower()}")
            made.clicked.connect(partial(self._log_call, rung.who, result))
            answers.append(made)
        return column(
            label(rung.name, "secondary", wraps=True),
            label(rung.number, "next", wraps=True),
            row(*answers, 1),
            spacing=4,
        )

    def _deeds(self) -> QVBoxLayout:
        return column(*(row(*map(self._deed, each), 1) for each in DEEDS))

    def _deed(self, deed: str) -> QPushButton:
        made = button(say(deed), "small")
        made.clicked.connect(partial(self._log_deed, deed))
        return made

    def _log_call(self, who: str, result: str, _checked: bool = False) -> None:
        self._ask(Note(fact=CallLogged(to=who, result=result.lower())), self._answered)

    def _log_deed(self, deed: str, _checked: bool = False) -> None:
        if self._shown is not None:
            fact = AlarmActionRecorded(code=self._shown.code, did=deed.lower())
            self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self._refusal, answer.refusals)
