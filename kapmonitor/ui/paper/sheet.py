"""Paper: pages of A4 in points, with what stands on every one of them.

Each page carries its number, the disclaimer and, for a simulated session, a diagonal watermark,
so that no page alone can be taken for something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kapmonitor.language import mark, say
from kapmonitor.ui.notice import notice
from kapmonitor.ui.paper.type import leading, lines_of, typeface, write, write_in

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 36.0
ACROSS = WIDTH - 2 * MARGIN
GUTTER = 16.0
HALF = (ACROSS - GUTTER) / 2
INK, GREY, RED, LINE, WATER = "#211d19", "#5f574f", "#a3201a", "#cfc7bd", "#eee8e0"
WATERMARK = mark("SIMULATED")
_FOOT = 40.0
_CENTRED = Qt.AlignmentFlag.AlignCenter


class Book(Protocol):
    """Where pages come from; painters are in points."""

    def first_page(self) -> QPainter:
        """Begin."""

    def next_page(self) -> QPainter:
        """End the page and begin another."""


class Sheet:
    """Pages under one painter, filled from the top; what does not fit goes on the next."""

    def __init__(self, book: Book, foot: str, *, simulated: bool, pages: int = 1) -> None:
        """Begin on the first page of a book of so many pages."""
        self._book = book
        self.painter = book.first_page()
        self._foot = foot
        self._simulated = simulated
        self._pages = pages
        self.page = 1
        self.y = MARGIN
        self._dress()

    @property
    def left_over(self) -> float:
        """Points left on this page."""
        return HEIGHT - MARGIN - _FOOT - self.y

    @property
    def whole(self) -> float:
        """Points on an empty page."""
        return HEIGHT - 2 * MARGIN - _FOOT

    def need(self, points: float) -> None:
        """Begin a new page unless so much is left on this one."""
        if self.left_over >= points or self.y == MARGIN:
            return
        self.turn()

    def foot(self, points: float) -> None:
        """Go down to where so much is left on this page."""
        self.y = max(self.y, self.y + self.left_over - points)

    def turn(self) -> None:
        """Begin a new page."""
        self.painter = self._book.next_page()
        self.page += 1
        self.y = MARGIN
        self._dress()

    def text(
        self,
        words: str,
        *,
        size: float = 9.0,
        bold: bool = False,
        colour: str = INK,
        box: tuple[float, float] = (MARGIN, ACROSS),
    ) -> None:
        """Write a paragraph at the cursor; `box` is its left edge and width."""
        left, width = box
        step = leading(size)
        for line in lines_of(words, typeface(size, bold=bold), width):
            self.need(step)
            self.painter.setPen(QColor(colour))
            write(self.painter, QPointF(left, self.y + step * 0.8), line, size, bold=bold)
            self.y += step
        self.y += 1.5

    def rule(self) -> None:
        """Draw a thin line across and step below it."""
        self.painter.setPen(QPen(QColor(LINE), 0.6))
        self.painter.drawLine(QPointF(MARGIN, self.y + 3), QPointF(WIDTH - MARGIN, self.y + 3))
        self.y += 8

    def cells(self, left: float, cells: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Write one row of a table, each cell as its lines."""
        step = leading(CELL)
        for lines, width in zip(cells, widths, strict=True):
            for number, line in enumerate(lines):
                place = QPointF(left, self.y + step * (number + 0.8))
                write(self.painter, place, line, CELL)
            left += width
        self.y += row_height(cells)

    def _dress(self) -> None:
        if self._simulated:
            self._watermark()
        painter = self.painter
        painter.setPen(QColor(GREY))
        area = QRectF(MARGIN, HEIGHT - MARGIN - 22, ACROSS, 24)
        write_in(painter, area, Qt.TextFlag.TextWordWrap, notice(), typeface(6.4))
        foot = say("{foot}   ·   page {page} of {pages}").format(
            foot=self._foot, page=self.page, pages=self._pages
        )
        write(painter, QPointF(MARGIN, HEIGHT - MARGIN + 10), foot, 6.8)

    def _watermark(self) -> None:
        painter = self.painter
        painter.save()
        painter.translate(WIDTH / 2, HEIGHT / 2)
        painter.rotate(-52)
        painter.setPen(QColor(WATER))
        area = QRectF(-450, -70, 900, 140)
        write_in(painter, area, _CENTRED, say(WATERMARK), typeface(96, bold=True))
        painter.restore()


CELL = 7.6


def row_height(cells: Sequence[Sequence[str]]) -> float:
    """Return how tall a row of cells is, each given as its lines."""
    return max(map(len, cells)) * leading(CELL) + 0.6
