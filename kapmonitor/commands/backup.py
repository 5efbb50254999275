"""`kapmonitor backup`: a proved copy of the whole record in one file, also beside a session."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kapmonitor.commands.terminal import DONE, CommandFault, data_folder, tell
from kapmonitor.exports import spare_devices
from kapmonitor.record.backup import Copied, back_up
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.practice import BackupMade, PracticeLog
from kapmonitor.settings import heads_elsewhere


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    record, target = data_folder(options.data) / FILE_NAME, options.file
    try:
        _check_place(target, record, force=options.force)
        copied = back_up(record, target)
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    except OSError as fault:
        raise CommandFault(f"{target}: cannot be written ({fault.strerror}).") from fault
    tell(f"{target} written and proved: {counted(copied)}.")
    _note(record, copied)
    return DONE


def counted(copied: Copied) -> str:
    """Say how much a copy holds."""
    number = copied.sessions
    return f"{number} session{'' if number == 1 else 's'}, {copied.entries} entries"


def _check_place(target: Path, record: Path, *, force: bool) -> None:
    spare_devices(target)
    if target.is_dir():
        raise CommandFault(f"{target} is a folder. Name a file.")
    if target.exists() and record.exists() and target.samefile(record):
        raise CommandFault(f"{target} is the record itself. Name another file.")
    if target.exists() and not force:
        raise CommandFault(f"{target} exists. It was left as it is. Use --force to replace it.")
    target.parent.mkdir(parents=True, exist_ok=True)


def _note(record: Path, copied: Copied) -> None:
    """Keep that a copy left, unless another program holds the record just now."""
    try:
        with open_record(record, also=heads_elsewhere(record.parent)) as opened:
            PracticeLog(opened).append(BackupMade(entries=copied.entries), datetime.now(UTC))
    except RecordFault as fault:
        tell(f"This copy is not noted in the record. {fault}")
