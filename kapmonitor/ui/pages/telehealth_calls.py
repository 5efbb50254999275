"""What the patient calls for from their own screen, with the control that answers it.

The alarm of a call for help ends with the answer alone: a person says that they are with the
patient, in voice or in person. It is never inferred from anything else.
"""

from __future__ import annotations

from PySide6.QtCore import Slot

from kapmonitor.language import say
from kapmonitor.port import Answer
from kapmonitor.session.event import HelpAnswered
from kapmonitor.session.intent import Note
from kapmonitor.session.kept_remote import Call
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.widgets.parts import Card, button, column, label
from kapmonitor.ui.widgets.staying import keyboard_stays
from kapmonitor.ui.wording import clock


class CallsCard(Card):
    """The call that stands open longest, one at a time; hidden while there is none."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._call: int | None = None
        self._what = label("", "strong", wraps=True)
        self._more = label("", "secondary", wraps=True)
        self.answer = button(say("I am with the patient"))
        self.refusal = refusal_line()
        lines = column(self._what, self._more, self.answer, self.refusal)
        super().__init__("", lines)
        self.setAccessibleName(say("The patient calls"))
        self.answer.clicked.connect(self._answer)
        self.hide()

    def draw(self, session: Session) -> None:
        """Show what is called for and not answered; help comes first."""
        waiting = open_calls(session)
        with keyboard_stays(self):
            self.setVisible(bool(waiting))
        if not waiting:
            self._call = None
            return
        first, others = waiting[0], len(waiting) - 1
        if first.seq != self._call:
            refuse(self.refusal, ())
        self._call = first.seq
        self._what.setText(call_words(session, first))
        self._more.setText(say("{count} more after this.").format(count=others))
        self._more.setVisible(bool(others))
        words = say("I am with the patient") if first.help else say("I have seen it")
        self.answer.setText(words)
        self.answer.setAccessibleName(words)

    @Slot()
    def _answer(self) -> None:
        if self._call is not None:
            self._ask(Note(fact=HelpAnswered(call=self._call)), self._said)

    def _said(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def open_calls(session: Session) -> list[Call]:
    """Return the calls that nobody has answered: those for help first, the oldest first."""
    waiting = [each for each in session.remote.calls if each.answered is None]
    return sorted(waiting, key=lambda each: (not each.help, each.seq))


def call_words(session: Session, call: Call) -> str:
    """Return what the patient calls for, and since when."""
    asks = say("The patient asks for help.") if call.help else say("The patient reports.")
    said = call.text.text if call.text is not None else None
    return " · ".join(filter(None, (clock(session, call.at.utc), asks, said)))
