"""The readings that one device has told, so that a repeat is known.

A repeat is recognised by identical octets: for ever when they carry a valid stamp, else only
within the ten seconds in which no cuff can measure again. A device that tells one result in two
layouts is recognised by stamp and values together with the other length. Two people-sized
readings that are merely equal are two readings.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from devices.measurement import BloodPressure, PulseOximetry

REPEAT_S = 10.0
MOST_UNSTAMPED = 256
OLDEST_CREDIBLE_YEAR = 2015
"""An earlier year on a device means that its clock restarted with the batteries."""

Remembered = BloodPressure | PulseOximetry
"""What one measurement brought, and a memory may bring again."""


class SeenReadings:
    """The readings one device has told, so that a repeat is known over connections.

    Keeps digests for each stamped reading (never forgotten) and those of the latest unstamped
    ones, `MOST_UNSTAMPED` at the most.
    """

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._stamped: set[bytes] = set()
        self._layouts: dict[tuple[object, ...], int] = {}
        self._unstamped: dict[bytes, float] = {}

    def is_new(self, reading: Remembered) -> bool:
        """Tell whether these octets were never told, however long ago; nothing is remembered."""
        digest = hashlib.sha256(reading.frame).digest()
        return digest not in self._stamped and digest not in self._unstamped

    def is_repeat(self, reading: Remembered, now: float) -> bool:
        """Tell whether this is a reading already seen, and remember it. `now` is monotonic."""
        digest = hashlib.sha256(reading.frame).digest()
        if is_credible(reading.device_time):
            seen = digest in self._stamped or self._told_in_another_layout(reading)
            self._stamped.add(digest)
            return seen
        told = self._unstamped.pop(digest, None)
        seen = told is not None and now - told <= REPEAT_S
        self._unstamped[digest] = told if seen and told is not None else now
        while len(self._unstamped) > MOST_UNSTAMPED:
            del self._unstamped[next(iter(self._unstamped))]
        return seen

    def know(self, reading: Remembered, at: float) -> None:
        """Note a reading that was told at another time, perhaps to a program that was killed."""
        self.is_repeat(reading, at)

    def _told_in_another_layout(self, reading: Remembered) -> bool:
        size = len(reading.frame)
        return self._layouts.setdefault(_values(reading), size) != size


def _values(reading: Remembered) -> tuple[object, ...]:
    if isinstance(reading, PulseOximetry):
        return (reading.device_time, reading.spo2, reading.pulse_rate)
    pressures = (reading.systolic, reading.diastolic, reading.mean)
    return (reading.device_time, *pressures, reading.pulse_rate)


def is_credible(stamp: datetime | None) -> bool:
    """Tell whether a stamp is of a clock that somebody set."""
    return stamp is not None and stamp.year >= OLDEST_CREDIBLE_YEAR
