"""`kapmonitor erase`: a patient's identity and words leave the record; what was measured stays.

Says first what goes, what stays and what it cannot reach; the pseudonym is typed once more, or
given with `--yes`. Nothing else in the program deletes.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from devices.peer_text import clean
from kapmonitor.commands.terminal import (
    DONE,
    NO,
    CommandFault,
    by_account,
    print_json,
    show,
    tell,
)
from kapmonitor.commands.unlocking import record_of
from kapmonitor.record.connect import Record, open_history, open_record
from kapmonitor.record.erasure import Erasable, EraseRefused, against, erasable, erase
from kapmonitor.record.erasure_words import lines
from kapmonitor.record.fault import RecordFault
from kapmonitor.settings import heads_elsewhere
from kapmonitor.telehealth.kept_root import NAME, Roots


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("patient", metavar="PATIENT", help="the pseudonym, such as P-1f2e3d4c")
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and stop")
    parser.add_argument("--yes", metavar="PSEUDONYM", help="the pseudonym again, instead of asking")
    parser.add_argument(
        "--by", metavar="NAME", default="", help="who erases (default: the account)"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why; it stays in the record")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    path, key = record_of(options)
    try:
        with open_history(path, key) as history:
            what = erasable(history, options.patient)
        if (refusal := against(what)) is not None:
            tell(clean(refusal))
            return NO
        _say(what, options, gone=False)
        if options.dry_run:
            return DONE
        if not _agreed(options):
            tell("Nothing was erased.")
            return NO
        with open_record(path, key, also=heads_elsewhere(path.parent)) as record:
            _erase(record, options)
    except EraseRefused as refused:  # somebody opened a session meanwhile
        tell(str(refused))
        return NO
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    _say(what, options, gone=True)
    return DONE


def _erase(record: Record, options: argparse.Namespace) -> None:
    origin = by_account("erase", options.by)
    what = erase(record, options.patient, datetime.now(UTC), origin, options.reason.strip())
    _forget_keys(record, what)


def _forget_keys(record: Record, what: Erasable) -> None:
    """What would open the link of one of their sessions again goes too. Raises CommandFault."""
    try:
        Roots(record.path.parent, record.key).forget(each.id for each in what.sessions)
    except OSError as fault:
        raise CommandFault(
            f"The patient was erased from the record. {NAME} beside it, which may hold the keys of "
            f"their telehealth sessions, could not be written ({fault.strerror}): delete that file."
        ) from fault


def _agreed(options: argparse.Namespace) -> bool:
    """Return whether the pseudonym was given once more. Raises CommandFault without a terminal."""
    if options.yes is not None:
        return bool(options.yes == options.patient)
    if sys.stdin is None or not sys.stdin.isatty():
        raise CommandFault(
            f"Nothing was erased. Without a terminal, give --yes {clean(options.patient)}."
        )
    tell("Type the pseudonym again to erase, anything else to stop:")
    return sys.stdin.readline().strip() == str(options.patient)


def _say(what: Erasable, options: argparse.Namespace, *, gone: bool) -> None:
    if not options.json:
        for line in lines(what, gone=gone):
            (show if options.dry_run or gone else tell)(line)
    elif options.dry_run or gone:
        print_json(
            {
                "patient": what.patient,
                "erased": gone,
                "sessions": [each.id for each in what.sessions],
                "words": what.words,
                "exports": len(what.exports),
                "copies": [str(each) for each in what.copies],
            }
        )
