"""`kapmonitor import patients`: new patients from a list; who looks like a known one is asked."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime

from devices.peer_text import clean
from kapmonitor.arrivals import By, add_people, octets_of
from kapmonitor.commands.import_readings import LISTED, rows_of
from kapmonitor.commands.sessions import open_for_reading, open_for_writing
from kapmonitor.commands.terminal import (
    DONE,
    NO,
    CommandFault,
    by_account,
    print_json,
    show,
    tell,
)
from kapmonitor.imports.moments import Order
from kapmonitor.imports.octets import NotATable
from kapmonitor.imports.people import (
    PERSON_WORDS,
    PeoplePreview,
    PersonLine,
    PersonReason,
    people_sheet,
    preview_people,
)
from kapmonitor.imports.questions import Hand, Verdict
from kapmonitor.record.fault import RecordFault, RecordMissing
from kapmonitor.record.library import Library
from kapmonitor.record.patient import Patient


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    try:
        found = _preview(options)
        complete = bool(found.of(Verdict.TAKEN)) and not found.of(Verdict.QUESTION)
        added: tuple[Patient, ...] = ()
        if complete and not options.dry_run:
            with open_for_writing(options) as record:
                added = add_people(
                    record, found, found.sheet.digest, By(datetime.now(UTC), by_account("import"))
                )
    except NotATable as fault:
        raise CommandFault(f"{options.file}: {fault} Nobody was added.") from fault
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    if options.json:
        _print(found, added)
    else:
        _say(found, added, dry_run=options.dry_run)
    return DONE if complete else NO


def _preview(options: argparse.Namespace) -> PeoplePreview:
    sheet = people_sheet(octets_of(options.file))
    order = Order(options.dates) if options.dates else None
    hand = Hand(left_out=rows_of(options.leave_out), taken=rows_of(options.another))
    now = datetime.now(UTC)
    try:
        with closing(open_for_reading(options)) as record:
            return preview_people(sheet, Library(record).alike, order, hand, now)
    except CommandFault as fault:
        if not isinstance(fault.__cause__, RecordMissing):
            raise
        return preview_people(sheet, lambda _patient: (), order, hand, now)


def _print(found: PeoplePreview, added: tuple[Patient, ...]) -> None:
    for line in found.lines:
        print_json(
            {
                "row": line.row,
                "verdict": line.verdict.value,
                "reason": line.reason.value if line.reason else None,
                "alike": [each.id for each in line.known],
                "alike_rows": list(line.rows),
            }
        )
    print_json({"rows": len(found.lines), "added": [each.id for each in added]})


def _say(found: PeoplePreview, added: tuple[Patient, ...], *, dry_run: bool) -> None:
    for line in found.lines if dry_run else found.of(Verdict.REFUSED)[:LISTED]:
        show(_row(line))
    asked = found.of(Verdict.QUESTION)
    for line in () if dry_run else asked[:LISTED]:
        tell(_row(line))
    if any(line.reason is PersonReason.ALIKE for line in asked):
        tell(
            "Nothing is merged. Another person: --another ROWS. Not to be added: --leave-out ROWS."
        )
    if any(line.reason is PersonReason.ORDER for line in asked):
        tell(f"{PERSON_WORDS[PersonReason.ORDER]} --dates dmy|mdy|ymd")
    counted = f"{len(found.of(Verdict.TAKEN))} of {len(found.lines)} rows"
    tell(f"{counted} added as patients." if added else f"Nobody was added. {counted} can be.")


def _row(line: PersonLine) -> str:
    words = [f"row {line.row}", line.verdict.value.replace("_", " ")]
    words.append(" | ".join(map(clean, line.cells)))
    words += [PERSON_WORDS[line.reason]] if line.reason else []
    words += [f"Known: {', '.join(each.id for each in line.known)}."] if line.known else []
    words += [f"Rows: {', '.join(map(str, line.rows))}."] if line.rows else []
    return "  ".join(words)
