"""A request at the patient's side: never late, twice or after a restart, and only as allowed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from devices.simulator.scenario import CuffKind
from kapmonitor.companion.requests import CANCELLED, MEASURES, RESTARTED, Requests
from kapmonitor.companion.view import CompanionView, CuffStage, Dot, Screen
from kapmonitor.link.message import Command, Reading, Reply
from tests.devices.paced import play
from tests.support.at_home import AtHome, Patient, at_home, running
from tests.support.far_side import FarSide

TTL_S = 30
LONG_AFTER_S = 240
"""Longer than any cuff measures: what has not begun by then never begins."""


@dataclass
class Asking:
    """A calm patient whose cuff can be started, and a therapist's side that asks."""

    home: AtHome
    patient: Patient
    far: FarSide

    def ask(self, name: str, *, start: bool = True, ago_s: float = 0.0) -> None:
        """Ask for a reading, or what was meant so long ago."""
        at = self.home.now_ms() - round(ago_s * 1000)
        self.far.ask(Command(id=name, do="measure", at=at, ttl=TTL_S * 1000, start=start))

    def cancel(self, name: str) -> None:
        """Take one back."""
        self.far.ask(Command(id=name, do="cancel", at=self.home.now_ms(), ttl=TTL_S * 1000))

    async def told(self, name: str, stage: str) -> Reply:
        """Wait for how far one has come."""
        async with asyncio.timeout(LONG_AFTER_S):
            while not (  # noqa: ASYNC110  a list has no event
                found := [each for each in self.replies(name) if each.stage == stage]
            ):
                await asyncio.sleep(0.1)
        return found[0]

    def replies(self, name: str) -> list[Reply]:
        """Return what was said of one."""
        said = [each for each in self.far.of(Reply) if isinstance(each, Reply)]
        return [each for each in said if each.request == name]

    def stages(self, name: str) -> list[str]:
        """Return how far one has come, step by step."""
        return [each.stage for each in self.replies(name)]

    @property
    def starts(self) -> int:
        """How often the cuff began to measure."""
        return starts(self.patient.pictures)


def starts(pictures: list[CompanionView]) -> int:
    """Return how often the cuff began to measure."""
    stages = [each.cuff.stage for each in pictures]
    both = zip(stages, stages[1:], strict=False)
    return sum(b is CuffStage.MEASURING and a is not CuffStage.MEASURING for a, b in both)


@asynccontextmanager
async def asking(folder: Path, *, may_start: bool) -> AsyncIterator[Asking]:
    """Lead to the calm screen; the cuff has been started by hand once, for the test reading."""
    async with at_home(folder, CuffKind.SUNTECH_OEM) as home, home.patient() as patient:
        far = home.far()
        async with running(far.meet()):
            await home.let_in(patient, far)
            patient.it.choose_cuff(home.cuff, home.cuff.driver or "")
            await patient.until(lambda view: view.cuff.stage is CuffStage.READY)
            patient.it.go_on()
            patient.it.allow_start(allowed=may_start)
            patient.it.go_on()
            await patient.until(lambda view: view.screen is Screen.CALM and view.dot is Dot.OK)
            yield Asking(home, patient, far)


def test_a_start_that_was_allowed_is_done_once_and_the_reading_answers_it(tmp_path: Path) -> None:
    async def course() -> None:
        async with asking(tmp_path, may_start=True) as it:
            it.ask("aa")
            await it.told("aa", "done")
            it.ask("aa")  # the same, under another number
            await asyncio.sleep(LONG_AFTER_S)
            assert it.stages("aa") == ["accepted", "started", "done"]
            assert it.starts == 1
            (reading,) = it.far.of(Reading)
            assert isinstance(reading, Reading)
            assert reading.request == "aa"

    play(course())


def test_without_the_patients_yes_nothing_starts(tmp_path: Path) -> None:
    async def course() -> None:
        async with asking(tmp_path, may_start=False) as it:
            it.ask("aa")
            view = await it.patient.until(lambda view: view.request is not None)
            assert view.request is not None
            assert not view.request.by_program
            await it.told("aa", "expired")
            await asyncio.sleep(LONG_AFTER_S)
            assert it.starts == 0

    play(course())


def test_what_comes_late_or_waited_on_the_way_never_starts(tmp_path: Path) -> None:
    async def course() -> None:
        async with asking(tmp_path, may_start=True) as it:
            it.ask("aa", ago_s=TTL_S + 1)
            await it.told("aa", "expired")
            client = it.far.session.hex()
            it.home.broker.silence(client)
            it.ask("bb")
            await asyncio.sleep(TTL_S + 1)
            it.home.broker.heal(client)
            await it.patient.until(lambda view: view.dot is Dot.OK)
            await asyncio.sleep(LONG_AFTER_S)
            assert it.starts == 0
            assert it.stages("aa") == ["expired"]
            assert set(it.stages("bb")) <= {"expired"}

    play(course())


def test_what_was_declined_or_taken_back_never_starts_whatever_comes_again(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with asking(tmp_path, may_start=True) as it:
            it.ask("aa", start=False)
            await it.patient.until(lambda view: view.request is not None)
            it.patient.it.decline_request("aa")
            await it.told("aa", "declined")
            it.ask("aa")
            it.cancel("bb")  # which has overtaken what it takes back
            it.ask("bb")
            await asyncio.sleep(LONG_AFTER_S)
            assert it.starts == 0
            assert it.stages("aa") == ["declined"]
            assert [each.why for each in it.replies("bb")] == [CANCELLED]

    play(course())


def test_a_request_during_a_measurement_is_refused_and_the_reading_answers_none(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with asking(tmp_path, may_start=True) as it:
            it.ask("aa")
            await it.told("aa", "started")
            it.ask("bb")
            await it.told("bb", "failed")
            it.cancel("bb")  # late, and of another request: the cuff goes on
            await it.told("aa", "done")
            await asyncio.sleep(LONG_AFTER_S)
            assert it.starts == 1
            assert it.stages("bb") == ["failed"]
            it.ask("cc")
            await it.told("cc", "started")
            it.cancel("cc")
            assert (await it.told("cc", "failed")).why == CANCELLED
            await it.patient.until(lambda view: view.cuff.stage is CuffStage.READY)

    play(course())


def test_a_measurement_that_began_by_hand_answers_no_request(tmp_path: Path) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.prepared(patient, far)
                it = Asking(home, patient, far)
                while not home.simulation.press_start():  # noqa: ASYNC110  a cuff has no event
                    await asyncio.sleep(0.5)
                await patient.until(lambda view: view.cuff.stage is CuffStage.MEASURING)
                it.ask("aa", start=False)
                assert (await it.told("aa", "failed")).why == MEASURES
                _, second = await far.until("the second", Reading, 2)
                assert isinstance(second, Reading)
                assert second.request is None

    play(course())


def test_a_program_that_begins_anew_starts_nothing_and_says_so(tmp_path: Path) -> None:
    async def course() -> None:
        async with asking(tmp_path, may_start=True) as it:
            it.ask("aa", start=False)
            await it.patient.until(lambda view: view.request is not None)
            await asyncio.sleep(1)
        async with it.home.patient() as again, running(it.far.hold()):
            await again.until(lambda view: view.dot is Dot.OK)
            reply = await it.told("aa", "failed")
            assert reply.why == RESTARTED
            await asyncio.sleep(LONG_AFTER_S)
            assert again.view.request is None
            assert starts(again.pictures) == 0

    play(course())


def test_a_request_lapses_while_the_computer_sleeps(tmp_path: Path) -> None:
    """Its monotonic clock stands meanwhile: what is over by the wall's clock is over."""

    async def course() -> None:
        async with asking(tmp_path, may_start=False) as it:
            it.ask("aa", start=False)
            await it.patient.until(lambda view: view.request is not None)
            it.home.sleep(600)
            it.patient.it.accept_request("aa")
            assert (await it.told("aa", "expired")).why is None
            assert it.stages("aa") == ["expired"]
            assert it.patient.view.request is None
            assert it.starts == 0

    play(course())


def test_a_reading_of_before_it_was_asked_for_answers_no_request() -> None:
    requests = Requests()
    assert requests.answered_by(99_000) is None, "nothing is asked for"
    requests.ask(Command(id="aa", do="measure", at=0, ttl=1), 30_000, 100_000, by_program=False)
    assert requests.answered_by(99_999) is None, "it waited in the cuff"
    assert requests.answered_by(100_000) == "aa"
