"""Where the marks of readings go: beside their bar or above it, on no other mark and on no bar.

Marks that cannot have their own place without lying on another share one: "typed ×3". Pure
geometry in pixels, y downwards; no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LIFTS = 8
"""How many lines above a bar are tried."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether the two lie on one another."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a bar, whose box they stand beside."""

    words: str
    bar: Box


def place_marks(
    marks: Sequence[Mark],
    bars: Sequence[Box],
    within: Box,
    wide: Callable[[str], float],
    high: float,
) -> tuple[tuple[str, Box], ...]:
    """Return words with their boxes, each inside `within` and clear of all others."""
    placed: list[tuple[str, Box]] = []
    for mark, count in _together(marks, wide):
        words = f"{mark.words} ×{count}" if count > 1 else mark.words
        taken = [*bars, *(box for _, box in placed)]
        tried = [*_places(mark.bar, wide(words), high, bars, within)]
        free = (box for box in tried if not any(box.meets(other) for other in taken))
        found = next(free, None)
        if found is not None:
            placed.append((words, found))
    return tuple(placed)


def _together(marks: Sequence[Mark], wide: Callable[[str], float]) -> list[tuple[Mark, int]]:
    """Return the marks from left to right; alike ones too close to be told apart as one."""
    found: list[tuple[Mark, int]] = []
    last = 0.0
    for mark in sorted(marks, key=lambda each: each.bar.left):
        close = bool(found) and mark.bar.left - last < wide(mark.words)
        last = mark.bar.right
        if close and found[-1][0].words == mark.words:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((mark, 1))
    return found


def _places(bar: Box, room: float, high: float, bars: Sequence[Box], within: Box) -> list[Box]:
    """Return the places to try: right, left, above, higher and higher, and at last below."""
    top = max(within.top, bar.top - high / 2)
    beside = [
        Box(left, top, left + room, top + high)
        for left in (bar.right, bar.left - room)
        if within.left <= left and left + room <= within.right
    ]
    middle = (bar.left + bar.right - room) / 2
    left = max(within.left, min(middle, within.right - room))
    under = [each.top for each in bars if left < each.right and each.left < left + room]
    foot = min([bar.top, *under])
    lifted = (foot - high * (1 + line) for line in range(LIFTS))
    above = [Box(left, y, left + room, y + high) for y in lifted if y >= within.top]
    sunk = (max(bar.bottom, foot) + high * line for line in range(LIFTS))
    below = [Box(left, y, left + room, y + high) for y in sunk if y + high <= within.bottom]
    return [*beside, *above, *below]
