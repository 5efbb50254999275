"""While the record fails nothing from afar is acknowledged; after that it is there, once."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from kapmonitor.clock import LoopClock
from kapmonitor.engine import NO_MORE_KEPT, Engine
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.port import Snapshot
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import MeasurementRecorded
from kapmonitor.session.intent import Asked
from kapmonitor.telehealth.hosting import Reach
from kapmonitor.telehealth.kept_root import Roots
from kapmonitor.telehealth.service import Telehealth
from tests.conftest import ExpectedLog
from tests.devices.paced import play
from tests.support.builders import START, TELEHEALTH, THERAPIST, opening
from tests.support.failing_journal import FailingJournal
from tests.telehealth.test_service import SESSION, Patient


async def _joined(made: Telehealth, folder: Path, broker: MemoryBroker) -> Patient:
    made.invite("A. R.")
    while made.hosting.waiting is None:  # noqa: ASYNC110  a meeting has no event
        await asyncio.sleep(0.1)
    paired = await join(made.hosting.waiting.code, broker.cable, os.urandom)
    assert isinstance(paired, Paired)
    patient = Patient(folder, broker, paired)
    patient.choose("bluetooth_blp")
    await asyncio.sleep(3)
    made.words_match(match=True)
    await asyncio.sleep(3)
    return patient


async def _course(folder: Path, log: SessionLog) -> None:
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
    patient = await _joined(made, folder, broker)
    assert patient.store.count_waiting() == 0
    journal.fail(RecordFault(Path(FILE_NAME)))
    engine.waiting_bound = 5
    patient.read("01")
    patient.read("02", systolic=121)
    await asyncio.sleep(45)
    assert patient.store.count_waiting() == 2
    session = shown[-1].session
    assert session is not None
    assert len(session.readings) == 2  # seen at once, and not once for each try
    assert shown[-1].record_fault != NO_MORE_KEPT  # nor does each try take a place
    journal.work()
    await asyncio.sleep(45)
    assert patient.store.count_waiting() == 0
    saved = [each.event for each in log.read(SESSION)]
    assert len([each for each in saved if isinstance(each, MeasurementRecorded)]) == 2
    await made.close()
    for task in (patient.task, running):
        task.cancel()
    await asyncio.gather(patient.task, running, return_exceptions=True)
    patient.store.close()


def test_nothing_is_acknowledged_while_the_record_fails_and_all_is_there_once_after(
    tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("ERROR kapmonitor.engine: the record cannot be written")
    with open_record(tmp_path / FILE_NAME) as record:
        play(_course(tmp_path, SessionLog(record)))
