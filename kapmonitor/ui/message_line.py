"""A supervisor's message to the room: a calm line under the alarms, until somebody has read it.

It takes no keyboard by itself, makes no sound and covers nothing. While the screen is locked its
words, which may be about the patient, stay hidden.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame

from kapmonitor.language import say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.session.event import StationMessageSeen
from kapmonitor.session.from_station import StationMessage, unseen
from kapmonitor.session.intent import Note
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.forms import Ask
from kapmonitor.ui.widgets.parts import button, column, label, row
from kapmonitor.ui.wording import clock


class MessageLine(QFrame):
    """Shows the oldest message that nobody here has read; hidden while there is none."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._seq: int | None = None
        self.setProperty("kind", "message")
        self.setAccessibleName(say("Message from the station"))
        self._from = label("", "secondary", wraps=True)
        self._text = label("", "strong", wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.seen = button(say("I have read it"), key="F2")
        self._why = label("", "refusal", wraps=True)
        self._why.hide()
        laid = row(column(self._from, self._text, self._why, spacing=2), self.seen, spacing=16)
        laid.setStretch(0, 1)
        laid.setContentsMargins(24, 10, 24, 10)
        self.setLayout(laid)
        self.seen.clicked.connect(self._read)
        self.hide()

    def draw(self, snapshot: Snapshot, *, locked: bool) -> None:
        """Show what waits to be read; of a session of the past nothing does."""
        session = snapshot.session
        waiting = () if session is None or snapshot.read_only else unseen(session.from_station)
        may = session is not None and StationMessageSeen in permitted(session)
        self.setVisible(bool(waiting) and may)
        if session is None or not waiting:
            self._seq = None
            return
        first = waiting[0]
        if first.seq != self._seq:
            self._refuse(())
        self._seq = first.seq
        self._from.setText(message_from(session, first, more=len(waiting) - 1))
        self._text.setText(say("Unlock the screen to read it.") if locked else message_text(first))
        self.setAccessibleDescription(f"{self._from.text()} {self._text.text()}")
        self.seen.setVisible(not locked)

    def go_there(self) -> None:
        """Put the keyboard on the button, where a message waits."""
        if self.seen.isVisible():
            self.seen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _read(self) -> None:
        if self._seq is not None:
            self._ask(Note(fact=StationMessageSeen(message=self._seq)), self._answered)

    def _answered(self, answer: Answer) -> None:
        self._refuse(answer.refusals)

    def _refuse(self, reasons: tuple[str, ...]) -> None:
        self._why.setText("\n".join(reasons))
        self._why.setVisible(bool(reasons))


def message_from(session: Session, message: StationMessage, *, more: int) -> str:
    """Return who wrote it, from where and when, and how many wait behind it."""
    where = say("{person}, {station}") if message.station else "{person}"
    sender = where.format(person=message.by or "-", station=message.station)
    told = say("{time} · Message from the station, {sender}").format(
        time=clock(session, message.at.utc), sender=sender
    )
    return f"{told} · {say('{count} more after this.').format(count=more)}" if more else told


def message_text(message: StationMessage) -> str:
    """Return its words as they were written."""
    return say("erased") if message.text.text is None else message.text.text
