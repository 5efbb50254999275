"""Readings that may not be taken yet: until the words are compared, and a little for a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kapmonitor.link.message import HeartRates, Reading
from kapmonitor.link.peer import Arrived
from kapmonitor.link.station import StationEnd

PLACED_WITHIN_MS = 10_000
"""So long a reading may wait for the first comparison of our clock with the one that dated it."""


class Held:
    """Which readings must wait; nothing else waits, and nothing waits for them.

    The line keeps what waits, and offers it again.
    """

    def __init__(self, end: StationEnd, now_ms: Callable[[], int]) -> None:
        self._end, self._now_ms = end, now_ms
        self._since_ms: dict[int, int] = {}
        """By epoch of the patient's clock: since when a comparison is waited for."""

    def ready(self, arrived: Sequence[Arrived], *, agreed: bool) -> list[Arrived]:
        """Return what may be taken now. `agreed`: the words are the same."""
        return [each for each in arrived if self._may_be_taken(each, agreed=agreed)]

    def compare_anew(self) -> None:
        """The clocks are to be compared anew before anything is placed by them."""
        self._since_ms.clear()

    def _may_be_taken(self, each: Arrived, *, agreed: bool) -> bool:
        match each.message:
            case Reading(at=at, epoch=epoch) | HeartRates(t0=at, epoch=epoch):
                return agreed and self._has_a_place(at, epoch)
            case _:
                return True

    def _has_a_place(self, at: int, epoch: int) -> bool:
        """Another epoch's clock may be another machine's: a reading is placed by its own, unless
        that epoch is over or nothing was heard of it for too long."""
        placed = self._end.offsets.place(at, epoch)
        if placed is not None and (placed.bound_ms is not None or self._end.offsets.is_over(epoch)):
            return True
        now_ms = self._now_ms()
        return now_ms - self._since_ms.setdefault(epoch, now_ms) >= PLACED_WITHIN_MS
