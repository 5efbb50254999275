"""`kapmonitor simulate`: a whole session with a simulated patient, cuff and people.

In a window, or headless where none is wanted or none can open. The record goes into a folder of
its own, never among those of patients.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from devices.catalog import find as find_driver
from devices.peer_text import clean
from devices.simulator import Scenario, ScenarioError
from devices.simulator.people import ProgramCrashes
from kapmonitor.commands.demo_folder import make_room
from kapmonitor.commands.headless import play_to_files
from kapmonitor.commands.terminal import CommandFault, data_folder, tell
from kapmonitor.machine import window_obstacles
from kapmonitor.presets import PresetFault, PresetFile, own_presets
from kapmonitor.presets import find as find_preset
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.driver import CAN_ENCRYPT
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.vault import Vault
from kapmonitor.runtime import MAX_SPEED
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.session.vocabulary import Setting
from kapmonitor.simulation import Play

SCENARIO, PROTOCOL, SEED = "quiet", "kap-sublingual-office", 1
FOLDER = Path("kapmonitor-demo")
WINDOW_SPEED = 60.0
FASTEST = 100_000.0
BY_HAND = (
    "a person plays this scenario at the window; without a window nobody would. Take another "
    "scenario, or start it where a window can open."
)
IN_MEMORY = (
    "Telehealth: both sides are played. The link between them runs inside this program (memory), "
    "not over a real server: no server keeps pace with simulated time."
)
ONE_SIDE = "Telehealth: only the therapist's side is played, its devices beside it, with no link: "
NO_EXTRA = f"{ONE_SIDE}the part for it is not installed (pip install 'kapmonitor[telehealth]')."
SOMEBODY = f"{ONE_SIDE}a person plays this scenario."
MORE_DEVICES = f"{ONE_SIDE}the patient's program reads one cuff, and this scenario has more."

NO_BUTTON = f"{ONE_SIDE}at home a patient presses START, and this cuff has no such button."
CRASHES = f"{ONE_SIDE}this scenario has the therapist's program crash."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add = parser.add_argument
    add("--scenario", default=SCENARIO, metavar="NAME|FILE", help=f"what happens ({SCENARIO})")
    add("--protocol", default=PROTOCOL, metavar="ID|FILE", help=f"the preset ({PROTOCOL})")
    add("--seed", type=int, default=SEED, metavar="N", help=f"the same again, or another ({SEED})")
    add("--speed", metavar="X|max", help="simulated seconds per second (window 60, headless max)")
    add("--headless", action="store_true", help="without a window, into files")
    add("--out", type=Path, default=FOLDER, metavar="DIR", help=f"where it goes (./{FOLDER})")
    add("--encrypt", action="store_true", help="encrypt its record; prints the recovery key once")
    add("--json", action="store_true", help="only JSON on standard output, as in any case")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    play = Play(
        scenario=_scenario(options.scenario),
        preset=_preset(options.protocol, own_presets(data_folder(options.data))),
        seed=options.seed,
        folder=options.out,
    )
    headless = options.headless or not _window_can_open()
    if headless and play.scenario.by_hand_from is not None:
        raise CommandFault(f"{play.scenario.name}: {BY_HAND}")
    speed = _speed(options.speed, MAX_SPEED if headless else WINDOW_SPEED)
    make_room(play.folder, options.secret_file)
    if play.preset.preset.setting is Setting.TELEHEALTH:
        play = replace(play, afar=_both_sides(play.scenario))
    if options.encrypt:
        play = replace(play, key=_new_key(play.folder / FILE_NAME))
    if headless:
        return play_to_files(play, speed)
    from kapmonitor.app import run_simulated_window

    return run_simulated_window(play, speed)


def _both_sides(scenario: Scenario) -> bool:
    """Return whether the patient's program is played too; say how the session is linked."""
    obstacle = ""
    if find_spec("paho") is None or find_spec("spake2") is None:
        obstacle = NO_EXTRA
    elif scenario.by_hand_from is not None:
        obstacle = SOMEBODY
    elif scenario.second_cuff is not None or scenario.oximeter is not None:
        obstacle = MORE_DEVICES
    elif find_driver(scenario.cuff.kind.value).capabilities.can_start:
        obstacle = NO_BUTTON
    elif any(isinstance(act, ProgramCrashes) for act in scenario.people):
        obstacle = CRASHES
    tell(obstacle or IN_MEMORY)
    return not obstacle


def _new_key(record: Path) -> DataKey:
    """Make the key file of a simulated record, with a recovery key alone: nothing of a simulation
    goes into this machine's store of secrets. Raises CommandFault."""
    if not CAN_ENCRYPT:
        raise CommandFault("This installation cannot encrypt: the part sqlcipher3 is missing.")
    try:
        vault, key = Vault.create(keys_beside(record))
        words = vault.set_recovery(key)
        vault.set_encrypted(True)
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    tell(f"The record is encrypted. Its recovery key, shown this once: {words}")
    return key


def _scenario(name: str) -> Scenario:
    try:
        return find_scenario(name)
    except ScenarioError as fault:
        raise CommandFault(str(fault)) from fault


def _preset(name: str, own: Path) -> PresetFile:
    try:
        return find_preset(name, own)
    except PresetFault as fault:
        raise CommandFault(str(fault)) from fault


def _speed(asked: str | None, usual: float) -> float:
    if asked is None:
        return usual
    if asked == "max":
        return MAX_SPEED
    try:
        speed = float(asked)
    except ValueError:
        speed = math.nan
    if not 0 < speed <= FASTEST:
        raise CommandFault(
            f'--speed: "{clean(asked)}"; permitted: more than 0 up to {FASTEST:.0f}, or max'
        )
    return speed


def _window_can_open() -> bool:
    obstacles = window_obstacles()
    if obstacles:
        tell(f"{obstacles[0].what} The session is played without a window.")
    return not obstacles
