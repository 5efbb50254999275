"""The zone of this computer, as a session's opening keeps it: name, offset, coming changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime, QTimeZone

from kapmonitor.session.event import ClockChange

AHEAD = timedelta(days=366)
"""How far ahead changes are kept: a record may be amended months later."""


@dataclass(frozen=True, slots=True)
class Here:
    """What the clock on the wall does from now on."""

    name: str | None
    """The IANA name; None where the system tells none."""
    utc_offset_min: int
    clock_changes: tuple[ClockChange, ...]


def here(now: datetime, zone: QTimeZone | None = None) -> Here:
    """Return what a zone's wall clock does from `now` (aware UTC) on; None: this computer's."""
    zone = zone or QTimeZone.systemTimeZone()
    name = bytes(zone.id().data()).decode()
    start, end = _moment(now), _moment(now + AHEAD)
    changes, known = [], zone.offsetFromUtc(start) // 60
    for each in zone.transitions(start, end):
        then = each.offsetFromUtc // 60
        if then != known:
            seconds = each.atUtc.toSecsSinceEpoch()
            at = datetime.fromtimestamp(seconds, UTC)
            changes.append(ClockChange(at=at, utc_offset_min=then))
            known = then
    return Here(name or None, zone.offsetFromUtc(start) // 60, tuple(changes))


def _moment(utc: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(round(utc.timestamp()), QTimeZone.utc())
