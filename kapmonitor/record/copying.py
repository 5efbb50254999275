"""A copy of a whole record, made under another name and proved before it gets its own.

SQLite's own backup takes one unchanging state, also beside a running session, and encrypts what it
writes with the copy's key. The copy is opened, proved and compared with its original: the same
streams, each with the same last entry and digest, and as many words and people.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.record import chain, driver, tables
from kapmonitor.record.chain import Head
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record, open_history
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.fault import RecordFault, in_plain_words

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


def copied(history: Record, part: Path, key: DataKey | None) -> Holds:
    """Copy one unchanging state; return what it holds. Raises RecordFault.

    `key`: what the copy is encrypted with. A plain record must not be written to meanwhile where
    its copy is to be encrypted.
    """
    with in_plain_words(part):
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if history.key is None and key is not None:
            with history.reading() as connection:
                held = holds(connection)
            driver.copy_plain_encrypted(history.path, part, key)
            return held
        copy = driver.connect(part, key=key, isolation_level=None)
        try:
            with history.reading() as connection:
                held = holds(connection)
                connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, whole by itself
        finally:
            copy.close()
    return held


def proved(part: Path, held: Holds, key: DataKey | None) -> int:
    """Prove a copy whole and as long as its original; return how many sessions it holds.

    Raises RecordFault.
    """
    verdict = check(part, key=key)
    if verdict.state is not State.INTACT:
        raise BackupFault(part, say("The copy is not whole: {text}").format(text=verdict.text))
    if held_at(part, key) != held:
        raise BackupFault(part, say("The copy does not hold what its original holds."))
    return verdict.sessions


def held_at(path: Path, key: DataKey | None) -> Holds:
    """Return what a record holds. Raises RecordFault."""
    with open_history(path, key) as history, history.reading() as connection:
        return holds(connection)


def holds(connection: driver.Connection) -> Holds:
    """Return what an open record holds."""
    named = (stream for (stream,) in connection.execute(tables.EVERY_STREAM))
    streams = [stream for stream in named if stream != tables.PRACTICE]
    heads = {each: chain.head_of(connection, each) for each in (*streams, tables.PRACTICE)}
    (words,) = connection.execute(tables.COUNT_WORDS).fetchone()
    (patients,) = connection.execute(tables.COUNT_PATIENTS).fetchone()
    return Holds(heads, int(words), int(patients))


def part_of(path: Path) -> Path:
    """Return where a file is made before it gets its name."""
    return path.with_name(f".{path.name}.part")
