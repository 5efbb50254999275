"""The cuff at home is started from here by consent only: never late, twice, or after a restart.

Both programs are whole: the room with its record, and the patient's with a simulated cuff.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from devices.simulator.scenario import CuffKind
from kapmonitor.companion.view import CuffStage, Screen
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import Event, MeasurementRecorded, RequestStaged
from kapmonitor.session.intent import CancelReading, RequestReading
from kapmonitor.session.vocabulary import RequestStage
from kapmonitor.telehealth.view import Badge, Pairing
from tests.devices.paced import play
from tests.support.at_home import AtHome, Patient, at_home
from tests.support.builders import THERAPIST
from tests.telehealth.test_service import SESSION, Therapist, _agree


@dataclass
class Both:
    """A session at home with both its programs."""

    therapist: Therapist
    patient: Patient
    home: AtHome
    folder: Path

    def inflations(self) -> int:
        """Return how often the cuff began to measure, by the patient's screen."""
        stages = [each.cuff.stage for each in self.patient.pictures]
        began = CuffStage.MEASURING
        return sum(1 for one, next_ in pairwise(stages) if one is not began and next_ is began)

    def inflates(self) -> bool:
        """Return whether the cuff measures, by the patient's screen."""
        return self.patient.view.cuff.stage is CuffStage.MEASURING

    def ask(self) -> tuple[str, ...]:
        """Ask for a reading; return what speaks against it."""
        found: list[tuple[str, ...]] = []
        self.therapist.room.submit(
            RequestReading(), THERAPIST, lambda answer: found.append(answer.refusals)
        )
        return found[0]

    def recorded(self) -> list[Event]:
        """Return what the record holds."""
        with open_history(self.folder / FILE_NAME) as record:
            return [entry.event for entry in SessionLog(record).read(SESSION)]

    def stages(self) -> list[RequestStage]:
        """Return how far requests came, step by step."""
        return [each.stage for each in self.recorded() if isinstance(each, RequestStaged)]


@asynccontextmanager
async def both(folder: Path, *, may_start: bool) -> AsyncIterator[Both]:
    """Lead both sides to the calm screen, with a cuff that can be started."""
    (folder / "far").mkdir()
    async with at_home(folder / "far", CuffKind.SUNTECH_OEM) as home, home.patient() as patient:
        it = Both(Therapist(folder, home.broker), patient, home, folder)
        it.therapist.open_session()
        it.therapist.room.telehealth(lambda desk: desk.invite("A. R."), THERAPIST)
        view = await it.therapist.until(lambda link: link.pairing is Pairing.WAITING)
        assert view.code is not None
        await patient.until(lambda shown: bool(shown.checks))
        patient.it.go_on()
        patient.it.enter_code(view.code.spoken)
        await it.therapist.until(lambda link: link.pairing is Pairing.WORDS)
        it.therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await patient.until(lambda shown: shown.person is not None and bool(shown.person.patient))
        patient.it.confirm_person(is_me=True)
        patient.it.choose_cuff(home.cuff, home.cuff.driver or "")
        await patient.until(lambda shown: shown.cuff.stage is CuffStage.READY)
        patient.it.go_on()
        patient.it.allow_start(allowed=may_start)
        patient.it.go_on()
        await patient.until(lambda shown: shown.screen is Screen.CALM)
        await it.therapist.until(lambda link: link.badge is Badge.OK and link.can_start)
        await asyncio.sleep(3)
        try:
            yield it
        finally:
            await it.therapist.room.close()


def test_with_consent_the_cuff_starts_once_for_one_request(tmp_path: Path) -> None:
    async def course() -> None:
        async with both(tmp_path, may_start=True) as it:
            assert it.ask() == ()
            await it.therapist.until(lambda link: link.test is not None)
            await asyncio.sleep(90)
            assert it.inflations() == 1
            assert it.stages() == [
                RequestStage.SENT,
                RequestStage.ACCEPTED,
                RequestStage.STARTED,
                RequestStage.DONE,
            ]
            (reading,) = [e for e in it.recorded() if isinstance(e, MeasurementRecorded)]
            assert reading.request is not None

    play(course())


def test_without_consent_nothing_starts_and_the_patient_is_asked(tmp_path: Path) -> None:
    async def course() -> None:
        async with both(tmp_path, may_start=False) as it:
            assert not it.therapist.link.may_start
            assert it.ask() == ()
            await it.patient.until(lambda view: view.request is not None)
            assert it.patient.view.request is not None
            assert not it.patient.view.request.by_program
            await asyncio.sleep(150)  # past its time
            assert it.inflations() == 0
            assert it.stages()[-1] is RequestStage.EXPIRED

    play(course())


def test_a_request_that_was_under_way_too_long_starts_nothing(tmp_path: Path) -> None:
    async def course() -> None:
        async with both(tmp_path, may_start=True) as it:
            client = it.home.broker
            it.ask()
            client.stop()  # before it went out
            await asyncio.sleep(45)
            client.start()
            await it.therapist.until(lambda link: link.badge is Badge.OK)
            await asyncio.sleep(45)
            assert it.inflations() == 0
            assert it.stages()[-1] is RequestStage.EXPIRED
            assert it.ask() == ()  # and may be asked again
            await it.therapist.until(lambda link: link.test is not None)
            assert it.inflations() == 1

    play(course())


def test_what_was_taken_back_starts_nothing(tmp_path: Path) -> None:
    async def course() -> None:
        async with both(tmp_path, may_start=True) as it:
            it.ask()
            it.therapist.room.submit(CancelReading(), THERAPIST, lambda _answer: None)
            await asyncio.sleep(60)
            assert it.inflations() <= 1
            assert it.therapist.link.test is None

    play(course())


def test_a_cuff_that_inflates_is_stopped_though_its_request_is_past_its_time(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with both(tmp_path, may_start=True) as it:
            it.ask()
            await it.patient.until(lambda view: view.cuff.stage is CuffStage.MEASURING)
            await asyncio.sleep(31)
            assert it.inflates()
            it.therapist.room.submit(CancelReading(), THERAPIST, lambda _answer: None)
            await asyncio.sleep(4)  # it would go on for some ten seconds more
            assert not it.inflates()
            assert it.therapist.link.test is None

    play(course())


def test_neither_side_starts_it_again_after_a_restart(tmp_path: Path) -> None:
    async def course() -> None:
        async with both(tmp_path, may_start=True) as it:
            it.home.broker.stop()
            await asyncio.sleep(1)
            it.home.broker.start()
            await it.therapist.until(lambda link: link.badge is Badge.OK)
            it.ask()
            await it.therapist.room.close()  # at once: whether it went out nobody knows
            await asyncio.sleep(3)
            again = Therapist(it.folder, it.home.broker)
            again.room.resume(SESSION, THERAPIST, lambda answer: _agree(answer.refusals))
            it.therapist = again
            await again.until(lambda link: link.badge is Badge.OK)
            await asyncio.sleep(120)
            assert it.inflations() <= 1
            session = again.shown[-1].session
            assert session is not None
            assert session.request is None  # another may be asked for

    play(course())
