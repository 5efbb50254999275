"""bleak's own Linux backend, unmodified, on a Bluetooth daemon that has a bad day."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from dbus_fast import DBusError

from devices.decoder import Read, Received, Subscribe, Write
from devices.transport import EnvironmentFault
from devices.transport.ble import BlePatience, BleTransport
from devices.transport.ble_attendant import Attendant, BleStep, Person
from tests.support.ble_rig.fake_bluez import ADDRESS, HANG, FakeBlueZ, fake_bluez

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None and not os.environ.get("CI"),
    reason="needs dbus-daemon (Debian: dbus)",
)

READING = bytes.fromhex("16 8000 5200 6100 ea070b17090000 4200 0000")
ENOUGH = BlePatience(find_s=10, connect_s=10, subscribe_s=10, service_check_s=0.02)
BRIEF = replace(ENOUGH, connect_s=0.3, subscribe_s=0.3, disconnect_s=0.5, pairing_hint_s=0.05)
"""For what never comes."""


@pytest.fixture
async def bluez(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeBlueZ]:
    async with fake_bluez(monkeypatch) as daemon:
        yield daemon


def transport(patience: BlePatience = ENOUGH) -> BleTransport:
    return BleTransport(ADDRESS, ["1810"], patience=patience)


async def test_a_reading_through_the_unmodified_backend(bluez: FakeBlueZ) -> None:
    async with transport() as link:
        await link.send(Subscribe("2a35"))
        await link.send(Read("2a2b"))
        bluez.send(READING)
        bluez.drop()
        got = [one async for one in link.received()]
    assert got == [Received("2a2b", bytes(10)), Received("2a35", READING)]


async def test_a_cuff_left_connected_by_a_crash_is_taken_over(bluez: FakeBlueZ) -> None:
    bluez.already_connected()
    async with transport() as link:
        await link.send(Subscribe("2a35"))
        bluez.send(READING)
        assert await anext(link.received()) == Received("2a35", READING)
    assert "Connect" not in bluez.calls


async def test_the_cuff_is_paired_where_linux_asks_for_it(bluez: FakeBlueZ) -> None:
    bluez.wants_bond = True
    async with transport() as link:
        await link.send(Subscribe("2a35"))
    assert bluez.calls.count("StartNotify") == 3  # refused, then accepted, then kept


async def test_a_passkey_on_the_cuff_is_asked_of_the_person_and_passed_on(
    bluez: FakeBlueZ,
) -> None:
    bluez.wants_bond, bluez.passkey = True, 42
    steps: list[BleStep] = []

    async def person() -> str:
        return "000 042"

    attendant = Attendant(
        hears=lambda step, _signal: steps.append(step), person=Person(passkey=person)
    )
    async with BleTransport(ADDRESS, ["1810"], patience=ENOUGH, attendant=attendant) as link:
        await link.send(Subscribe("2a35"))
    assert bluez.asked == ["RequestPasskey: [42]"]
    assert steps == [
        BleStep.SEARCHING,
        BleStep.FOUND,
        BleStep.CONNECTING,
        BleStep.SUBSCRIBING,
        BleStep.PAIRING,
    ]


@pytest.mark.parametrize("typed", [None, "", "12345678", "00o042"])
async def test_without_the_passkey_the_pairing_fails_with_what_to_do(
    bluez: FakeBlueZ, typed: str | None
) -> None:
    bluez.wants_bond, bluez.passkey = True, 42

    async def person() -> str | None:
        return typed

    attendant = Attendant(person=Person(passkey=person))
    async with BleTransport(ADDRESS, ["1810"], patience=ENOUGH, attendant=attendant) as link:
        with pytest.raises(EnvironmentFault, match="pair again") as fault:
            await link.send(Subscribe("2a35"))
    assert not fault.value.retryable
    assert bluez.asked == ["RequestPasskey: org.bluez.Error.Rejected"]


async def test_equal_numbers_are_agreed_to_only_by_a_person_who_saw_both(bluez: FakeBlueZ) -> None:
    bluez.wants_bond, bluez.shows = True, 123
    seen: list[str] = []

    async def person(number: str) -> bool:
        seen.append(number)
        return True

    attendant = Attendant(person=Person(compare=person))
    async with BleTransport(ADDRESS, ["1810"], patience=ENOUGH, attendant=attendant) as link:
        await link.send(Subscribe("2a35"))
    assert seen == ["000123"]
    assert bluez.asked == ["RequestConfirmation: []"]
    assert not bluez.wants_bond


@pytest.mark.parametrize("who", ["nobody", "says no", "is late"])
async def test_numbers_that_nobody_calls_equal_in_time_pair_nothing(
    bluez: FakeBlueZ, who: str
) -> None:
    bluez.wants_bond, bluez.shows = True, 123456

    async def person(_number: str) -> bool:
        if who == "is late":
            await asyncio.Event().wait()
        return False

    attendant = Attendant() if who == "nobody" else Attendant(person=Person(compare=person))
    patience = replace(ENOUGH, compare_s=0.1) if who == "is late" else ENOUGH
    async with BleTransport(ADDRESS, ["1810"], patience=patience, attendant=attendant) as link:
        with pytest.raises(EnvironmentFault, match="pair again") as fault:
            await link.send(Subscribe("2a35"))
    assert not fault.value.retryable
    assert bluez.asked == ["RequestConfirmation: org.bluez.Error.Rejected"]
    assert bluez.wants_bond, "no bond was made"


async def test_a_question_without_a_number_is_agreed_to(bluez: FakeBlueZ) -> None:
    bluez.wants_bond = True
    async with transport() as link:
        await link.send(Subscribe("2a35"))
    assert bluez.asked == ["RequestAuthorization: []"]


async def test_point_1_the_eager_cuff_is_heard_by_the_keeper_and_each_reading_once(
    bluez: FakeBlueZ,
) -> None:
    bluez.memory = [READING, READING]
    early = [bytes([*READING[:1], value, *READING[2:]]) for value in (0x81, 0x82, 0x82)]
    got: list[bytes] = []
    for eager in ([], early):
        bluez.eager = list(eager)
        async with transport() as link:
            await link.send(Subscribe("2a35"))
            bluez.send(READING)
            received = link.received()
            while got.count(READING) < 3 + bool(eager):
                got.append((await anext(received)).octets)
    assert got == [READING, READING, READING, *early, READING]


async def test_a_refused_pairing_is_told_and_not_tried_again_by_itself(bluez: FakeBlueZ) -> None:
    bluez.wants_bond = True
    bluez.faults["Pair"] = DBusError("org.bluez.Error.AuthenticationFailed", "Failed")
    async with transport() as link:
        with pytest.raises(EnvironmentFault, match="pair again") as fault:
            await link.send(Subscribe("2a35"))
    assert not fault.value.retryable


async def test_a_subscription_that_hangs_is_given_up(bluez: FakeBlueZ) -> None:
    bluez.faults["StartNotify"] = HANG
    async with transport(BRIEF) as link:
        with pytest.raises(EnvironmentFault, match="waits to be paired"):
            await link.send(Subscribe("2a35"))


async def test_a_clock_that_refuses_to_be_set_does_not_end_the_link(bluez: FakeBlueZ) -> None:
    refusal = "Operation failed with ATT error: 0x80"
    bluez.faults["WriteValue"] = DBusError("org.bluez.Error.Failed", refusal)
    async with transport() as link:
        await link.send(Write("2a2b", bytes(10), optional=True))
        with pytest.raises(EnvironmentFault, match="0x80"):
            await link.send(Write("2a2b", bytes(10)))
        await link.send(Subscribe("2a35"))


async def test_what_cannot_notify_is_not_asked_to(bluez: FakeBlueZ) -> None:
    async with transport() as link:
        await link.send(Subscribe("2a2b", optional=True))
        with pytest.raises(EnvironmentFault, match="does not offer"):
            await link.send(Subscribe("2a2b"))
    assert "StartNotify" not in bluez.calls


async def test_a_connection_that_never_comes_is_given_up(bluez: FakeBlueZ) -> None:
    bluez.faults["Connect"] = HANG
    with pytest.raises(EnvironmentFault, match="does not let this computer connect"):
        async with transport(BRIEF):
            pass


async def test_point_13_a_daemon_that_dies_is_noticed_though_bleak_is_not_told(
    bluez: FakeBlueZ,
) -> None:
    async with transport() as link:
        await link.send(Subscribe("2a35"))
        bluez.send(READING)
        received = link.received()
        assert await anext(received) == Received("2a35", READING)
        bluez.die()
        with pytest.raises(EnvironmentFault, match="Bluetooth service stopped") as fault:
            await anext(received)
    assert fault.value.retryable


async def test_a_switched_off_adapter_is_told(bluez: FakeBlueZ) -> None:
    bluez.power(on=False)
    with pytest.raises(EnvironmentFault, match="Switch it on"):
        async with transport():
            pass


async def test_a_computer_without_a_system_bus_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    with pytest.raises(EnvironmentFault, match="Bluetooth is not available"):
        async with transport():
            pass
