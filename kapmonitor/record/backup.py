"""A copy of the record that is proved before it is relied on, and the way back.

SQLite's own backup takes one unchanging state, also beside a running session. The copy is made
under another name, opened, proved and compared with its original: the same streams, each with the
same last entry and digest, and as many words and people. Only then does it get its name. What a
restored copy replaces is kept.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
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
from kapmonitor.record.heads import Heads as Noted
from kapmonitor.record.heads import Note, What, beside
from kapmonitor.record.in_place import forget, take_place
from kapmonitor.record.lock import WriterLock

Heads = Mapping[str, Head]
"""Where each stream ends."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What two copies of one record have in common: where streams end, how many words, people."""

    heads: Heads
    words: int
    patients: int

    @property
    def entries(self) -> int:
        """Return how many entries there are."""
        return sum(each.seq for each in self.heads.values())


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
    part = part_of(target)
    try:
        with open_history(source) as history:
            held = copied(history, part)
        sessions = proved(part, held)
        with in_plain_words(target):
            move_durably(part, target)
    finally:
        forget(part)
    return Copied(path=target, sessions=sessions, entries=held.entries)


def lost_by(backup: Path, record: Path) -> tuple[str, ...]:
    """Return the streams of `record` that `backup` lacks or holds less of. Raises RecordFault."""
    there = _heads_at(backup)
    return tuple(
        stream
        for stream, head in _heads_at(record).items()
        if there.get(stream, Head()).seq < head.seq
    )


def restore(backup: Path, record: Path, at: datetime, *, also: Path | None = None) -> Copied:
    """Put a proved copy of `backup` in the place of `record`.

    What was there is moved beside it, never removed. Raises RecordFault, having changed nothing.
    It is noted with the heads first, there and at `also`, so that an older record is expected.
    """
    part = part_of(record)
    with in_plain_words(record):
        record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = WriterLock(record)
    try:
        with open_history(backup) as history:
            held = copied(history, part)
        sessions = proved(part, held)
        restored = Note(utc=at, what=What.RESTORED, streams=sessions)
        Noted(beside(record), *([also] if also is not None else [])).add(restored)
        aside = record.with_name(f"{record.stem}-before-{at:%Y%m%d-%H%M%S}{record.suffix}")
        kept = take_place(part, record, aside)
    finally:
        forget(part)
        lock.release()
    return Copied(path=record, sessions=sessions, entries=held.entries, kept=kept)


def copied(history: Record, part: Path) -> Holds:
    """Copy one unchanging state; return what it holds. Raises RecordFault."""
    with in_plain_words(part):
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = driver.connect(part, isolation_level=None)
        try:
            with history.reading() as connection:
                held = _holds(connection)
                connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, whole by itself
        finally:
            copy.close()
    return held


def proved(part: Path, held: Holds) -> int:
    """Prove a copy whole and as long as its original; return how many sessions it holds.

    Raises RecordFault.
    """
    verdict = check(part)
    if verdict.state is not State.INTACT:
        raise BackupFault(part, say("The copy is not whole: {text}").format(text=verdict.text))
    with open_history(part) as copy, copy.reading() as connection:
        same = _holds(connection) == held
    if not same:
        raise BackupFault(part, say("The copy does not hold what its original holds."))
    return verdict.sessions


def _heads_at(path: Path) -> Heads:
    with open_history(path) as history, history.reading() as connection:
        return _heads(connection)


def _holds(connection: driver.Connection) -> Holds:
    (words,) = connection.execute(tables.COUNT_WORDS).fetchone()
    (patients,) = connection.execute(tables.COUNT_PATIENTS).fetchone()
    return Holds(_heads(connection), int(words), int(patients))


def _heads(connection: driver.Connection) -> Heads:
    streams = [stream for (stream,) in connection.execute(tables.STREAMS)]
    return {each: chain.head_of(connection, each) for each in (*streams, tables.PRACTICE)}


def part_of(path: Path) -> Path:
    """Return where a file is made before it gets its name."""
    return path.with_name(f".{path.name}.part")
