"""The end of a session at the patient's side, where its program stops in the middle of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kapmonitor.companion.folder import NAME
from kapmonitor.companion.view import Screen
from kapmonitor.link.message import Bye, End, Hello, Reading
from kapmonitor.link.peer import Arrived
from tests.devices.paced import play
from tests.support.at_home import at_home, running
from tests.support.far_side import FarSide


class Forgetful(FarSide):
    """A therapist's side whose record takes nothing for a while."""

    takes = True

    def _commit(self, arrived: Sequence[Arrived]) -> list[int]:
        return super()._commit(arrived) if self.takes else []


def test_a_program_that_stops_before_all_is_delivered_ends_the_session_after_its_next_start(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home:
            far = Forgetful(home.broker.cable, now_ms=home.now_ms)
            async with home.patient() as patient, running(far.meet()):
                await home.prepared(patient, far)
                far.takes = False
                await home.measured(patient)
                far.ask(End())
                await patient.until(lambda view: view.screen is Screen.ENDING)
            far.takes = True
            async with home.patient() as again:
                await again.until(lambda view: view.screen is Screen.ENDING and view.waiting > 0)
                async with running(far.hold()):
                    await again.until(lambda view: view.screen is Screen.ENDED)
            assert len(far.of(Reading)) == 2
            assert far.of(Bye)
            hellos = [each for each in far.of(Hello) if isinstance(each, Hello)]
            assert len({each.instance for each in hellos}) == 1  # nothing begins after the end
            assert not list((tmp_path / NAME).glob("outbox*"))
            assert not list((tmp_path / NAME).glob("key*"))

    play(course())
