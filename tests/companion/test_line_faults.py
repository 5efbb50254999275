"""A line that is cut off, or fails in itself, ends neither the session nor a call for help."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from kapmonitor.companion.view import Dot, HelpStage, Screen
from kapmonitor.companion.words import SHAKEN, STANDING_BACK_MEANWHILE
from kapmonitor.link.broker import Topics
from kapmonitor.link.cable import Attachment, Cable, Came, Down, Happening, Tell, Trouble, Up
from kapmonitor.link.message import Help
from kapmonitor.link.rival import AWAY_S
from tests.devices.paced import play
from tests.support.at_home import AtHome, Patient, at_home, running
from tests.support.far_side import SAID, FarSide
from tests.support.link_ends import SESSION


class Wires:
    """Cables of a broker that can stand back, and of a library that can fail."""

    def __init__(self, home: AtHome) -> None:
        self._cables, self.faults, self._away = home.broker.cable, 0, False
        home.cables = self.cable

    def cable(self, attachment: Attachment, tell: Tell) -> Cable:
        """Return a cable."""

        def told(happening: Happening) -> None:
            if not self._away:
                tell(happening)

        self._cable, self._tell = self._cables(attachment, told), tell
        return _Wire(self, self._cable)

    def stand_back(self) -> None:
        """Be cut off, and try again after the time of a guess."""
        self._tell(Down(Trouble.STANDING_BACK))
        self._away = True
        asyncio.get_running_loop().call_later(AWAY_S, self._return)

    def _return(self) -> None:
        self._away = False
        self._tell(Up())

    def may_fail(self) -> None:
        """Fail, if a fault is due."""
        if self.faults:
            self.faults -= 1
            raise ValueError("Anna R.")


class _Wire:
    def __init__(self, wires: Wires, cable: Cable) -> None:
        self._wires, self._cable = wires, cable
        self.look_after, self.publish = cable.look_after, cable.publish
        self.drop, self.close = cable.drop, cable.close

    def open(self) -> None:
        self._wires.may_fail()
        self._cable.open()

    def took(self, came: Came) -> None:
        self._wires.may_fail()
        self._cable.took(came)


async def _calm(home: AtHome, patient: Patient, far: FarSide) -> None:
    await home.prepared(patient, far)
    await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)


async def _help_comes(patient: Patient, far: FarSide) -> None:
    patient.it.call_for_help()
    assert patient.view.help is not HelpStage.NONE
    await patient.until(lambda view: view.help is HelpStage.RECEIVED)
    await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
    assert len(far.of(Help)) == 1


def test_who_stands_back_on_a_guess_keeps_the_screen_and_help_and_comes_again(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home:
            wires, far = Wires(home), home.far()
            async with home.patient() as patient, running(far.meet()):
                await _calm(home, patient, far)
                wires.stand_back()
                view = await patient.until(lambda view: view.dot is Dot.RECONNECTING)
                await patient.until(lambda view: view.trouble == STANDING_BACK_MEANWHILE)
                assert view.screen is Screen.CALM
                await _help_comes(patient, far)
                assert not patient.view.trouble

    play(session())


@pytest.mark.parametrize("calls", [True, False])
def test_a_session_that_another_window_took_is_taken_back_by_a_press(
    tmp_path: Path, *, calls: bool
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await _calm(home, patient, far)
                topics = Topics(SESSION)
                other = home.broker.cable(
                    Attachment(client=topics.client, hears=(topics.down,)), lambda _told: None
                )
                other.open()
                view = await patient.until(lambda view: view.screen is Screen.OPEN_ELSEWHERE)
                assert view.may_use_here
                if not calls:
                    patient.it.use_here()
                    assert patient.view.screen is Screen.CALM
                await _help_comes(patient, far)
                assert (patient.view.screen, patient.view.may_use_here) == (Screen.CALM, False)
                other.close()

    play(session())


def test_a_fault_in_the_line_makes_it_anew_and_names_nobody_in_the_log(
    tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log(r"the patient's line failed: ValueError$")  # and not its words

    async def session() -> None:
        async with at_home(tmp_path) as home:
            wires, far = Wires(home), home.far()
            async with home.patient() as patient, running(far.meet()):
                await _calm(home, patient, far)
                wires.faults = 1
                await patient.until(lambda view: view.dot is Dot.RECONNECTING)
                await _help_comes(patient, far)

    play(session())


def test_a_fault_in_the_pairing_leads_back_to_the_code(
    tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log(r"the pairing failed: ValueError$")

    async def session() -> None:
        async with at_home(tmp_path) as home:
            wires, far = Wires(home), home.far()
            async with home.patient() as patient, running(far.meet()):
                await far.waiting.wait()
                await patient.until(lambda view: bool(view.checks))
                patient.it.go_on()
                wires.faults = 1
                patient.it.enter_code(SAID)
                view = await patient.until(lambda view: bool(view.error))
                assert (view.screen, view.error) == (Screen.CODE, SHAKEN)
                await _calm(home, patient, far)

    play(session())
