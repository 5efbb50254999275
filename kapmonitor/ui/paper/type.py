"""Type on paper: the same words take the same room on every device.

Sizes in pixels are whole numbers and the same on every device; sizes in points are neither. So
text is laid out `FINE` times larger and painted small.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from kapmonitor.ui.theme import font

FINE = 10
_LEADING = 1.22
_ALTERNATES = ("tnum", "calt", "liga", "ccmp")


@lru_cache(maxsize=64)
def typeface(size: float, *, bold: bool = False) -> QFont:
    """Return the typeface at a size in points, made `FINE` times larger.

    Without its alternate shapes: a reader of the file would copy and find those as other letters.
    """
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    made = font(round(size * FINE), weight)
    for feature in _ALTERNATES:
        made.setFeature(QFont.Tag(feature), 0)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def leading(size: float) -> float:
    """Return the height of a line, in points."""
    return size * _LEADING


def lines_of(words: str, face: QFont, width: float) -> list[str]:
    """Return words broken into lines of a width in points; a word too long is broken."""
    return list(_broken(" ".join(words.split()), face.pixelSize(), face.weight(), width))


def shortened(words: str, face: QFont, width: float, most: int) -> str:
    """Return words that fill at most so many lines, with an ellipsis where they were cut."""
    lines = lines_of(words, face, width)
    if len(lines) <= most:
        return words
    last = elided(" ".join(lines[most - 1 :]), face, width)
    return " ".join((*lines[: most - 1], last if last.endswith("…") else f"{last} …"))


def width_of(words: str, face: QFont) -> float:
    """Return how wide one line is, in points."""
    return QFontMetricsF(face).horizontalAdvance(words) / FINE


def elided(words: str, face: QFont, width: float) -> str:
    """Return one line that fits, with an ellipsis where it had to be cut."""
    return QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, width * FINE)


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


@lru_cache(maxsize=2048)
def _broken(words: str, pixels: int, weight: int, width: float) -> tuple[str, ...]:
    """Break words into lines; kept, because a page is laid out before it is painted."""
    face = typeface(pixels / FINE, bold=weight > QFont.Weight.Normal)
    layout = QTextLayout(words, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * FINE)
        start = line.textStart()
        lines.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)
