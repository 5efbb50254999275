"""The one source of time: UTC and a monotonic clock, read together.

Production reads the system's clocks; a simulated session derives both from its loop's time, so
that the same seed gives the same instants bit for bit.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What both clocks say at one moment."""

    utc: datetime
    monotonic_s: float


class Clock(Protocol):
    """Anything that can be read for the time."""

    @property
    def zone(self) -> tzinfo | None:
        """The zone whose wall time people and cuffs here keep; None: as the system says."""

    def read(self) -> ClockReading:
        """Return both clocks."""


class SystemClock:
    """The computer's own clocks."""

    zone: tzinfo | None = None

    def read(self) -> ClockReading:
        """Return both clocks, read back to back."""
        return ClockReading(datetime.now(UTC), time.monotonic())


class LoopClock:
    """A clock that follows a loop's time from a fixed start; `skew_s` plays a set clock."""

    def __init__(self, start: datetime, loop_time: Callable[[], float]) -> None:
        """Begin at `start` (aware UTC) now."""
        self._start = start
        self._loop_time = loop_time
        self._zero = loop_time()
        self.skew_s = 0.0
        self.zone: tzinfo | None = UTC

    def read(self) -> ClockReading:
        """Return UTC as the (perhaps wrong) clock shows it, and the loop's own seconds."""
        passed = self._loop_time() - self._zero
        return ClockReading(self._start + timedelta(seconds=passed + self.skew_s), passed)
