"""What clocks on the wall meant in a place: how far from UTC they were, once, twice or never."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Zone:
    """A named time zone of the IANA database. Raises ValueError for an unknown name."""

    def __init__(self, name: str) -> None:
        try:
            self._zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(name) from error
        self.name = name
        self._steady = lru_cache(maxsize=4096)(self._steady_on)

    def offsets(self, wall: datetime) -> tuple[int, ...]:
        """Return the minutes from UTC at a time on the wall (no zone).

        None: clocks went forward over it. Two: it came twice, the earlier one first.
        """
        steady = self._steady(wall.date())
        return (steady,) if steady is not None else self._at(wall)

    def _steady_on(self, day: date) -> int | None:
        """Return the offset of a whole day; None where it changes on that day."""
        hours = (time.min, time(6), time(12), time(18), time.max)
        found = {self._at(datetime.combine(day, each)) for each in hours}
        one = next(iter(found))
        return one[0] if len(found) == 1 and len(one) == 1 else None

    def _at(self, wall: datetime) -> tuple[int, ...]:
        first, second = (
            wall.replace(tzinfo=self._zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1)
        )
        before, after = (round(each.total_seconds() / 60) for each in (first, second))
        if before == after:
            return (before,)
        return (before, after) if before > after else ()
