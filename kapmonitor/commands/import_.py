"""`kapmonitor import`: what comes into the record from a file, or what would."""

from __future__ import annotations

import argparse
from pathlib import Path

from kapmonitor.commands import import_patients, import_readings, import_session
from kapmonitor.commands.terminal import CommandFault
from kapmonitor.imports.moments import Order
from kapmonitor.imports.questions import Keep

_KEEP = tuple(each.value.replace("_", "-") for each in Keep)
_WHAT = {
    "readings": import_readings.run,
    "session": import_session.run,
    "patients": import_patients.run,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("what", choices=list(_WHAT), metavar="{readings,session,patients}")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="show each row, take nothing")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    parser.add_argument(
        "--dates", choices=[each.value for each in Order], help="the order of day, month, year"
    )
    parser.add_argument("--leave-out", metavar="ROWS", default="", help="rows not to take, as 3,17")
    own = parser.add_argument_group("readings")
    own.add_argument("--patient", metavar="PSEUDONYM", help="whose readings these are")
    own.add_argument("--unit", choices=["mmHg", "kPa"], help="where the file names none")
    own.add_argument("--zone", metavar="NAME", help="where it was taken, as Europe/Madrid")
    for name, said in (
        ("dates-from-above", "rows without a date below one with a date"),
        ("twice", "rows with the time and values of an earlier row"),
        ("again", "rows that were imported before"),
        ("in-session", "rows in the minute of a reading of a session"),
    ):
        own.add_argument(f"--{name}", choices=_KEEP, help=said)
    own = parser.add_argument_group("patients")
    own.add_argument(
        "--another", metavar="ROWS", default="", help="rows that are not the known who look alike"
    )
    own = parser.add_argument_group("session")
    own.add_argument(
        "--same-patient",
        action="store_true",
        help="its patient is the one who has that pseudonym here",
    )


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    if not options.file.is_file():
        raise CommandFault(f"{options.file}: there is no such file.")
    return _WHAT[options.what](options)
