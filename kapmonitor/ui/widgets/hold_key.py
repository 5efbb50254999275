"""Holding a key for one second: for what a stray key must not do.

A key that is held repeats. On most desktops the repeats say so; under X11 each may also arrive as
a real release with a real press right behind it. A release therefore counts only when no press of
the same key follows it at once.

What a held key brought about may hide or disable the control that had the keyboard. The key is
then still down, and what repeats would press whatever has the keyboard next: from there on it
does nothing until it is let go.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

HOLD_MS = 1000
LET_GO_MS = 30
"""A release counts after so long without a new press; a keyboard repeats within a millisecond."""
_LEAVES = (QEvent.Type.ApplicationDeactivate, QEvent.Type.WindowDeactivate)
"""The keyboard goes to another window, which hears the release instead of us."""


class HoldKey(QObject):
    """Fires `held` when a key was held long enough; a press alone does nothing."""

    held = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = 0
        self._ripe = False
        """Whether the second was over between a release and what may follow it."""
        self._second = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._second.timeout.connect(self._over)
        self._let_go = QTimer(self, singleShot=True, interval=LET_GO_MS)
        self._let_go.timeout.connect(self._end)

    def down(self, event: QKeyEvent) -> None:
        """Begin to count, or go on where this is the same press still."""
        if event.isAutoRepeat():
            return
        if event.key() != self._key:
            self._end()
            self._key = event.key()
        self._let_go.stop()
        if self._ripe:
            self._fire()
        elif not self._second.isActive():
            self._second.start()

    def up(self, event: QKeyEvent) -> None:
        """Stop counting, unless the same key is down again at once."""
        if not event.isAutoRepeat() and event.key() == self._key:
            self._let_go.start()

    def drop(self, event: QFocusEvent) -> None:
        """The keyboard goes elsewhere: start nothing, and let the key do nothing there."""
        if not (self._second.isActive() or self._ripe):
            return
        self._end()
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._swallow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the key from every control until it is let go."""
        if event.type() in _LEAVES:
            self._end()
        if not isinstance(event, QKeyEvent) or event.key() != self._key:
            return False
        if event.isAutoRepeat():
            return True
        if event.type() is QEvent.Type.KeyRelease:
            self._let_go.start()
        else:
            self._let_go.stop()
        return True

    @Slot()
    def _over(self) -> None:
        self._ripe = self._let_go.isActive()
        if not self._ripe:
            self._fire()

    def _fire(self) -> None:
        self._end()
        self._swallow()
        self.held.emit()

    def _swallow(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @Slot()
    def _end(self) -> None:
        """The key is up, or no longer ours."""
        self._second.stop()
        self._let_go.stop()
        self._ripe = False
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
