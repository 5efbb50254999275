"""One press acts once, however long the key stays down.

A key that is held repeats: a letter would log the same entry many times a second, Return would
press a button again and again, and then whatever has the keyboard next. The record would tell of
acts that nobody did. What only moves about may repeat, and so may text in the field in which it
was begun.

Under X11 a repeat may arrive as a real release with a real press behind it; the times of the two,
which are the server's own, tell.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

from kapmonitor.ui.widgets.held_button import HeldButton
from kapmonitor.ui.widgets.hold_key import LET_GO_MS

_FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Minus,
    }
)
_HELD = Qt.Key.Key_M
"""The key that acts only when it is held: its repeats are counted where it is heard."""


class OnePress(QObject):
    """Keeps from a window the repeats of keys that act."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._key = 0
        self._let_go_ms = 0
        self._place: QWidget | None = None
        """What had the keyboard when the key went down."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Swallow a press that is a repeat of one that has acted."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._key, self._let_go_ms = event.key(), event.timestamp()
        if event.type() is not QEvent.Type.KeyPress:
            return False
        place = QApplication.focusWidget()
        if not self._repeats(event):
            self._place = place
            return False
        return not _may_repeat(Qt.Key(event.key()), place, same=place is self._place)

    def _repeats(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return True
        since = event.timestamp() - self._let_go_ms
        return event.key() == self._key and 0 <= since < LET_GO_MS


def _may_repeat(key: Qt.Key, place: QWidget | None, *, same: bool) -> bool:
    if key in _MOVES or key == _HELD or isinstance(place, HeldButton):
        return True
    if key in _ENTERS:
        return same and isinstance(place, QPlainTextEdit)
    return same and isinstance(place, _FIELDS)
