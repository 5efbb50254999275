"""The append-only log of sessions: durable before visible.

One call is one transaction: entries, the words they refer to, the session's row in the index
and, at its opening and from its end on, its head in the practice's stream. Either all of it is
on the disk when the call returns, or none of it is in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kapmonitor.record import chain, driver, index_table, practice, tables, words
from kapmonitor.record.chain import Damage, Head, Line, Link
from kapmonitor.record.codec import Written, decode, encode
from kapmonitor.record.connect import Record
from kapmonitor.record.fault import OutOfSequence, RecordUnreadable
from kapmonitor.record.practice import SessionHeadNoted
from kapmonitor.record.session_index import SessionRow, needs_all, stepped
from kapmonitor.record.shapes import Misshapen
from kapmonitor.record.words import Words
from kapmonitor.session.event import Entry


@dataclass(frozen=True, slots=True)
class _Tail:
    """The end of a session as this log last left it, so that an append need not look it up."""

    head: Head
    row: SessionRow | None


class SessionLog:
    """The sessions of one open record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._tails: dict[str, _Tail] = {}

    def append(self, session: str, entries: Sequence[Entry]) -> Head:
        """Append entries, durable on return; return the new head.

        The same entries once more are accepted and change nothing, so that an append can be
        repeated. Raises OutOfSequence when others are in their place; any RecordFault.
        """
        return self.append_written([encode(session, entry) for entry in entries], entries)

    def append_written(
        self,
        written: Sequence[Written],
        entries: Sequence[Entry],
        noted: Callable[[driver.Connection], None] | None = None,
    ) -> Head:
        """Append lines as they were written elsewhere, with the entries they hold.

        `noted` writes what the practice says of it in the same transaction.
        """
        stream = written[0].line.stream
        if not tables.is_session(stream):
            raise ValueError("a session has no name of the practice, nor of home readings")
        known = self._tails.pop(stream, None)  # forgotten, unless all goes well
        with self._record.transaction() as connection:
            tail = known or _tail(connection, stream)
            left = self._append(connection, tail, written, entries)
            self._record.heads.moved(stream, left.head, entries[-1].at.utc)
            if noted is not None:
                noted(connection)
        self._tails[stream] = left
        return left.head

    def _append(
        self,
        connection: driver.Connection,
        tail: _Tail,
        written: Sequence[Written],
        entries: Sequence[Entry],
    ) -> _Tail:
        first = written[0].line
        try:
            head = chain.append(connection, [one.line for one in written], tail.head)
        except chain.Diverged as error:
            before = first.seq - 1
            raise OutOfSequence(self._record.path, stream=first.stream, seq=before) from error
        if head == tail.head:
            return tail
        words.keep(connection, first.stream, [word for one in written for word in one.words])
        row = self._index(connection, first.stream, tail.row, entries)
        if first.seq == 1 or row.ended is not None:
            _note_head(connection, first.stream, head, entries[-1])
        return _Tail(head, row)

    def _index(
        self,
        connection: driver.Connection,
        session: str,
        known: SessionRow | None,
        entries: Sequence[Entry],
    ) -> SessionRow:
        if needs_all(entries):
            row = stepped(None, self._entries(connection, session, tables.READ_WITHOUT_SAMPLES))
        else:
            row = stepped(known, entries)
        if row is None or row.id != session:
            raise ValueError("a session begins with its own opening")
        if row is not known or row.ended:
            index_table.put_row(connection, row)
        return row

    def head(self, session: str) -> Head:
        """Return where a session's chain ends; an empty Head for an unknown one."""
        with self._record.reading() as connection:
            return chain.head_of(connection, session)

    def read(self, session: str) -> tuple[Entry, ...]:
        """Return a session's entries in order; none for an unknown one. Raises RecordFault."""
        with self._record.reading() as connection:
            return self._entries(connection, session, tables.READ_STREAM)

    def read_without_samples(self, session: str) -> tuple[Entry, ...]:
        """Return a session's entries but for strap and oximeter: what a list needs, fast."""
        with self._record.reading() as connection:
            return self._entries(connection, session, tables.READ_WITHOUT_SAMPLES)

    def lines(self, session: str) -> tuple[tuple[Link, ...], dict[str, Words]]:
        """Return a session's lines as they are stored, and the words that still exist."""
        with self._record.reading() as connection:
            return tuple(chain.read(connection, session)), words.of_stream(connection, session)

    def verify(self, session: str) -> Damage | None:
        """Return the first place where a session's chain does not hold; None: it holds."""
        with self._record.reading() as connection:
            return chain.first_damage(chain.read(connection, session))

    def _entries(
        self, connection: driver.Connection, session: str, query: str
    ) -> tuple[Entry, ...]:
        said = words.of_stream(connection, session)
        links = tuple(chain.read(connection, session, query))
        return tuple(self._entry(link.line, said) for link in links)

    def _entry(self, line: Line, said: dict[str, Words]) -> Entry:
        try:
            return decode(line, said)
        except Misshapen as error:
            raise RecordUnreadable(self._record.path, stream=line.stream, seq=line.seq) from error


def _tail(connection: driver.Connection, stream: str) -> _Tail:
    return _Tail(chain.head_of(connection, stream), index_table.row_at(connection, stream))


def _note_head(connection: driver.Connection, session: str, head: Head, last: Entry) -> None:
    noted = SessionHeadNoted(session=session, seq=head.seq, digest=head.digest)
    practice.note(connection, noted, last.at.utc)
