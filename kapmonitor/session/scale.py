"""A score as its definition says it: items with levels, and what passes.

The wording stands in data (`resources/scores/`), with its source and licence; a session keeps it
inside its preset, so that a later change of the wording changes no record.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kapmonitor.session.fact import fact


class Compared(StrEnum):
    """What an item that computes itself compares with the baseline."""

    PRESSURE = "pressure"
    PULSE = "pulse"


@fact
class Level:
    """One answer to an item."""

    points: int
    text: str
    within_percent: int | None = None
    """Of the baseline, in an item that computes itself; None: however far."""


@fact
class ScaleItem:
    """One item; its levels fall from the most points to the fewest."""

    id: str
    text: str
    levels: tuple[Level, ...]
    compared: tuple[Compared, ...] = ()
    """What it is computed from; empty: a person answers it."""


@fact
class Scale:
    """A score: what is asked, what passes, where it comes from."""

    id: str
    name: str
    items: tuple[ScaleItem, ...]
    at_least: int | None = None
    at_most: int | None = None
    """One of the two is given: whether more is better or worse."""
    as_before: bool = False
    """Whether a score no worse than the one before the dose passes as well."""
    no_zero: bool = False
    """Whether any item with no points fails it, whatever the total."""
    requires: Mapping[str, int]
    """Items that must have so many points at least, whatever the total."""
    source: str
    licence: str
    note: str = ""

    @property
    def is_single(self) -> bool:
        """Return whether it is one answer: its total is what was answered."""
        return len(self.items) == 1
