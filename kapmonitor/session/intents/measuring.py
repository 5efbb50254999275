"""Readings asked for, typed, moved or left out, and entries taken back."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.session.fact import fact
from kapmonitor.session.vocabulary import ReadingSource, Role


@fact
class RequestReading:
    """Ask for a reading now: start the cuff, or prompt for its button."""

    role: Role = Role.CUFF
    reason: str = "asked"


@fact
class CancelReading:
    """Stop the reading that is running or asked for."""

    reason: str = "stopped"


@fact
class EnterReading:
    """Type a reading in: a complete way to record one, not a fallback."""

    systolic: float | None
    diastolic: float | None
    pulse_rate: float | None
    source: ReadingSource
    spo2: float | None = None
    taken_utc: datetime | None = None
    cuff: Role = Role.CUFF


@fact
class PostponeReading:
    """Move a due reading: "not now, patient is inward"; up to the preset's latest time."""

    due: str
    minutes: float
    reason: str


@fact
class SkipReading:
    """Say that a due reading will not be taken, and why."""

    due: str
    reason: str


@fact
class MarkReturned:
    """Mark that the patient is back; brings the return reading forward."""


@fact
class Withdraw:
    """Take back an entry just made (undo); both stay in the record."""

    seq: int
