"""A button that the mouse presses and the keyboard holds: for what a stray key must not do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kapmonitor.language import say

HOLD_MS = 1000
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class HoldKey(QTimer):
    """Fires `held` when a key was held long enough; a press alone does nothing."""

    held = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(HOLD_MS)
        self.timeout.connect(self.held)

    def down(self) -> None:
        """Begin to count."""
        if not self.isActive():
            self.start()

    def up(self) -> None:
        """Stop counting."""
        self.stop()


class HeldButton(QPushButton):
    """A click presses it at once; Space or Return only when held for one second."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._hold = HoldKey(self)
        self._hold.held.connect(self.click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to count; a key that repeats by itself is the same press."""
        if Qt.Key(event.key()) not in _KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._hold.down()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key let go early presses nothing."""
        if Qt.Key(event.key()) not in _KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._hold.up()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key held while the keyboard goes elsewhere presses nothing."""
        self._hold.up()
        super().focusOutEvent(event)


def held_button(text: str, looks: str = "", *, name: str = "", key: str = "") -> HeldButton:
    """Make a button that the keyboard has to hold, and say so to a screen reader."""
    made = HeldButton(text)
    made.setAccessibleName(name or text)
    made.setAccessibleDescription(say("By keyboard: hold for one second"))
    if looks:
        made.setProperty("kind", looks)
    made.setToolTip(say("By keyboard: hold {key} one second").format(key=key or say("Space")))
    return made
