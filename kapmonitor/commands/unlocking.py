"""The key of an encrypted record, for a command: from this machine's store, a file, or a prompt.

A secret never stands among the arguments, where every user of the machine reads it.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from functools import partial
from pathlib import Path

from kapmonitor.commands.terminal import CommandFault, data_folder
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.seal import is_plain
from kapmonitor.record.unlocking import unlock, unlocked_by
from kapmonitor.record.vault import Vault, WrongSecret

_LONGEST = 4096


def record_of(options: argparse.Namespace) -> tuple[Path, DataKey | None]:
    """Return where the record is, and the key that opens it; None where none is needed.

    Raises CommandFault.
    """
    record = data_folder(options.data) / FILE_NAME
    return record, key_of(record, options.secret_file)


def key_of(record: Path, secret_file: Path | None) -> DataKey | None:
    """Return the key that a record opens with; None where it needs none. Raises CommandFault."""
    try:
        return unlock(record, partial(_ask, record, secret_file))
    except (RecordFault, WrongSecret) as fault:
        raise CommandFault(str(fault)) from fault


def key_of_backup(backup: Path, key: DataKey | None, secret_file: Path | None) -> DataKey | None:
    """Return the key of a backup: the record's own where that is the one, else another.

    Raises CommandFault.
    """
    try:
        vault = Vault.load(keys_beside(backup))
        if key is not None and backup.is_file():
            same = vault.keys.key == key.id if vault is not None else not is_plain(backup)
            if same:
                return key
    except RecordFault as fault:
        raise CommandFault(str(fault)) from fault
    return key_of(backup, secret_file)


def _ask(record: Path, secret_file: Path | None, vault: Vault) -> DataKey:
    if secret_file is not None:
        return unlocked_by(vault, _first_line(secret_file))
    if sys.stdin is None or not sys.stdin.isatty():
        raise CommandFault(
            f"{record} is encrypted, and this machine's own store of secrets does not open it. "
            "Give your secret or the recovery key with --secret-file FILE, or run this on a "
            "terminal, which asks for it."
        )
    prompt = f"Secret or recovery key for {record}: "
    try:
        return unlocked_by(vault, getpass.getpass(prompt, stream=sys.stderr))
    except EOFError as fault:
        raise CommandFault("No secret was given. Nothing was changed.") from fault


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.readline(_LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandFault(f"{file}: the secret cannot be read from it.") from fault
