"""What was called for help and who saw it: over a restart, and over a machine that is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kapmonitor.companion.view import Dot, HelpStage, Screen
from kapmonitor.link.message import Help, Reading
from tests.devices.paced import play
from tests.support.at_home import AtHome, Patient, at_home, running
from tests.support.far_side import FarSide

OTHER = bytes(range(16, 32))


async def _called(home: AtHome, patient: Patient, far: FarSide) -> None:
    """Lead to the calm screen, call for help, and let the call come into the record."""
    await home.prepared(patient, far)
    patient.it.call_for_help()
    await patient.until(lambda view: view.help is HelpStage.RECEIVED)


async def _new_digits(home: AtHome, patient: Patient, far: FarSide) -> None:
    patient.it.new_code()
    await home.let_in(patient, far)
    await patient.until(lambda view: view.screen is Screen.CALM and view.dot is Dot.OK)


def test_a_call_is_shown_after_a_restart_until_a_person_has_seen_it(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home:
            far = home.far()
            async with home.patient() as patient:
                async with running(far.meet()):
                    await home.prepared(patient, far)
                patient.it.call_for_help()
                await asyncio.sleep(1)
            async with home.patient() as patient:
                view = await patient.until(lambda view: view.screen is Screen.CALM)
                assert view.help is HelpStage.SENT, "it waits, and is told"
                far.open_calls = 1
                async with running(far.hold()):
                    await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                    await asyncio.sleep(5)
            async with home.patient() as patient, running(far.hold()):
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await asyncio.sleep(5)
                assert patient.view.help is HelpStage.RECEIVED, "nobody has answered"
                far.open_calls = 0
                await patient.until(lambda view: view.help is HelpStage.SEEN)
                await patient.until(lambda view: view.help is HelpStage.NONE)
            async with home.patient() as patient, running(far.hold()):
                await patient.until(lambda view: view.dot is Dot.OK)
                assert patient.view.help is HelpStage.NONE
                assert len(far.of(Help)) == 1

    play(session())


def test_a_call_behind_one_that_was_answered_is_no_answered_one(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far(open_calls=1)
            async with running(far.meet()):
                await _called(home, patient, far)
                far.open_calls = 0
                await patient.until(lambda view: view.help is HelpStage.SEEN)
            patient.it.call_for_help()
            async with running(far.hold()):
                far.open_calls = 1
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await asyncio.sleep(5)
                assert patient.view.help is HelpStage.RECEIVED

    play(session())


def test_a_call_that_nobody_answered_at_a_lost_machine_calls_at_the_next(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home:
            lost, second = home.far(open_calls=1), home.far(session=OTHER, open_calls=1)
            async with home.patient() as patient, running(lost.meet()):
                await _called(home, patient, lost)
            async with home.patient() as patient, running(second.meet()):
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await _new_digits(home, patient, second)
                await second.until("the call", Help)
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await home.measured(patient)
                await second.until("what is measured next", Reading)
                assert len(second.of(Help)) == 1

    play(session())


def test_a_call_that_was_answered_at_a_lost_machine_alarms_no_other(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            lost, second = home.far(open_calls=0), home.far(session=OTHER, open_calls=0)
            async with running(lost.meet()):
                await _called(home, patient, lost)
                await patient.until(lambda view: view.help is HelpStage.SEEN)
            async with running(second.meet()):
                await _new_digits(home, patient, second)
                await home.measured(patient)
                await second.until("what is measured next", Reading)
                assert not second.of(Help)

    play(session())


def test_a_record_that_was_restored_from_before_the_call_is_called_again(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far(open_calls=1)
            async with running(far.meet()):
                await _called(home, patient, far)
            (call,) = (each.number for each in far.arrived if isinstance(each.message, Help))
            before, known = [each for each in far.arrived if each.number < call], call - 1
            copy = home.far(key_id=1, arrived=before, after=known, open_calls=0)
            async with running(copy.meet()):
                await _new_digits(home, patient, copy)
                await copy.until("the call", Help)

    play(session())
