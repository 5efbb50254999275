"""Where the record stood, noted apart from it: what shows that its end was cut off, or that the
whole file was put back to an older state.

A text file beside the database, and a second one where the practice wants it (a stick, another
share), is only ever added to. A line, its parts separated by a space:

    utc what streams practice-seq practice-digest stream seq digest chain

`what` is `head`; `restored` where the program itself put a backup in place, before which nothing
is compared any more; or `erased`, with a digest that stands for a pseudonym in the place of the
last one. `-` stands for what there is not. `chain` is the SHA-256 of the chain of the line before,
a line feed and the line without it. Lines follow what is durable and never go before it: a program
that is stopped in between leaves heads that lag behind, which is no sign of anything. A note
cannot be written without its place; that never stops the record.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kapmonitor.record import driver, tables
from kapmonitor.record.chain import Head
from kapmonitor.record.shapes import Misshapen, moment_of, utc_text

ENDING = ".heads"
FILE_NAME = f"kapmonitor{ENDING}"
APART = timedelta(minutes=5)
"""How far apart a running session's heads are noted; the practice's are noted each."""
_NOTHING = "-"
_TAIL = 1024
"""More octets than a line has."""
_PARTS = 9


class What(StrEnum):
    """What a line tells."""

    HEAD = "head"
    RESTORED = "restored"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line, without its chain."""

    utc: datetime
    what: What = What.HEAD
    streams: int = 0
    """How many sessions there were."""
    practice: Head = Head()
    stream: str = ""
    head: Head = Head()


@dataclass(frozen=True, slots=True)
class Notes:
    """What a file of heads holds, as far as its own chain holds."""

    path: Path
    notes: tuple[Note, ...]
    broken_at: int | None = None
    """The first line that was altered, if any."""


def beside(record: Path) -> Path:
    """Return where the heads of a record are noted unless somebody says otherwise."""
    return record.with_suffix(ENDING)


def digest_of_pseudonym(patient: str) -> str:
    """Return what stands for an erased patient in a file of heads."""
    return hashlib.sha256(f"kapmonitor\x1f{patient}".encode()).hexdigest()


def read(path: Path) -> Notes:
    """Return what a file of heads holds. Raises OSError."""
    notes: list[Note] = []
    before = ""
    lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    for number, line in enumerate(lines[:-1], start=1):  # a torn end was never a line
        told, _, after = line.rpartition(" ")
        try:
            if after != _chained(before, told):
                raise Misshapen
            notes.append(_parsed(told))
        except ValueError:  # Misshapen is one
            return Notes(path, tuple(notes), number)
        before = after
    return Notes(path, tuple(notes))


def erased(path: Path) -> frozenset[str]:
    """Return the digests of the pseudonyms that were erased; none where nothing can be read."""
    try:
        found = read(path).notes
    except OSError:
        return frozenset()
    return frozenset(each.stream for each in found if each.what is What.ERASED)


class Heads:
    """Notes where one open record stands, in each of its files; whoever writes the record."""

    def __init__(self, *paths: Path) -> None:
        """`paths`: the file beside the record, then those elsewhere."""
        self.paths = paths
        self.missed: dict[Path, str] = {}
        """The files that could not be added to when it was last tried, with the reason."""
        self._practice = 0
        self._session: tuple[str, Head, datetime] | None = None
        self._noted: datetime | None = None

    def note_also(self, elsewhere: Path | None) -> None:
        """Note from now on beside the record and, if so, elsewhere."""
        self.paths = (*self.paths[:1], *([elsewhere] if elsewhere is not None else []))
        self.missed.clear()
        self._practice = 0

    def moved(self, stream: str, head: Head, utc: datetime) -> None:
        """Keep where a session stands; it is noted when it is due."""
        self._session = (stream, head, utc)

    def forget(self) -> None:
        """Forget what did not become durable."""
        self._session = None

    def after_commit(self, connection: driver.Connection) -> None:
        """Note what has become durable, where it is due. Never raises for the disk's sake."""
        with suppress(driver.Error, Misshapen):
            row = connection.execute(tables.HEAD_WITH_TIME, (tables.PRACTICE,)).fetchone()
            if row is not None and (row[0] != self._practice or self._due()):
                self._note(connection, Head(*row[:2]), moment_of(row[2]))

    def add(self, note: Note) -> None:
        """Add a line to each file."""
        for path in self.paths:
            try:
                _add(path, note)
                self.missed.pop(path, None)
            except OSError as fault:
                self.missed[path] = fault.strerror or str(fault)

    def _due(self) -> bool:
        if self._session is None:
            return False
        return self._noted is None or not timedelta() <= self._session[2] - self._noted < APART

    def _note(self, connection: driver.Connection, practice: Head, utc: datetime) -> None:
        ((streams, _),) = connection.execute(tables.COUNT_SESSIONS).fetchall()
        stream, head, when = self._session or ("", Head(), utc)
        latest = max(utc, when)
        self.add(Note(utc=latest, streams=streams, practice=practice, stream=stream, head=head))
        self._practice, self._session = practice.seq, None
        self._noted = when if stream else self._noted


def _add(path: Path, note: Note) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        size = os.lseek(handle, 0, os.SEEK_END)
        os.lseek(handle, max(0, size - _TAIL), os.SEEK_SET)
        tail = os.read(handle, _TAIL)
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail):  # a line that a power cut tore: it is written anew
            os.truncate(handle, size - len(tail) + whole)
            os.lseek(handle, 0, os.SEEK_END)
        before = tail[:whole].decode(errors="replace").rstrip("\n").rpartition(" ")[2]
        told = " ".join(_written(note))
        os.write(handle, f"{told} {_chained(before, told)}\n".encode())
    finally:
        os.close(handle)


def _written(note: Note) -> Iterator[str]:
    yield from (utc_text(note.utc), note.what.value, str(note.streams))
    yield from (str(note.practice.seq), note.practice.digest or _NOTHING)
    yield from (note.stream or _NOTHING, str(note.head.seq), note.head.digest or _NOTHING)


def _parsed(told: str) -> Note:
    """Return the note of a line. Raises Misshapen, ValueError."""
    parts: Sequence[str] = told.split(" ")
    if len(parts) != _PARTS - 1:
        raise Misshapen
    utc, what, streams, seq, digest, stream, its_seq, its_digest = (
        "" if each == _NOTHING else each for each in parts
    )
    return Note(
        utc=moment_of(utc),
        what=What(what),
        streams=int(streams),
        practice=Head(int(seq), digest),
        stream=stream,
        head=Head(int(its_seq), its_digest),
    )


def _chained(before: str, told: str) -> str:
    octets = f"{before}\n{told}".encode(errors="surrogateescape")
    return hashlib.sha256(octets).hexdigest()
