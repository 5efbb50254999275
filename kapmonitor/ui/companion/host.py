"""Opens the patient's window over the patient's side of the link, and ends both in order."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kapmonitor.companion.view import CompanionDesk, CompanionView, Screen
from kapmonitor.ui import languages
from kapmonitor.ui.awake import Awake
from kapmonitor.ui.companion.window import USUAL, CompanionWindow
from kapmonitor.ui.theme import Theme

FRAME_MS = 100
"""The window draws the newest view at most so often; each says everything."""
_OVER = (Screen.ENDED, Screen.OPEN_ELSEWHERE)
_TITLE_BAR = 40
"""Pixels at most that the desktop puts around the window."""


class Host(QObject):
    """The patient's side with its window. Views come from another thread and are conflated."""

    closed = Signal()
    _arrived = Signal()
    _failed = Signal(str)

    def __init__(self, application: QApplication, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__()
        self._application = application
        self._desk = desk
        self._theme = theme
        self._awake = Awake(self)
        self._lock = threading.Lock()
        self._newest: CompanionView | None = None
        self._last: CompanionView | None = None
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frame.timeout.connect(self._show)
        self._arrived.connect(self._soon)
        self.window = self._make_window()
        self._failed.connect(self._tell_stopped)

    def open(self) -> None:
        """Start the patient's side and show the window."""
        self._desk.subscribe(self._take)
        self._desk.start(self._fail)
        self._show_fitting()

    def stop(self) -> bool:
        """Stop in order; return whether everything ended in time."""
        self._frame.stop()
        self._awake.end()
        return self._desk.stop()

    def _make_window(self) -> CompanionWindow:
        made = CompanionWindow(self._desk, self._theme)
        made.languageAsked.connect(self._speak)
        made.closed.connect(self.closed)
        return made

    def _show_fitting(self) -> None:
        room = self.window.screen().availableGeometry()
        small = room.width() < USUAL[0] or room.height() < USUAL[1] + _TITLE_BAR
        # Not all desktops maximize: whatever happens, help stands on the screen.
        self.window.resize(QSize(*USUAL).boundedTo(room.size()))
        self.window.showMaximized() if small else self.window.show()

    @Slot(str)
    def _speak(self, code: str) -> None:
        """Say everything anew in another language."""
        languages.speak(self._application, code)
        old, self.window = self.window, self._make_window()
        if self._last is not None:
            self.window.show_view(self._last)
        self.window.setGeometry(old.geometry())
        self.window.show()
        old.closed.disconnect(self.closed)
        old.hide()
        old.deleteLater()
        self._desk.check_again()  # its sentences are said anew as well

    def _take(self, view: CompanionView) -> None:
        """Keep the newest view. Called on the thread of the patient's side."""
        with self._lock:
            first = self._newest is None
            self._newest = view
        if first:
            self._arrived.emit()

    def _fail(self, fault: BaseException) -> None:
        """Called on the thread of the patient's side when it stopped by itself."""
        self._failed.emit(type(fault).__name__)

    @Slot(str)
    def _tell_stopped(self, reason: str) -> None:
        self._show()
        self.window.show_stopped(reason)

    @Slot()
    def _soon(self) -> None:
        if not self._frame.isActive():
            self._frame.start()

    @Slot()
    def _show(self) -> None:
        with self._lock:
            newest, self._newest = self._newest, None
        if newest is not None:
            self._last = newest
            self._awake.keep(awake=newest.screen not in _OVER)
            self.window.show_view(newest)
