"""A drawn signature as a line of text: what the record keeps, and the screen and paper draw.

`1000x300 10,20 30,40;50,60 70,80` is a field of 1000 by 300 units with two strokes. Whoever reads
takes anything a file may hold: what is no drawing is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WIDE = 1000
"""Units across; a stroke's points are whole units."""
APART = 3
"""Units that a point must be away from the last one to be kept."""
MOST_POINTS = 4000

Point = tuple[int, int]
_SIZE = re.compile(r"(\d{1,4})x(\d{1,4})")
_POINT = re.compile(r"(\d{1,4}),(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Strokes in a field of `wide` by `high` units."""

    wide: int
    high: int
    strokes: tuple[tuple[Point, ...], ...]


def written(drawing: Drawing) -> str:
    """Return a drawing as text."""
    strokes = (" ".join(f"{x},{y}" for x, y in stroke) for stroke in drawing.strokes)
    return f"{drawing.wide}x{drawing.high} {';'.join(strokes)}"


def read(text: str) -> Drawing | None:
    """Return the drawing of a text; None when it is none."""
    size, _blank, rest = text.partition(" ")
    found = _SIZE.fullmatch(size)
    if found is None:
        return None
    strokes = []
    for part in rest.split(";"):
        points = [_POINT.fullmatch(each) for each in part.split()]
        if not points or not all(points):
            return None
        strokes.append(tuple((int(each[1]), int(each[2])) for each in points if each))
    wide, high = int(found[1]), int(found[2])
    return Drawing(wide, high, tuple(strokes)) if wide and high else None


def far_enough(last: Point, here: Point) -> bool:
    """Return whether a point says more than the one before it."""
    return abs(last[0] - here[0]) + abs(last[1] - here[1]) >= APART
