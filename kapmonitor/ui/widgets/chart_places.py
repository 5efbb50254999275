"""Where words go on the chart so that they can be read: flags in rows, ticks at their foot.

Pure geometry in pixels; no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kapmonitor.ui.chart_flags import Flag

DOT = 14.0
"""What the dot of a flag takes beside its words, in pixels."""
GAP = 6.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A flag on the lane: its row, and its words to the right or left of its dot.

    Without a row it has no words either, and is a tick at the foot of the lane, under every row:
    a dot among the rows would lie on the words of others.
    """

    flag: Flag
    x: float
    row: int | None
    words: str
    left: bool = False


def place_flags(
    flags: Sequence[Flag],
    x_of: Callable[[float], float],
    wide: Callable[[str], float],
    rows: int,
    right: float,
) -> tuple[Placed, ...]:
    """Return where each flag goes: no words on other words.

    Doses and alarms come first. What finds no room is a tick at the foot, each at its own time.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    placed: list[Placed] = []
    for flag in sorted(flags, key=lambda each: (not (each.dose or each.alarm), each.x)):
        x = x_of(flag.x)
        found = _free(x, wide(flag.words) + DOT, taken, right)
        row, left = found if found is not None else (None, False)
        placed.append(Placed(flag, x, row, "" if row is None else flag.words, left))
    return tuple(placed)


def _free(
    x: float, room: float, taken: list[list[tuple[float, float]]], right: float
) -> tuple[int, bool] | None:
    """Return the first row with room for a flag, and whether its words go to the left."""
    for left in (False, True):
        start, end = (x - room + DOT / 2, x + DOT / 2) if left else (x - DOT / 2, x + room)
        if end > right and not left:
            continue
        for row, spans in enumerate(taken):
            if all(end + GAP <= low or start >= high + GAP for low, high in spans):
                spans.append((start, end))
                return row, left
    return None
