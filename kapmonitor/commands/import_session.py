"""`kapmonitor import session`: a session from another installation, its chain proved."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from kapmonitor.arrivals import By, PseudonymKnown, Refused, octets_of, session_in, take_session
from kapmonitor.commands.sessions import open_for_writing
from kapmonitor.commands.terminal import (
    DONE,
    NO,
    CommandFault,
    by_account,
    print_json,
    tell,
)
from kapmonitor.imports.octets import NotATable
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.jsonl import NotASession


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    if options.dry_run:
        raise CommandFault("A session is taken whole or not at all: --dry-run has nothing to show.")
    try:
        arriving = session_in(octets_of(options.file))
        with open_for_writing(options) as record:
            by = By(datetime.now(UTC), by_account("import"))
            new = take_session(record, arriving, by, same_patient=options.same_patient)
    except Refused as fault:
        known = isinstance(fault, PseudonymKnown)
        tell(f"{fault} Where it is the same person: --same-patient." if known else str(fault))
        return NO
    except (NotATable, NotASession, RecordFault) as fault:
        raise CommandFault(f"{options.file}: {fault}") from fault
    session = arriving.proved.session
    if options.json:
        print_json({"session": session, "new": new})
    elif new:
        tell(f"Session {session} taken over, its chain proved. It came from another installation.")
    else:
        tell(f"Session {session} is here already, digest for digest. Nothing was changed.")
    return DONE
