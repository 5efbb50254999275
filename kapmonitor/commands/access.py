"""`kapmonitor access`: who did what with the record, newest first."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from devices.peer_text import clean
from kapmonitor.commands.sessions import open_for_reading
from kapmonitor.commands.terminal import DONE, CommandFault, print_json, show, tell
from kapmonitor.record.access import KINDS, Wanted, every
from kapmonitor.record.access_words import HEADS, row
from kapmonitor.record.fault import RecordFault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    parser.add_argument("--person", metavar="NAME", default="", help="part of a name")
    parser.add_argument(
        "--session", metavar="ID", default="", help="a session, or a patient's pseudonym"
    )
    parser.add_argument("--kind", action="append", choices=KINDS, metavar="KIND", default=None)
    parser.add_argument("--since", metavar="DATE", help="from this day on, such as 2026-11-27")
    parser.add_argument("--until", metavar="DATE", help="up to this day, without it")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    wanted = Wanted(
        person=options.person,
        about=options.session,
        kinds=tuple(options.kind or ()),
        since=_day(options.since),
        until=_day(options.until),
    )
    found = False
    try:
        with open_for_reading(options) as record:
            for entry in every(record, wanted):
                found = True
                cells = row(entry)
                if options.json:
                    print_json({"seq": entry.seq, **dict(zip(HEADS, cells, strict=True))})
                else:
                    who = cells[1] or "(nobody)"
                    show(f"{entry.utc:%Y-%m-%d %H:%M} UTC  {clean(who)}: {clean(cells[-1])}")
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    if not found:
        tell("Nothing was done that this asks for.")
    return DONE


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as fault:
        raise CommandFault(
            f"{clean(text)} is not a day: write it as 2026-11-27, in UTC."
        ) from fault
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
