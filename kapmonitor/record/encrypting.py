"""Encrypting a record that is plain, changing its key, and finding the key it has.

Both changes make a proved copy and put it in the record's place in one step; the key file knows
the new key before that step and forgets the old one after it. Whenever the program is killed, the
record opens with a key of the key file, and the next start finishes what was begun (`settle`).

What a plain record held is overwritten before its file is removed. A solid-state disk may keep
old contents out of reach of any program all the same.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kapmonitor.language import mark
from kapmonitor.record import driver
from kapmonitor.record.connect import (
    Record,
    open_as_far_as_possible,
    open_history,
    open_record,
)
from kapmonitor.record.copying import copied, part_of, proved
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.durable import move_durably
from kapmonitor.record.fault import RecordFault, in_plain_words
from kapmonitor.record.in_place import forget
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.lock import WriterLock
from kapmonitor.record.seal import RecordNeedsCipher, RecordOtherKey, is_plain
from kapmonitor.record.vault import Vault

_BLOCK = 1 << 20


class RecordBusy(RecordFault):
    """Its log could not be emptied: somebody is reading it."""

    pattern = mark(
        "The record {path} is being read by another program just now. Nothing was changed. Close "
        "it there, and try again."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Encrypted:
    """What became of a plain record."""

    sessions: int
    overwritten: bool
    """Whether the plain file's contents were overwritten; else it was only removed."""
    plain_left: tuple[Path, ...]
    """Plain records that lie in the folder still: copies from before a migration or a restore."""


def encrypt(record: Path, vault: Vault, key: DataKey) -> Encrypted:
    """Put an encrypted copy in the place of a plain record. Raises RecordFault.

    The key file must have a way in already. Nothing may have the record open.
    """
    if not driver.CAN_ENCRYPT:
        raise RecordNeedsCipher(record)
    _clear_aside(record)
    _link(record, _plain_aside(record))
    try:
        sessions = _rewritten(record, None, key)
    except BaseException:
        _clear_aside(record)
        raise
    vault.set_encrypted(True)
    return Encrypted(
        sessions=sessions,
        overwritten=_clear_aside(record),
        plain_left=plain_records(record.parent),
    )


def change_key(record: Path, vault: Vault, key: DataKey) -> DataKey:
    """Encrypt the record with a new key; return it. Raises RecordFault.

    Copies made before keep the old key, and have the key file that opens them beside them.
    """
    both = vault.begin_change(key)
    if both.coming is None:  # pragma: no cover  begin_change has just made it
        raise RecordOtherKey(record)
    after = DataKey(both.coming)
    try:
        _rewritten(record, key, after)
    except BaseException:
        with suppress(RecordFault):
            settle(record, vault, both)
        raise
    vault.settle(after)
    return after


def settle(record: Path, vault: Vault, key: DataKey) -> DataKey:
    """Finish, or take back, a change that was cut short; return the key that the record has.

    For the program that is about to write the record. Raises RecordFault.
    """
    fits = fitting(record, key)
    vault.settle(fits)
    if record.exists() and not vault.encrypted:
        vault.set_encrypted(True)
    _clear_aside(record)
    return fits


def open_settled(record: Path, key: DataKey | None, *, also: Path | None = None) -> Record:
    """Open as `open_as_far_as_possible` does, and finish what was begun. Raises RecordFault."""
    opened = open_as_far_as_possible(record, key, also=also)
    if key is not None and not opened.read_only:
        settle(record, Vault(keys_beside(record)), key)
    return opened


def fitting(record: Path, key: DataKey) -> DataKey:
    """Return which key of those in hand opens the record. Raises RecordFault."""
    *others, last = key.candidates()
    if record.exists():
        for each in others:
            with suppress(RecordOtherKey):
                open_history(record, each).close()
                return each
    elif key.coming is not None:
        return others[0]
    return last


def plain_records(folder: Path) -> tuple[Path, ...]:
    """Return the records in a folder that are not encrypted."""
    found = []
    for each in sorted(folder.glob("*.db")):
        with suppress(RecordFault):
            if is_plain(each):
                found.append(each)
    return tuple(found)


def _rewritten(record: Path, before: DataKey | None, after: DataKey) -> int:
    """Put a proved copy with another key in the place of the record; return its sessions."""
    part = part_of(record)
    open_record(record, before).close()  # brings it up to date, and its log into the file
    lock = WriterLock(record)
    try:
        _check_log_empty(record)
        with open_history(record, before) as history:
            held = copied(history, part, after)
        sessions = proved(part, held, after)
        _check_log_empty(record)
        with in_plain_words(record):
            move_durably(part, record)
            for ending in ("-wal", "-shm"):  # empty, and of the file that is gone
                record.with_name(record.name + ending).unlink(missing_ok=True)
    finally:
        forget(part)
        lock.release()
    return sessions


def _check_log_empty(record: Path) -> None:
    """A log of the file before, beside the file after, would be taken for its own."""
    log = record.with_name(record.name + "-wal")
    with in_plain_words(record):
        if log.exists() and log.stat().st_size > 0:
            raise RecordBusy(record)


def _plain_aside(record: Path) -> Path:
    return record.with_name(f".{record.name}.plain")


def _link(record: Path, aside: Path) -> None:
    """Keep hold of the plain file, so that it can be overwritten once another has its name."""
    with suppress(OSError):  # a file system without second names
        os.link(record, aside)


def _clear_aside(record: Path) -> bool:
    """Overwrite and remove what is left of a plain record; return whether that was done."""
    aside = _plain_aside(record)
    try:
        if not aside.exists() or not record.exists():
            return False
        if aside.samefile(record):  # an attempt that ended before the copy had its place
            aside.unlink()
            return False
        _overwrite(aside)
        aside.unlink()
    except OSError:
        return False
    return True


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(_BLOCK, left)))
        file.flush()
        os.fsync(file.fileno())
