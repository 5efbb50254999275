"""A clock that tests set by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from kapmonitor.clock import ClockReading

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class HandClock:
    """A clock that stands until it is moved."""

    zone: tzinfo | None = UTC

    def __init__(self) -> None:
        self.passed_s = 0.0

    def move(self, seconds: float) -> None:
        self.passed_s += seconds

    def read(self) -> ClockReading:
        return ClockReading(START + timedelta(seconds=self.passed_s), self.passed_s)
