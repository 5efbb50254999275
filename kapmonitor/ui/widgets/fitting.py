"""Layouts that fit what room there is: a narrow window or long words make them taller, never wider.

A page scrolls up and down only. What is wider than the page would be cut off.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GRID = 8


class Flow(QLayout):
    """A row that goes on in the next line where it would be too wide.

    Qt asks for one height many times while a page finds its sizes; what it says once it keeps
    until something in it changes, as Qt's own layouts do.
    """

    def __init__(self, spacing: int = GRID) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._shown: list[tuple[QLayoutItem, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item to the end of the row."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None past the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out; None past the last."""
        if not 0 <= index < len(self._items):
            return None
        taken = self._items.pop(index)
        self.invalidate()
        return taken

    def invalidate(self) -> None:
        """Forget every size: Qt tells that something in here changed."""
        self._shown = None
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height depends on how many lines are needed."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        sizes = [size for _item, size in self._in_sight()]
        wide = sum(each.width() for each in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(wide, max((each.height() for each in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item alone."""
        shown = [item.minimumSize() for item, _size in self._in_sight()]
        return QSize(
            max((each.width() for each in shown), default=0),
            max((each.height() for each in shown), default=0),
        )

    def _in_sight(self) -> list[tuple[QLayoutItem, QSize]]:
        """Return what takes room, with the size that it would like."""
        if self._shown is None:
            self._shown = [(each, each.sizeHint()) for each in self._items if not each.isEmpty()]
        return self._shown

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Go through the lines; return the height that they take."""
        y = 0
        for line in self._lines(rect.width()):
            high = max(size.height() for _item, size in line)
            if move:
                self._put(line, QRect(rect.left(), rect.top() + y, rect.width(), high), rect)
            y += high + self.spacing()
        return max(0, y - self.spacing())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return what stands in each line, with its size."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        widest = QSize(max(width, 1), 1_000_000)
        x = 0
        for item, liked in self._in_sight():
            size = liked.boundedTo(widest)
            if not lines or (x and x + size.width() > width):
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self.spacing()
        return lines

    def _put(self, line: list[tuple[QLayoutItem, QSize]], place: QRect, rect: QRect) -> None:
        """Place the items of a line; what is lower than the line stands in its middle."""
        x = place.left()
        for item, size in line:
            top = place.top() + (place.height() - size.height()) // 2
            item.setGeometry(self._mirrored(rect, QRect(QPoint(x, top), size)))
            x += size.width() + self.spacing()

    def _mirrored(self, rect: QRect, place: QRect) -> QRect:
        """Return a place as the direction of writing has it."""
        above = self.parentWidget()
        if above is None or above.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return place
        return QRect(QPoint(rect.left() + rect.right() - place.right(), place.top()), place.size())


def flow(*parts: QWidget, spacing: int = GRID) -> Flow:
    """Lay parts side by side, in as many lines as they need."""
    made = Flow(spacing)
    for part in parts:
        made.addWidget(part)
    return made
