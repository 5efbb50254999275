"""The patient's computer sleeps: what was measured before and after stands where it belongs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from devices.simulator import simulated_devices
from kapmonitor.companion.view import Dot, Screen
from kapmonitor.link.message import HeartRates, Reading, State
from kapmonitor.scenarios import find as find_scenario
from tests.devices.paced import play
from tests.support.at_home import AtHome, at_home, running
from tests.support.far_side import FarSide

AHEAD_S = 3_600.0
"""The patient's clock is an hour wrong all the time."""
NEAR_MS = 500


def test_readings_before_and_after_a_sleep_are_each_placed_by_their_own_clocks(
    tmp_path: Path,
) -> None:
    async def course() -> None:
        async with at_home(tmp_path) as home, home.patient() as patient:
            home.clock.skew_s = AHEAD_S
            far, taken = home.far(), list[int]()

            async def measured() -> None:
                await home.measured(patient)
                taken.append(home.now_ms())

            async with running(far.meet()):
                await home.prepared(patient, far)
                home.broker.stop()
                await measured()
                home.sleep(45)
                await measured()
                home.sleep(600)
                await measured()
                home.broker.start()
                await far.until("all", Reading, 4)
                await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
                home.sleep(45)
                await measured()
                await far.until("one more", Reading, 5)
                await patient.until(lambda view: view.dot is Dot.OK and view.waiting == 0)
                _look_at(far, taken)

    play(course())


def _look_at(far: FarSide, taken: list[int]) -> None:
    assert far.end is not None
    readings = [each for each in far.of(Reading) if isinstance(each, Reading)]
    epochs = [each.epoch for each in readings]
    assert epochs == [epochs[0], epochs[0], epochs[0] + 1, epochs[0] + 2, epochs[0] + 3]
    assert len({each.id for each in readings}) == 5
    slept = [each.slept_ms for each in far.of(State) if isinstance(each, State)]
    assert [round(each / 1000) for each in slept if each is not None] == [45, 600, 45]
    for reading, true_ms in zip(readings[1:], taken, strict=True):
        placed = far.end.offsets.place(reading.at, reading.epoch)
        assert placed is not None
        if reading.epoch == epochs[0] + 1:  # nothing was ever heard in this one
            assert placed.bound_ms is None
            continue
        assert placed.bound_ms is not None
        assert abs(placed.at_ms - true_ms) <= NEAR_MS


def test_heart_rates_go_through_a_sleep_each_once_and_in_its_own_epoch(tmp_path: Path) -> None:
    async def course() -> None:
        async with simulated_devices(find_scenario("strap_three_hours"), seed=7) as simulation:
            home = AtHome(tmp_path, simulation)
            strap = next(each for each in simulation.devices if each.role == "strap")
            home.cuff = replace(home.cuff, address=strap.address, driver=strap.driver)
            async with home.patient() as patient:
                far = home.far()
                async with running(far.meet()):
                    await home.let_in(patient, far)
                    patient.it.choose_cuff(home.cuff, strap.driver)
                    await asyncio.sleep(70)
                    home.sleep(45)
                    await asyncio.sleep(70)
                    home.sleep(600)
                    await asyncio.sleep(70)
                    assert patient.view.screen is Screen.TEST
                batches = [each for each in far.of(HeartRates) if isinstance(each, HeartRates)]
                _one_after_the_other(batches)

    play(course())


def _one_after_the_other(batches: list[HeartRates]) -> None:
    assert len({each.epoch for each in batches}) == 3
    ends = 0
    for each in batches:
        assert each.t0 >= ends  # none twice, none before another
        assert 1 <= len(each.values) <= 30
        assert [value for value in each.values if value is not None]
        ends = each.t0 + each.step * len(each.values) - each.step // 2
    heard = sum(value is not None for each in batches for value in each.values)
    assert heard >= 180
