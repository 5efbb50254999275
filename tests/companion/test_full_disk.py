"""The patient's disk takes nothing more: said on both sides, measured on, and nothing lost."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kapmonitor.companion.session import CANNOT_RECORD, RECORDING
from kapmonitor.companion.view import Dot, HelpStage
from kapmonitor.companion.words import CANNOT_SAVE
from kapmonitor.link.message import Hello, Help, Message, Reading, State
from kapmonitor.link.peer import Passing
from kapmonitor.ui.companion.words import HELP_CUT_OFF, HELP_UNKEPT, of_help
from tests.devices.paced import play
from tests.support.at_home import at_home, running
from tests.support.far_side import FarSide


@contextmanager
def full() -> Iterator[None]:
    """Let no file of this process grow: the system refuses the write itself, below SQLite."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, unlimited[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)


def _passing(far: FarSide) -> list[Message]:
    return [each.message for each in far.told if isinstance(each, Passing)]


def test_a_full_disk_is_told_and_what_was_measured_meanwhile_arrives_once_in_order(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.prepared(patient, far)
                ballast = tmp_path / "companion" / "ballast"
                for _ in range(2):
                    before = len(far.of(Reading))
                    with full():
                        await home.measured(patient)
                        await home.measured(patient)
                        home.sleep(45)
                        await home.measured(patient)
                        assert patient.view.trouble == CANNOT_SAVE
                        assert patient.view.waiting >= 3
                        assert len(far.of(Reading)) == before
                        assert not ballast.exists()
                    await far.until("all", Reading, before + 3)
                    await patient.until(
                        lambda view: not view.trouble and view.dot is Dot.OK and not view.waiting
                    )
                    await asyncio.sleep(6)
                    assert ballast.exists()
            readings = [each for each in far.of(Reading) if isinstance(each, Reading)]
            assert len({each.id for each in readings}) == 7
            assert sorted(each.at for each in readings) == [each.at for each in readings]
            epochs = [each.epoch for each in readings]
            assert epochs == [epochs[0] + more for more in (0, 0, 0, 1, 1, 1, 2)]
            told = [each.error for each in far.of(State) if isinstance(each, State) and each.error]
            assert told == [CANNOT_RECORD, RECORDING] * 2
        async with home.patient() as again, running(far.hold()):
            await again.until(lambda view: view.dot is Dot.OK and not view.waiting)
            hello = far.of(Hello)[-1]
            assert isinstance(hello, Hello)
            assert hello.epoch > epochs[-1]

    play(course())


def test_a_call_for_help_waits_behind_nothing_that_a_full_disk_did_not_take(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.prepared(patient, far)
                await patient.until(lambda view: view.dot is Dot.OK and not view.waiting)
                with full():
                    await home.measured(patient)
                    home.sleep(45)
                    await home.measured(patient)
                    patient.it.call_for_help()
                    view = await patient.until(lambda view: view.help is HelpStage.UNSENT)
                    assert of_help(view.help, Dot.OK) == HELP_UNKEPT
                    assert of_help(view.help, Dot.RECONNECTING) == HELP_CUT_OFF
                    async with asyncio.timeout(60):
                        while not {State(error=CANNOT_RECORD), Help()} <= {*_passing(far)}:  # noqa: ASYNC110  a list has no event
                            await asyncio.sleep(0.1)
                    assert not far.of(Help)
                patient.it.call_for_help()  # no beat since: tried though all the others still wait
                assert patient.view.help is HelpStage.SENT
                await patient.until(lambda view: view.help is HelpStage.RECEIVED)
                await patient.until(lambda view: not view.trouble and not view.waiting)
            told = [each.message for each in sorted(far.arrived, key=lambda each: each.number)]
            kinds = [type(each) for each in told]
            first = kinds.index(Help)
            assert kinds[first + 1] is Help
            assert State(error=CANNOT_RECORD) in told[first:]
            assert kinds[first:].count(Reading) == 2

    play(course())


def test_a_call_that_no_disk_took_ends_with_its_answer_and_can_be_made_again(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far(open_calls=0)
            async with running(far.meet()):
                await home.prepared(patient, far)
                await patient.until(lambda view: view.dot is Dot.OK and not view.waiting)
                with full():
                    for _ in range(2):
                        patient.it.call_for_help()
                        await patient.until(lambda view: view.help is HelpStage.UNSENT)
                        before = _passing(far).count(Help())
                        await _called_anew(far, before)
                        assert patient.view.help is HelpStage.UNSENT, "nobody has answered"
                        far.open_calls = 1
                        await _called_anew(far, before + 2)
                        before, far.open_calls = _passing(far).count(Help()), 0
                        await patient.until(lambda view: view.help is HelpStage.SEEN)
                        await asyncio.sleep(10)
                        assert _passing(far).count(Help()) <= before + 1, "but one on its way"
                await patient.until(lambda view: not view.trouble and not view.waiting)
                assert not far.of(Help)

    play(course())


async def _called_anew(far: FarSide, before: int) -> None:
    async with asyncio.timeout(60):
        while _passing(far).count(Help()) <= before:  # noqa: ASYNC110  a list has no event
            await asyncio.sleep(0.1)
