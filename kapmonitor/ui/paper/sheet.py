"""Paper: pages of A4 in points, with what stands on every one of them.

Each page carries its number, the disclaimer and, for a simulated session, a diagonal watermark,
so that no page alone can be taken for something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from kapmonitor.ui.theme import font

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 36.0
INK, GREY, RED, LINE = "#211d19", "#5f574f", "#a3201a", "#cfc7bd"
DISCLAIMER = (
    "kapmonitor records and displays readings from blood-pressure monitors and helps you document "
    "a session. It is not a medical device, has not been reviewed by any regulator, and does not "
    "diagnose, treat or decide. Do not rely on it as the only means of watching a patient. Check "
    "readings on the device itself. Limits are set by your clinic. In an emergency call your local "
    "emergency number."
)
FINE = 10
_FOOT = 40.0
_CELL = 7.6
_CENTRED = Qt.AlignmentFlag.AlignCenter


class Book(Protocol):
    """Where pages come from; painters are in points."""

    def first_page(self) -> QPainter:
        """Begin."""

    def next_page(self) -> QPainter:
        """End the page and begin another."""


class Sheet:
    """Pages under one painter, filled from the top; text that does not fit goes on the next."""

    def __init__(self, book: Book, foot: str, *, simulated: bool) -> None:
        """Begin on the first page of a book."""
        self._book = book
        self.painter = book.first_page()
        self._foot = foot
        self._simulated = simulated
        self.page = 1
        self.y = MARGIN
        self._dress()

    @property
    def left_over(self) -> float:
        """Points left on this page."""
        return HEIGHT - MARGIN - _FOOT - self.y

    def need(self, points: float) -> None:
        """Begin a new page unless so much is left on this one."""
        if self.left_over >= points or self.y == MARGIN:
            return
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
        box: tuple[float, float] | None = None,
    ) -> None:
        """Write a paragraph at the cursor; `box` is its left edge and width."""
        left, width = box or (MARGIN, WIDTH - 2 * MARGIN)
        face = typeface(size, bold=bold)
        tall = height_of(words, face, width)
        self.need(tall)
        self.painter.setPen(QColor(colour))
        area = QRectF(left, self.y, width, tall + 2)
        write_in(self.painter, area, Qt.TextFlag.TextWordWrap, words, face)
        self.y += tall + 1.5

    def rule(self) -> None:
        """Draw a thin line across and step below it."""
        self.painter.setPen(QPen(QColor(LINE), 0.6))
        self.painter.drawLine(QPointF(MARGIN, self.y + 3), QPointF(WIDTH - MARGIN, self.y + 3))
        self.y += 8

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Write rows in columns, the first as their headings, repeated on a new page."""
        for number, cells in enumerate(rows):
            tall = self._row_height(cells, widths)
            if self.left_over < tall and number:
                self.need(HEIGHT)
                self._row(rows[0], widths, bold=True)
            self._row(cells, widths, bold=number == 0)

    def _row_height(self, cells: Sequence[str], widths: Sequence[float]) -> float:
        face = typeface(_CELL)
        return max(
            height_of(cell or " ", face, width - 4)
            for cell, width in zip(cells, widths, strict=True)
        )

    def _row(self, cells: Sequence[str], widths: Sequence[float], *, bold: bool) -> None:
        face = typeface(_CELL, bold=bold)
        self.painter.setPen(QColor(GREY if bold else INK))
        tall = self._row_height(cells, widths)
        left = MARGIN
        for cell, width in zip(cells, widths, strict=True):
            area = QRectF(left, self.y, width - 4, tall + 2)
            write_in(self.painter, area, Qt.TextFlag.TextWordWrap, cell, face)
            left += width
        self.y += tall + 0.6

    def _dress(self) -> None:
        if self._simulated:
            self._watermark()
        painter = self.painter
        painter.setPen(QColor(GREY))
        wide = WIDTH - 2 * MARGIN
        area = QRectF(MARGIN, HEIGHT - MARGIN - 22, wide, 24)
        write_in(painter, area, Qt.TextFlag.TextWordWrap, DISCLAIMER, typeface(6.4))
        foot = f"{self._foot}   ·   page {self.page}"
        write(painter, QPointF(MARGIN, HEIGHT - MARGIN + 8), foot, 6.8)

    def _watermark(self) -> None:
        painter = self.painter
        painter.save()
        painter.translate(WIDTH / 2, HEIGHT / 2)
        painter.rotate(-52)
        painter.setPen(QColor("#e9e2da"))
        area = QRectF(-450, -70, 900, 140)
        write_in(painter, area, _CENTRED, "SIMULATED", typeface(96, bold=True))
        painter.restore()


def write(
    painter: QPainter, place: QPointF, words: str, size: float, *, bold: bool = False
) -> None:
    """Write one line with its base at `place`, in points, in the painter's colour."""
    painter.save()
    painter.scale(1 / FINE, 1 / FINE)
    painter.setFont(typeface(size, bold=bold))
    painter.drawText(place * FINE, words)
    painter.restore()


def write_in(
    painter: QPainter,
    area: QRectF,
    flags: Qt.TextFlag | Qt.AlignmentFlag,
    words: str,
    face: QFont,
) -> None:
    """Write words into an area in points."""
    painter.save()
    painter.scale(1 / FINE, 1 / FINE)
    painter.setFont(face)
    fine = QRectF(area.topLeft() * FINE, area.size() * FINE)
    painter.drawText(fine, int(flags.value), words)
    painter.restore()


def typeface(size: float, *, bold: bool = False) -> QFont:
    """Return the typeface at a size in points, made `FINE` times larger.

    Sizes in pixels are whole numbers and the same on every device; sizes in points are neither.
    So text is laid out large and painted small.
    """
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    made = font(round(size * FINE), weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def height_of(words: str, face: QFont, width: float) -> float:
    """Return how tall a paragraph is, in points."""
    area = QRectF(0, 0, width * FINE, 100_000)
    wrapped = int(Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(face).boundingRect(area, wrapped, words).height() / FINE


def width_of(words: str, face: QFont) -> float:
    """Return how wide one line is, in points."""
    return QFontMetricsF(face).horizontalAdvance(words) / FINE
