"""Both whole programs while everything breaks in any order: nothing lost, doubled, late or left."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from kapmonitor.companion.folder import NAME as AT_HOME
from kapmonitor.companion.session import OpenSession, Said
from kapmonitor.companion.view import Dot, Screen
from kapmonitor.link.message import Help, Message, Reading
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import (
    MeasurementQuarantined,
    MeasurementRecorded,
    PatientCalled,
    RemoteConflictFound,
    RemoteMessageReceived,
    RemoteTamperingSuspected,
)
from kapmonitor.session.intent import RequestReading
from kapmonitor.telehealth.kept_root import NAME
from kapmonitor.telehealth.view import Pairing
from tests.companion.test_with_a_room import Therapist, _agree, _first
from tests.devices.paced import play
from tests.support.at_home import AtHome, Patient, at_home
from tests.support.builders import THERAPIST

pytestmark = pytest.mark.long

SEEDS, DEEDS = 100, 30
LAPSES_S = 121.0
"""After so long no request that was made is on any screen for the first time."""
PAUSES_S = (0.3, 2.0, 7.0, 20.0, 50.0, 130.0)
STEPS_S = (3_600.0, -3_600.0, 90.0, 5.0, -5.0)


class World:
    """Both programs, the server between them, and what a test does to them."""

    def __init__(self, folder: Path, home: AtHome, seed: int) -> None:
        self.folder, self.home, self.rng = folder, home, random.Random(seed)
        self.asked_s: list[float] = []
        self.shown_s: dict[str, float] = {}
        self._stack = AsyncExitStack()
        self.deeds: dict[str, Callable[[], None]] = {
            "press": lambda: _nothing(home.simulation.press_start()),
            "ask": self._ask,
            "help": self._call,
            "silence patient": lambda: home.broker.silence(self.client),
            "silence therapist": lambda: home.broker.silence(f"s{self.client}"),
            "heal": self._heal,
            "stop": home.broker.stop,
            "start": home.broker.start,
            "forget": home.broker.forget,
            "sever patient": lambda: home.broker.sever(self.client),
            "sever therapist": lambda: home.broker.sever(f"s{self.client}"),
            "sleep": lambda: home.sleep(600.0),
            "set clock": self._set_clock,
        }

    async def begin(self) -> None:
        """Lead both to a calm session."""
        await self._start_patient()
        self.therapist = Therapist(self.folder, self.home)
        self.session = self.therapist.open_session()
        await _first(self.home, self.patient, self.therapist)
        assert self.therapist.room.session is not None
        self.client = self.therapist.room.session.remote.link or ""

    async def act(self) -> None:
        """Do anything, and wait for any time."""
        what = self.rng.choice((*self.deeds, "crash patient", "crash therapist"))
        match what:
            case "crash patient":
                await self._stack.aclose()
                await self._passes(5.0)
                await self._start_patient()
                await self._passes(3.0)
            case "crash therapist":
                await self.therapist.room.close()
                await self._passes(5.0)
                self.therapist = Therapist(self.folder, self.home)
                self.therapist.room.resume(
                    self.session, THERAPIST, lambda answer: _agree(answer.refusals)
                )
            case _:
                self.deeds[what]()
        await self._passes(self.rng.choice(PAUSES_S))

    async def end(self) -> None:
        """Heal everything, deliver what is left, and end the session on both sides."""
        self._heal()
        self.home.broker.start()
        await self.patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
        await self._passes(260.0)
        self.therapist.room.telehealth(lambda desk: desk.finish(), THERAPIST)
        await self.patient.until(lambda view: view.screen is Screen.ENDED)
        await self.therapist.until(lambda link: link.pairing is Pairing.ENDED)
        await self.therapist.room.close()
        await self._stack.aclose()

    async def _start_patient(self) -> None:
        self._stack = AsyncExitStack()
        self.patient: Patient = await self._stack.enter_async_context(self.home.patient())

    async def _passes(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        until_s = loop.time() + seconds
        while loop.time() < until_s:
            await asyncio.sleep(0.25)
            request = self.patient.view.request
            if request is not None:
                self.shown_s.setdefault(request.id, loop.time())

    def _ask(self) -> None:
        self.asked_s.append(asyncio.get_running_loop().time())
        self.therapist.room.submit(RequestReading(), THERAPIST, _nothing)

    def _call(self) -> None:
        self.patient.it.call_for_help()

    def _heal(self) -> None:
        for client in (self.client, f"s{self.client}"):
            self.home.broker.heal(client)

    def _set_clock(self) -> None:
        self.home.clock.skew_s += self.rng.choice(STEPS_S)


def _nothing(_said: object) -> None:
    """Whatever is answered."""


@pytest.mark.timeout(7_200)
def test_whatever_breaks_nothing_is_lost_doubled_late_or_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    said, say = list[Message](), OpenSession.say

    def told(session: OpenSession, message: Message) -> Said:
        said.append(message)
        return say(session, message)

    monkeypatch.setattr(OpenSession, "say", told)
    for seed in range(SEEDS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        said.clear()
        world = play(_broken(folder, seed))
        _nothing_is_late(world)
        _all_is_recorded_once(folder, world.session, said)
        assert not (folder / NAME).exists()
        left = {each.name for each in (folder / "patient" / AT_HOME).rglob("*") if each.is_file()}
        assert left <= {"session.lock", "settings.json"}, seed


async def _broken(folder: Path, seed: int) -> World:
    async with at_home(folder / "patient", simulated=False) as home:
        world = World(folder, home, seed)
        await world.begin()
        for _ in range(DEEDS):
            await world.act()
        await world.end()
        return world


def _nothing_is_late(world: World) -> None:
    for shown_s in world.shown_s.values():
        assert any(0.0 <= shown_s - asked_s <= LAPSES_S for asked_s in world.asked_s)


def _all_is_recorded_once(folder: Path, session: str, said: list[Message]) -> None:
    with open_history(folder / FILE_NAME) as record:
        events = [entry.event for entry in SessionLog(record).read(session)]
    came = [each for each in events if isinstance(each, RemoteMessageReceived)]
    measured = sorted(each.id for each in said if isinstance(each, Reading))
    assert sorted(each.reading for each in came if each.reading is not None) == measured
    assert len([each for each in events if isinstance(each, MeasurementRecorded)]) == len(measured)
    assert not [each for each in events if isinstance(each, MeasurementQuarantined)]
    calls = [each for each in events if isinstance(each, PatientCalled)]
    assert len(calls) >= len([each for each in said if isinstance(each, Help)])
    wrong = RemoteConflictFound | RemoteTamperingSuspected
    assert not [each for each in events if isinstance(each, wrong)]
