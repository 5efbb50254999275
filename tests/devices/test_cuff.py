"""One driver on one transport: what is told, in which order, and that nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self

import pytest

from devices.catalog import find
from devices.conversation import CannotStart, CuffMemory
from devices.cuff import BACKLOG, Cuff
from devices.decoder import SERIAL, Output, Read, Received, Send, Subscribe, Write
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)
from devices.ieee11073 import encode_current_time, encode_date_time, encode_sfloat
from devices.measurement import BloodPressure, HeartRate, Provenance
from devices.transport import EnvironmentFault
from devices.transport.memory import Wire
from devices.wire.suntech_frame import ABORT, GET_PRESSURE, START
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


def lost(events: list[DeviceEvent]) -> LinkChanged:
    last = events[-1]
    assert isinstance(last, LinkChanged)
    return last


def test_a_refused_connection_is_told_and_not_raised() -> None:
    far = Far()
    fault = EnvironmentFault("The adapter is off. Switch it on.")
    far.wire.refuse(fault)

    async def main() -> list[DeviceEvent]:
        async with far.cuff() as cuff:
            events = await _collect(cuff)
            assert cuff.fault is fault
            return events

    assert play(main()) == [
        LinkChanged(state=LinkState.CONNECTING),
        LinkChanged(state=LinkState.LOST, text="The adapter is off. Switch it on."),
    ]


def test_point_2_a_connection_without_a_reading_asks_to_look_at_the_display() -> None:
    async def hang_up(far: Far) -> None:
        far.wire.hang_up()

    async def break_link(far: Far) -> None:
        far.wire.break_link(EnvironmentFault("The link broke."))

    silent, _ = session(hang_up)
    assert lost(silent).state is LinkState.ABSENT
    assert "type it in" in lost(silent).text
    broken, _ = session(break_link)
    assert lost(broken).state is LinkState.LOST
    assert lost(broken).text.startswith("The link broke.")
    assert "type it in" in lost(broken).text


def test_a_cuff_that_hangs_up_after_its_reading_did_well() -> None:
    async def script(far: Far) -> None:
        far.wire.deliver("2a35", frame(119, 77, wall_now()))
        far.wire.hang_up()

    events, _ = session(script)
    assert lost(events) == LinkChanged(
        state=LinkState.ABSENT, text="The cuff ended the connection."
    )


def test_a_reading_that_arrived_before_the_break_is_told_before_it() -> None:
    async def script(far: Far) -> None:
        far.wire.deliver("2a35", frame(119, 77))
        far.wire.break_link(EnvironmentFault("The link broke."))

    events, _ = session(script)
    assert readings(events) == [(119.0, Provenance.UNCONFIRMED)]
    assert lost(events).state is LinkState.LOST


def test_a_reading_sent_before_the_clock_was_read_is_placed_by_it() -> None:
    async def script(far: Far) -> None:
        far.wire.deliver("2a35", frame(121, 79, wall_now() - timedelta(hours=2)))
        far.wire.deliver("2a35", frame(119, 77, wall_now()))
        await asyncio.sleep(0.2)
        far.wire.deliver("2a08", encode_date_time(wall_now()))
        await asyncio.sleep(3)
        far.wire.hang_up()

    events, _ = session(script, Far(clock=None))
    assert readings(events) == [(121.0, Provenance.STORED), (119.0, Provenance.LIVE)]


def test_a_repeat_over_a_reconnection_is_told_once() -> None:
    far, memory, when = Far(), CuffMemory(), datetime.fromisoformat("2026-11-23T08:00:00")

    async def connect() -> list[DeviceEvent]:
        async with serving(far), far.cuff(memory) as cuff:
            told = asyncio.create_task(_collect(cuff))
            await far.wire.connected.wait()
            await asyncio.sleep(0.5)
            far.wire.deliver("2a35", frame(119, 77, when))
            far.wire.hang_up()
            return await told

    async def main() -> list[DeviceEvent]:
        return await connect() + await connect()

    assert readings(play(main())) == [(119.0, Provenance.STORED)]


def test_measuring_by_its_own_button_is_told_and_ends_when_nothing_more_comes() -> None:
    async def script(far: Far) -> None:
        far.wire.deliver("2a36", bytes.fromhex("008c00ff07ff07"))
        await asyncio.sleep(10)
        far.wire.deliver("2a36", bytes.fromhex("005a00ff07ff07"))
        await asyncio.sleep(31)
        far.wire.hang_up()

    events, _ = session(script)
    assert states(events) == [
        LinkState.CONNECTING,
        LinkState.READY,
        LinkState.MEASURING,
        LinkState.READY,
        LinkState.ABSENT,
    ]


def test_a_slow_consumer_loses_nothing() -> None:
    strap, wire, count = find("bluetooth_hrp"), Wire(), 3 * BACKLOG

    async def main() -> list[DeviceEvent]:
        async with Cuff(strap, wire.transport(), host_now=utc_now) as cuff:
            await wire.connected.wait()
            for beat in range(count):
                wire.deliver("2a37", bytes((0, 60 + beat % 100)))
            await asyncio.sleep(60)
            wire.hang_up()
            await asyncio.sleep(60)
            return await _collect(cuff)

    rates = [
        event.measurement.heart_rate
        for event in play(main())
        if isinstance(event, Measured) and isinstance(event.measurement, HeartRate)
    ]
    assert rates == [60.0 + beat % 100 for beat in range(count)]


def test_what_is_still_queued_can_be_taken_after_leaving() -> None:
    far = Far()

    async def main() -> list[DeviceEvent]:
        async with serving(far), far.cuff() as cuff:
            await asyncio.sleep(0.5)
            far.wire.deliver("2a35", frame(119, 77))  # held: nothing places it yet
            await asyncio.sleep(0.1)
        return await _collect(cuff)

    assert readings(play(main())) == [(119.0, Provenance.UNCONFIRMED)]


def test_the_observer_sees_the_raw_exchange_with_its_times() -> None:
    seen: list[tuple[float, Received | Send]] = []
    far = Far(clock=None)

    async def main() -> None:
        cuff = Cuff(
            BLP,
            far.wire.transport(),
            host_now=utc_now,
            observer=lambda at, what: seen.append((at, what)),
        )
        async with serving(far), cuff:
            await asyncio.sleep(5)
            far.wire.deliver("2a35", b"\xff")
            await asyncio.sleep(1)

    play(main())
    assert [what for _, what in seen if not isinstance(what, Received)] == far.told
    assert seen[-1] == (5.0, Received("2a35", b"\xff"))


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


def test_closing_aborts_what_runs() -> None:
    module = Module()

    async def main() -> list[DeviceEvent]:
        async with module_cuff(module) as cuff:
            await cuff.start_measurement()
            await asyncio.sleep(5)
        return await _collect(cuff)

    events = play(main())
    assert module.written[-1] == ABORT
    assert failures(events) == [FailureReason.ABORTED]


def test_closing_aborts_nothing_that_does_not_run() -> None:
    module = Module()

    async def main() -> None:
        async with module_cuff(module):
            pass

    play(main())
    assert ABORT not in module.written


def test_one_start_at_a_time_and_a_minute_between_them() -> None:
    module, memory, refusals = Module(), CuffMemory(), []

    async def refused(cuff: Cuff) -> None:
        with pytest.raises(CannotStart) as refusal:
            await cuff.start_measurement()
        refusals.append(refusal.value.text)

    async def main() -> None:
        async with module_cuff(module, memory) as cuff:
            await cuff.start_measurement()
            await asyncio.sleep(1)
            await refused(cuff)
            await cuff.stop_measurement()
            await asyncio.sleep(20)
            await refused(cuff)
        async with module_cuff(module, memory) as again:  # a new connection forgets nothing
            await refused(again)
            await asyncio.sleep(60)
            await again.start_measurement()
            await asyncio.sleep(1)

    play(main())
    assert refusals[0] == "A measurement is already running."
    assert "60 s must pass" in refusals[1]
    assert "60 s must pass" in refusals[2]
    assert module.written.count(START) == 2


def test_no_start_while_the_state_is_unknown_or_the_link_is_gone() -> None:
    module = Module()

    async def refused(cuff: Cuff) -> None:
        with pytest.raises(CannotStart, match="nothing was started"):
            await cuff.start_measurement()

    async def main() -> None:
        cuff = Cuff(SUNTECH, module.wire.transport(), host_now=utc_now)
        await refused(cuff)
        async with cuff:
            await refused(cuff)
            await module.wire.connected.wait()
            await asyncio.sleep(0)
            await refused(cuff)  # connected, but the module has not answered
            await asyncio.sleep(10)
            await refused(cuff)  # it never did
            await cuff.stop_measurement()

    play(main())
    assert module.written == []


def test_a_cuff_that_listens_only_to_its_button() -> None:
    far = Far()

    async def main() -> None:
        async with serving(far), far.cuff() as cuff:
            await asyncio.sleep(1)
            with pytest.raises(CannotStart, match="its own button"):
                await cuff.start_measurement()

    play(main())


def test_a_link_that_breaks_while_measuring_costs_the_measurement() -> None:
    module = Module()

    async def main() -> list[DeviceEvent]:
        async with module_cuff(module) as cuff:
            await cuff.start_measurement()
            await asyncio.sleep(5)
            module.wire.break_link(EnvironmentFault("The plug was pulled."))
            return await _collect(cuff)

    events = play(main())
    assert failures(events) == [FailureReason.LINK_LOST]
    assert states(events)[-1] is LinkState.LOST


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


def test_a_start_that_brings_nothing_is_given_up_whatever_the_driver_does() -> None:
    wire = Wire()

    async def main() -> list[DeviceEvent]:
        async with Cuff(SCRIPTED, wire.transport(), host_now=utc_now) as cuff:
            await wire.connected.wait()
            await asyncio.sleep(0.1)
            await cuff.start_measurement()
            await asyncio.sleep(201)
            wire.hang_up()
            return await _collect(cuff)

    events = play(main())
    assert failures(events) == [FailureReason.TIMED_OUT]
    assert states(events)[2:4] == [LinkState.MEASURING, LinkState.READY]


def test_our_own_fault_is_raised_and_never_hidden() -> None:
    wire = Wire()

    async def main() -> None:
        async with Cuff(SCRIPTED, wire.transport(), host_now=utc_now) as cuff:
            await wire.connected.wait()
            wire.deliver(SERIAL, b"x")
            await _collect(cuff)

    with pytest.raises(ZeroDivisionError):
        play(main())


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


def test_a_step_that_fails_costs_no_reading_that_had_come() -> None:
    transport = Faulty()

    async def main() -> list[DeviceEvent]:
        async with Cuff(BLP, transport, host_now=utc_now) as cuff:
            return await _collect(cuff)

    events = play(main())
    assert readings(events) == [(119.0, Provenance.UNCONFIRMED)]
    assert lost(events).text == "The cuff hung up while it was being read."
    assert transport.closed


def test_leaving_does_not_wait_for_a_connection_that_hangs() -> None:
    async def main() -> float:
        async with Cuff(BLP, Faulty(connects=False), host_now=utc_now) as cuff:
            await asyncio.sleep(1)
        assert [type(event) for event in await _collect(cuff)] == [LinkChanged]
        return asyncio.get_running_loop().time()

    assert play(main()) == 1.0


def test_a_fault_of_the_transport_is_raised_too() -> None:
    async def main() -> None:
        async with Cuff(BLP, Faulty(bug=ZeroDivisionError()), host_now=utc_now) as cuff:
            await _collect(cuff)

    with pytest.raises(ZeroDivisionError):
        play(main())


def test_a_start_that_the_end_of_the_link_overtakes_is_refused() -> None:
    module = Module()

    async def main() -> None:
        async with module_cuff(module) as cuff:
            module.wire.hang_up()
            await asyncio.sleep(0)
            with pytest.raises(CannotStart):
                await cuff.start_measurement()

    play(main())
