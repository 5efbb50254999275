"""A list of which one is chosen: by a click or by the keyboard, never by scrolling the page."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """A closed list that leaves the wheel to the page it lies on.

    Qt's own takes the next entry when the page scrolls under the pointer: nobody chose that.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
