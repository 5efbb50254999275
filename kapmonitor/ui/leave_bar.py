"""Asks, in the page and not over it, whether to close over an open session."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import say
from kapmonitor.ui.widgets.parts import button, label, row


class LeaveBar(QWidget):
    """Emits `left` when a person means it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.confirmed = False
        words = label(
            say("A session is open. Closing stops recording; it can be resumed."), "alarm"
        )
        words.setWordWrap(True)
        stay = button(say("Stay"), "primary")
        leave = button(say("Close anyway"))
        stay.clicked.connect(self.hide)
        leave.clicked.connect(self._leave)
        laid = row(words, 1, stay, leave, spacing=16)
        laid.setContentsMargins(24, 12, 24, 12)
        self.setLayout(laid)
        self.hide()

    @Slot()
    def _leave(self) -> None:
        self.confirmed = True
        self.left.emit()
