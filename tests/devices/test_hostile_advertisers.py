"""Devices that call themselves cuffs and mean no good, through bleak on a bus and over the air."""

import asyncio
import os
import random
import shutil
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cuff import Cuff
from devices.decoder import Read, Received
from devices.event import LinkChanged, LinkState, Measured, ProtocolViolated
from devices.measurement import BloodPressure
from devices.scan import scan
from devices.transport.ble import BlePatience, BleTransport
from devices.transport.two_ears import TwoEars
from devices.url import BleUrl
from tests.devices.over_air import BLP, STAYS, cuff_at
from tests.support.ble_rig.fake_bluez import ADDRESS, FakeBlueZ, fake_bluez
from tests.support.ble_rig.rig import ble_rig

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None and not os.environ.get("CI"),
    reason="needs dbus-daemon (Debian: dbus)",
)

FORGED = "\x1b[31mBP\r\n\u202e7000\u2066" + "7000" * 2_500
GOOD = bytes.fromhex("16 8000 5200 6100 ea070b17090000 4200 0000")
ENOUGH = BlePatience(find_s=10, connect_s=10, subscribe_s=10)
FLOOD = 600
HALF_A_CHARACTER = "BP\ud83d 7000"
"""Systems that keep names in 16-bit units let half of a pair through."""


@pytest.fixture
async def bluez(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeBlueZ]:
    async with fake_bluez(monkeypatch) as daemon:
        yield daemon


@needs_bus
async def test_a_name_of_ten_thousand_characters_is_one_short_line_and_the_cuff_is_read(
    bluez: FakeBlueZ,
) -> None:
    bluez.name = FORGED
    found = await scan(0.2)
    (candidate,) = [one for one in found.candidates if isinstance(one.url, BleUrl)]
    assert len(candidate.title) <= 64
    assert candidate.title.isprintable()
    async with BleTransport(ADDRESS, ["1810"], patience=ENOUGH) as link:
        await link.send(Read("2a00"))
        got = await anext(link.received())
    assert got.channel == "2a00"
    assert len(got.octets) <= 248


@needs_bus
async def test_a_flood_of_nonsense_on_the_bus_hides_no_reading_and_is_told_as_nonsense(
    bluez: FakeBlueZ,
) -> None:
    noise = random.Random(7)
    nonsense = [noise.randbytes(noise.randrange(1, 20)) for _ in range(FLOOD)]
    refused, found = 0, list[bytes]()
    link = BleTransport(ADDRESS, ["1810"], patience=ENOUGH)
    async with asyncio.TaskGroup() as sending, Cuff(BLP, link) as cuff:
        async for event in cuff.events():
            refused += isinstance(event, ProtocolViolated)
            if isinstance(event, LinkChanged) and event.state is LinkState.READY:
                sending.create_task(bluez.send_all([*nonsense, GOOD]))
            if isinstance(event, Measured):
                assert isinstance(event.measurement, BloodPressure)
                found.append(event.measurement.frame)
                break
    assert found == [GOOD]
    assert refused >= FLOOD * 0.9, "of the rest, some says that a measurement failed"


async def test_half_a_character_in_a_name_ends_no_link() -> None:
    async with ble_rig() as rig:
        rig.computer.calls_it = HALF_A_CHARACTER
        far = await rig.cuff([], STAYS)
        async with BleTransport(far.habits.address, ["1810"], patience=ENOUGH) as link:
            await link.send(Read("2a00"))
            assert await anext(link.received()) == Received("2a00", b"BP? 7000")
        assert cuff_at(far).fault is None


def test_a_device_that_never_stops_sending_fills_no_memory() -> None:
    passed: list[bytes] = []
    ears = TwoEars(passed.append)
    bleak, keeper = ears.ear("bleak"), ears.ear("keeper")
    for number in range(10_000):
        octets = number.to_bytes(4)
        bleak(octets)
        keeper(octets)
    assert len(passed) == 10_000
    assert ears.remembered == 0


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([b"a", b"b"])), max_size=30))
def test_each_value_is_passed_on_as_often_as_the_better_ear_heard_it(
    heard: list[tuple[bool, bytes]],
) -> None:
    passed: list[bytes] = []
    ears = TwoEars(passed.append)
    both = ears.ear("bleak"), ears.ear("keeper")
    for which, octets in heard:
        both[which](octets)
    for octets in (b"a", b"b"):
        counts = [heard.count((which, octets)) for which in (False, True)]
        assert passed.count(octets) == max(counts)
