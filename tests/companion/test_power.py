"""The charger at the patient's: said on both sides, in steps, and only where it is known."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kapmonitor.host_watch import HostState
from kapmonitor.link.message import Hello, State
from tests.devices.paced import play
from tests.support.at_home import at_home, running
from tests.support.far_side import FarSide


def _told(far: FarSide) -> list[tuple[str | None, int | None]]:
    said = [each for each in far.of(State) if isinstance(each, State)]
    return [(each.power, each.battery_percent) for each in said if each.power is not None]


def test_the_therapist_learns_of_the_charger_and_the_patient_what_to_do(tmp_path: Path) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.let_in(patient, far)
                await asyncio.sleep(20)
                assert _told(far) == []  # nothing is known of any battery
                assert not patient.view.power
                for percent, on_battery in ((80, False), (79, True), (77, True), (73, True)):
                    home.mains.state = HostState(percent, on_battery, None)
                    await asyncio.sleep(20)
                    assert bool(patient.view.power) is on_battery
                assert "73 %" in patient.view.power
                assert _told(far) == [("ac", 80), ("bat", 79), ("bat", 73)]

    play(course())


def test_the_therapist_learns_of_the_cuffs_battery_and_of_the_memory_it_writes(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            far = home.far()
            async with running(far.meet()):
                await home.prepared(patient, far)
                await home.measured(patient)
                await patient.until(lambda view: view.waiting == 0)
                last = far.of(Hello)[-1]
                assert isinstance(last, Hello)
                assert last.cuff is not None
                assert (last.cuff.battery_percent, last.cuff.slot) == (80, 1)
                assert len(far.of(Hello)) <= 5
                patient.it.window_seen(seen=False)
                await asyncio.sleep(5)
                seen = [each.sight for each in far.of(State) if isinstance(each, State)]
                assert seen[-1] == "hidden"

    play(course())
