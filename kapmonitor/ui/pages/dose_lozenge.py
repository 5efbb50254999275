"""The lozenge: how long it is in the mouth, when it is due out, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import ReportLozengeOut
from kapmonitor.session.lozenge import lozenge_status
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LozengeEnd
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.pages.words import NO_TIME, lozenge, parse_time
from kapmonitor.ui.widgets.parts import Answers, Card, Field, label, row

ENDS = (
    (LozengeEnd.SPIT.value, mark("Out, spit")),
    (LozengeEnd.SWALLOWED.value, mark("Out, swallowed")),
)


class LozengeCard(Card):
    """In the mouth or out; a time may be typed first, otherwise it is out now."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._session: Session | None = None
        self._at: Instant | None = None
        self.title = label("", "next", wraps=True)
        self.detail = label("", "age", wraps=True)
        self.ends = Answers(say("Lozenge"), ENDS)
        self.time = Field(say("Out at"), say("now"), width=90)
        self.refusal = refusal_line()
        super().__init__(say("Lozenge"), self.title, self.detail, self.time)
        self.body.addLayout(row(self.ends, 1))
        self.body.addWidget(self.refusal)
        self.ends.answered.connect(self._out)

    def draw(self, session: Session, at: Instant) -> None:
        """Show the lozenge of the last dose; hidden while there is none."""
        self._session, self._at = session, at
        status = lozenge_status(session, at)
        self.setVisible(status is not None)
        if status is None:
            return
        title, detail = lozenge(session, status)
        self.title.setText(title)
        self.detail.setText(detail)
        given = session.lozenge.end if session.lozenge is not None else None
        self.ends.show_answer(given.value if given is not None else None)
        self.ends.setEnabled(session.ended is None)

    @Slot(str)
    def _out(self, value: str) -> None:
        session, at = self._session, self._at
        if session is None or at is None:
            return
        typed = self.time.text
        out = parse_time(typed, session, at.utc) if typed else at.utc
        if out is None:
            refuse(self.refusal, (say(NO_TIME),))
            return
        self._ask(ReportLozengeOut(end=LozengeEnd(value), taken_out_utc=out), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.time.line.clear()
