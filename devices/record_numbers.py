"""What a cuff's advertisement says about its memory: whether one record was just added.

Omron's cuffs advertise, for each user, the number of the newest record and how many there are
(see `devices.wire.omron_advertisement`). One number that rose by one means one measurement since
the number before was first heard, whatever the cuff's clock shows. Which of the readings that
arrive is that one is known only when all records have arrived.

An operating system may hand over an advertisement that it kept from yesterday. A number is
therefore believed to be of the moment only if it is another one than was heard before.
"""

from __future__ import annotations

_TURNS_OVER = 0x10000
"""The numbers have 16 bits."""

Records = tuple[tuple[int, int], ...]
"""For each user the number of the newest record and how many there are."""


class RecordNumbers:
    """Follows what one device advertises and sends. Times are monotonic seconds."""

    def __init__(self) -> None:
        """Have heard nothing yet."""
        self._numbers: tuple[int, ...] | None = None
        self._heard: float | None = None
        """When these numbers were first heard, if they were of the moment."""
        self._one_more_since: float | None = None
        self._count: int | None = None
        self._arrived: set[bytes] = set()

    def connecting(self) -> None:
        """Begin a connection; it may be one without an advertisement."""
        self._count = None
        self._arrived.clear()

    def advertised(self, records: Records, now: float) -> None:
        """Note what was heard before this connection."""
        numbers = tuple(number for number, _count in records)
        self._count = sum(count for _number, count in records)
        if self._numbers is not None and numbers != self._numbers:
            one_more = _is_one_more(self._numbers, numbers)
            self._one_more_since = self._heard if one_more else None
            self._heard = now
        self._numbers = numbers

    def arrived(self, octets: bytes) -> None:
        """Note a reading, told before or not."""
        self._arrived.add(octets)

    def newest_since(self) -> float | None:
        """Return since when the newest record was made, once all are here; None: not known."""
        return self._one_more_since if len(self._arrived) == self._count else None

    def spent(self) -> None:
        """Note that the newest record has been told: no other one is it."""
        self._one_more_since = None


def _is_one_more(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    if len(before) != len(after):
        return False
    steps = [(new - old) % _TURNS_OVER for old, new in zip(before, after, strict=True)]
    return sorted(steps) == [0] * (len(steps) - 1) + [1]
