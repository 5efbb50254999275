"""One driver on one transport: what is told, in which order, and that nothing is lost."""

import asyncio
from datetime import datetime, timedelta

from devices.catalog import find
from devices.conversation import CuffMemory
from devices.cuff import BACKLOG, Cuff
from devices.decoder import Read, Received, Send, Subscribe, Write
from devices.event import (
    DeviceEvent,
    LinkChanged,
    LinkState,
    Measured,
)
from devices.ieee11073 import encode_date_time
from devices.measurement import HeartRate, Provenance
from devices.transport import EnvironmentFault
from devices.transport.memory import Wire
from tests.devices.far import BLP, Far, all_events, frame, lost, readings, serving, session, states
from tests.devices.paced import play, utc_now, wall_now


def test_subscribes_first_reads_the_clock_and_only_then_writes_it() -> None:
    async def script(far: Far) -> None:
        far.wire.hang_up()

    events, far = session(script)
    assert far.told[:2] == [Read("2a00"), Subscribe("2a35")]
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


def test_a_refused_connection_is_told_and_not_raised() -> None:
    far = Far()
    fault = EnvironmentFault("The adapter is off. Switch it on.")
    far.wire.refuse(fault)

    async def main() -> list[DeviceEvent]:
        async with far.cuff() as cuff:
            events = await all_events(cuff)
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
            told = asyncio.create_task(all_events(cuff))
            await far.wire.connected.wait()
            await asyncio.sleep(0.5)
            far.wire.deliver("2a35", frame(119, 77, when))
            far.wire.hang_up()
            return await told

    async def main() -> list[DeviceEvent]:
        return await connect() + await connect()

    assert readings(play(main())) == [(119.0, Provenance.STORED)]


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
            return await all_events(cuff)

    rates = [
        event.measurement.heart_rate
        for event in play(main())
        if isinstance(event, Measured) and isinstance(event.measurement, HeartRate)
    ]
    assert rates == [60.0 + beat % 100 for beat in range(count)]


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
