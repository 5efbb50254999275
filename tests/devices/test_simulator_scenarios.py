"""Every shipped scenario, its devices read for an hour by the ordinary drivers."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from devices.conversation import CannotStart
from devices.event import LinkChanged, LinkState, Measured
from devices.measurement import BloodPressure, Provenance
from devices.simulator import Simulation, load, simulated_devices
from devices.simulator.scenario import Scenario
from tests.devices.paced import play
from tests.devices.simulated_session import Room, Told, listen, of_kind, pressures

FOLDER = Path(__file__).parents[2] / "resources" / "scenarios"
LINKS = "telehealth_"
"""What these are about lies beyond the devices."""
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml") if not path.stem.startswith(LINKS))
DOSE_MIN = 6
EVERY_MIN = 5
LASTS_MIN = 52


async def measure(room: Room) -> None:
    """Take a reading in the way this cuff allows; shrug if it does not."""
    if room.simulation.needs_a_person:
        room.simulation.press_start()
    else:
        with suppress(CannotStart):
            await room.start()


async def act(simulation: Simulation, room: Room) -> None:
    """Measure every few minutes, and let the patient take a dose."""
    for minute in range(1, LASTS_MIN):
        await asyncio.sleep(60)
        if minute == DOSE_MIN:
            simulation.take_dose("sublingual", 200.0)
        if minute % EVERY_MIN == 0:
            await measure(room)


def hear(scenario: Scenario, *, seed: int = 7, strap: bool = False) -> list[Told]:
    """Return what the cuff tells in an hour, and the strap if wanted."""

    async def session() -> list[Told]:
        found: list[Told] = []
        async with simulated_devices(scenario, seed=seed) as simulation:
            room = Room(simulation)
            roles = [device.role for device in simulation.devices][: 1 + strap]
            listening = [
                asyncio.create_task(
                    listen(room if role == "cuff" else Room(simulation), role, found)
                )
                for role in roles
            ]
            await act(simulation, room)
            for task in listening:
                task.cancel()
            await asyncio.wait(listening)
        return found

    return play(session())


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_gives_live_readings_for_most_of_an_hour(name: str) -> None:
    found = hear(load(FOLDER / f"{name}.toml"))
    live = [item for item in pressures(found) if item[0].provenance is Provenance.LIVE]
    assert len(live) >= 4
    assert LinkState.READY in {event.state for event in of_kind(found, LinkChanged)}


def systolics(name: str) -> list[float]:
    """Return the systolic pressures of a scenario's readings."""
    return [
        reading.systolic
        for _, reading in pressures(hear(load(FOLDER / f"{name}.toml")))
        if reading.systolic is not None
    ]


def test_the_spike_the_faint_and_the_quiet_session_look_like_themselves() -> None:
    assert max(systolics("hypertensive_spike")) > 180
    assert min(systolics("gate_held")[:3]) > 150
    quiet = systolics("quiet")
    assert max(quiet) < 150
    assert min(quiet) > 95


def test_the_white_coat_is_gone_by_the_recheck() -> None:
    first, *later = systolics("white_coat")
    assert first > 144
    assert max(later[1:4]) < 144


def test_old_readings_are_stored_and_none_comes_twice() -> None:
    found = pressures(hear(load(FOLDER / "link_drops.toml")))
    stored = [item for item in found if item[0].provenance is Provenance.STORED]
    assert len(stored) >= 3
    times = [reading.device_time for _, reading in found]
    assert len(times) == len(set(times))


def test_a_strap_speaks_every_second() -> None:
    found = hear(load(FOLDER / "strap_three_hours.toml"), strap=True)
    beats = [
        measured
        for measured in of_kind(found, Measured)
        if not isinstance(measured.measurement, BloodPressure)
    ]
    assert len(beats) == pytest.approx((LASTS_MIN - 1) * 60, abs=3)


DIGEST = """
import hashlib, sys
from tests.devices.test_simulator_scenarios import FOLDER, hear
from devices.simulator import load
found = hear(load(FOLDER / "cuff_trouble.toml"), seed=3)
sys.stdout.write(hashlib.sha256(repr(found).encode()).hexdigest())
"""


def test_another_process_hears_the_same_bit_for_bit() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=FOLDER.parents[1],
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ".", "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for hash_seed, zone in (("1", "UTC"), ("2", "UTC"))
    }
    assert len(digests) == 1
