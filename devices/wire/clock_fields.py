"""Dates as cuffs send them, field by field: a claim, or nothing."""

from __future__ import annotations

from datetime import datetime


def wall_time(year: int, month: int, day: int, hour: int, minute: int) -> datetime | None:
    """Return the wall time on the cuff's clock; None if the fields are no date of the calendar."""
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001  no zone is sent
    except ValueError:
        return None
