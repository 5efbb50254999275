"""One driver on one transport: what is told, in which order, and that nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from devices.catalog import find
from devices.conversation import CuffMemory
from devices.cuff import Cuff
from devices.decoder import Read, Send, Subscribe, Write
from devices.event import (
    DeviceEvent,
    LinkChanged,
    LinkState,
    Measured,
)
from devices.ieee11073 import encode_current_time, encode_date_time, encode_sfloat
from devices.measurement import BloodPressure, Provenance
from devices.transport.memory import Wire
from tests.devices.paced import play, utc_now, wall_now

BLP = find("bluetooth_blp")


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
            told = asyncio.create_task(_collect(cuff))
            await world.wire.connected.wait()
            await asyncio.sleep(0.5)
            await script(world)
            return await told

    return play(main()), world


async def _collect(cuff: Cuff) -> list[DeviceEvent]:
    return [event async for event in cuff.events()]


def readings(events: Iterable[DeviceEvent]) -> list[tuple[float | None, Provenance]]:
    return [
        (event.measurement.systolic, event.provenance)
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


def states(events: Iterable[DeviceEvent]) -> list[LinkState]:
    return [event.state for event in events if isinstance(event, LinkChanged)]


def test_subscribes_first_reads_the_clock_and_only_then_writes_it() -> None:
    async def script(far: Far) -> None:
        far.wire.hang_up()

    events, far = session(script)
    assert far.told[0] == Subscribe("2a35")
    kinds = [(type(step).__name__, step.channel) for step in far.told]
    assert kinds.index(("Read", "2a2b")) < kinds.index(("Write", "2a2b"))
    assert kinds.index(("Write", "2a2b")) < kinds.index(("Read", "2a24"))
    written = next(step for step in far.told if isinstance(step, Write))
    assert len(written.octets) == 10
    assert states(events) == [LinkState.CONNECTING, LinkState.READY, LinkState.ABSENT]


def test_stored_burst_then_live() -> None:
    async def script(far: Far) -> None:
        for minutes, systolic in ((4320, 131), (1440, 127), (30, 122)):
            far.wire.deliver("2a35", frame(systolic, 80, wall_now() - timedelta(minutes=minutes)))
        await asyncio.sleep(40)
        far.wire.deliver("2a36", bytes.fromhex("008c00ff07ff07"))
        await asyncio.sleep(20)
        far.wire.deliver("2a35", frame(119, 77, wall_now()))
        far.wire.hang_up()

    events, _ = session(script)
    assert readings(events) == [
        (131.0, Provenance.STORED),
        (127.0, Provenance.STORED),
        (122.0, Provenance.STORED),
        (119.0, Provenance.LIVE),
    ]
    assert states(events)[1:4] == [LinkState.READY, LinkState.MEASURING, LinkState.READY]
