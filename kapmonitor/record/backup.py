"""A copy of the record that is proved before it is relied on, and the way back.

A copy is encrypted with the key of its original, and the key file goes with it: it opens elsewhere
with the recovery key or an operator's secret. What a restored copy replaces is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kapmonitor.language import say
from kapmonitor.record.chain import Head
from kapmonitor.record.connect import open_history
from kapmonitor.record.copying import BackupFault, copied, held_at, part_of, proved
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.durable import move_durably
from kapmonitor.record.fault import RecordFault, RecordFull, RecordReadOnly, in_plain_words
from kapmonitor.record.heads import Heads as Noted
from kapmonitor.record.heads import Note, What, beside
from kapmonitor.record.in_place import forget, take_place
from kapmonitor.record.key_file import copy_keys, keys_beside, read_keys, write_keys
from kapmonitor.record.lock import WriterLock
from kapmonitor.record.vault import Vault

__all__ = ["NO_KEYS", "BackupFault", "Copied", "KeysInHand", "back_up", "lost_by", "restore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a proved copy holds."""

    path: Path
    sessions: int
    entries: int
    kept: Path | None = None
    """Where the record is that a restored copy replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysInHand:
    """What a record and a backup are encrypted with; None: not at all."""

    record: DataKey | None = None
    backup: DataKey | None = None


NO_KEYS = KeysInHand()


def back_up(source: Path, target: Path, key: DataKey | None = None) -> Copied:
    """Copy the record at `source` to a file at `target`, replacing it. Raises RecordFault.

    `key`: what the record is encrypted with, and the copy as well.
    """
    part = part_of(target)
    try:
        with open_history(source, key) as history, _in_words_of_a_copy(target):
            held = copied(history, part, key)
        sessions = proved(part, held, key)
        with _in_words_of_a_copy(target), in_plain_words(target):
            if key is not None:
                copy_keys(source, target)
            move_durably(part, target)
    finally:
        forget(part)
    return Copied(path=target, sessions=sessions, entries=held.entries)


@contextmanager
def _in_words_of_a_copy(target: Path) -> Iterator[None]:
    """Say of a copy what a fault would else say of the record itself."""
    try:
        yield
    except RecordFull as fault:
        raise BackupFault(target, say("There is no room for the copy.")) from fault
    except RecordReadOnly as fault:
        raise BackupFault(target, say("Nothing may be written there.")) from fault


def lost_by(backup: Path, record: Path, keys: KeysInHand = NO_KEYS) -> tuple[str, ...]:
    """Return the streams of `record` that `backup` lacks or holds less of. Raises RecordFault."""
    there = held_at(backup, keys.backup).heads
    return tuple(
        stream
        for stream, head in held_at(record, keys.record).heads.items()
        if there.get(stream, Head()).seq < head.seq
    )


def restore(
    backup: Path,
    record: Path,
    at: datetime,
    *,
    also: Path | None = None,
    keys: KeysInHand = NO_KEYS,
) -> Copied:
    """Put a proved copy of `backup` in the place of `record`.

    It is encrypted with the key of the record that was there; where there is none, an encrypted
    backup brings its own key file. What was there is kept beside it. Raises RecordFault, having
    changed nothing. It is noted with the heads first, there and at `also`, so that an older record
    is expected.
    """
    part = part_of(record)
    with in_plain_words(record):
        record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = WriterLock(record)
    try:
        with open_history(backup, keys.backup) as history:
            held = copied(history, part, keys.record or keys.backup)
        sessions = proved(part, held, keys.record or keys.backup)
        restored = Note(utc=at, what=What.RESTORED, streams=sessions)
        Noted(beside(record), *([also] if also is not None else [])).add(restored)
        aside = record.with_name(f"{record.stem}-before-{at:%Y%m%d-%H%M%S}{record.suffix}")
        if keys.record is None and keys.backup is not None:
            kept = _take_place_with_keys(part, record, aside, backup)
        else:
            kept = take_place(part, record, aside, keys.record)
    finally:
        forget(part)
        lock.release()
    return Copied(path=record, sessions=sessions, entries=held.entries, kept=kept)


def _take_place_with_keys(part: Path, record: Path, aside: Path, backup: Path) -> Path | None:
    """Put an encrypted copy, with the key file of its backup, in the place of a plain record.

    Until the record is in its place the key file says that it is plain: killed in between, either
    record opens.
    """
    copy_keys(record, aside)
    write_keys(keys_beside(record), replace(read_keys(keys_beside(backup)), encrypted=False))
    try:
        kept = take_place(part, record, aside, None)
    except RecordFault:
        keys_beside(record).unlink(missing_ok=True)
        copy_keys(aside, record)
        raise
    Vault(keys_beside(record)).set_encrypted(True)
    return kept
