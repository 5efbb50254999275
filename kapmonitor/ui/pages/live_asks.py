"""What the live screen asks of the room by one press: a reading, its stop, a check, the return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Slot

from kapmonitor.language import say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.session.event import CheckRecorded
from kapmonitor.session.intent import (
    CancelReading,
    Intent,
    MarkReturned,
    Note,
    PostponeReading,
    ReportLozengeOut,
    RequestReading,
)
from kapmonitor.session.requests import cuff_to_repeat
from kapmonitor.session.schedule import checks
from kapmonitor.session.vocabulary import LozengeEnd, Role
from kapmonitor.ui.next_view import NOT_NOW, next_view
from kapmonitor.ui.pages.next_card import NextCard


class LiveAsks(QObject):
    """Sends what the card of the next reading, a key or an alarm asks for."""

    def __init__(
        self,
        parent: QObject,
        ask: Callable[[Intent, Callable[[Answer], None]], None],
        answered: Callable[[Answer], None],
        card: NextCard,
    ) -> None:
        super().__init__(parent)
        self._ask, self._answered, self._card = ask, answered, card
        self._snapshot = Snapshot()
        self._out_at: datetime | None = None
        """When a lozenge was said to be out, while it is asked what became of it."""
        card.measureAsked.connect(self.measure)
        card.secondAsked.connect(self.measure_second)
        card.backAsked.connect(self.mark_back)
        card.checkAsked.connect(self.record_check)
        card.laterAsked.connect(self._postpone)
        card.lozengeAsked.connect(self._lozenge_ended)

    def draw(self, snapshot: Snapshot) -> None:
        """Keep the newest snapshot at hand."""
        self._snapshot = snapshot

    @Slot()
    def measure(self) -> None:
        """Ask for a reading now."""
        self._tell(RequestReading())

    @Slot()
    def measure_second(self) -> None:
        """Ask for a reading of the second cuff now."""
        self._tell(RequestReading(role=Role.SECOND_CUFF))

    def repeat(self) -> None:
        """Ask for the reading that would confirm or settle the alarm shown."""
        session = self._snapshot.session
        if session is not None:
            self._tell(RequestReading(role=cuff_to_repeat(session)))

    def stop(self) -> None:
        """Take back the reading that is asked for, where one is."""
        session = self._snapshot.session
        if session is not None and session.request is not None:
            self._tell(CancelReading())

    @Slot()
    def mark_back(self) -> None:
        """Record that the patient is back."""
        self._tell(MarkReturned())

    @Slot()
    def record_check(self) -> None:
        """Record the preset's check as done."""
        session = self._snapshot.session
        statuses = checks(session) if session is not None else ()
        if statuses:
            self._tell(Note(fact=CheckRecorded(check=statuses[0].rule.id)))

    def lozenge_out(self) -> None:
        """Keep the time at which it came out, and ask what became of it."""
        session = self._snapshot.session
        if session is not None and session.lozenge is not None and session.lozenge.out is None:
            self._out_at = self._snapshot.utc
            self._card.ask_lozenge_end()

    @Slot(float)
    def _postpone(self, minutes: float) -> None:
        session, at = self._snapshot.session, self._snapshot.at
        due = next_view(session, at).postponable if session and at else None
        if due is not None:
            self._tell(PostponeReading(due=due, minutes=minutes, reason=say(NOT_NOW)))

    @Slot(str)
    def _lozenge_ended(self, end: str) -> None:
        at, self._out_at = self._out_at or self._snapshot.utc, None
        if at is not None:
            self._tell(ReportLozengeOut(end=LozengeEnd(end), taken_out_utc=at))

    def _tell(self, intent: Intent) -> None:
        self._ask(intent, self._answered)
