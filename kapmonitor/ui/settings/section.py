"""What every section of the settings is, and how a change there is said and taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import scrolled
from kapmonitor.ui.widgets.parts import button, column, label, row

WHO_FIRST = mark("Say on the first page who you are: this change is recorded with a name.")
SAVED = mark("Saved.")
WIDTH = 720


class Section(QWidget):
    """One part of the settings: reads the practice anew whenever it comes in sight."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge

    def fill(self, inside: QLayout) -> None:
        """Lay the section's cards out; higher than the window, they scroll."""
        self.setLayout(column(beside_the_list(inside)))

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Ask the practice for what is shown here."""

    def draw(self, snapshot: Snapshot) -> None:
        """Show what comes with a snapshot."""


def beside_the_list(inside: QLayout) -> QScrollArea:
    """Return a place for cards that begins at the list and is no wider than lines are read."""
    middle = QWidget()
    middle.setMaximumWidth(WIDTH)
    middle.setLayout(inside)
    laid = row(middle, 1)
    laid.setStretch(0, WIDTH)
    return scrolled(laid)


class Told(QWidget):
    """Says that a change was kept, and takes it back while it is the last one."""

    def __init__(self, what: str) -> None:
        """`what`: what is taken back, for a screen reader."""
        super().__init__()
        self._undo: Callable[[], None] | None = None
        self.words = label("", "secondary")
        self.undo = button(say("Undo"), "link", name=say("Undo: {what}").format(what=what))
        self.undo.hide()
        self.setLayout(row(self.words, self.undo, 1))
        self.undo.clicked.connect(self._take_back)

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, and how it is undone."""
        self.words.setText(words)
        self._undo = undo
        self.undo.setVisible(undo is not None)

    @Slot()
    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.undo.hide()
        self.words.setText("")
        if undo is not None:
            undo()
