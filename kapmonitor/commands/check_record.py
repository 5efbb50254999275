"""`kapmonitor check-record`: proves the whole record."""

from __future__ import annotations

import argparse

from kapmonitor.commands.terminal import (
    DONE,
    NO,
    UNUSABLE,
    CommandFault,
    data_folder,
    print_json,
    show,
    tell,
)
from kapmonitor.record.check import State, Verdict, check
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.fault import RecordFault

_CODES = {State.INTACT: DONE, State.DAMAGED: NO, State.FOREIGN: UNUSABLE}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    try:
        verdict = check(data_folder(options.data) / FILE_NAME)
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    if options.json:
        print_json(_facts(verdict))
    elif verdict.state is State.INTACT:
        show(verdict.text)
    else:
        tell(verdict.text)
    return _CODES[verdict.state]


def _facts(verdict: Verdict) -> dict[str, object]:
    return {
        "state": verdict.state.value,
        "text": verdict.text,
        "sessions": verdict.sessions,
        "entries": verdict.entries,
        "session": verdict.session,
        "seq": verdict.seq,
    }
