"""Sends a signed session to the chart system: where, about whom, and how it stands.

In sight only where a chart system is set up. Nothing is sent without this button.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.push.sending import NotAsked, Prospect, ask, look
from kapmonitor.push.standing import State
from kapmonitor.push.words import told
from kapmonitor.record.patient import Patient
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.dates import short_day
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.widgets.parts import Card, button, kind, label

LOOK_MS = 2000
SEND, AGAIN = mark("Send to the chart"), mark("Send again")
NOT_READ = mark("The record cannot be read just now. Try again.")


class SendCard(Card):
    """What would be sent, and what came of it."""

    def __init__(self, bridge: Bridge, page: str) -> None:
        self._bridge, self._page = bridge, page
        self._session = ""
        self.where = label("", wraps=True)
        self.whom = label("", wraps=True)
        self.state = label("", "secondary", wraps=True)
        self.send = button(say(SEND))
        self.refusal = refusal_line()
        super().__init__(
            say("Chart system"), self.where, self.whom, self.state, self.send, self.refusal
        )
        self.hide()
        self._again = QTimer(self, interval=LOOK_MS)
        self._again.timeout.connect(self.refresh)
        self.send.clicked.connect(self._ask)

    def show_session(self, session: Session) -> None:
        """Show how a session stands, where it may be sent at all."""
        if session.id != self._session:
            self._session = session.id
            self.hide()
            refuse(self.refusal, ())
        if session.signed_by is not None:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again."""
        wanted = self._session
        if wanted:
            self._bridge.practice(
                lambda practice: look(practice, wanted), partial(self._show, wanted)
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Keep looking while something waits."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._again.stop()

    def _show(self, wanted: str, found: Prospect | Exception) -> None:
        if wanted != self._session or isinstance(found, Exception):
            return
        self.setVisible(found.server is not None)
        if found.server is None:
            return
        standing = found.standing
        waits = standing is not None and standing.state is State.WAITING
        self.where.setText(say("To {host}").format(host=found.server.host))
        self.whom.setText(_whom(found.patient, known=bool(found.server.patients)))
        kind(self.state, "refusal" if standing and standing.state is State.REFUSED else "secondary")
        self.state.setText("" if standing is None else told(standing))
        self.state.setVisible(standing is not None)
        self.send.setText(say(SEND if standing is None else AGAIN))
        self.send.setAccessibleName(self.send.text())
        self.send.setVisible(not waits and not found.against)
        if not waits and standing is None:
            refuse(self.refusal, found.against)
        if waits and self.isVisible():
            self._again.start()
        else:
            self._again.stop()

    @Slot()
    def _ask(self) -> None:
        wanted, origin = self._session, self._bridge.origin(self._page)

        def wish(practice: Practice) -> None:
            ask(practice, wanted, origin)

        self._bridge.practice(wish, self._asked)

    def _asked(self, fault: Exception | None) -> None:
        if isinstance(fault, NotAsked):
            refuse(self.refusal, fault.reasons)
        elif fault is not None:
            refuse(self.refusal, (say(NOT_READ),))
        else:
            refuse(self.refusal, ())
        self.refresh()


def _whom(patient: Patient | None, *, known: bool) -> str:
    """Return whose chart it is, in the words that a person can compare."""
    if patient is None:
        return say("A simulated patient, or one whose name is not kept.")
    parts = [patient.name or patient.id]
    if patient.born is not None:
        parts.append(say("born {day}").format(day=short_day(patient.born)))
    if known and patient.local_id:
        parts.append(say("number {number}").format(number=patient.local_id))
    else:
        parts.append(say("as a new patient there, {pseudonym}").format(pseudonym=patient.id))
    return ", ".join(parts)
