"""The simulated computer's clock, and doses by the clock of the loop."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from devices.simulator import Simulation, parse, simulated_devices
from tests.devices.paced import play


def with_devices(document: dict[str, Any], use: Any) -> Any:
    scenario = parse({"title": "A test", **document}, name="test", file="test.toml")

    async def session() -> Any:
        async with simulated_devices(scenario, seed=7) as simulation:
            return await use(simulation, scenario)

    return play(session())


def test_the_computers_clock_goes_with_the_loop_and_takes_the_scripted_steps() -> None:
    steps = [
        {"after": "dose", "minutes": 10, "step_min": 120},
        {"after": "dose", "minutes": 30, "step_min": -120},
    ]

    async def watch(simulation: Simulation, scenario: Any) -> list[timedelta]:
        found = []
        await asyncio.sleep(300)
        simulation.take_dose("intranasal", 84.0)
        for _ in range(3):
            found.append(simulation.host_utc() - scenario.starts_at)
            await asyncio.sleep(1200)
        return found

    minutes = [timedelta(minutes=value) for value in (5, 25 + 120, 45)]
    assert with_devices({"host": {"clock_steps": steps}}, watch) == minutes


def test_a_dose_counts_from_the_moment_it_was_taken() -> None:
    async def late(simulation: Simulation, _scenario: Any) -> float:
        await asyncio.sleep(2700)
        simulation.take_dose("sublingual", 200.0, at_s=0.0)
        return simulation.vital_signs().systolic

    async def at_once(simulation: Simulation, _scenario: Any) -> float:
        simulation.take_dose("sublingual", 200.0)
        await asyncio.sleep(2700)
        return simulation.vital_signs().systolic

    assert with_devices({}, late) == with_devices({}, at_once)


def test_half_the_amount_again_lifts_half_as_far() -> None:
    patient = {"amplitude": {"systolic": 40, "diastolic": 20}}

    async def boosted(simulation: Simulation, _scenario: Any) -> float:
        simulation.take_dose("sublingual", 200.0)
        await asyncio.sleep(6 * 3600)
        before = simulation.vital_signs().systolic
        simulation.take_dose("sublingual", 100.0)
        highest = before
        for _ in range(90):
            await asyncio.sleep(60)
            highest = max(highest, simulation.vital_signs().systolic)
        return highest - before

    assert with_devices({"patient": patient}, boosted) == pytest.approx(20, abs=5)


def test_a_route_the_model_does_not_know_runs_the_sublingual_course() -> None:
    def peak(route: str) -> Any:
        async def dosed(simulation: Simulation, _scenario: Any) -> float:
            simulation.take_dose(route, 1.0)
            await asyncio.sleep(1800)
            return simulation.vital_signs().systolic

        return with_devices({}, dosed)

    assert peak("rectal") == peak("sublingual") != peak("intramuscular")


def test_the_scenarios_route_wins_over_the_orders() -> None:
    def signs(patient: dict[str, Any], route: str) -> Any:
        async def dosed(simulation: Simulation, _scenario: Any) -> float:
            simulation.take_dose(route, 1.0)
            await asyncio.sleep(600)
            return simulation.vital_signs().systolic

        return with_devices({"patient": patient}, dosed)

    scripted = signs({"route": "intramuscular"}, "sublingual")
    assert scripted == signs({}, "intramuscular")
