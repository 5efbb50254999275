"""Two columns side by side, one below the other where the window is too narrow for both.

How narrow that is depends on the words in them: a language with longer ones stacks earlier.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from kapmonitor.ui.widgets.parts import row

APART = 20


class Halves(QWidget):
    """Lays two columns by the room there is; nothing is ever cut off at a side."""

    def __init__(self, left: QLayout, right: QLayout, shares: tuple[int, int] = (1, 1)) -> None:
        """`shares` are the parts of the width that each column gets beyond what it needs."""
        super().__init__()
        self._columns = (left, right)
        self._both = row(left, right, spacing=APART)
        for place, share in enumerate(shares):
            self._both.setStretch(place, share)
        self._both.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._both)

    def minimumSizeHint(self) -> QSize:
        """Need no more width than the wider column: the other can go below it."""
        needed = max(column.minimumSize().width() for column in self._columns)
        return QSize(needed, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns anew for another width."""
        super().resizeEvent(event)
        self._lay()

    def event(self, event: QEvent) -> bool:
        """Lay the columns anew when their words changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._lay()
        return super().event(event)

    def _lay(self) -> None:
        needed = sum(column.minimumSize().width() for column in self._columns) + APART
        beside = needed <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() is not way:
            self._both.setDirection(way)
