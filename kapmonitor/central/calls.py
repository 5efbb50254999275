"""What a board calls a person for by sound: a high alarm nobody answered, a room lost from sight.

Each call sounds until it is over, or until somebody at this screen has heard it; that answers
nothing in the room. Another alarm, or the same one raised anew, is another call.
"""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.central.view import BoardView, Presence, RoomTile
from kapmonitor.session.phase import Phase
from kapmonitor.session.vocabulary import Priority

_OVER = (Phase.CLOSED, Phase.LOCKED)
_STARTING = (Presence.NEVER, Presence.CUT_OFF)


@dataclass(frozen=True, slots=True)
class Call:
    """One reason to call: a room (empty: this screen itself) and its alarm, or its silence."""

    station: str
    code: str = ""
    raised: int = 0


class Calls:
    """What stands, and what of it somebody has heard."""

    def __init__(self) -> None:
        self._standing: dict[Call, Priority] = {}
        self._heard: set[Call] = set()
        self._was_up = False

    @property
    def due(self) -> Priority | None:
        """Return what sounds; None: nothing does."""
        left = [each for call, each in self._standing.items() if call not in self._heard]
        return max(left, key=lambda each: each.rank) if left else None

    @property
    def heard(self) -> int:
        """Return how many stand that somebody has heard."""
        return len(self._heard)

    def follow(self, view: BoardView) -> None:
        """Take what the screen shows now."""
        self._was_up = self._was_up or view.broker.up
        self._standing = dict(_calls(view, was_up=self._was_up))
        self._heard &= set(self._standing)

    def hear(self) -> None:
        """Somebody has heard what stands now; what comes later calls anew."""
        self._heard = set(self._standing)


def _calls(view: BoardView, *, was_up: bool) -> list[tuple[Call, Priority]]:
    broker = view.broker
    calls = []
    if broker.barred or (was_up and not broker.up):
        calls.append((Call(""), Priority.MEDIUM))
    for tile in view.tiles:
        calls += [
            (Call(tile.station, each.code, each.raised), Priority.HIGH)
            for each in tile.alarms
            if each.priority is Priority.HIGH and not each.acknowledged
        ]
        if _lost(tile):
            calls.append((Call(tile.station), Priority.MEDIUM))
    return calls


def _lost(tile: RoomTile) -> bool:
    """Return whether a session was under way that is no longer in sight."""
    under_way = tile.opened and tile.phase not in _OVER
    return under_way and not tile.current and tile.presence not in _STARTING
