"""A machine is lost on either side: the session goes on, the old end is refused, nothing twice."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from kapmonitor.link.code import heard
from kapmonitor.link.envelope import Keys
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import Cuff, Hello, Help
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import (
    Event,
    MeasurementQuarantined,
    MeasurementRecorded,
    PatientCalled,
    PatientProgramStarted,
    RemoteConflictFound,
    RemoteMessageReceived,
    RemoteNumbersLost,
    RemotePaired,
    RemoteTamperingSuspected,
)
from kapmonitor.session.vocabulary import LinkStanding
from kapmonitor.telehealth import words
from kapmonitor.telehealth.kept_root import NAME
from kapmonitor.telehealth.view import Badge, Pairing
from tests.devices.paced import play
from tests.support.builders import THERAPIST
from tests.telehealth.test_service import SESSION, Patient, Therapist, _agree, _finish, _paired


def recorded(folder: Path) -> list[Event]:
    """Return what the record holds of the session."""
    with open_history(folder / FILE_NAME) as record:
        return [entry.event for entry in SessionLog(record).read(SESSION)]


def ids(found: list[Event]) -> list[str]:
    """Return the ids of the readings that came, in their order."""
    came = [each for each in found if isinstance(each, RemoteMessageReceived)]
    return [each.reading[:2] for each in came if each.reading is not None]


async def _joins(therapist: Therapist, broker: MemoryBroker) -> Paired:
    """Let a patient's side type the code that is shown."""
    view = await therapist.until(lambda link: link.pairing is Pairing.WAITING)
    assert view.code is not None
    code = heard(view.code.spoken)
    assert code is not None
    paired = await join(code, broker.cable, os.urandom)
    assert isinstance(paired, Paired)
    await therapist.until(lambda link: link.pairing is Pairing.WORDS)
    return paired


def _agreed(therapist: Therapist) -> None:
    therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)


async def _with_one_reading(folder: Path, broker: MemoryBroker) -> tuple[Therapist, Patient]:
    therapist = Therapist(folder, broker)
    therapist.open_session()
    patient = await _paired(therapist, folder, broker)
    _agreed(therapist)
    patient.read("01")
    await therapist.until(lambda link: link.test is not None)
    await asyncio.sleep(1)
    assert patient.store.count_waiting() == 0
    return therapist, patient


async def _comes_back(folder: Path, broker: MemoryBroker) -> Therapist:
    """The lost machine starts again, goes on with its session and says something."""
    old = Therapist(folder, broker)
    old.room.resume(SESSION, THERAPIST, lambda answer: _agree(answer.refusals))
    await asyncio.sleep(15)
    assert old.link.badge is not Badge.OK
    old.room.telehealth(lambda desk: desk.show_message("who is there?"), THERAPIST)
    await asyncio.sleep(15)
    return old


def _goes_on(patient: Patient, folder: Path, broker: MemoryBroker, paired: Paired) -> Patient:
    """The patient's side begins a new session with what the one before could not deliver."""
    now = Patient(folder, broker, paired)
    before = patient.end
    hello = Hello(
        instance="ab" * 8,
        app="1",
        system="t",
        epoch=1,
        cuff=Cuff(id="c1", model="UA-651", driver="bluetooth_blp"),
        zone_min=0,
        resume_of=before.session.hex(),
    )
    for _ in range(2):  # a crash between the two doubles nothing
        now.end.resume(patient.store, before.session, before.keys, hello)
    return now


async def _waits_for_the_words(therapist: Therapist, new: Patient) -> None:
    new.greet()
    new.read("03")
    new.say(Help())
    await asyncio.sleep(5)
    assert new.store.count_waiting() == 1  # the reading, until the words are compared
    therapist.room.telehealth(lambda desk: desk.show_message("hello"), THERAPIST)
    await asyncio.sleep(3)
    assert new.asked == []  # no names, no words: it may be anybody


def _standing(therapist: Therapist) -> LinkStanding | None:
    session = therapist.shown[-1].session
    return None if session is None else session.remote.standing


async def _unplug(patient: Patient) -> None:
    patient.task.cancel()
    await asyncio.gather(patient.task, return_exceptions=True)


def test_a_replaced_computer_goes_on_behind_what_is_known_and_the_old_one_is_refused(
    tmp_path: Path,
) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()

    async def course() -> None:
        broker = MemoryBroker()
        therapist, old = await _with_one_reading(tmp_path, broker)
        therapist.room.telehealth(lambda desk: desk.new_code(), THERAPIST)
        await therapist.until(lambda link: link.pairing is Pairing.WAITING)
        old.read("02")  # while the code is being read aloud
        await asyncio.sleep(3)
        await _unplug(old)
        old.store.append(lambda _number: b"lost with the machine")
        paired = await _joins(therapist, broker)
        assert paired.offer.session.hex() == old.end.session.hex()
        assert paired.offer.key_id == 1
        new = Patient(fresh, broker, paired)
        await _waits_for_the_words(therapist, new)
        _agreed(therapist)
        view = await therapist.until(lambda link: link.badge is Badge.OK)
        await asyncio.sleep(8)
        assert new.store.count_waiting() == 0
        assert len(view.notes) == 1  # their clock is an hour off, and nothing else
        assert _standing(therapist) is LinkStanding.OK  # a reading may be asked for
        await _finish(therapist, new)
        old.store.close()

    play(course())
    found = recorded(tmp_path)
    assert ids(found) == ["01", "02", "03"]
    assert len([each for each in found if isinstance(each, MeasurementRecorded)]) == 3
    assert [each.key_id for each in found if isinstance(each, RemotePaired)] == [0, 1]
    assert len([each for each in found if isinstance(each, PatientCalled)]) == 1
    assert not [e for e in found if isinstance(e, RemoteConflictFound | RemoteTamperingSuspected)]


def test_what_a_lost_computer_never_delivered_is_told_and_holds_up_no_end(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()

    async def course() -> None:
        broker = MemoryBroker()
        therapist, old = await _with_one_reading(tmp_path, broker)
        old.store.append(lambda _number: b"it cannot be opened, and so it never comes")
        await asyncio.sleep(6)  # its signs of life tell of it
        assert therapist.link.on_the_way == 1
        therapist.room.telehealth(lambda desk: desk.new_code(), THERAPIST)
        await _unplug(old)
        paired = await _joins(therapist, broker)
        assert paired.offer.after == old.store.head, "its numbers stay its own"
        assert therapist.link.on_the_way == 1, "it may still come"
        new = Patient(fresh, broker, paired)
        new.greet()
        _agreed(therapist)
        view = await therapist.until(lambda link: link.badge is Badge.OK and not link.on_the_way)
        assert any("1 message of the patient's side was not delivered" in n for n in view.notes)
        new.read("03")
        await asyncio.sleep(8)
        assert new.store.count_waiting() == 0
        assert therapist.link.on_the_way == 0
        await _finish(therapist, new)
        old.store.close()

    play(course())
    found = recorded(tmp_path)
    assert ids(found) == ["01", "03"]
    (lost,) = [each for each in found if isinstance(each, RemoteNumbersLost)]
    assert len(lost.numbers) == 1
    came = {each.number for each in found if isinstance(each, RemoteMessageReceived)}
    assert not came & set(lost.numbers)


def test_another_machine_with_the_record_and_without_the_key_takes_over(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()

    async def course() -> None:
        broker = MemoryBroker()
        therapist, patient = await _with_one_reading(here, broker)
        await therapist.room.close()  # the machine is lost
        patient.read("02")
        await asyncio.sleep(15)
        shutil.copytree(here, there, ignore=shutil.ignore_patterns(NAME, "outbox*"))
        other = Therapist(there, broker)
        other.room.resume(SESSION, THERAPIST, lambda answer: _agree(answer.refusals))
        await other.until(lambda link: link.why == words.NO_KEY)
        other.room.telehealth(lambda desk: desk.take_over("A. R."), THERAPIST)
        paired = await _joins(other, broker)
        assert paired.offer.key_id == 1
        patient.end.renew(Keys.of(paired.root, paired.offer.session, 1))
        _agreed(other)
        await other.until(lambda link: link.badge is Badge.OK)
        await asyncio.sleep(3)
        assert patient.store.count_waiting() == 0

        old = await _comes_back(here, broker)
        patient.read("03")
        await other.until(lambda link: link.badge is Badge.OK)
        await asyncio.sleep(35)
        assert patient.store.count_waiting() == 0
        await old.room.close()
        asked = len(patient.asked)
        await _finish(other, patient)
        assert len(patient.asked) == asked + 1  # the end

    play(course())
    assert ids(recorded(there)) == ["01", "02", "03"]
    assert ids(recorded(here)) == ["01"]
    assert not [e for e in recorded(there) if isinstance(e, RemoteTamperingSuspected)]


def test_another_machine_without_the_record_gets_what_waited_and_its_numbers_begin_anew(
    tmp_path: Path,
) -> None:
    here, there, fresh = (tmp_path / each for each in ("here", "there", "fresh"))
    for each in (here, there, fresh):
        each.mkdir()

    async def course() -> None:
        broker = MemoryBroker()
        therapist, patient = await _with_one_reading(here, broker)
        await therapist.room.close()
        patient.read("02")
        await asyncio.sleep(15)
        await _unplug(patient)
        other = Therapist(there, broker)
        other.open_session()
        other.room.telehealth(lambda desk: desk.invite("A. R."), THERAPIST)
        paired = await _joins(other, broker)
        assert paired.offer.session != patient.end.session
        goes_on = _goes_on(patient, fresh, broker, paired)
        _agreed(other)
        await asyncio.sleep(5)
        goes_on.read("03")
        await other.until(lambda link: link.test is not None)
        await asyncio.sleep(2)
        assert goes_on.store.count_waiting() == 0
        await _finish(other, goes_on)
        patient.store.close()

    play(course())
    found = recorded(there)
    assert ids(found) == ["02", "03"]
    (aside,) = [each for each in found if isinstance(each, MeasurementQuarantined)]
    assert "before this record was opened" in aside.reasons[0]
    assert "121/78" in aside.reasons[0]
    started = [each for each in found if isinstance(each, PatientProgramStarted)]
    assert started[0].resume_of == ids_of_link(recorded(here))


def ids_of_link(found: list[Event]) -> str:
    """Return the link that a record used."""
    return next(each.link for each in found if isinstance(each, RemotePaired))
