"""Pairing, stage by stage, with real bleak and a virtual cuff over the air."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from devices.catalog import find
from devices.ieee11073 import encode_current_time, encode_date_time
from devices.measurement import BloodPressure
from devices.pairing import PairingNews, PairingStage, pair, pairing_door
from devices.scan import hear
from devices.transport.ble import BlePatience
from tests.support.ble_rig.rig import Rig, ble_rig
from tests.support.ble_rig.virtual_cuff import Habits, VirtualCuff

BLP = find("bluetooth_blp")
ENOUGH = BlePatience(find_s=10, turn_s=0.5, connect_s=10, subscribe_s=10, settle_s=0.05)
Stage = PairingStage


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


def reading(systolic: int, at: datetime) -> bytes:
    stamp = encode_date_time(at)
    return b"\x12" + bytes([systolic, 0, 82, 0, 0xFF, 0x07]) + stamp + b"\x00\x00"


async def stages(far: VirtualCuff, patience: BlePatience = ENOUGH) -> list[PairingNews]:
    async with aclosing(pair(BLP, far.habits.address, patience=patience)) as told:
        return [news async for news in told]


async def test_a_cuff_that_hangs_up_after_pairing_is_awaited_until_its_test_reading(
    rig: Rig,
) -> None:
    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005  a cuff keeps local wall time
    far = await rig.cuff([], Habits(needs_bond=True, clock=encode_current_time(now)))

    async def take_a_test_reading() -> None:
        await far.disconnected.wait()
        far.store([reading(141, now - timedelta(hours=3)), reading(128, now)])
        await far.advertise()

    person = asyncio.create_task(take_a_test_reading())
    news = await stages(far)
    await person
    seen = [one.stage for one in news]
    assert seen[:5] == [
        Stage.SEARCHING,
        Stage.FOUND,
        Stage.CONNECTING,
        Stage.SUBSCRIBING,
        Stage.READY,
    ]
    assert seen[-2:] == [Stage.READY, Stage.TESTED]
    assert "set aside" in news[-2].text
    assert any(one.stage is Stage.FOUND and one.signal_dbm is not None for one in news)
    assert "has hung up" in news[5].text
    assert news[-1].reading is not None
    assert isinstance(news[-1].reading.measurement, BloodPressure)
    assert news[-1].reading.measurement.systolic == 128
    assert far.events.count("bonded") == 1


async def test_point_15_a_cuff_that_does_not_pair_may_belong_to_its_makers_app(rig: Rig) -> None:
    rig.computer.answers_pairing = False
    far = await rig.cuff([], Habits(needs_bond=True))
    news = await stages(far, replace(ENOUGH, subscribe_s=0.3, pairing_hint_s=0.05))
    assert [one.stage for one in news][-2:] == [Stage.PAIRING, Stage.FAILED]
    assert Stage.READY not in [one.stage for one in news]
    assert "maker's app closed" in news[-1].text


async def test_a_device_that_is_not_there_fails_in_a_sentence() -> None:
    async with ble_rig():
        short = BlePatience(find_s=0.2, turn_s=0.1)
        async with aclosing(pair(BLP, "C4:64:E3:00:00:09", patience=short)) as told:
            last = [news async for news in told][-1]
    assert last.stage is Stage.FAILED
    assert "was not heard" in last.text


async def test_what_is_in_reach_is_heard_again_and_again_with_its_strength(rig: Rig) -> None:
    far = await rig.cuff()
    async with aclosing(hear(turn_s=0.2)) as heard:
        first, second = await anext(heard), await anext(heard)
    assert str(first.url) == str(second.url) == f"ble://{far.habits.address}"
    assert first.driver is BLP
    assert first.signal_dbm is not None


def test_point_14_a_system_that_asks_in_its_own_window_is_named() -> None:
    assert "Windows Settings" in pairing_door("win32")
    assert "macOS" in pairing_door("darwin")
    assert pairing_door("linux") == ""
