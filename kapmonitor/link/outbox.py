"""The patient's store: each message is on the disk before it is sent, and until it is kept.

One SQLite file for one session. Rows are sealed octets: without the key, which is elsewhere, they
say nothing. A row never changes and goes only when the therapist's record has it; its number is
never given twice, also after a crash. `erase` overwrites and removes everything.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kapmonitor.link.inbox import Span

_SCHEMA = """
CREATE TABLE IF NOT EXISTS row
    (seq INTEGER PRIMARY KEY, octets BLOB NOT NULL, urgent INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS heard (seq INTEGER PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
"""
_PRAGMAS = (
    "locking_mode = EXCLUSIVE",  # a second program with the same session finds it locked
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)
_HEAD, _EPHEMERAL, _EPOCH, _TAKEN_OVER = "head", "ephemeral", "epoch", "taken over"
_OVER = "over"


@dataclass(frozen=True, slots=True)
class Row:
    """One sealed message that the therapist's record may not have yet."""

    number: int
    octets: bytes


class OutboxFault(Exception):
    """The patient's disk does not take or give back a row; nothing was half written."""


class OutboxInUse(OutboxFault):
    """Another program has this session's store open: only one may speak for a patient."""


class Outbox:
    """The store of one session; belongs to the thread that opened it, and to one program.

    Raises OutboxInUse if another has it, OutboxFault if the disk does not give it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with _in_own_words():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._db = sqlite3.connect(path, isolation_level=None, timeout=0)
        try:
            with _in_own_words():
                for each in _PRAGMAS:
                    self._db.execute(f"PRAGMA {each}")
                self._db.executescript(_SCHEMA)
        except OutboxFault:
            self._db.close()
            raise

    def append(self, sealed: Callable[[int], bytes], *, urgent: bool = False) -> Row:
        """Seal a message under the next number and store it. Raises OutboxFault."""
        with self._transaction():
            return self._next_row(sealed, urgent=urgent)

    def waiting(self, at_most: int) -> list[Row]:
        """Return the first rows that are not acknowledged, in order of their numbers.

        What is urgent comes before: others may wait for the record for long. Raises OutboxFault.
        """
        query = "SELECT seq, octets FROM row ORDER BY urgent DESC, seq LIMIT ?"
        with _in_own_words():
            found = self._db.execute(query, (at_most,)).fetchall()
        return [Row(*each) for each in found]

    def count_waiting(self) -> int:
        """Return how many are not acknowledged. Raises OutboxFault."""
        return self._number("SELECT count(*) FROM row")

    def holds(self, number: int) -> bool:
        """Return whether a message is not acknowledged. Raises OutboxFault."""
        return bool(self._number("SELECT count(*) FROM row WHERE seq = ?", number))

    def holds_urgent(self) -> bool:
        """Return whether anything urgent is not acknowledged. Raises OutboxFault."""
        return self.last_urgent() > 0

    def last_urgent(self) -> int:
        """Return the last urgent number that is not acknowledged; 0: none. Raises OutboxFault."""
        return self._number("SELECT coalesce(max(seq), 0) FROM row WHERE urgent")

    @property
    def head(self) -> int:
        """The last number that was given. Raises OutboxFault."""
        return self._counter(_HEAD)

    @property
    def is_over(self) -> bool:
        """Whether the other side's end was heard. Raises OutboxFault."""
        return self._counter(_OVER) > 0

    def acknowledge(self, cumulative: int, beyond: Iterable[Span]) -> None:
        """Let go of what the therapist's record holds. Raises OutboxFault."""
        spans = [(1, cumulative), *beyond]
        with self._transaction():
            self._db.executemany("DELETE FROM row WHERE seq BETWEEN ? AND ?", spans)

    def reseal(self, sealed: Callable[[bytes], bytes]) -> None:
        """Seal every waiting row again, for a renewed pairing. Raises OutboxFault."""
        with self._transaction():
            rows = self._db.execute("SELECT seq, octets FROM row").fetchall()
            renewed = [(sealed(octets), number) for number, octets in rows]
            self._db.executemany("UPDATE row SET octets = ? WHERE seq = ?", renewed)

    def begin_after(self, number: int) -> None:
        """Give no number up to this one: an earlier store of this session, now lost, gave them."""
        with self._transaction():
            self._raise_counter(_HEAD, max(0, number - self._counter(_HEAD)))

    def take_over(self, of: Sequence[Callable[[int], bytes]]) -> bool:
        """Store what another session's store could not deliver, in one step and once.

        Return whether it was stored now; False: an earlier process has done it.
        """
        with self._transaction():
            if self._counter(_TAKEN_OVER):
                return False
            self._raise_counter(_TAKEN_OVER, 1)
            for sealed in of:
                self._next_row(sealed)
            return True

    def hear(self, number: int, answer: Callable[[int], bytes] | None = None) -> bool:
        """Note a numbered message of the other side; return whether it is new.

        The end is noted together with its answer, or not at all. Raises OutboxFault.
        """
        with self._transaction():
            done = self._db.execute("INSERT OR IGNORE INTO heard VALUES (?)", (number,))
            is_new = done.rowcount == 1
            if is_new and answer is not None:
                self._raise_counter(_OVER, 1)
                self._next_row(answer)
            return is_new

    def reserve(self, size: int) -> int:
        """Return the first of `size` counter values that were never given before."""
        with self._transaction():
            return self._raise_counter(_EPHEMERAL, size) - size + 1

    def next_epoch(self, at_least: int = 1) -> int:
        """Return the number of a new clock epoch: each process begins one."""
        with self._transaction():
            return self._raise_counter(_EPOCH, max(1, at_least - self._counter(_EPOCH)))

    def shrink(self) -> None:
        """Give back to the disk what is not needed just now. Raises OutboxFault."""
        with _in_own_words():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def erase(self) -> None:
        """Overwrite and remove everything of this session. Raises OutboxFault."""
        with self._transaction():
            for table in ("row", "heard", "counter"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self.close()
        with _in_own_words():
            for ending in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Close; what waits is still here at the next start."""
        with _in_own_words():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._db.close()

    def _next_row(self, sealed: Callable[[int], bytes], *, urgent: bool = False) -> Row:
        number = self._raise_counter(_HEAD, 1)
        row = Row(number, sealed(number))
        self._db.execute("INSERT INTO row VALUES (?, ?, ?)", (row.number, row.octets, urgent))
        return row

    def _raise_counter(self, name: str, by: int) -> int:
        self._db.execute(
            "INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + ?",
            (name, by, by),
        )
        return self._counter(name)

    def _counter(self, name: str) -> int:
        return self._number("SELECT coalesce(max(value), 0) FROM counter WHERE name = ?", name)

    def _number(self, query: str, *values: str | int) -> int:
        with _in_own_words():
            (number,) = self._db.execute(query, values).fetchone()
        return int(number)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _in_own_words():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


@contextmanager
def _in_own_words() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise OutboxInUse(type(error).__name__) from error
        raise OutboxFault(type(error).__name__) from error
