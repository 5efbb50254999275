"""`kapmonitor backup`: a proved copy of the whole record in one file, also beside a session."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kapmonitor.commands.terminal import DONE, CommandFault, by_account, data_folder, tell
from kapmonitor.commands.unlocking import key_of
from kapmonitor.exports import spare_devices
from kapmonitor.record.backup import Copied, back_up
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.key_file import KEYS_ENDING, keys_beside
from kapmonitor.record.practice import BackupMade, PracticeLog
from kapmonitor.record.slot import SlotKind
from kapmonitor.record.vault import Vault
from kapmonitor.settings import heads_elsewhere


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    target: Path = options.file
    record = data_folder(options.data) / FILE_NAME
    try:
        _check_place(target, record, force=options.force)
        key = key_of(record, options.secret_file)
        copied = back_up(record, target, key)
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    except OSError as fault:
        raise CommandFault(f"{target}: cannot be written ({fault.strerror}).") from fault
    tell(f"{target} written and proved: {counted(copied)}.")
    if key is not None:
        tell(_about_keys(target))
    _note(record, key, copied)
    return DONE


def counted(copied: Copied) -> str:
    """Say how much a copy holds."""
    number = copied.sessions
    return f"{number} session{'' if number == 1 else 's'}, {copied.entries} entries"


def _about_keys(target: Path) -> str:
    """Say what opens an encrypted copy."""
    keys = keys_beside(target)
    told = f"It is encrypted. {keys} belongs to it: keep the two together."
    vault = Vault(keys)
    if vault.has(SlotKind.RECOVERY) or vault.has(SlotKind.OPERATOR):
        return f"{told} A secret or the recovery key opens it on any computer."
    return f"{told} ONLY THIS COMPUTER OPENS IT: make a recovery key in Settings, Data."


def _check_place(target: Path, record: Path, *, force: bool) -> None:
    spare_devices(target)
    if target.suffix == KEYS_ENDING:
        raise CommandFault(f"{target} would be in the way of its own key file. Name it *.db.")
    if target.is_dir():
        raise CommandFault(f"{target} is a folder. Name a file.")
    if target.exists() and record.exists() and target.samefile(record):
        raise CommandFault(f"{target} is the record itself. Name another file.")
    if target.exists() and not force:
        raise CommandFault(f"{target} exists. It was left as it is. Use --force to replace it.")
    target.parent.mkdir(parents=True, exist_ok=True)


def _note(record: Path, key: DataKey | None, copied: Copied) -> None:
    """Keep that a copy left, unless another program holds the record just now."""
    try:
        with open_record(record, key, also=heads_elsewhere(record.parent)) as opened:
            PracticeLog(opened).append(
                BackupMade(entries=copied.entries), datetime.now(UTC), by_account("backup")
            )
    except RecordFault as fault:
        tell(f"This copy is not noted in the record. {fault}")
