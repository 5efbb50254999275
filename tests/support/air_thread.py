"""A pretended Bluetooth daemon beside a test that waits: it lives on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dbus_fast.aio import MessageBus

from devices.wire.packets import xor
from devices.wire.viatom_bpm import GET_STATE, START
from tests.support.ble_rig.fake_bluez import FakeBlueZ, private_bus, two_ways

TIME_AND_PULSE = 0x06
"""Flags of a Blood Pressure Measurement (2A35): mmHg, time stamp, pulse rate."""


class Air:
    """What lies in the air around a patient's computer: one cuff with a START button."""

    def __init__(self, address: str, *, started: bool = False) -> None:
        """`started`: a cuff that software starts and stops, in place of that one."""
        self.address = address
        self.heard: list[bytes] = []
        """What was written to the cuff that is started by software."""
        self._started = started
        self.bluez: FakeBlueZ
        self._loop = asyncio.new_event_loop()
        self._stands = threading.Event()
        self._thread = threading.Thread(target=self._run, name="air")

    def open(self) -> None:
        """Let the daemon stand."""
        self._thread.start()
        assert self._stands.wait(30.0)

    def close(self) -> None:
        """Take it away."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def measure(self, systolic: int, diastolic: int = 78, pulse: int = 66) -> None:
        """Let the cuff finish a measurement now."""
        make = _result if self._started else _stamped
        octets = make(systolic, diastolic, pulse)
        self._loop.call_soon_threadsafe(self.bluez.send, octets)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._stand())

    async def _stand(self) -> None:
        self._over = asyncio.Event()
        bus = await MessageBus(bus_address=self.address).connect()
        await bus.request_name("org.bluez")
        self.bluez = FakeBlueZ(bus)
        self.bluez.clock = lambda: _time(_now()) + bytes(3)
        if self._started:
            self._become_started()
        await self.bluez.leavers()
        self._stands.set()
        await self._over.wait()
        await self.bluez.end()

    def _become_started(self) -> None:
        it = self.bluez
        it.name, it.advertised = "BPM-188", "18f0"
        it.services = lambda: two_ways("18f0", "2af0", "2af1")
        it.told = self._answer

    def _answer(self, octets: bytes) -> list[bytes]:
        """Say what the BPM-188 says: its state, and its pressure once it was started."""
        self.heard.append(octets)
        return {GET_STATE: [said(0xB2, 6)], START: [_pressure(20), _pressure(150)]}.get(octets, [])


@contextmanager
def air(*, started: bool = False) -> Iterator[Air]:
    """Yield the air on a bus of its own."""
    with private_bus() as address:
        made = Air(address, started=started)
        made.open()
        try:
            yield made
        finally:
            made.close()


def said(*octets: int) -> bytes:
    """Return a frame of the BPM-188."""
    body = bytes((0x40, 0xDD, len(octets), *octets))
    return b"\x02" + body + bytes((xor(body),))


def _pressure(mmhg: float) -> bytes:
    return said(*round(mmhg * 100).to_bytes(2, "big"))


def _result(systolic: int, diastolic: int, pulse: int) -> bytes:
    at = _now()
    stamp = (at.year - 2000, at.month, at.day, at.hour, at.minute)
    return said(0x1C, 0, systolic, 0, diastolic, 0, 0, 0, pulse, 0, *stamp)


def _stamped(systolic: int, diastolic: int, pulse: int) -> bytes:
    mean = (systolic + 2 * diastolic) // 3
    values = b"".join(each.to_bytes(2, "little") for each in (systolic, diastolic, mean))
    return bytes([TIME_AND_PULSE]) + values + _time(_now()) + pulse.to_bytes(2, "little")


def _time(at: datetime) -> bytes:
    """Return a moment as Date Time (2A08)."""
    return at.year.to_bytes(2, "little") + bytes((at.month, at.day, at.hour, at.minute, at.second))


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005  a cuff's clock knows no zone
