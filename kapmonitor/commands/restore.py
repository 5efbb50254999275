"""`kapmonitor restore`: a backup takes the place of the record, which is kept beside it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kapmonitor.backups import erased_and_back, less
from kapmonitor.commands.backup import counted
from kapmonitor.commands.terminal import DONE, CommandFault, by_account, data_folder, tell
from kapmonitor.commands.unlocking import key_of, key_of_backup
from kapmonitor.record.backup import KeysInHand, restore
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.practice import PracticeLog, RecordRestored
from kapmonitor.settings import heads_elsewhere


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--force", action="store_true", help="replace the record that is there; it is kept beside"
    )
    parser.add_argument(
        "--backup-secret-file",
        type=Path,
        metavar="FILE",
        help="the same for the backup, where another secret opens it",
    )


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    record, at = data_folder(options.data) / FILE_NAME, datetime.now(UTC)
    try:
        keys = _keys(options, record)
        if record.exists():
            _ask_for_force(options.file, record, keys, force=options.force)
        also = heads_elsewhere(record.parent)
        copied = restore(options.file, record, at, also=also, keys=keys)
        with open_record(record, keys.record or keys.backup, also=also) as opened:
            fact = RecordRestored(entries=copied.entries)
            PracticeLog(opened).append(fact, at, by_account("restore"))
            back = erased_and_back(opened, also)
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    except OSError as fault:
        raise CommandFault(f"{options.file}: cannot be read ({fault.strerror}).") from fault
    tell(f"{record} restored and proved: {counted(copied)}.")
    if copied.kept is not None:
        tell(f"What was there before is kept: {copied.kept}")
    for patient in back:
        tell(
            f"{patient} was erased after this backup was made, and is back with it. "
            f"Erase again: kapmonitor erase {patient}"
        )
    return DONE


def _keys(options: argparse.Namespace, record: Path) -> KeysInHand:
    """Return what opens the record and the backup. Raises CommandFault."""
    secret_file = options.backup_secret_file or options.secret_file
    key = key_of(record, options.secret_file)
    return KeysInHand(record=key, backup=key_of_backup(options.file, key, secret_file))


def _ask_for_force(backup: Path, record: Path, keys: KeysInHand, *, force: bool) -> None:
    """Say what would be out of sight. Raises CommandFault unless that was agreed to."""
    if backup.exists() and backup.samefile(record):
        raise CommandFault(f"{backup} is the record itself. Name a backup.")
    if force:
        return
    raise CommandFault(
        f"{record} exists and was left as it is. {_less(backup, record, keys)}"
        "Use --force to put the backup in its place; what is there now is kept beside it."
    )


def _less(backup: Path, record: Path, keys: KeysInHand) -> str:
    try:
        words = less(backup, record, keys)
    except RecordFault as fault:
        words = str(fault)
    return f"{words} " if words else ""
