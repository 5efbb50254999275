"""What to do step by step, in numbers that can be read from the chair; each done by one press."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kapmonitor.language import say
from kapmonitor.port import Answer
from kapmonitor.session.event import AlarmActionRecorded, CallLogged
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Note, RequestReading
from kapmonitor.session.requests import cuff_to_repeat
from kapmonitor.session.state import Session
from kapmonitor.ui.ladder_view import DEEDS, NO_FLAGS, RESULTS, Act, Ladder, Rung, ladder
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.widgets.held_button import held_button
from kapmonitor.ui.widgets.parts import Card, button, clear, column, kind, label, row

ROOM = 250
"""Pixels for buttons beside each other in the right column."""
TO_DO, DONE = "○", "✓"


class LadderCard(Card):
    """In sight only while an alarm about the patient asks for help, or for what was done."""

    left = Signal()
    """It went while the keyboard was in it."""
    entered = Signal(QWidget)
    """The keyboard was brought to this control, which is to come in sight."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._session: Session | None = None
        self._shown: Ladder | None = None
        self._steps: list[_Step] = []
        self._rungs = QVBoxLayout()
        self._rungs.setSpacing(6)
        self._about = label("", "secondary", wraps=True)
        self._done = label("", "secondary", wraps=True)
        self._refusal = refusal_line()
        super().__init__(say("What to do"), self._rungs)
        self.body.addWidget(label(say("What did you do?"), "strong"))
        self.body.addWidget(self._about)
        self.body.addLayout(self._deeds())
        self.body.addWidget(self._done)
        self.body.addWidget(self._refusal)
        self.hide()

    def draw(self, session: Session, at: Instant) -> None:
        """Show the ladder of the gravest alarm."""
        self._session = session
        found = ladder(session, at)
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self.setVisible(found is not None)
        if found is None and inside:
            self.left.emit()
        if found is None or found == self._shown:
            return
        before, self._shown = self._shown, found
        if before is None or _steps(before) != _steps(found):
            self._rebuild(found.rungs)
        for step, rung in zip(self._steps, found.rungs, strict=True):
            step.show_done(rung.done)
        if inside and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.enter()
        self._about.setText(found.reason)
        self._about.setVisible(not found.rungs)
        self._done.setText("\n".join(found.done))
        self._done.setVisible(bool(found.done))

    def enter(self) -> None:
        """Let the keyboard be on the first step that is not done, or on what was done."""
        first = next((each.first for each in self._steps if each.open), self._checked)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.entered.emit(first)

    def _rebuild(self, rungs: tuple[Rung, ...]) -> None:
        clear(self._rungs)
        self._steps = [_Step(place, rung) for place, rung in enumerate(rungs, 1)]
        for step, rung in zip(self._steps, rungs, strict=True):
            step.answer_by(*self._answers(rung))
            self._rungs.addWidget(step)

    def _answers(self, rung: Rung) -> list[QPushButton]:
        if rung.act is Act.REPEAT:
            repeat = held_button(say("Repeat now"), "small", key="M")
            repeat.clicked.connect(self._repeat)
            return [repeat]
        if rung.act is Act.LOOK:
            none = button(say("None seen"), "small", name=say(NO_FLAGS))
            none.clicked.connect(partial(self._log_deed, NO_FLAGS))
            return [none]
        answers = []
        for result in RESULTS:
            made = button(say(result), "small", name=f"{rung.name}: {say(result).lower()}")
            made.clicked.connect(partial(self._log_call, rung.who, result))
            answers.append(made)
        return answers

    def _deeds(self) -> QVBoxLayout:
        made = [[self._deed(deed) for deed in deeds] for deeds in DEEDS]
        self._checked = made[0][0]
        return column(*(_beside_or_under(*each) for each in made))

    def _deed(self, deed: str) -> QPushButton:
        made = button(say(deed), "small")
        made.clicked.connect(partial(self._log_deed, deed))
        return made

    def _repeat(self, _checked: bool = False) -> None:
        if self._session is not None:
            self._ask(RequestReading(role=cuff_to_repeat(self._session)), self._answered)

    def _log_call(self, who: str, result: str, _checked: bool = False) -> None:
        self._ask(Note(fact=CallLogged(to=who, result=result.lower())), self._answered)

    def _log_deed(self, deed: str, _checked: bool = False) -> None:
        if self._shown is not None:
            fact = AlarmActionRecorded(code=self._shown.code, did=deed.lower())
            self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self._refusal, answer.refusals)


class _Step(QWidget):
    """One rung: what to do, the number in big type, and whether it was done."""

    def __init__(self, place: int, rung: Rung) -> None:
        super().__init__()
        self._heading = f"{place}  {rung.name}"
        self._name = label("", "strong", wraps=True)
        self._done = label("", "secondary", wraps=True)
        self._answers = row(spacing=6)
        self.open = True
        """Whether it was not done since the alarm began."""
        if rung.act is Act.CALL:
            parts: list[QLabel] = [self._name, label(rung.number, "number", wraps=True)]
            if rung.place:
                parts.append(label(rung.place, "question", wraps=True))
            self.setLayout(column(*parts, self._done, self._answers, spacing=3))
        else:
            told = column(self._name, self._done, spacing=3)
            laid = row(told, self._answers)
            laid.setStretch(0, 1)
            self.setLayout(laid)

    def answer_by(self, *answers: QPushButton) -> None:
        """Put these buttons under the step."""
        self.first = answers[0]
        for made in answers:
            self._answers.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self._answers.addStretch(1)

    def show_done(self, done: str) -> None:
        """Tell by sign and words whether it was done."""
        self.open = not done
        self._name.setText(f"{DONE if done else TO_DO}  {self._heading}")
        kind(self._name, "secondary" if done else "strong")
        self._done.setText(done)
        self._done.setVisible(bool(done))


def _beside_or_under(*buttons: QPushButton) -> QHBoxLayout | QVBoxLayout:
    """Lay buttons in a row, or where their words are too long for it one under the other."""
    wide = sum(each.sizeHint().width() for each in buttons)
    if wide > ROOM:
        return column(*(row(each, 1) for each in buttons))
    return row(*buttons, 1)


def _steps(found: Ladder) -> list[Rung]:
    """Return the steps without what was done: only a change of these builds the card anew."""
    return [replace(rung, done="") for rung in found.rungs]
