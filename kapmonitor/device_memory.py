"""What is known of each device's readings, so that one told again is not told twice.

A cuff sends its memory again whenever it likes: at the next connection, after the program was
killed, or in a session after the one in which it was tried out. What this session's record holds
of a device is recalled from there and nowhere else. No trace of a reading outlives its session:
in another one it is a stranger's, and set aside by its time.

A test reading was taken on somebody else's arm. It is known by its octets as long as the program
runs, so that it can never arrive as the patient's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TypeGuard

from devices.conversation import CuffMemory
from devices.measurement import SPOT_CHECK, BloodPressure, Measurement, PulseOximetry
from kapmonitor.clock import Clock
from kapmonitor.session.event import DeviceAssigned, Entry, MeasurementRecorded

Reading = BloodPressure | PulseOximetry


class DeviceMemories:
    """The memories of one session's devices, by address. Use from the engine's loop only."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._memories: dict[str, CuffMemory] = {}
        self._tests: list[tuple[str, Reading, float]] = []

    def begin_session(self) -> None:
        """Forget all but the test readings."""
        self._memories.clear()

    def of(self, address: str) -> CuffMemory:
        """Return what outlives the connections of one device."""
        if address not in self._memories:
            memory = self._memories[address] = CuffMemory()
            for device, reading, at in self._tests:
                if device == address:
                    memory.seen.know(reading, at)
        return self._memories[address]

    def tested(self, address: str, measurement: Measurement) -> None:
        """Note a test reading, which is nobody's."""
        if _can_be_repeated(measurement):
            self._tests.append((address, measurement, _now()))
            self.of(address).seen.know(measurement, _now())

    def follow(self, entries: Iterable[Entry]) -> None:
        """Note from when on a device is the session's, and what it has told."""
        for entry in entries:
            match entry.event:
                case DeviceAssigned(address=address) if self.of(address).not_before is None:
                    taken = entry.at.utc.astimezone(self._clock.zone).replace(tzinfo=None)
                    self.of(address).not_before = taken
                case MeasurementRecorded(device=str(address), measurement=measurement) if (
                    _can_be_repeated(measurement)
                ):
                    ago = (self._clock.read().utc - entry.at.utc).total_seconds()
                    self.of(address).seen.know(measurement, _now() - ago)
                case _:
                    pass


def _can_be_repeated(measurement: Measurement) -> TypeGuard[Reading]:
    """Tell a result that a memory may keep from a sample of a stream."""
    match measurement:
        case BloodPressure():
            return bool(measurement.frame)
        case PulseOximetry():
            return SPOT_CHECK in measurement.status and bool(measurement.frame)
        case _:
            return False


def _now() -> float:
    return asyncio.get_running_loop().time()
