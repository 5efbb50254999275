"""Far ends for a cuff, and one whole connection played in simulated time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Self

from devices.catalog import find
from devices.conversation import CuffMemory
from devices.cuff import Cuff
from devices.decoder import SERIAL, Output, Read, Received, Send, Write
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)
from devices.ieee11073 import encode_current_time, encode_date_time, encode_sfloat
from devices.measurement import BloodPressure, Provenance
from devices.transport import EnvironmentFault
from devices.transport.memory import Wire
from devices.wire.suntech_frame import GET_PRESSURE, START
from tests.devices.paced import play, utc_now, wall_now

BLP = find("bluetooth_blp")
SUNTECH = find("suntech_oem")


def frame(systolic: float, diastolic: float, when: datetime | None = None) -> bytes:
    """Build a 2A35 value with mean absent and, if given, a time stamp."""
    pressures = encode_sfloat(systolic) + encode_sfloat(diastolic) + b"\xff\x07"
    return bytes([2 if when else 0]) + pressures + (encode_date_time(when) if when else b"")


class Far:
    """A cuff at the far end that answers reads and remembers what it was told."""

    def __init__(self, clock: Callable[[], datetime | None] | None = wall_now) -> None:
        self.wire = Wire()
        self.told: list[Send] = []
        self._clock = clock

    async def serve(self) -> None:
        await self.wire.connected.wait()
        while True:
            step = await self.wire.sent()
            self.told.append(step)
            if step == Read("2a2b") and self._clock is not None:
                self.wire.deliver("2a2b", encode_current_time(self._clock()))

    def cuff(self, memory: CuffMemory | None = None) -> Cuff:
        return Cuff(BLP, self.wire.transport(), host_now=utc_now, memory=memory)


@asynccontextmanager
async def serving(far: Far) -> AsyncIterator[Far]:
    task = asyncio.create_task(far.serve())
    try:
        yield far
    finally:
        task.cancel()


def session(
    script: Callable[[Far], Awaitable[None]], far: Far | None = None
) -> tuple[list[DeviceEvent], Far]:
    """Play one connection that `script` ends; return all events and the far end."""
    world = far or Far()

    async def main() -> list[DeviceEvent]:
        async with serving(world), world.cuff() as cuff:
            told = asyncio.create_task(all_events(cuff))
            await world.wire.connected.wait()
            await asyncio.sleep(0.5)
            await script(world)
            return await told

    return play(main()), world


async def all_events(cuff: Cuff) -> list[DeviceEvent]:
    return [event async for event in cuff.events()]


def readings(events: Iterable[DeviceEvent]) -> list[tuple[float | None, Provenance]]:
    return [
        (event.measurement.systolic, event.provenance)
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


def states(events: Iterable[DeviceEvent]) -> list[LinkState]:
    return [event.state for event in events if isinstance(event, LinkChanged)]


def lost(events: list[DeviceEvent]) -> LinkChanged:
    last = events[-1]
    assert isinstance(last, LinkChanged)
    return last


class Module:
    """A SunTech module at the far end, as good as its script."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.written: list[bytes] = []
        self.accepts = True

    async def serve(self) -> None:
        await self.wire.connected.wait()
        while True:
            step = await self.wire.sent()
            assert isinstance(step, Write)
            self.written.append(step.octets)
            if step.octets == START and self.accepts:
                self.wire.deliver(SERIAL, bytes.fromhex("3e044f6f"))
            elif step.octets == GET_PRESSURE:
                self.wire.deliver(SERIAL, bytes.fromhex("3e050000bd"))


@asynccontextmanager
async def module_cuff(module: Module, memory: CuffMemory | None = None) -> AsyncIterator[Cuff]:
    task = asyncio.create_task(module.serve())
    transport = module.wire.transport()
    try:
        async with Cuff(SUNTECH, transport, host_now=utc_now, memory=memory) as cuff:
            await asyncio.sleep(1)
            yield cuff
    finally:
        task.cancel()


def failures(events: Iterable[DeviceEvent]) -> list[FailureReason]:
    return [event.reason for event in events if isinstance(event, MeasurementFailed)]


class Scripted:
    """A decoder for what no real protocol should do."""

    deadline: float | None = None

    def opening(self, now: float) -> Iterable[Output]:
        return ()

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        raise ZeroDivisionError

    def elapsed(self, now: float) -> Iterable[Output]:
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        return (Write(SERIAL, b"start"),)

    def stop_measurement(self, now: float) -> Iterable[Output]:
        return (Write(SERIAL, b"stop"),)


SCRIPTED = replace(SUNTECH, slug="scripted", decoder=Scripted, confirms_ready=False)


class Faulty:
    """A far end that fails in its own ways: a transport over nothing."""

    def __init__(self, *, connects: bool = True, bug: Exception | None = None) -> None:
        self._connects, self._bug = connects, bug
        self.closed = False

    async def __aenter__(self) -> Self:
        if not self._connects:
            await asyncio.sleep(3600)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.closed = True

    async def received(self) -> AsyncIterator[Received]:
        if self._bug is not None:
            raise self._bug
        yield Received("2a35", frame(119, 77))
        await asyncio.sleep(3600)

    async def send(self, what: Send) -> None:
        if isinstance(what, Read):
            raise EnvironmentFault("The cuff hung up while it was being read.")
        await asyncio.sleep(0.01)
