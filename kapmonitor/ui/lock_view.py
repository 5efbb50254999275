"""What a locked screen shows: values with their ages, the next reading, and the way back in.

No name of a patient, no note, nothing of the timeline. The alarm bar stands above it as ever.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.session.intent import CancelReading, RequestReading
from kapmonitor.session.requests import cuff_to_repeat
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.next_view import next_view
from kapmonitor.ui.pages.forms import refusal_line, refuse, scrolled
from kapmonitor.ui.pages.numerals import Numerals
from kapmonitor.ui.pages.operators import Operators
from kapmonitor.ui.pages.signer import in_words
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.view import present
from kapmonitor.ui.widgets.held_button import held_button
from kapmonitor.ui.widgets.parts import Card, button, column, label, row

TOLD = mark(
    "Recording and alarms go on. What is done before somebody signs in is recorded as done by a "
    "person who was not proven."
)
PAGE = "locked"
WIDTH = 760


class LockView(QWidget):
    """Stands where the pages stand while the screen is locked."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._stalled = False
        self.setProperty("kind", "page")
        self.setAccessibleName(say("Screen locked"))
        self._numerals = Numerals(theme)
        self._next = label("", "next", wraps=True)
        self.measure = held_button(say("Measure"), "small")
        self.stop = button(say("Stop"), "small", name=say("Stop the cuff"))
        self.refusal = refusal_line()
        self.people = Operators(at_lock=True)
        self._vitals = Card(
            "", self._numerals, row(self._next, 1, self.measure, self.stop), self.refusal
        )
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        told = label(say(TOLD), "secondary", wraps=True)
        title = label(say("Screen locked"), "title")
        middle.setLayout(column(title, self._vitals, self.people, told, 1, spacing=14))
        self.setLayout(column(scrolled(row(middle))))
        bridge.sessionChanged.connect(self._draw)
        bridge.engineStalled.connect(self._show_stalled)
        self.measure.clicked.connect(self._measure)
        self.stop.clicked.connect(self._stop)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the newest values at once."""
        super().showEvent(event)
        refuse(self.refusal, ())
        self._draw(self._bridge.snapshot)

    def refuse(self, fault: Exception) -> None:
        """Say why somebody did not get in."""
        self.people.refuse(in_words(fault))

    @Slot(object)
    def _draw(self, snapshot: Snapshot) -> None:
        if not self.isVisible():
            return
        session, at, view = snapshot.session, snapshot.at, present(snapshot)
        live = session is not None and session.ended is None and not snapshot.read_only
        self._vitals.setVisible(live)
        if session is None or at is None or view is None or not live:
            return
        self._numerals.show_view(view, stalled=self._stalled)
        coming = next_view(session, at)
        self._next.setText(say("Next: {upcoming}").format(upcoming=coming.title))
        begun = session.baseline_begun is not None or bool(session.doses)
        self.measure.setVisible(begun and not coming.measuring)
        self.stop.setVisible(coming.measuring)

    @Slot(bool)
    def _show_stalled(self, stalled: bool) -> None:
        self._stalled = stalled
        self._draw(self._bridge.snapshot)

    @Slot()
    def _measure(self) -> None:
        session = self._bridge.snapshot.session
        if session is not None:
            intent = RequestReading(role=cuff_to_repeat(session))
            self._bridge.submit(intent, self._answered, page=PAGE)

    @Slot()
    def _stop(self) -> None:
        self._bridge.submit(CancelReading(), self._answered, page=PAGE)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
