"""The end of a session and of its link, with something still under way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import Reply
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import (
    Event,
    MeasurementRecorded,
    RemoteMessageReceived,
    RemotePaired,
    SessionEnded,
)
from kapmonitor.session.intent import CloseWithoutDose, RequestReading, SignRecord
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkStanding
from kapmonitor.telehealth.kept_root import NAME
from kapmonitor.telehealth.view import Badge, Pairing
from tests.devices.paced import play
from tests.support.builders import TELEHEALTH, THERAPIST, opening
from tests.telehealth.test_service import (
    SESSION,
    Patient,
    Therapist,
    _agree,
    _finish,
    _measure,
    _paired,
)


def recorded(folder: Path, session: str = SESSION) -> list[Event]:
    """Return what the record holds of a session."""
    with open_history(folder / FILE_NAME) as record:
        return [entry.event for entry in SessionLog(record).read(session)]


def _session(therapist: Therapist) -> Session:
    session = therapist.shown[-1].session
    assert session is not None
    return session


async def _linked(folder: Path, broker: MemoryBroker) -> tuple[Therapist, Patient]:
    therapist = Therapist(folder, broker)
    therapist.open_session()
    patient = await _paired(therapist, folder, broker)
    therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
    await therapist.until(lambda link: link.badge is Badge.OK)
    patient.read("01")
    await therapist.until(lambda link: link.test is not None)
    return therapist, patient


async def _asked(therapist: Therapist, patient: Patient) -> str:
    """Ask for a reading that the patient is shown."""
    therapist.room.submit(RequestReading(), THERAPIST, lambda answer: _agree(answer.refusals))
    await asyncio.sleep(3)
    name = _measure(patient)[-1].id
    patient.say(Reply(request=name, stage="shown"))
    await asyncio.sleep(3)
    assert _session(therapist).request is not None
    return name


def test_a_link_that_is_ended_leaves_no_request_open(tmp_path: Path) -> None:
    async def course() -> None:
        therapist, patient = await _linked(tmp_path, MemoryBroker())
        await _asked(therapist, patient)
        therapist.room.telehealth(lambda desk: desk.finish(), THERAPIST)
        await asyncio.sleep(1)
        assert _session(therapist).request is None
        await _finish(therapist, patient)

    play(course())


def test_a_link_that_is_ended_or_was_a_strangers_stands_as_heard_no_longer(tmp_path: Path) -> None:
    async def course() -> None:
        therapist, patient = await _linked(tmp_path, MemoryBroker())
        assert _session(therapist).remote.standing is LinkStanding.OK
        therapist.room.telehealth(lambda desk: desk.words_match(match=False), THERAPIST)
        await therapist.until(lambda link: link.pairing is Pairing.FAILED)
        await asyncio.sleep(1)
        assert _session(therapist).remote.standing is not LinkStanding.OK
        await therapist.room.close()
        patient.task.cancel()
        patient.store.close()

    play(course())


def test_a_side_that_fell_silent_after_it_was_asked_may_be_asked_again(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist, patient = await _linked(tmp_path, broker)
        await _asked(therapist, patient)
        patient.task.cancel()
        await asyncio.sleep(400)
        assert _session(therapist).request is None
        await therapist.room.close()
        patient.store.close()

    play(course())


def test_what_comes_after_the_end_of_the_session_is_recorded_before_it_can_be_put_away(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist, patient = await _linked(tmp_path, broker)
        broker.stop()
        patient.read("02")
        reason = CloseWithoutDose(reason="The patient does not want to.")
        therapist.room.submit(reason, THERAPIST, lambda answer: _agree(answer.refusals))
        await asyncio.sleep(20)
        assert therapist.link.pairing is Pairing.ENDING
        assert (await therapist.room.leave()).refusals
        broker.start()
        await therapist.until(lambda link: link.pairing is Pairing.ENDED)
        assert patient.delivered
        assert (await therapist.room.leave()).refusals == ()
        await therapist.room.close()
        patient.task.cancel()
        patient.store.close()

    play(course())
    found = recorded(tmp_path)
    readings = [place for place, each in enumerate(found) if isinstance(each, MeasurementRecorded)]
    assert len(readings) == 2
    assert [place for place, each in enumerate(found) if isinstance(each, SessionEnded)][0] < (
        readings[1]
    )
    assert not (tmp_path / NAME).exists()


def test_two_sessions_of_one_day_with_one_computer_share_nothing(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist, patient = await _linked(tmp_path, broker)
        reason = CloseWithoutDose(reason="The patient comes again in the afternoon.")
        therapist.room.submit(reason, THERAPIST, lambda answer: _agree(answer.refusals))
        await therapist.until(lambda link: link.pairing is Pairing.ENDED)
        patient.task.cancel()
        await asyncio.gather(patient.task, return_exceptions=True)
        patient.store.close()
        (tmp_path / "outbox.db").unlink()  # as the companion leaves it
        assert (await therapist.room.leave()).refusals == ()
        again = replace(opening(TELEHEALTH), session="s-2")
        therapist.room.submit(again, THERAPIST, lambda answer: _agree(answer.refusals))
        later = await _paired(therapist, tmp_path, broker)
        assert later.end.session != patient.end.session
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        later.read("01")  # the same id, another session
        await therapist.until(lambda link: link.test is not None)
        await _finish(therapist, later)

    play(course())
    links = []
    for session in (SESSION, "s-2"):
        found = recorded(tmp_path, session)
        links += [each.link for each in found if isinstance(each, RemotePaired)]
        assert len([each for each in found if isinstance(each, MeasurementRecorded)]) == 1
        numbers = [each.number for each in found if isinstance(each, RemoteMessageReceived)]
        assert numbers == sorted(set(numbers))
    assert len(set(links)) == 2


def test_a_signed_record_takes_nothing_more_and_leaves_no_key_behind(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist, patient = await _linked(tmp_path, broker)
        broker.stop()
        patient.read("02")
        reason = CloseWithoutDose(reason="The patient does not want to.")
        therapist.room.submit(reason, THERAPIST, lambda answer: _agree(answer.refusals))
        await asyncio.sleep(2)
        therapist.room.telehealth(lambda desk: desk.stop(), THERAPIST)  # a person waits no longer
        signed = SignRecord(signed_by="Ruth Sample", digest=therapist.room.head)
        therapist.room.submit(signed, THERAPIST, lambda answer: _agree(answer.refusals))
        broker.start()
        await asyncio.sleep(40)
        assert patient.store.count_waiting() > 0  # and it is not told that it was kept
        assert (await therapist.room.leave()).refusals == ()
        await therapist.room.close()
        patient.task.cancel()
        patient.store.close()

    play(course())
    assert len([e for e in recorded(tmp_path) if isinstance(e, MeasurementRecorded)]) == 1
    assert not (tmp_path / NAME).exists()
