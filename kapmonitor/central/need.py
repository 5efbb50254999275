"""Who needs somebody comes first: one order for the supervising screen.

An alarm that nobody answered stands before a room that is silent; that stands before an alarm that
somebody has taken on, and before low ones: nothing is known of it. Then what is overdue, then what
is old, then whose next reading comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from kapmonitor.central.view import Presence, RoomTile
from kapmonitor.session.phase import Phase
from kapmonitor.session.schedule import DueState
from kapmonitor.session.vocabulary import Priority

_FOREVER = float("inf")
_OVER = (Phase.CLOSED, Phase.LOCKED)


class Need(IntEnum):
    """How much a room asks for, the most first."""

    HIGH = 0
    MEDIUM = 1
    UNKNOWN = 2
    """A session was open, and nothing is heard of it."""
    TAKEN_ON = 3
    """A high or medium alarm that somebody acknowledged."""
    LOW = 4
    OVERDUE = 5
    OLD = 6
    QUIET = 7
    EMPTY = 8


def need_of(tile: RoomTile, now_s: float) -> Need:
    """Return how much a room needs somebody."""
    alarm = tile.alarm
    loud = alarm is not None and alarm.priority is not Priority.LOW
    if alarm is not None and loud and not alarm.acknowledged:
        return Need.HIGH if alarm.priority is Priority.HIGH else Need.MEDIUM
    if not tile.current and (tile.opened or tile.presence is not Presence.OFFLINE):
        # A room that never spoke may have stood dark for a week; one that is sealed does speak.
        known = tile.heard_s is not None or tile.presence is Presence.SEALED
        return Need.UNKNOWN if known else Need.EMPTY
    if tile.not_saved:
        return Need.MEDIUM
    if alarm is not None:
        return Need.TAKEN_ON if loud else Need.LOW
    if not tile.opened or tile.phase in _OVER:
        return Need.EMPTY
    return _unhurried(tile, now_s)


def by_need(tiles: Iterable[RoomTile], now_s: float) -> tuple[RoomTile, ...]:
    """Return rooms in the order in which they need somebody."""
    return tuple(sorted(tiles, key=lambda tile: _place(tile, now_s)))


def _unhurried(tile: RoomTile, now_s: float) -> Need:
    if tile.due is not None and tile.due.state is DueState.OVERDUE:
        return Need.OVERDUE
    pressure = tile.blood_pressure
    old = pressure is not None and pressure.is_old(now_s) and tile.dose_s is not None
    return Need.OLD if old else Need.QUIET


def _place(tile: RoomTile, now_s: float) -> tuple[int, float, str]:
    due_s = tile.due.target_s if tile.due is not None else _FOREVER
    return need_of(tile, now_s), due_s, tile.station
