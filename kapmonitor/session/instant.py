"""Two clocks in every instant: UTC for people, session time for durations.

UTC alone breaks when someone sets the clock; a monotonic clock alone means nothing after a
restart. `elapsed_s` is seconds of session time: zero when the session was opened, driven by the
monotonic clock, and re-anchored once, by UTC, when a session is resumed after a crash. All
durations and due times are differences of `elapsed_s`; `utc` is what people read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=False)
class Instant:
    """A point in a session: aware UTC and seconds of session time."""

    utc: datetime
    elapsed_s: float

    def minutes_since(self, earlier: Instant) -> float:
        """Return minutes of session time since `earlier`."""
        return (self.elapsed_s - earlier.elapsed_s) / 60

    def later(self, *, seconds: float) -> Instant:
        """Return the instant `seconds` of session time later (earlier when negative)."""
        return Instant(self.utc + timedelta(seconds=seconds), self.elapsed_s + seconds)

    def at_utc(self, utc: datetime) -> Instant:
        """Return the instant that people call `utc` by the clock as it stands now."""
        return self.later(seconds=(utc - self.utc).total_seconds())
