"""What cuffs and computers do to a connection in a day, over real bleak."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData

from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    LinkChanged,
    LinkState,
    Measured,
    ProtocolViolated,
)
from devices.ieee11073 import encode_current_time
from devices.measurement import Provenance
from devices.scan import advertiser
from tests.devices.over_air import (
    INFLATING,
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

ON_TIME = encode_current_time(NOW)
RESET = datetime.fromisoformat("2000-01-01T01:00:00")


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


@pytest.mark.parametrize("shows", [NOW, RESET], ids=["right", "2000-01-01"])
async def test_of_thirty_old_readings_and_a_live_one_exactly_one_counts(
    rig: Rig, shows: datetime
) -> None:
    ages = [timedelta(minutes=10 * n) for n in range(31)]
    memory = [reading(120 + n, 80, shows - age) for n, age in enumerate(ages)]
    far = await rig.cuff(memory[::-1], Habits(clock=encode_current_time(shows)))
    found = values(await told(cuff_at(far)))
    assert [value[0] for value in found] == [120 + n for n in range(30, -1, -1)]
    assert [value[2] for value in found] == [*[Provenance.STORED] * 30, Provenance.LIVE]


async def test_readings_out_of_order_are_told_apart_by_their_time(rig: Rig) -> None:
    now, old = reading(128, 82, NOW), reading(141, 91, NOW - timedelta(hours=1))
    far = await rig.cuff([now, old, now], Habits(clock=ON_TIME))
    found = values(await told(cuff_at(far)))
    assert found == [(128, 82, Provenance.LIVE), (141, 91, Provenance.STORED)]


async def test_a_cuff_that_hangs_up_200_ms_after_its_indication_ends_well(rig: Rig) -> None:
    far = await rig.cuff([reading(128, 82, NOW)], Habits(clock=ON_TIME, lingers_s=0.2))
    events = await told(cuff_at(far))
    assert values(events) == [(128, 82, Provenance.LIVE)]
    assert states(events)[-1] is LinkState.ABSENT
    assert "clock written" in far.events


async def test_bluetooth_switched_off_and_on_is_told_and_over(rig: Rig) -> None:
    far = await rig.cuff([reading(128, 82, NOW)], Habits(clock=ON_TIME))

    async def off_and_on() -> None:
        rig.computer.powered = False
        far.store([reading(131, 84, NOW + timedelta(seconds=50))])
        await far.advertise()
        await asyncio.sleep(0.4)
        assert far.events.count("connected") == 1
        rig.computer.powered = True

    events = await kept(far, again=off_and_on, until=2)
    assert [value[:2] for value in values(events)] == [(128, 82), (131, 84)]
    assert any(isinstance(event, LinkChanged) and "switched off" in event.text for event in events)


async def test_a_cuff_whose_services_changed_after_bonding_is_learnt_anew(rig: Rig) -> None:
    rig.computer.remembers_services = True
    far = await rig.cuff([reading(128, 82, NOW)], Habits(needs_bond=True, clock=ON_TIME))

    async def update() -> None:
        far.update_firmware()
        far.store([reading(131, 84, NOW + timedelta(seconds=50))])
        await far.advertise()
        await far.connected.wait()
        await far.disconnected.wait()
        await far.advertise()

    events = await kept(far, again=update, until=2)
    assert [value[:2] for value in values(events)] == [(128, 82), (131, 84)]
    assert any(
        isinstance(event, LinkChanged) and "services have changed" in event.text for event in events
    )


async def test_a_cuff_that_lost_its_bond_is_told_with_what_to_do_and_not_pestered(rig: Rig) -> None:
    far = await rig.cuff([reading(128, 82, NOW)], Habits(needs_bond=True, clock=ON_TIME))
    await told(cuff_at(far))
    await far.switch_on([reading(131, 84, NOW)])
    again = cuff_at(far)
    last = (await told(again))[-1]
    assert isinstance(last, LinkChanged)
    assert last.state is LinkState.LOST
    assert "forgot the pairing" in last.text
    assert again.fault is not None
    assert not again.fault.retryable


async def test_a_stranger_that_sends_nonsense_brings_no_reading_and_no_crash(rig: Rig) -> None:
    nonsense = [b"\xff" * 19, b"\x00", b"\x1e" + bytes(18), bytes(range(20))]
    far = await rig.cuff(nonsense, Habits(name="Toaster \x1b[2J\u202e", clock=b"\x00"))
    events = await told(cuff_at(far))
    assert values(events) == []
    refused = [event for event in events if isinstance(event, ProtocolViolated)]
    assert len(refused) >= len(nonsense)
    assert states(events)[-1] is LinkState.ABSENT


@pytest.mark.parametrize("times", [2_000, 10_000])
async def test_a_flood_of_values_loses_no_reading_and_ends_in_a_sentence(
    rig: Rig, times: int
) -> None:
    far = await rig.cuff([], STAYS)
    events: list[DeviceEvent] = []
    async with cuff_at(far) as cuff:
        async for event in cuff.events():
            events.append(event)
            if (
                isinstance(event, LinkChanged)
                and event.state is LinkState.READY
                and not values(events)
            ):
                await far.show_pressure(INFLATING)
                await far.measure(reading(119, 77, NOW))
            if isinstance(event, Measured):
                (client,) = rig.computer.clients
                client.flood("00002a36-0000-1000-8000-00805f9b34fb", INFLATING, times)
                if times == 2_000:
                    await far.hang_up()
    assert values(events) == [(119, 77, Provenance.LIVE)]
    assert isinstance(events[-1], LinkChanged)
    assert sum(isinstance(event, CuffPressureChanged) for event in events) <= 4_200
    if times == 10_000:
        assert "more than can be read" in events[-1].text
    else:
        assert states(events)[-1] is LinkState.ABSENT


@pytest.mark.parametrize("name", ["\x1b[31mBP\r\n7000\x00", "BP" * 5_000, "\u202eBP\u2066", ""])
def test_a_name_however_long_or_forged_is_one_short_printable_line(name: str) -> None:
    data = AdvertisementData(name, {}, {}, ["1810"], None, -60, ())
    shown = advertiser(BLEDevice("C4:64:E3:00:00:02", name, None), data)
    assert shown is not None
    assert 0 < len(shown.title) <= 64
    assert shown.title.isprintable()
