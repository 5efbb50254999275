"""`kapmonitor station`: the supervising screen."""

from __future__ import annotations

import argparse

from kapmonitor.central.enrolment import EnrolmentFault, enrolled, is_enrolled
from kapmonitor.central.roster import SEES, RosterRefused
from kapmonitor.commands.extra import telehealth_wanted
from kapmonitor.commands.terminal import CommandFault, data_folder
from kapmonitor.machine import window_obstacles


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: none of its own."""


def run(options: argparse.Namespace) -> int:
    """Open the window. Raises CommandFault where none can open, or this machine is no board."""
    folder = data_folder(options.data)
    if not is_enrolled(folder):
        raise CommandFault(
            "This machine is no supervising screen of a clinic yet. It becomes one by a few "
            'commands ("Rooms and supervising screens" in docs/telehealth.md); the first is: '
            "kapmonitor link roster own NAME --role supervisor"
        )
    try:
        enrolment = enrolled(folder)
    except (EnrolmentFault, RosterRefused) as fault:
        raise CommandFault(str(fault)) from fault
    if enrolment.own.role not in SEES:
        raise CommandFault(
            f'"{enrolment.own.name}" is on the roster as a {enrolment.own.role}, which sees no '
            "other room. A station is made with: kapmonitor link roster own NAME --role supervisor"
        )
    if told := " ".join(map(str, window_obstacles())):
        raise CommandFault(told)
    with telehealth_wanted():
        from kapmonitor.link.mqtt import cables_to
    from kapmonitor.app import run_station_window

    return run_station_window(
        folder, lambda: enrolled(folder), lambda known: cables_to(known.broker)
    )
