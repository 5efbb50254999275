"""While the record fails nothing from afar is acknowledged, and no word carried out; after that all
is there, once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kapmonitor.clock import LoopClock
from kapmonitor.engine import NO_MORE_KEPT, Engine
from kapmonitor.language import say
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import Who
from kapmonitor.port import Snapshot
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import DeviceAssigned, MeasurementRecorded
from kapmonitor.session.intent import Asked, CloseWithoutDose
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.telehealth import words
from kapmonitor.telehealth.hosting import Reach
from kapmonitor.telehealth.kept_root import NAME, Roots
from kapmonitor.telehealth.service import Telehealth
from kapmonitor.telehealth.shown import picture
from kapmonitor.telehealth.view import LinkView, Pairing
from tests.conftest import ExpectedLog
from tests.devices.paced import play
from tests.support.builders import START, TELEHEALTH, THERAPIST, opening
from tests.support.failing_journal import FailingJournal
from tests.telehealth.test_service import SESSION, Patient


@dataclass
class Course:
    """A therapist's side with a record that can fail, and a patient's."""

    made: Telehealth
    engine: Engine
    journal: FailingJournal
    patient: Patient
    shown: list[Snapshot]

    @property
    def session(self) -> Session:
        session = self.engine.session
        assert session is not None
        return session

    def link(self) -> LinkView:
        last = self.shown[-1]
        return picture(self.made, last.session, last.at, asyncio.get_running_loop().time())

    async def agree(self) -> None:
        self.made.words_match(match=True)
        await asyncio.sleep(3)

    def fail(self) -> None:
        self.journal.fail(RecordFault(Path(FILE_NAME)))

    async def recover(self) -> None:
        self.journal.work()
        await asyncio.sleep(45)


@asynccontextmanager
async def _paired(folder: Path, log: SessionLog) -> AsyncIterator[Course]:
    """Lead both sides to the two words."""
    broker, loop = MemoryBroker(), asyncio.get_running_loop()
    clock, journal = LoopClock(START, loop.time), FailingJournal(log, SESSION)
    shown: list[Snapshot] = []
    engine = Engine(
        journal,
        clock,
        shown.append,
        on_entries=lambda session, entries, saved: made.follow(session, entries, saved=saved),
    )
    made = Telehealth(engine, clock, Roots(folder, None), Reach(cables=broker.cable))
    made.by = THERAPIST
    running = asyncio.create_task(engine.run())
    engine.post(Asked(intent=opening(TELEHEALTH), origin=THERAPIST))
    made.invite("A. R.")
    while made.hosting.waiting is None:  # noqa: ASYNC110  a meeting has no event
        await asyncio.sleep(0.1)
    paired = await join(made.hosting.waiting.code, broker.cable, os.urandom)
    assert isinstance(paired, Paired)
    patient = Patient(folder, broker, paired)
    patient.choose("bluetooth_blp")
    await asyncio.sleep(3)
    yield Course(made, engine, journal, patient, shown)
    await made.close()
    for task in (patient.task, running):
        task.cancel()
    await asyncio.gather(patient.task, running, return_exceptions=True)
    patient.store.close()


async def _course(folder: Path, log: SessionLog) -> None:
    async with _paired(folder, log) as it:
        await it.agree()
        patient = it.patient
        assert patient.store.count_waiting() == 0
        it.fail()
        it.engine.waiting_bound = 5
        patient.read("01")
        patient.read("02", systolic=121)
        await asyncio.sleep(45)
        assert patient.store.count_waiting() == 2
        session = it.shown[-1].session
        assert session is not None
        assert len(session.readings) == 2  # seen at once, and not once for each try
        assert it.shown[-1].record_fault != NO_MORE_KEPT  # nor does each try take a place
        await it.recover()
        assert patient.store.count_waiting() == 0
        saved = [each.event for each in log.read(SESSION)]
        assert len([each for each in saved if isinstance(each, MeasurementRecorded)]) == 2


async def _another_cuff(folder: Path, log: SessionLog) -> None:
    async with _paired(folder, log) as it:
        it.patient.choose("suntech_oem")
        await asyncio.sleep(3)
        await it.agree()
        it.fail()
        it.engine.waiting_bound = 5
        it.patient.read("01")  # of another one, before its program has told of it
        await asyncio.sleep(45)
        assert it.shown[-1].record_fault != NO_MORE_KEPT
        await it.recover()
        saved = [each.event for each in log.read(SESSION)]
        assigned = [each.driver for each in saved if isinstance(each, DeviceAssigned)]
        assert assigned == ["suntech_oem", "bluetooth_blp"]
        assert len([each for each in saved if isinstance(each, MeasurementRecorded)]) == 1
        assert it.patient.store.count_waiting() == 0


async def _words(folder: Path, log: SessionLog) -> None:
    async with _paired(folder, log) as it:
        it.patient.read("01")
        await asyncio.sleep(3)
        it.fail()
        await it.agree()
        assert it.patient.asked == []  # whether they agree, nothing durable says
        assert it.link().said is True  # and what was said is seen to be kept
        await it.recover()
        assert it.link().said is None
        assert it.made.pairing is Pairing.CONNECTED
        assert it.made.words is None
        assert [type(each) for each in it.patient.asked] == [Who]
        assert it.session.devices[Role.CUFF].address == f"link://{it.session.remote.link}"
        assert len(it.session.readings) == 1
        assert it.session.quarantined == ()
        assert it.patient.store.count_waiting() == 0


async def _words_differ(folder: Path, log: SessionLog) -> None:
    async with _paired(folder, log) as it:
        it.fail()
        it.made.words_match(match=True)
        it.made.words_match(match=False)  # the newest counts
        await asyncio.sleep(3)
        assert it.link().said is False
        await it.recover()
        assert (it.made.pairing, it.made.why) == (Pairing.FAILED, say(words.WORDS_DIFFER))
        assert it.patient.asked == []


async def _end(folder: Path, log: SessionLog) -> None:
    async with _paired(folder, log) as it:
        await it.agree()
        it.fail()
        it.engine.post(Asked(intent=CloseWithoutDose(reason="ill"), origin=THERAPIST))
        await asyncio.sleep(3)
        await it.recover()
        assert it.session.ended is not None
        assert it.made.pairing is Pairing.ENDED
        assert it.patient.delivered
        assert not (folder / NAME).exists()  # the key is erased


@pytest.mark.parametrize("course", [_course, _another_cuff, _words, _words_differ, _end])
def test_what_came_while_the_record_failed_is_there_and_carried_out_once_after(
    course: Callable[[Path, SessionLog], Coroutine[None, None, None]],
    tmp_path: Path,
    expect_log: ExpectedLog,
) -> None:
    expect_log("ERROR kapmonitor.engine: the record cannot be written")
    with open_record(tmp_path / FILE_NAME) as record:
        play(course(tmp_path, SessionLog(record)))
