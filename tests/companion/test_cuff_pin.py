"""A cuff that shows six digits, and a keychain: what the patient's program asks of a person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import keyring
from keyring.backends.fail import Keyring as NoKeyring

from devices.decoder import Received, Send
from devices.driver import Driver
from devices.transport import EnvironmentFault, Transport
from devices.transport.ble_attendant import Attendant
from kapmonitor.companion.view import CuffStage, Dot, Screen
from kapmonitor.companion.words import LOCKED
from kapmonitor.link.message import End, Reading
from tests.devices.paced import play
from tests.support.at_home import at_home, running
from tests.support.keychain import keychain_of_this_machine

DIGITS = "048213"


class Guarded:
    """A link that comes about only for who reads the digits on the cuff."""

    def __init__(self, inner: Transport, ask: Callable[[], object]) -> None:
        self._inner, self._ask = inner, ask

    async def __aenter__(self) -> Self:
        if await self._ask() != DIGITS:  # type: ignore[misc]  # it is awaitable
            raise EnvironmentFault("The cuff refused the digits.")
        await self._inner.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._inner.__aexit__(kind, fault, trace)

    def received(self) -> AsyncIterator[Received]:
        return self._inner.received()

    async def send(self, step: Send) -> None:
        await self._inner.send(step)


def test_the_digits_on_the_cuff_are_asked_for_until_they_are_right(tmp_path: Path) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home:
            plain = home.reach.connect

            def guarded(driver: Driver, address: str, attendant: Attendant) -> Transport:
                return Guarded(plain(driver, address, attendant), attendant.person.passkey)

            home.reach = replace(home.reach, connect=guarded)
            async with home.patient() as patient:
                far = home.far()
                async with running(far.meet()):
                    await home.let_in(patient, far)
                    patient.it.choose_cuff(home.cuff, home.cuff.driver or "")
                    for digits in ("111111", None, DIGITS):
                        await patient.until(lambda view: view.cuff.stage is CuffStage.ASKS_PIN)
                        assert patient.view.screen is Screen.CUFF  # where they can be typed
                        patient.it.answer_pin(digits)
                        await asyncio.sleep(0.5)
                    await patient.until(lambda view: view.cuff.stage is CuffStage.READY)
                    await home.measured(patient)
                    await far.until("a reading", Reading)
                    shown = repr(patient.pictures)
                    assert DIGITS not in shown

    play(course())


def test_the_key_is_in_the_keychain_waits_for_it_and_leaves_it(tmp_path: Path) -> None:
    async def course() -> None:
        with keychain_of_this_machine() as keychain:
            async with at_home(tmp_path, simulated=False) as home:
                far = home.far()
                async with home.patient() as patient, running(far.meet()):
                    await home.prepared(patient, far)
                (root,) = keychain.kept.values()
                files = [each for each in (tmp_path / "companion").rglob("*") if each.is_file()]
                assert not any(root.encode() in each.read_bytes() for each in files)
                keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the library's
                async with home.patient() as again, running(far.hold()):
                    await again.until(lambda view: view.trouble == LOCKED)
                    keyring.set_keyring(keychain)
                    await again.until(lambda view: view.dot is Dot.OK)
                    assert again.view.screen is Screen.CALM
                    far.ask(End())
                    await again.until(lambda view: view.screen is Screen.ENDED)
                assert keychain.kept == {}

    play(course())
