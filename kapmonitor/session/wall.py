"""The clock on the wall: UTC as people in the room read it, over daylight-saving steps.

How far the wall is ahead of UTC, and when that will change, is in the opening fact: a record is
read alike on any machine, whatever its own zone or its tables of zones. Durations never pass here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from kapmonitor.session.facts.opening import ClockChange

A_DAY = timedelta(days=1)


class Wall(Protocol):
    """What says how a wall clock goes: a session, or the fact that opened it."""

    @property
    def utc_offset_min(self) -> int:
        """Minutes ahead of UTC at the opening."""

    @property
    def clock_changes(self) -> tuple[ClockChange, ...]:
        """The changes known at the opening, in order of time."""


def offset_min(wall: Wall, moment: datetime) -> int:
    """Return how many minutes the wall is ahead of UTC at a moment."""
    ahead = wall.utc_offset_min
    for change in wall.clock_changes:
        if change.at <= moment:
            ahead = change.utc_offset_min
    return ahead


def local(wall: Wall, moment: datetime) -> datetime:
    """Return a UTC moment with the figures that the wall shows then."""
    return moment + timedelta(minutes=offset_min(wall, moment))


def moments(wall: Wall, shown: datetime) -> tuple[datetime, ...]:
    """Return the UTC moments at which the wall shows these figures: one, two or none."""
    offsets = {wall.utc_offset_min, *(each.utc_offset_min for each in wall.clock_changes)}
    found = {shown - timedelta(minutes=ahead) for ahead in offsets}
    return tuple(sorted(moment for moment in found if local(wall, moment) == shown))


def happens_twice(wall: Wall, moment: datetime) -> bool:
    """Return whether the wall shows this time a second time on its day: it was put back."""
    if not any(abs(moment - change.at) < A_DAY for change in wall.clock_changes):
        return False  # nearly always: each time on the screen asks
    return len(moments(wall, local(wall, moment))) > 1


def utc_of(wall: Wall, shown: datetime, now: datetime) -> datetime:
    """Return the moment that people mean by a time on the wall.

    Of two it is the later one that has come. A time that the wall skips is told by the clock as it
    stood before the skip.
    """
    found = moments(wall, shown)
    if not found:
        ahead = offset_min(wall, shown - timedelta(minutes=offset_min(wall, shown), days=1))
        return shown - timedelta(minutes=ahead)
    come = [moment for moment in found if moment <= now]
    return come[-1] if come else found[0]
