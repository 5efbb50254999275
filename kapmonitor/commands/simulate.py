"""`kapmonitor simulate`: a whole session with a simulated patient, cuff and people.

In a window, or headless where none is wanted or none can open. The record goes into a folder of
its own, never among those of patients.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from devices.peer_text import clean
from devices.simulator import Scenario, ScenarioError
from kapmonitor.commands.demo_folder import make_room
from kapmonitor.commands.headless import play_to_files
from kapmonitor.commands.simulated_link import linked
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
from kapmonitor.simulation import Play, Transport

if TYPE_CHECKING:
    from kapmonitor.rehearsal.troubles import Trouble

SCENARIO, PROTOCOL, SEED = "quiet", "kap-sublingual-office", 1
FOLDER = Path("kapmonitor-demo")
WINDOW_SPEED = 60.0
FASTEST = 100_000.0
LINK = "telehealth: a Mosquitto of its own, or within the program (whichever is possible)"
BY_HAND = (
    "a person plays this scenario at the window; without a window nobody would. Take another "
    "scenario, or start it where a window can open."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add = parser.add_argument
    add("--scenario", default=SCENARIO, metavar="NAME|FILE", help=f"what happens ({SCENARIO})")
    add("--protocol", default=PROTOCOL, metavar="ID|FILE", help=f"the preset ({PROTOCOL})")
    add("--seed", type=int, default=SEED, metavar="N", help=f"the same again, or another ({SEED})")
    add("--speed", metavar="X|max", help="simulated seconds per second (window 60, headless max)")
    add("--headless", action="store_true", help="without a window, into files")
    add("--out", type=Path, default=FOLDER, metavar="DIR", help=f"where it goes (./{FOLDER})")
    add("--link", choices=[each.value for each in Transport], help=LINK)
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
    usual = MAX_SPEED if headless else WINDOW_SPEED
    play, speed = linked(replace(play, told=_told), options.link, _speed(options.speed), usual)
    make_room(play.folder, options.secret_file)
    if options.encrypt:
        play = replace(play, key=_new_key(play.folder / FILE_NAME))
    if headless:
        return play_to_files(play, speed)
    from kapmonitor.app import run_simulated_window

    return run_simulated_window(play, speed)


def _told(trouble: Trouble) -> None:
    """Say what goes wrong with the link when it does; called on the session's thread."""
    tell(f"{trouble.utc:%H:%M:%S} UTC  {trouble.text}")


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


def _speed(asked: str | None) -> float | None:
    if asked is None:
        return None
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
