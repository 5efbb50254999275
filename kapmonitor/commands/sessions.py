"""`kapmonitor sessions`: what the record holds."""

from __future__ import annotations

import argparse

from kapmonitor.commands.terminal import (
    DONE,
    CommandFault,
    print_json,
    print_table,
    tell,
)
from kapmonitor.commands.unlocking import record_of
from kapmonitor.record.connect import Record, open_history, open_record
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.library import PAGE, Library
from kapmonitor.record.session_index import SessionRow
from kapmonitor.settings import heads_elsewhere


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    with open_for_reading(options) as record:
        rows = list(_every(Library(record)))
    facts = [_facts(row) for row in rows]
    if options.json:
        for each in facts:
            print_json(each)
    elif facts:
        print_table([tuple(facts[0]), *(tuple(map(_shown, each.values())) for each in facts)])
    else:
        tell("The record holds no session yet.")
    return DONE


def open_for_reading(options: argparse.Namespace) -> Record:
    """Open the record beside its writer. Raises CommandFault."""
    try:
        return open_history(*record_of(options))
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault


def open_for_writing(options: argparse.Namespace) -> Record:
    """Open the record to write into it; make it where there is none.

    Raises CommandFault, RecordFault.
    """
    path, key = record_of(options)
    return open_record(path, key, also=heads_elsewhere(path.parent))


def _every(library: Library) -> list[SessionRow]:
    found: list[SessionRow] = []
    try:
        while page := library.sessions(before=found[-1] if found else None, limit=PAGE):
            found.extend(page)
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    return found


def _facts(row: SessionRow) -> dict[str, object]:
    return {
        "id": row.id,
        "opened": row.opened.isoformat(),
        "closed": row.ended.isoformat() if row.ended else None,
        "patient": row.patient,
        "preset": row.preset,
        "phase": row.phase.value,
        "readings": row.readings,
        "outcome": row.outcome.value if row.outcome else None,
        "simulated": row.simulated,
    }


def _shown(value: object) -> str:
    return "-" if value is None else str(value)
