"""Two programs that do not understand each other: what the patient is told to do next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kapmonitor.companion.view import Dot, Screen
from kapmonitor.companion.words import CLINICS_PAGE, NEWER_HERE, OLDER_HERE, why_not_paired
from kapmonitor.link.code import link_code, link_of
from kapmonitor.link.pairing import Failure
from kapmonitor.link.peer import Publish
from tests.devices.paced import play
from tests.support.at_home import at_home, running
from tests.support.far_side import FarSide

PAGE = "https://clinic.example/p"
_VERSION = 2


def _speak_another(far: FarSide, version: int) -> None:
    """Let the therapist's side send what a program of another version would."""
    assert far.end is not None
    assert far.line is not None
    said = far.end.tick(far.now_ms() + 60_000)  # and nothing that is understood for a minute
    octets = [bytearray(each.octets) for each in said if isinstance(each, Publish)][0]
    octets[_VERSION] = version
    far.line.do([Publish(bytes(octets), 0, 10)])


@pytest.mark.parametrize(("version", "told"), [(2, OLDER_HERE), (0, NEWER_HERE)])
def test_readings_are_read_aloud_and_the_therapist_knows_the_way_on(
    tmp_path: Path, version: int, told: str
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.prepared(patient, far)
                _speak_another(far, version)
                view = await patient.until(lambda view: view.trouble == told)
                assert view.screen is Screen.CALM
            await patient.until(lambda view: view.dot is Dot.NO_THERAPIST)
            assert patient.view.trouble == told, "it stands until the other side is understood"
            async with running(far.hold()):
                await patient.until(lambda view: not view.trouble)

    play(session())


def test_the_page_whose_link_was_used_is_named_also_after_a_new_start(tmp_path: Path) -> None:
    async def session() -> None:
        code = link_code(os.urandom)
        async with at_home(tmp_path) as home:
            far = home.far(code=code)
            async with home.patient() as patient, running(far.meet()):
                await far.waiting.wait()
                await patient.until(lambda view: bool(view.checks))
                patient.it.go_on()
                patient.it.enter_code(link_of(code, PAGE))
                await patient.until(lambda view: view.screen is Screen.PERSON)
                await patient.until(lambda view: view.dot is Dot.OK)
            async with home.patient() as patient, running(far.hold()):
                await patient.until(lambda view: view.dot is Dot.OK)
                _speak_another(far, 2)
                view = await patient.until(lambda view: bool(view.trouble))
                assert view.trouble == f"{OLDER_HERE} {CLINICS_PAGE.format(page=PAGE)}"

    play(session())


def test_a_pairing_that_fails_for_it_says_the_same() -> None:
    alone, page = (why_not_paired(Failure.UPDATE_NEEDED, each) for each in ("", PAGE))
    assert "read each value of your cuff aloud" in alone
    assert page == f"{alone} {CLINICS_PAGE.format(page=PAGE)}"
