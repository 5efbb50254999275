"""Real bleak against a virtual cuff over the air, with the ordinary driver."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from devices.decoder import Read, Subscribe, Write
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)
from devices.ieee11073 import encode_current_time
from devices.measurement import BloodPressure, PressureUnit, Provenance
from devices.transport import EnvironmentFault
from devices.transport.ble import BleTransport
from devices.url import BleUrl, open_transport
from tests.devices.over_air import (
    BLP,
    ENOUGH,
    INFLATING,
    KILOPASCAL,
    NOT_A_NUMBER,
    NOW,
    STAYS,
    cuff_at,
    kept,
    reading,
    states,
    told,
    values,
)
from tests.support.ble_rig.rig import Rig, ble_rig
from tests.support.ble_rig.virtual_cuff import Habits


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


async def test_the_memory_comes_first_and_then_what_is_measured_now(rig: Rig) -> None:
    far = await rig.cuff(
        [reading(141, 91, NOW - timedelta(hours=3)), reading(128, 82, NOW - timedelta(hours=2))],
        STAYS,
    )
    events: list[DeviceEvent] = []
    async with cuff_at(far) as cuff:
        async for event in cuff.events():
            events.append(event)
            if isinstance(event, LinkChanged) and len(states(events)) == 2:
                await far.subscribed.wait()
                await far.show_pressure(INFLATING)
            if isinstance(event, CuffPressureChanged):
                await far.measure(reading(119, 77, NOW))
            if isinstance(event, Measured) and len(values(events)) == 3:
                await far.hang_up()
    assert values(events) == [
        (141, 91, Provenance.STORED),
        (128, 82, Provenance.STORED),
        (119, 77, Provenance.LIVE),
    ]
    assert states(events) == [
        LinkState.CONNECTING,
        LinkState.READY,
        LinkState.MEASURING,
        LinkState.READY,
        LinkState.ABSENT,
    ]
    assert CuffPressureChanged(pressure=150.0, frame=INFLATING) in events
    assert "clock written" in far.events


async def test_a_failed_measurement_and_a_kilopascal_cuff_are_told_as_what_they_are(
    rig: Rig,
) -> None:
    far = await rig.cuff([NOT_A_NUMBER, KILOPASCAL])
    events = await told(cuff_at(far))
    (failed,) = [event for event in events if isinstance(event, MeasurementFailed)]
    (measured,) = [event for event in events if isinstance(event, Measured)]
    assert failed.frame == NOT_A_NUMBER
    assert isinstance(measured.measurement, BloodPressure)
    assert measured.measurement.systolic == pytest.approx(132.01, abs=0.01)
    assert measured.measurement.reported_unit is PressureUnit.KPA


async def test_a_cuff_that_wants_a_bond_gets_one_and_loses_nothing(rig: Rig) -> None:
    far = await rig.cuff([reading(128, 82, NOW)], Habits(needs_bond=True))
    events = await told(cuff_at(far))
    assert [pair[:2] for pair in values(events)] == [(128, 82)]
    assert far.events[:4] == ["connected", "refused", "bonded", "subscribed"]


async def test_point_3_nobody_answers_the_pairing_question(rig: Rig) -> None:
    rig.computer.answers_pairing = False
    far = await rig.cuff([reading(128, 82, NOW)], Habits(needs_bond=True))
    news: list[LinkChanged] = []
    brief = replace(ENOUGH, subscribe_s=0.4, pairing_hint_s=0.05)
    transport = BleTransport(far.habits.address, ["1810"], patience=brief, tell=news.append)
    async with transport:
        with pytest.raises(EnvironmentFault, match="waits to be paired"):
            await transport.send(Subscribe("2a35"))
    assert [event.state for event in news] == [LinkState.PAIRING]
    assert "disconnected" in far.events


async def test_a_link_that_breaks_in_mid_replay_loses_no_reading_and_doubles_none(
    rig: Rig,
) -> None:
    memory = [reading(120 + n, 80, NOW - timedelta(minutes=10 - n)) for n in range(10)]
    far = await rig.cuff(memory, Habits(drops_after=4, clock=encode_current_time(NOW)))
    events = await kept(far, again=far.advertise, until=10)
    assert [value[0] for value in values(events)] == list(range(120, 130))
    assert "out of reach" in far.events
    assert LinkState.LOST not in states(events)


async def test_a_cuff_that_keeps_its_memory_repeats_nothing(rig: Rig) -> None:
    first, second = reading(128, 82, NOW), reading(131, 84, NOW + timedelta(minutes=2))
    far = await rig.cuff([first])

    async def measure_once_more() -> None:
        await far.switch_on([first, second])

    events = await kept(far, again=measure_once_more, until=2)
    assert [pair[:2] for pair in values(events)] == [(128, 82), (131, 84)]
    assert far.events.count("sent") == 3


async def test_two_cuffs_at_once_keep_their_readings_apart(rig: Rig) -> None:
    """One attempt at a time: this computer refuses a second scan and a second connection."""
    near = await rig.cuff([reading(128, 82, NOW)])
    other = await rig.cuff([reading(95, 61, NOW)], Habits(address="C4:64:E3:00:00:03", name="B"))
    one, two = await asyncio.gather(told(cuff_at(near)), told(cuff_at(other)))
    assert [pair[:2] for pair in values(one)] == [(128, 82)]
    assert [pair[:2] for pair in values(two)] == [(95, 61)]


async def test_the_same_model_in_the_next_room_cannot_join_by_itself(rig: Rig) -> None:
    ours, theirs = (
        await rig.cuff(),
        await rig.cuff([reading(95, 61, NOW)], Habits(address="C4:64:E3:00:00:03")),
    )
    assert theirs.habits.name == ours.habits.name
    await ours.fall_silent()
    brief = replace(ENOUGH, find_s=0.3, turn_s=0.1)
    assert values(await told(cuff_at(ours, brief))) == []
    ours.store([reading(128, 82, NOW)])
    await ours.advertise()
    assert [pair[:2] for pair in values(await told(cuff_at(ours)))] == [(128, 82)]
    assert theirs.events == []


async def test_a_cuff_that_is_not_there_is_given_up_in_a_sentence(rig: Rig) -> None:
    far = await rig.cuff()
    await far.fall_silent()
    brief = replace(ENOUGH, find_s=0.3, turn_s=0.1)
    last = (await told(cuff_at(far, brief)))[-1]
    assert isinstance(last, LinkChanged)
    assert last.state is LinkState.LOST
    assert "was not heard" in last.text


async def test_a_strangers_strings_arrive_fit_to_be_shown(rig: Rig) -> None:
    far = await rig.cuff(habits=STAYS)
    async with cuff_at(far) as cuff:
        async for event in cuff.events():
            if isinstance(event, Identified) and event.manufacturer and event.model:
                assert event.manufacturer.isprintable()
                await far.hang_up()


async def test_optional_steps_may_come_to_nothing_and_others_say_so(rig: Rig) -> None:
    far = await rig.cuff(habits=STAYS)
    url = BleUrl(far.habits.address)
    async with open_transport(BLP, url) as transport:
        await transport.send(Read("2a19"))
        await transport.send(Subscribe("2a2b", optional=True))
        with pytest.raises(EnvironmentFault, match="Choose the driver that fits"):
            await transport.send(Subscribe("2a37"))
        with pytest.raises(EnvironmentFault, match="does not offer"):
            await transport.send(Write("2a39", b"\x01"))
        await far.hang_up()
        assert [got async for got in transport.received()] == []
        with pytest.raises(EnvironmentFault, match="ended the connection"):
            await transport.send(Write("2a2b", bytes(10)))


async def test_a_switched_off_radio_is_told_and_worth_another_try(rig: Rig) -> None:
    rig.computer.powered = False
    with pytest.raises(EnvironmentFault, match="switched off") as fault:
        async with BleTransport("C4:64:E3:00:00:02", ["1810"], patience=ENOUGH):
            pass
    assert fault.value.retryable
