"""A copy of the record that is proved before it is relied on, and the way back.

SQLite's own backup takes one unchanging state, also beside a running session. The copy is made
under another name, opened, proved and compared with its original: the same streams, each with the
same last entry and digest. Only then does it get its name. What a restored copy replaces is kept.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.record import chain, driver, tables
from kapmonitor.record.chain import Head
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record, open_history
from kapmonitor.record.durable import move_durably
from kapmonitor.record.fault import RecordFault, in_plain_words
from kapmonitor.record.lock import WriterLock

Heads = Mapping[str, Head]
"""Where each stream ends."""


class BackupFault(RecordFault):
    """The copy cannot be relied on, and was not put in place."""

    pattern = mark("{path}: {why} Nothing was changed.")

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a proved copy holds."""

    path: Path
    sessions: int
    entries: int
    kept: Path | None = None
    """Where the record is that a restored copy replaced."""


def back_up(source: Path, target: Path) -> Copied:
    """Copy the record at `source` to a file at `target`, replacing it. Raises RecordFault."""
    part = _part_of(target)
    try:
        with open_history(source) as history:
            heads = _copied(history, part)
        sessions = _proved(part, heads)
        with in_plain_words(target):
            move_durably(part, target)
    finally:
        _forget(part)
    return Copied(path=target, sessions=sessions, entries=_entries(heads))


def lost_by(backup: Path, record: Path) -> tuple[str, ...]:
    """Return the streams of `record` that `backup` lacks or holds less of. Raises RecordFault."""
    there = _heads_at(backup)
    return tuple(
        stream
        for stream, head in _heads_at(record).items()
        if there.get(stream, Head()).seq < head.seq
    )


def restore(backup: Path, record: Path, at: datetime) -> Copied:
    """Put a proved copy of `backup` in the place of `record`.

    What was there is moved beside it, never removed. Raises RecordFault, having changed nothing.
    """
    part = _part_of(record)
    with in_plain_words(record):
        record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = WriterLock(record)
    try:
        with open_history(backup) as history:
            heads = _copied(history, part)
        sessions = _proved(part, heads)
        kept = _set_aside(record, at)
        try:
            with in_plain_words(record):
                move_durably(part, record)
        except RecordFault:
            if kept is not None:
                _move(kept, record)
            raise
    finally:
        _forget(part)
        lock.release()
    return Copied(path=record, sessions=sessions, entries=_entries(heads), kept=kept)


def _copied(history: Record, part: Path) -> Heads:
    """Copy one unchanging state; return where its streams end."""
    with in_plain_words(part):
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = driver.connect(part, isolation_level=None)
        try:
            with history.reading() as connection:
                heads = _heads(connection)
                connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, whole by itself
        finally:
            copy.close()
    return heads


def _proved(part: Path, heads: Heads) -> int:
    verdict = check(part)
    if verdict.state is not State.INTACT:
        raise BackupFault(part, say("The copy is not whole: {text}").format(text=verdict.text))
    if _heads_at(part) != heads:
        raise BackupFault(part, say("The copy does not hold what its original holds."))
    return verdict.sessions


def _set_aside(record: Path, at: datetime) -> Path | None:
    """Move the record that is there, with the log of a program that was stopped, beside itself."""
    if not record.exists():
        return None
    kept = record.with_name(f"{record.stem}-before-{at:%Y%m%d-%H%M%S}{record.suffix}")
    with in_plain_words(record):
        _move(record, kept)
    return kept


def _move(there: Path, to: Path) -> None:
    """Move a record with its log. The record goes first: left alone in its old place, it would be
    opened without its last entries."""
    for ending in ("", "-wal", "-shm"):
        each = there.with_name(there.name + ending)
        if each.exists():
            each.replace(to.with_name(to.name + ending))


def _heads_at(path: Path) -> Heads:
    with open_history(path) as history, history.reading() as connection:
        return _heads(connection)


def _heads(connection: driver.Connection) -> Heads:
    streams = [stream for (stream,) in connection.execute(tables.STREAMS)]
    return {each: chain.head_of(connection, each) for each in (*streams, tables.PRACTICE)}


def _entries(heads: Heads) -> int:
    return sum(each.seq for each in heads.values())


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _forget(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)
