"""`kapmonitor import readings`: a patient's home readings from a CSV file.

Nothing is taken while a question is open: each says which option answers it.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime

from devices.measurement import PressureUnit
from devices.peer_text import clean
from kapmonitor.arrivals import By, known_for, octets_of, take_readings
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
from kapmonitor.imports.preview import Line, Preview
from kapmonitor.imports.questions import (
    WORDS,
    Answers,
    Hand,
    Keep,
    Known,
    Reason,
    Verdict,
)
from kapmonitor.imports.readings import preview, readings_sheet
from kapmonitor.imports.sheet import Sheet
from kapmonitor.imports.zones import Zone
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.library import Library

LISTED = 20
_OPTIONS = {
    Reason.ORDER: "--dates dmy|mdy|ymd",
    Reason.UNIT: "--unit mmHg|kPa",
    Reason.ZONE: "--zone NAME",
    Reason.ABOVE: "--dates-from-above take|leave-out",
    Reason.TWICE: "--twice take|leave-out",
    Reason.AGAIN: "--again take|leave-out",
    Reason.IN_SESSION: "--in-session take|leave-out",
}
_UNITS = {"mmHg": PressureUnit.MMHG, "kPa": PressureUnit.KPA}


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    if not options.patient:
        raise CommandFault("Say whose readings these are: --patient PSEUDONYM.")
    answers = _answers(options)
    try:
        sheet = readings_sheet(octets_of(options.file))
    except NotATable as fault:
        raise CommandFault(f"{options.file}: {fault} Nothing was taken.") from fault
    _check_unit(sheet, answers, options)
    hand = Hand(left_out=rows_of(options.leave_out))
    found = preview(sheet, _known(options), answers, hand)
    taken = _take(found, options) if _complete(found) and not options.dry_run else None
    if options.json:
        _print(found, taken, options)
    else:
        _say(found, taken, options)
    return DONE if _complete(found) else NO


def rows_of(text: str) -> frozenset[int]:
    """Return the rows that an option lists. Raises CommandFault."""
    try:
        return frozenset(int(each) for each in text.split(",") if each.strip())
    except ValueError as error:
        raise CommandFault(f"Rows are numbers with commas, as 3,17; not {clean(text)}.") from error


def _complete(found: Preview) -> bool:
    return bool(found.taken) and not found.counts[Verdict.QUESTION]


def _answers(options: argparse.Namespace) -> Answers:
    try:
        zone = Zone(options.zone) if options.zone else None
    except ValueError as error:
        raise CommandFault(
            f"There is no time zone {clean(options.zone)}. Name one as Europe/Madrid."
        ) from error
    return Answers(
        order=Order(options.dates) if options.dates else None,
        unit=_UNITS[options.unit] if options.unit else None,
        zone=zone,
        above=_keep(options.dates_from_above),
        twice=_keep(options.twice),
        again=_keep(options.again),
        in_session=_keep(options.in_session),
    )


def _keep(word: str | None) -> Keep | None:
    return None if word is None else Keep(word.replace("-", "_"))


def _check_unit(sheet: Sheet, answers: Answers, options: argparse.Namespace) -> None:
    named = set(sheet.headings.units.values())
    if answers.unit is not None and named and answers.unit not in named:
        raise CommandFault(
            f"{options.file}: its headings name another unit than --unit {options.unit}. "
            "Nothing was taken."
        )


def _known(options: argparse.Namespace) -> Known:
    try:
        with closing(open_for_reading(options)) as record:
            if Library(record).patient(options.patient) is None:
                raise CommandFault(
                    f"There is no patient {clean(options.patient)}. Nothing was taken."
                )
            return known_for(record, options.patient, datetime.now(UTC))
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault


def _take(found: Preview, options: argparse.Namespace) -> str:
    try:
        with open_for_writing(options) as record:
            return take_readings(
                record,
                found,
                file=options.file.name,
                by=By(datetime.now(UTC), by_account("import")),
            )
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault


def _print(found: Preview, taken: str | None, options: argparse.Namespace) -> None:
    if options.dry_run:
        for line in found.lines:
            print_json(_facts(line))
    print_json(
        {
            "file": str(options.file),
            "digest": found.sheet.digest,
            "encoding": found.sheet.encoding,
            "date_order": found.order,
            "rows": len(found.lines),
            "taken": len(found.taken),
            "verdicts": {each.value: found.counts[each] for each in Verdict},
            "questions": [
                {
                    "reason": each.reason.value,
                    "rows": each.rows,
                    "first": each.first,
                    "option": _option(found, each.reason),
                }
                for each in found.open
            ],
            "import": taken,
        }
    )


def _facts(line: Line) -> dict[str, object]:
    reading = line.reading
    return {
        "row": line.row,
        "verdict": line.verdict.value,
        "reason": line.reason.value if line.reason else None,
        "words": list(line.words),
        "taken": reading.taken.isoformat() if reading else None,
        "systolic": reading.systolic if reading else None,
        "diastolic": reading.diastolic if reading else None,
        "pulse_rate": reading.pulse_rate if reading else None,
        "queried": list(reading.queried) if reading else [],
        "beside": line.beside,
    }


def _option(found: Preview, reason: Reason) -> str:
    """Return the option that answers a question."""
    if reason in _OPTIONS:
        return _OPTIONS[reason]
    asked = [line.row for line in found.lines if line.reason is reason]
    return f"--leave-out {','.join(map(str, asked[:LISTED]))}"


def _say(found: Preview, taken: str | None, options: argparse.Namespace) -> None:
    if options.dry_run:
        for line in found.lines:
            show(_row(line))
    left = [each for each in found.lines if each.verdict in (Verdict.LEFT_OUT, Verdict.REFUSED)]
    for line in () if options.dry_run else left[:LISTED]:
        tell(_row(line))
    for asked in found.open:
        about = f"{asked.rows} row{'' if asked.rows == 1 else 's'}, from row {asked.first} on"
        tell(f"{about}: {WORDS[asked.reason]} {_option(found, asked.reason)}")
    if found.people:
        tell(f"The file itself names: {', '.join(map(clean, found.people[:LISTED]))}.")
    if found.proof is not None and found.order is not None:
        tell(f"Dates read as {found.order}: row {found.proof} proves it.")
    counted = f"{len(found.taken)} of {len(found.lines)} rows"
    if taken is not None:
        tell(f"{counted} taken for {options.patient} as {taken}; {len(left)} left out.")
    else:
        tell(f"Nothing was taken. {counted} can be, {len(left)} are left out.")


def _row(line: Line) -> str:
    reading, said = line.reading, line.verdict.value.replace("_", " ")
    values = (
        f"{reading.taken:%Y-%m-%d %H:%M} UTC  {_number(reading.systolic)}/"
        f"{_number(reading.diastolic)} mmHg, pulse {_number(reading.pulse_rate)}"
        if reading
        else " | ".join(map(clean, line.cells))
    )
    doubts = reading.queried if reading else ()
    words = (*((WORDS[line.reason],) if line.reason else ()), *line.words, *doubts)
    return "  ".join((f"row {line.row}", said, values, " ".join(words))).rstrip()


def _number(value: float | None) -> str:
    return "--" if value is None else f"{value:g}"
