"""A reading is placed by when it was taken, whatever happens to the clocks meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kapmonitor.link.memory import MemoryBroker
from kapmonitor.session.state import Reading
from kapmonitor.telehealth.view import Badge
from tests.devices.paced import play
from tests.support.builders import THERAPIST
from tests.telehealth.test_service import Patient, Therapist, _finish, _paired


def _readings(therapist: Therapist) -> tuple[Reading, ...]:
    session = therapist.shown[-1].session
    return () if session is None else session.readings


async def _read(therapist: Therapist, patient: Patient, name: str) -> Reading:
    """Have a reading taken now, and return it as the session holds it."""
    before = len(_readings(therapist))
    patient.read(name)
    async with asyncio.timeout(120):
        while len(_readings(therapist)) == before:  # noqa: ASYNC110  any picture may bring it
            await asyncio.sleep(0.1)
    return _readings(therapist)[-1]


@pytest.mark.parametrize("step_s", [3600.0, -3600.0, 90.0])
def test_our_own_clock_is_set_and_a_reading_of_now_stays_one(tmp_path: Path, step_s: float) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await therapist.until(lambda link: link.badge is Badge.OK)
        first = await _read(therapist, patient, "01")
        assert first.counts
        therapist.clock.skew_s += step_s
        second = await _read(therapist, patient, "02")
        assert second.counts
        assert 0 <= second.at.elapsed_s - second.when.elapsed_s < 15
        assert second.when.elapsed_s > first.when.elapsed_s
        assert second.ahead_s is not None
        assert round(second.ahead_s) == 3600 - step_s
        await _finish(therapist, patient)

    play(course())


def test_this_machine_sleeps_and_a_reading_taken_after_it_is_one_of_now(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await therapist.until(lambda link: link.badge is Badge.OK)
        await _read(therapist, patient, "01")
        therapist.clock.skew_s += 600  # the wall went on, the monotonic clock did not
        patient.woke_ms += 600_000  # and neither did the patient's side stand still
        woken = await _read(therapist, patient, "02")
        assert woken.counts
        assert 0 <= woken.at.elapsed_s - woken.when.elapsed_s < 15
        await _finish(therapist, patient)

    play(course())


def test_a_reading_that_waited_for_the_words_is_here_as_soon_as_they_agree(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        patient.read("01")
        await asyncio.sleep(60)  # by now it is sent again every half minute only
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await asyncio.sleep(2)
        (reading,) = _readings(therapist)
        assert reading.at.elapsed_s - reading.when.elapsed_s > 55
        await _finish(therapist, patient)

    play(course())


def test_another_computers_clock_places_nothing(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
        await therapist.until(lambda link: link.badge is Badge.OK)
        await _read(therapist, patient, "01")
        patient.woke_ms += 7_200_000  # a clock that is two hours further on, in an epoch of its own
        patient.end.new_epoch(patient.store.next_epoch())
        second = await _read(therapist, patient, "02")
        assert second.counts
        assert second.bound_s is not None
        assert 0 <= second.at.elapsed_s - second.when.elapsed_s < 15
        await _finish(therapist, patient)

    play(course())
