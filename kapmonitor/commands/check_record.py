"""`kapmonitor check-record`: proves the whole record."""

from __future__ import annotations

import argparse
from pathlib import Path

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
from kapmonitor.commands.unlocking import record_of
from kapmonitor.record.check import State, Verdict, check
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.heads import beside
from kapmonitor.settings import heads_elsewhere

_CODES = {
    State.INTACT: DONE,
    State.DAMAGED: NO,
    State.HEADS_ALTERED: NO,
    State.FOREIGN: UNUSABLE,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--heads",
        type=Path,
        action="append",
        metavar="FILE",
        help="heads noted elsewhere, beside those noted with the record; may be given again",
    )


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    folder = data_folder(options.data)
    also = heads_elsewhere(folder)
    noted = (beside(folder / FILE_NAME), *([also] if also is not None else []))
    named: list[Path] = options.heads or []
    try:
        for path in named:
            path.open("rb").close()
        record, key = record_of(options)
        verdict = check(record, (*noted, *named), key=key)
    except OSError as fault:
        raise CommandFault(f"{fault.filename}: cannot be read ({fault.strerror}).") from fault
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    if options.json:
        print_json(_facts(verdict))
    elif verdict.state is State.INTACT:
        show(" ".join((verdict.text, *verdict.erased)))
        tell(verdict.heads)
    else:
        tell(f"{verdict.text} {verdict.heads}".strip())
    return _CODES[verdict.state]


def _facts(verdict: Verdict) -> dict[str, object]:
    return {
        "state": verdict.state.value,
        "text": verdict.text,
        "sessions": verdict.sessions,
        "entries": verdict.entries,
        "session": verdict.session,
        "seq": verdict.seq,
        "erased": list(verdict.erased),
        "heads": verdict.heads,
    }
