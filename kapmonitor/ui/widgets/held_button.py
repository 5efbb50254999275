"""A button that the mouse presses and the keyboard holds: for what a stray key must not do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from kapmonitor.language import say
from kapmonitor.ui.widgets.hold_key import HoldKey

_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class HeldButton(QPushButton):
    """A click presses it at once; Space or Return only when held for one second."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._hold = HoldKey(self)
        self._hold.held.connect(self.click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to count."""
        if Qt.Key(event.key()) in _KEYS:
            self._hold.down(event)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key let go early presses nothing."""
        if Qt.Key(event.key()) in _KEYS:
            self._hold.up(event)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key held while the keyboard goes elsewhere presses nothing."""
        self._hold.drop(event)
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
