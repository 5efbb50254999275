"""What is painted first: the window's own frame, dark and named, before the program is loaded.

Loading the core, the pages and the engine takes a few tenths of a second. The frame is there
before that, in its final place and colours, and the rest moves in without a flash.

Every import here is waited for: the namespace `Qt` alone, with its hundred enumerations, is a
tenth of the start.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from kapmonitor.ui.theme import Theme

SMALLEST = (1024, 700)
USUAL = (1280, 800)
_TITLE_BAR = 40
"""Pixels at most that the desktop puts around the window."""


class Frame(QMainWindow):
    """The top-level window. Emits `painted` once, after its first painting."""

    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._content: QWidget | None = None
        holder = QWidget()
        holder.setProperty("kind", "ground")
        brand = QLabel("kapmonitor")
        brand.setProperty("kind", "brand")
        laid = QVBoxLayout(holder)
        laid.setContentsMargins(18, 18, 18, 18)
        laid.addWidget(brand)
        laid.addStretch(1)
        self.setCentralWidget(holder)
        self.setWindowTitle("kapmonitor")
        self.setMinimumSize(self._smallest())
        self.resize(*USUAL)
        self._first = True

    def show_fitting(self) -> None:
        """Show it in its usual size, or filling a screen on which its foot would be cut off."""
        room = self.screen().availableGeometry()
        if room.width() >= USUAL[0] and room.height() >= USUAL[1] + _TITLE_BAR:
            self.show()
        else:
            self.showMaximized()

    def furnish(self, content: QWidget) -> None:
        """Move the program in."""
        self._content = content
        self.setWindowTitle(content.windowTitle() or self.windowTitle())
        content.windowTitleChanged.connect(self.setWindowTitle)
        whole = self._smallest() == QSize(*SMALLEST)
        self.setCentralWidget(content if whole else _scrolling(content))
        content.show()
        content.setFocus()

    def _smallest(self) -> QSize:
        """Return the smallest size of the window: never more than the screen has.

        Text in twice its size leaves 960x540 of an ordinary screen. There the window scrolls.
        """
        return QSize(*SMALLEST).boundedTo(self.screen().availableGeometry().size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the frame was painted. Showing is too early: a screen asks later."""
        super().paintEvent(event)
        if self._first:
            self._first = False
            QTimer.singleShot(0, self, self._told)

    @Slot()
    def _told(self) -> None:
        """Let the painting reach the screen: one more turn of the loop, then the news."""
        from kapmonitor.ui.one_press import OnePress  # not waited for by the first painting

        if (handle := self.windowHandle()) is not None:
            OnePress(handle)
        QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when the content agrees to."""
        if self._content is not None and not self._content.close():
            self._content.show()
            event.ignore()
            return
        event.accept()


def _scrolling(content: QWidget) -> QScrollArea:
    """Put the program into a place that is smaller than it can be."""
    content.setMinimumSize(*SMALLEST)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    return area
