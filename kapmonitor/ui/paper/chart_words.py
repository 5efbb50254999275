"""Where the words of the printed chart stand, so that none covers another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from kapmonitor.ui.chart_flags import Flag
from kapmonitor.ui.chart_view import ChartView
from kapmonitor.ui.paper.sheet import GREY, RED
from kapmonitor.ui.paper.type import typeface, width_of, write

SMALL = 6.4
LANE_ROWS = 3
_APART = 7.6
_BETWEEN = 8.0


class Align(Enum):
    """Which part of a line stands at its place."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


def put(
    painter: QPainter,
    place: QPointF,
    words: str,
    align: Align = Align.LEFT,
    *,
    colour: str = GREY,
) -> None:
    """Write a few words at a place."""
    wide = width_of(words, typeface(SMALL))
    painter.setPen(QColor(colour))
    write(painter, place - QPointF(wide * align.value, 0), words, SMALL)


def put_on_lines(painter: QPainter, place: QPointF, words: str) -> None:
    """Write a few words where lines run, and take these away from behind them."""
    wide = width_of(words, typeface(SMALL))
    box = QRectF(place.x() - 0.5, place.y() - SMALL * 0.85, wide + 1, SMALL * 1.1)
    painter.fillRect(box, QColor("#ffffff"))
    put(painter, place, words)


def names(view: ChartView, y: Callable[[float], float]) -> Iterator[tuple[float, str, str]]:
    """Yield the name of each limit and level with its height on the page and its colour."""
    for band in view.bands:
        yield y(band.low), band.words, GREY
    for level in view.levels:
        if level.words:
            yield y(level.y), level.words, RED if level.limit else GREY


def spread(heights: Sequence[float]) -> list[float]:
    """Return ascending heights moved apart until a line of words fits each."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + _APART) if moved else height)
    return moved


def lane_places(
    flags: Sequence[Flag], x: Callable[[float], float], right: float
) -> list[tuple[Flag, int | None]]:
    """Return each flag with its row in the lane, or None where its words find no room.

    Doses and alarms choose first. Row 0 is the highest: the next flag stands lower, so that no
    stem runs through the words before it.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(LANE_ROWS)]
    placed = []
    for flag in sorted(flags, key=lambda one: (not one.dose, one.alarm is None, one.x)):
        begin = x(flag.x) - 2
        end = begin + width_of(flag.words, typeface(SMALL)) + _BETWEEN
        placed.append((flag, _row(taken, begin, end) if end <= right else None))
    return placed


def _row(taken: list[list[tuple[float, float]]], begin: float, end: float) -> int | None:
    for number, spans in enumerate(taken):
        if all(end <= left or begin >= right for left, right in spans):
            spans.append((begin, end))
            return number
    return None
