"""Readings that may not be taken yet: until the words are compared, and a little for a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kapmonitor.link.message import HeartRates, Reading
from kapmonitor.link.peer import Arrived
from kapmonitor.link.station import StationEnd

PLACED_WITHIN_MS = 10_000
"""So long a reading may wait for the first comparison of our clock with the one that dated it."""


class Held:
    """What waits, by number; nothing else waits, and nothing waits for it.

    It is not acknowledged, so it comes again; that it is kept here as well only makes it quicker.
    """

    def __init__(self, end: StationEnd, now_ms: Callable[[], int]) -> None:
        self._end, self._now_ms = end, now_ms
        self._waiting: dict[int, Arrived] = {}
        self._since_ms: dict[int, int] = {}
        """By epoch of the patient's clock: since when a comparison is waited for."""

    def sort(self, arrived: Sequence[Arrived], *, agreed: bool) -> list[Arrived]:
        """Return what may be taken now, and hold the rest. `agreed`: the words are the same."""
        ready = [each for each in arrived if self._may_be_taken(each, agreed=agreed)]
        numbers = {each.number for each in ready}
        self._waiting.update({each.number: each for each in arrived if each.number not in numbers})
        return ready

    def due(self, *, agreed: bool) -> list[Arrived]:
        """Return what waited and may be taken now; it waits no more, whatever becomes of it."""
        found = sorted(self._waiting.values(), key=lambda each: each.number)
        ready = [each for each in found if self._may_be_taken(each, agreed=agreed)]
        for each in ready:
            del self._waiting[each.number]
        return ready

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
