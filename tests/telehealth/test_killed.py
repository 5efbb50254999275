"""The therapist's program dies at any moment between a fact and its acknowledgement."""

from __future__ import annotations

import asyncio
import shutil
from itertools import count
from pathlib import Path

import pytest

from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import Help, Message, State
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import (
    Event,
    MeasurementRecorded,
    PatientCalled,
    RemoteConflictFound,
    RemoteMessageReceived,
)
from kapmonitor.session.intent import RequestReading
from kapmonitor.telehealth.view import Badge
from tests.devices.paced import play
from tests.support.builders import THERAPIST
from tests.telehealth.test_service import (
    SESSION,
    Patient,
    Therapist,
    _agree,
    _finish,
    _measure,
    _paired,
)

WAYS_S = (0.0, 0.37, 0.71)
"""How long a message is under way: so the deaths fall into each step of each."""
DEATHS_S = (0.05, 0.9, 1.3, 0.4, 1.9, 0.2)


async def _killed(therapist: Therapist, broker: MemoryBroker, folder: Path) -> Therapist:
    """Let it die as it stands: what is on its disk is what the next one finds."""
    shutil.copytree(therapist.folder, folder, ignore=shutil.ignore_patterns("outbox*", "*lock*"))
    await therapist.room.close()
    again = Therapist(folder, broker)
    again.room.resume(SESSION, THERAPIST, lambda answer: _agree(answer.refusals))
    return again


def _said(number: int, patient: Patient) -> None:
    odd: list[Message] = [State(power="bat", battery_percent=60 - number)]
    if number == 2:
        odd.append(Help())
    patient.read(f"{number:02}")
    for each in odd:
        patient.say(each)


@pytest.mark.parametrize("way_s", WAYS_S)
def test_each_message_is_in_the_record_once_and_no_request_goes_out_twice(
    tmp_path: Path, way_s: float
) -> None:
    homes = (tmp_path / str(each) for each in count())
    home = next(homes)
    home.mkdir()

    async def course() -> Path:
        broker = MemoryBroker(trip_s=way_s)
        therapist = Therapist(home, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await therapist.until(lambda link: link.badge is Badge.OK)
        patient.read("00")
        await therapist.until(lambda link: link.test is not None)
        therapist.room.submit(RequestReading(), THERAPIST, lambda answer: _agree(answer.refusals))
        for number, after_s in enumerate(DEATHS_S, 1):
            _said(number, patient)
            await asyncio.sleep(after_s)
            therapist = await _killed(therapist, broker, next(homes))
        await therapist.until(lambda link: link.badge is Badge.OK)
        await asyncio.sleep(70)
        assert patient.store.count_waiting() == 0
        assert len(_measure(patient)) <= 1
        await _finish(therapist, patient)
        return therapist.folder

    found = recorded(play(course()))
    numbers = [each.number for each in found if isinstance(each, RemoteMessageReceived)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    readings = [each for each in found if isinstance(each, MeasurementRecorded)]
    assert len(readings) == len({each.relayed for each in readings}) == 1 + len(DEATHS_S)
    assert len([each for each in found if isinstance(each, PatientCalled)]) == 1
    assert not [each for each in found if isinstance(each, RemoteConflictFound)]


def recorded(folder: Path) -> list[Event]:
    """Return what the record holds of the session."""
    with open_history(folder / FILE_NAME) as record:
        return [entry.event for entry in SessionLog(record).read(SESSION)]
