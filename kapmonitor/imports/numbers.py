"""Cells that hold numbers: as they stand, with a point or a comma before decimals.

A cell that holds nothing is None, never zero. What is no number is said to be none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from devices.measurement import PressureUnit

_FIGURE = r"([0-9]{1,4}(?:[.,][0-9]{1,4})?)"
_UNIT = r"\s*(mmhg|mm hg|kpa)?"
_ALONE = re.compile(rf"{_FIGURE}{_UNIT}", re.IGNORECASE)
_RATE = re.compile(rf"{_FIGURE}\s*(?:bpm|lpm|ppm|/min)?", re.IGNORECASE)
_PAIR = re.compile(rf"{_FIGURE}\s*/\s*{_FIGURE}{_UNIT}", re.IGNORECASE)
_NOTHING = frozenset(("", "-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "n/a", "na", "null"))
_UNITS = {"mmhg": PressureUnit.MMHG, "mm hg": PressureUnit.MMHG, "kpa": PressureUnit.KPA}


class NotANumber(ValueError):
    """A cell holds something that is no number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A pressure as a cell gives it."""

    value: float
    unit: PressureUnit | None


def unit_of(cell: str) -> PressureUnit | None:
    """Return the unit that a cell names; None: none. Raises NotANumber for another one."""
    words = cell.strip().casefold().replace("[", "").replace("]", "")
    if words in _NOTHING:
        return None
    if words not in _UNITS:
        raise NotANumber
    return _UNITS[words]


def figure(cell: str) -> Figure | None:
    """Return the pressure in a cell; None for an empty one. Raises NotANumber."""
    words = cell.strip()
    if words.casefold() in _NOTHING:
        return None
    found = _ALONE.fullmatch(words)
    if found is None:
        raise NotANumber
    return Figure(_number(found[1]), _unit(found[2]))


def pair(cell: str) -> tuple[Figure, Figure] | None:
    """Return both pressures of a cell such as 120/80; None for an empty one. Raises NotANumber."""
    words = cell.strip()
    if words.casefold() in _NOTHING:
        return None
    found = _PAIR.fullmatch(words)
    if found is None:
        raise NotANumber
    unit = _unit(found[3])
    return Figure(_number(found[1]), unit), Figure(_number(found[2]), unit)


def rate(cell: str) -> float | None:
    """Return the rate in a cell; None for an empty one. Raises NotANumber."""
    words = cell.strip()
    if words.casefold() in _NOTHING:
        return None
    found = _RATE.fullmatch(words)
    if found is None:
        raise NotANumber
    return _number(found[1])


def _number(figures: str) -> float:
    return float(figures.replace(",", "."))


def _unit(words: str | None) -> PressureUnit | None:
    return None if words is None else _UNITS[" ".join(words.casefold().split())]
