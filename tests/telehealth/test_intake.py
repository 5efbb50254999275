"""What may not be taken yet, or cannot be read, holds up nothing that came with it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import HeartRates, Help, Reading, Unknown
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import (
    Event,
    MeasurementRecorded,
    PatientCalled,
    RemoteEntryKept,
    RemoteMessageReceived,
)
from tests.devices.paced import play
from tests.support.builders import THERAPIST
from tests.telehealth.test_service import FRAME, SESSION, Patient, Therapist, _finish, _paired


def recorded(folder: Path) -> list[Event]:
    """Return what the record holds of the session."""
    with open_history(folder / FILE_NAME) as record:
        return [entry.event for entry in SessionLog(record).read(SESSION)]


def test_a_call_for_help_waits_for_no_reading_that_came_before_it(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        patient.read("01")
        patient.say(Help())
        await asyncio.sleep(5)  # nobody has compared the words
        found = recorded(tmp_path)
        assert [each.help for each in found if isinstance(each, PatientCalled)] == [True]
        assert not [each for each in found if isinstance(each, MeasurementRecorded)]
        assert patient.store.count_waiting() == 1
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await therapist.until(lambda link: link.test is not None)
        await asyncio.sleep(1)
        assert patient.store.count_waiting() == 0
        await _finish(therapist, patient)

    play(course())


def absurd(patient: Patient) -> None:
    """Say what no program of ours would: times and rows beyond any calendar."""
    patient.read("01")
    (row,) = patient.store.waiting(1)
    assert row is not None
    beyond = Reading(
        id="77" * 16,
        source="cuff",
        systolic=121,
        diastolic=78,
        mean=92,
        pulse_rate=64,
        unit="mm[Hg]",
        at=2**62,
        up=2**62,
        epoch=2**62,
        verdict="live",
        raw=FRAME,
        channel="2a35",
        driver="bluetooth_blp",
        cuff_time="0001-01-01T00:00:00+23:59",
    )
    patient.say(beyond)
    patient.say(replace(beyond, id="78" * 16, at=-(2**62), systolic=1e308))
    patient.say(HeartRates(t0=patient.now().wall_ms, epoch=1, step=2**62, values=(70.0, 71.0)))
    patient.say(HeartRates(t0=2**62, epoch=1, step=1000, values=(70.0, 71.0)))


def test_what_no_program_of_ours_would_say_is_kept_and_holds_up_nothing(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await asyncio.sleep(5)
        absurd(patient)
        patient.say(Help())
        await asyncio.sleep(40)
        assert patient.store.count_waiting() == 0
        await _finish(therapist, patient)

    play(course())
    found = recorded(tmp_path)
    numbers = [each.number for each in found if isinstance(each, RemoteMessageReceived)]
    assert len(numbers) == len(set(numbers))
    assert [each.kind for each in found if isinstance(each, RemoteEntryKept)] == [
        "reading",  # 1e308 mmHg
        "hr",
        "hr",
    ]
    (good,) = [
        each for each in found if isinstance(each, MeasurementRecorded) and each.corrected_utc
    ]
    assert good.relayed is not None
    assert [each for each in found if isinstance(each, PatientCalled)]


def test_a_call_for_help_that_cannot_be_read_is_heard_as_one(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        newer = Unknown("help", {"t": "help", "v": 2, "code": "help", "text": None, "where": "bed"})
        patient.say(newer)
        await asyncio.sleep(2)
        assert patient.store.count_waiting() == 0
        session = therapist.room.session
        assert session is not None
        assert any(each.code.startswith("remote-help") for each in session.alarms.values())
        await _finish(therapist, patient)

    play(course())
    found = recorded(tmp_path)
    assert [each.help for each in found if isinstance(each, PatientCalled)] == [True]
    (kept,) = [each for each in found if isinstance(each, RemoteEntryKept)]
    assert kept.body is not None
    assert "bed" in (kept.body.text or "")
