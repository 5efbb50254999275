"""`kapmonitor export`: one session as a file, complete and immediate.

A session whose entries no longer hold together is written as it stands, and that is said.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from devices.peer_text import clean
from kapmonitor.clock import SystemClock
from kapmonitor.commands.drawing import CannotDraw, draw_report
from kapmonitor.commands.sessions import open_for_reading
from kapmonitor.commands.terminal import DONE, NO, CommandFault, by_account, data_folder, tell
from kapmonitor.exports import ExportFault, Format, Shape, text_of, write_text
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.practice import ExportMade, PracticeLog
from kapmonitor.record.tables import HOME, is_session
from kapmonitor.settings import heads_elsewhere

_ENDINGS = {each.value: each.value for each in Format} | {Format.FHIR.value: "fhir.json"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "session", metavar="SESSION", help="or home:PSEUDONYM, a patient's home readings as csv"
    )
    parser.add_argument("--format", required=True, choices=[each.value for each in Format])
    parser.add_argument(
        "--shape",
        choices=[each.value for each in Shape],
        help="csv: a row for each reading (wide, "
        "as long as nothing is said) or for each quantity (long)",
    )
    parser.add_argument("--out", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    if options.shape and options.format != Format.CSV.value:
        raise CommandFault(f"--shape is for csv: {options.format} has one shape.")
    try:
        with open_for_reading(options) as record:
            key = record.key
            path = _free_place(record, options)
            digest = _write(record, options, path)
            damage = SessionLog(record).verify(options.session)
        _note(data_folder(options.data) / FILE_NAME, key, options, digest)
    except (RecordFault, ExportFault) as fault:
        raise CommandFault(str(fault)) from fault
    except OSError as fault:  # a place that cannot even be looked at
        raise CommandFault(f"{fault.filename}: cannot be written ({fault.strerror}).") from fault
    tell(f"{path} written.")
    if damage is not None:
        tell(
            f"Do not rely on it: in the record, {damage.reason}. "
            "`kapmonitor check-record` tells more; the latest backup may be whole."
        )
        return NO
    return DONE


def _free_place(record: Record, options: argparse.Namespace) -> Path:
    """Return where the file goes; a session that does not exist is told before all else."""
    if Library(record).session(options.session) is None and not _is_home(record, options):
        raise CommandFault(
            f"There is no session {clean(options.session)}. "
            "`kapmonitor sessions` lists those there are."
        )
    path: Path = options.out or Path(
        f"{options.session.replace(':', '-')}.{_ENDINGS[options.format]}"
    )
    if path.is_dir():
        raise CommandFault(f"{path} is a folder. Name a file.")
    if path.exists() and not options.force:
        raise CommandFault(f"{path} exists. It was left as it is. Use --force to replace it.")
    return path


def _is_home(record: Record, options: argparse.Namespace) -> bool:
    """Return whether a patient's home readings are asked for, and there are some."""
    return options.session.startswith(HOME) and SessionLog(record).head(options.session).seq > 0


def _write(record: Record, options: argparse.Namespace, path: Path) -> str:
    kind = Format(options.format)
    if kind is Format.PDF and is_session(options.session):
        return _write_report(record, options, path)
    shape = Shape(options.shape or Shape.WIDE)
    return write_text(path, text_of(record, options.session, kind, shape))


def _write_report(record: Record, options: argparse.Namespace, path: Path) -> str:
    past = Practice(record, data_folder(options.data), SystemClock()).open_past(options.session)
    try:
        return draw_report(past, path)
    except CannotDraw as obstacle:
        raise CommandFault(f"The report cannot be drawn. {obstacle}") from obstacle


def _note(path: Path, key: DataKey | None, options: argparse.Namespace, digest: str) -> None:
    """Keep that the session left the record, unless another program holds it just now."""
    fact = ExportMade(session=options.session, format=options.format, digest=digest)
    try:
        with open_record(path, key, also=heads_elsewhere(path.parent)) as record:
            PracticeLog(record).append(fact, datetime.now(UTC), by_account("export"))
    except RecordFault as fault:
        tell(f"This export is not noted in the record. {fault}")
