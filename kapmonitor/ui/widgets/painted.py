"""What paints itself: told to a screen reader as a picture, in words that say what it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel


class Painted(QLabel):
    """A widget that paints itself. Its accessible name and description say what can be seen.

    Qt takes a label that holds a picture for a picture, and nothing else: hence the empty one.
    """

    def __init__(self) -> None:
        super().__init__()
        blank = QPixmap(1, 1)
        blank.fill(Qt.GlobalColor.transparent)
        self.setPixmap(blank)
