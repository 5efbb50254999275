"""The patient's program and the therapist's room, each whole: what a person does about a crash."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kapmonitor.clock import LoopClock
from kapmonitor.companion.view import Dot, HelpStage, Screen
from kapmonitor.port import Snapshot
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.session.event import DeviceAssigned, HelpAnswered, MeasurementRecorded
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.supervisor import DeviceSource
from kapmonitor.telehealth.kept_root import NAME
from kapmonitor.telehealth.view import LinkView, Pairing
from tests.devices.paced import play
from tests.support.at_home import BEGAN, AtHome, Patient, at_home
from tests.support.builders import TELEHEALTH, THERAPIST, opening


class Therapist:
    """A room, and the person in it."""

    def __init__(self, folder: Path, home: AtHome) -> None:
        loop = asyncio.get_running_loop()
        self.link = LinkView()
        self.session: Session | None = None
        clock = LoopClock(BEGAN + timedelta(seconds=loop.time()), loop.time)
        outlets = Outlets(snapshot=self._show, pressure=lambda _pressure: None)
        around = Surroundings(cables=home.broker.cable)
        self.room = Room(folder, clock, outlets, resolve=_none, around=around)
        self.room.open()

    def open_session(self) -> str:
        intent = opening(TELEHEALTH)
        self.room.submit(intent, THERAPIST, lambda answer: _agree(answer.refusals))
        return intent.session

    async def read_a_code(self) -> str:
        self.room.telehealth(lambda desk: desk.invite("Alex R."), THERAPIST)
        view = await self.until(lambda link: link.pairing is Pairing.WAITING)
        assert view.code is not None
        return view.code.spoken

    async def compare(self, words: tuple[str, str]) -> None:
        view = await self.until(lambda link: link.pairing is Pairing.WORDS)
        assert view.words == words
        self.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)

    def answer_the_call(self) -> None:
        assert self.session is not None
        (call,) = self.session.remote.calls
        fact = Note(fact=HelpAnswered(call=call.seq))
        self.room.submit(fact, THERAPIST, lambda answer: _agree(answer.refusals))

    async def until(self, holds: Callable[[LinkView], bool]) -> LinkView:
        async with asyncio.timeout(300):
            while not holds(self.link):  # noqa: ASYNC110  any picture may be the one
                await asyncio.sleep(0.1)
        return self.link

    def _show(self, snapshot: Snapshot) -> None:
        self.link, self.session = snapshot.link, snapshot.session


async def _typed(patient: Patient, therapist: Therapist) -> None:
    """Type what is read aloud, and say the words to each other."""
    patient.it.enter_code(await therapist.read_a_code())
    view = await patient.until(lambda view: view.screen is Screen.PERSON)
    assert view.person is not None
    await therapist.compare(view.person.words)
    await patient.until(lambda view: view.person is not None and bool(view.person.patient))
    patient.it.confirm_person(is_me=True)


async def _first(home: AtHome, patient: Patient, therapist: Therapist) -> None:
    await patient.until(lambda view: bool(view.checks))
    patient.it.go_on()
    await _typed(patient, therapist)
    patient.it.choose_cuff(home.cuff, home.cuff.driver or "")
    await home.measured(patient)
    await patient.until(lambda view: view.waiting == 0)
    patient.it.go_on()
    patient.it.go_on()
    assert patient.view.screen is Screen.CALM


async def _course(folder: Path) -> str:
    async with at_home(folder / "patient", simulated=False) as home, home.patient() as patient:
        therapist = Therapist(folder, home)
        session = therapist.open_session()
        await _first(home, patient, therapist)

        patient.it.call_for_help()
        await patient.until(lambda view: view.help is HelpStage.RECEIVED)
        await asyncio.sleep(5)
        assert patient.view.help is HelpStage.RECEIVED, "nobody has answered"
        therapist.answer_the_call()
        await patient.until(lambda view: view.help is HelpStage.SEEN)

        await therapist.room.close()  # the machine goes down
        await home.measured(patient)
        again = Therapist(folder, home)
        again.room.resume(session, THERAPIST, lambda answer: _agree(answer.refusals))
        await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
        assert patient.view.screen is Screen.CALM

        await again.room.close()  # once more, and the key is lost with it
        (folder / NAME).unlink()
        await home.measured(patient)
        third = Therapist(folder, home)
        third.room.resume(session, THERAPIST, lambda answer: _agree(answer.refusals))
        await patient.until(lambda view: view.dot is Dot.NO_THERAPIST)
        patient.it.new_code()
        await _typed(patient, third)
        await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
        assert patient.view.screen is Screen.CALM
        await home.measured(patient)
        await _finished(patient, third)
        return session


async def _finished(patient: Patient, therapist: Therapist) -> None:
    await patient.until(lambda view: view.waiting == 0)
    therapist.room.telehealth(lambda desk: desk.finish(), THERAPIST)
    await patient.until(lambda view: view.screen is Screen.ENDED)
    await therapist.until(lambda link: link.pairing is Pairing.ENDED)
    await therapist.room.close()


def test_a_crash_over_there_needs_nobody_here_and_a_lost_key_needs_new_digits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

    session = play(_course(tmp_path))
    with open_history(tmp_path / FILE_NAME) as record:
        events = [entry.event for entry in SessionLog(record).read(session)]
    readings = [each for each in events if isinstance(each, MeasurementRecorded)]
    assert len({each.relayed for each in readings}) == len(readings) == 4


def _none(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("a cuff at the patient's side is not the supervisor's")


def _agree(refusals: tuple[str, ...]) -> None:
    assert not refusals
