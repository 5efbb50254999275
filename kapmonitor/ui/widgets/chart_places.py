"""Where words go on the chart so that they can be read: flags in rows, ticks at their foot.

Pure geometry in pixels; no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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

    Doses and alarms come first. What finds no room is a tick at the foot, and the nearest words
    say how many more there are.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    placed: list[Placed] = []
    crowded: list[Flag] = []
    spare = wide(f" +{len(flags)}") if len(flags) > rows else 0.0
    for flag in sorted(flags, key=lambda each: (not (each.dose or each.alarm), each.x)):
        found = _free(x_of(flag.x), wide(flag.words) + DOT + spare, taken, right)
        if found is None:
            crowded.append(flag)
            continue
        row, left = found
        placed.append(Placed(flag, x_of(flag.x), row, flag.words, left))
    return tuple(_with_more(placed, crowded, x_of))


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


def _with_more(
    placed: list[Placed], crowded: list[Flag], x_of: Callable[[float], float]
) -> list[Placed]:
    """Return the placed flags, and a tick for each of the crowded ones, counted by the nearest."""
    more: dict[int, int] = {}
    ticks: list[Placed] = []
    for flag in crowded:
        x = x_of(flag.x)
        ticks.append(Placed(flag, x, None, ""))
        near = min(range(len(placed)), key=lambda n: abs(placed[n].x - x), default=None)
        if near is not None:
            more[near] = more.get(near, 0) + 1
    counted = [
        replace(each, words=f"{each.words} +{more[n]}") if n in more else each
        for n, each in enumerate(placed)
    ]
    return [*counted, *ticks]
