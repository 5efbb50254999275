"""Questions about a number while a cuff is being paired, over a real D-Bus to a pretend daemon."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace

import pytest

from devices.catalog import find
from devices.pairing import PairingNews, PairingStage, pair
from devices.transport.ble import BlePatience
from devices.transport.ble_attendant import Person
from tests.support.ble_rig.fake_bluez import ADDRESS, FakeBlueZ, fake_bluez

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None and not os.environ.get("CI"),
    reason="needs dbus-daemon (Debian: dbus)",
)

BLP = find("bluetooth_blp")
HINTS_SOON = BlePatience(find_s=10, connect_s=10, subscribe_s=10, pairing_hint_s=0.1)
Stage = PairingStage
QUESTIONS = {Stage.COMPARISON_WANTED, Stage.PASSKEY_WANTED}


@pytest.fixture
async def bluez(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeBlueZ]:
    async with fake_bluez(monkeypatch) as daemon:
        daemon.wants_bond = True
        yield daemon


async def until(end: PairingStage, person: Person, patience: BlePatience) -> list[PairingNews]:
    """Pair until that stage and return everything told."""
    told: list[PairingNews] = []
    async with aclosing(pair(BLP, ADDRESS, person=person, patience=patience)) as stages:
        async for news in stages:
            told.append(news)
            if news.stage is end:
                break
    return told


def from_the_question_on(told: list[PairingNews]) -> list[PairingStage]:
    at = next(n for n, news in enumerate(told) if news.stage in QUESTIONS)
    return [news.stage for news in told[at:]]


def after_the_hint(bluez: FakeBlueZ, answer: bool) -> Callable[[str], Awaitable[bool]]:
    """Return a person who looks for longer than the link takes to suspect a pairing."""

    async def compare(number: str) -> bool:
        assert number == "004217"
        await asyncio.sleep(3 * HINTS_SOON.pairing_hint_s)
        assert bluez.wants_bond, "nothing is paired before the answer"
        return answer

    return compare


async def test_a_person_compares_two_numbers_for_as_long_as_it_takes(bluez: FakeBlueZ) -> None:
    bluez.shows = 4217
    person = Person(compare=after_the_hint(bluez, answer=True))
    told = await until(Stage.READY, person, HINTS_SOON)
    stages = from_the_question_on(told)
    assert stages == [Stage.COMPARISON_WANTED, Stage.PAIRING, Stage.READY]
    (asked,) = [news for news in told if news.stage is Stage.COMPARISON_WANTED]
    assert asked.number == "004217"
    assert all(news.number is None for news in told if news is not asked)
    assert bluez.asked == ["RequestConfirmation: []"]


async def test_another_number_on_the_cuff_ends_the_pairing_in_these_words(bluez: FakeBlueZ) -> None:
    bluez.shows = 4217
    person = Person(compare=after_the_hint(bluez, answer=False))
    told = await until(Stage.FAILED, person, HINTS_SOON)
    assert "another device answered" in told[-1].text
    assert bluez.wants_bond


async def test_numbers_that_nobody_compared_end_the_pairing_in_these_words(
    bluez: FakeBlueZ,
) -> None:
    bluez.shows = 4217
    over: list[bool] = []

    async def asleep(_number: str) -> bool:
        try:
            return await asyncio.Future[bool]()
        finally:
            over.append(True)

    patience = replace(HINTS_SOON, compare_s=0.2)
    told = await until(Stage.FAILED, Person(compare=asleep), patience)
    stages = from_the_question_on(told)
    assert stages == [Stage.COMPARISON_WANTED, Stage.PAIRING, Stage.FAILED]
    assert "Nobody said in time" in told[-1].text
    assert over == [True], "the question is taken back"
    assert bluez.wants_bond


async def test_the_field_for_the_digits_stays_while_somebody_types(bluez: FakeBlueZ) -> None:
    bluez.passkey = 42

    async def slow() -> str:
        await asyncio.sleep(3 * HINTS_SOON.pairing_hint_s)
        return "42"

    told = await until(Stage.READY, Person(passkey=slow), HINTS_SOON)
    stages = from_the_question_on(told)
    assert stages == [Stage.PASSKEY_WANTED, Stage.PAIRING, Stage.READY]
    assert bluez.asked == ["RequestPasskey: [42]"]


NO_END = replace(HINTS_SOON, subscribe_s=3600, refused_s=0.1)
"""Only the refusal itself ends a wait."""


@pytest.mark.parametrize("asked", ["comparison", "passkey"])
async def test_a_no_ends_the_wait_though_the_system_says_nothing_more(
    bluez: FakeBlueZ, asked: str
) -> None:
    bluez.keeps_waiting = True
    bluez.shows, bluez.passkey = (4217, None) if asked == "comparison" else (None, 42)
    told = await until(Stage.FAILED, Person(), NO_END)
    says = "not show the same number" if asked == "comparison" else "are not paired"
    assert says in told[-1].text
    assert bluez.wants_bond


async def test_a_question_that_the_system_takes_back_ends_the_wait_too(bluez: FakeBlueZ) -> None:
    bluez.keeps_waiting, bluez.shows = True, 4217

    async def too_slow(_number: str) -> bool:
        bluez.take_back()
        return await asyncio.Future[bool]()

    told = await until(Stage.FAILED, Person(compare=too_slow), NO_END)
    assert from_the_question_on(told)[:2] == [Stage.COMPARISON_WANTED, Stage.PAIRING]
    assert "Nobody said in time" in told[-1].text


async def test_a_yes_at_a_subscription_goes_on_with_it(bluez: FakeBlueZ) -> None:
    bluez.keeps_waiting, bluez.shows = True, 4217

    async def yes(_number: str) -> bool:
        return True

    told = await until(Stage.READY, Person(compare=yes), NO_END)
    assert told[-1].stage is Stage.READY
    assert not bluez.wants_bond
