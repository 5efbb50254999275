"""The append-only log of sessions: durable before visible.

One call is one transaction: entries, the words they refer to, the session's row in the index
and, at its opening and from its end on, its head in the practice's stream. Either all of it is
on the disk when the call returns, or none of it is in the record.
"""

from __future__ import annotations

from collections.abc import Sequence

from kapmonitor.record import chain, driver, index_table, practice, tables
from kapmonitor.record.chain import Damage, Head, Line, Link
from kapmonitor.record.codec import Words, Written, decode, encode
from kapmonitor.record.connect import Record
from kapmonitor.record.fault import OutOfSequence, RecordUnreadable
from kapmonitor.record.practice import SessionHeadNoted
from kapmonitor.record.session_index import SessionRow, row_of, stepped, takes_back
from kapmonitor.record.shapes import Misshapen
from kapmonitor.session.event import Entry


class SessionLog:
    """The sessions of one open record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def append(self, session: str, entries: Sequence[Entry]) -> Head:
        """Append entries, durable on return; return the new head.

        The same entries once more are accepted and change nothing, so that an append can be
        repeated. Raises OutOfSequence when others are in their place; any RecordFault.
        """
        return self.append_written([encode(session, entry) for entry in entries], entries)

    def append_written(self, written: Sequence[Written], entries: Sequence[Entry]) -> Head:
        """Append lines as they were written elsewhere, with the entries they hold."""
        stream, first = written[0].line.stream, written[0].line.seq
        with self._record.transaction() as connection:
            before = chain.head_of(connection, stream)
            try:
                head = chain.append(connection, [one.line for one in written])
            except chain.Diverged as error:
                raise OutOfSequence(self._record.path, stream=stream, seq=first - 1) from error
            if head != before:
                _keep_words(connection, stream, [word for one in written for word in one.words])
                row = self._index(connection, stream, entries)
                if first == 1 or (row is not None and row.ended is not None):
                    _note_head(connection, stream, head, entries[-1])
        return head

    def head(self, session: str) -> Head:
        """Return where a session's chain ends; an empty Head for an unknown one."""
        with self._record.reading() as connection:
            return chain.head_of(connection, session)

    def read(self, session: str) -> tuple[Entry, ...]:
        """Return a session's entries in order; none for an unknown one. Raises RecordFault."""
        with self._record.reading() as connection:
            return self._entries(connection, session)

    def lines(self, session: str) -> tuple[tuple[Link, ...], dict[str, Words]]:
        """Return a session's lines as they are stored, and the words that still exist."""
        with self._record.reading() as connection:
            return tuple(chain.read(connection, session)), _words_of(connection, session)

    def verify(self, session: str) -> Damage | None:
        """Return the first place where a session's chain does not hold; None: it holds."""
        with self._record.reading() as connection:
            return chain.first_damage(chain.read(connection, session))

    def _entries(self, connection: driver.Connection, session: str) -> tuple[Entry, ...]:
        words = _words_of(connection, session)
        return tuple(self._entry(link.line, words) for link in chain.read(connection, session))

    def _entry(self, line: Line, words: dict[str, Words]) -> Entry:
        try:
            return decode(line, words)
        except Misshapen as error:
            raise RecordUnreadable(self._record.path, stream=line.stream, seq=line.seq) from error

    def _index(
        self, connection: driver.Connection, session: str, entries: Sequence[Entry]
    ) -> SessionRow | None:
        known = index_table.row_at(connection, session)
        if takes_back(entries):
            row = row_of(self._entries(connection, session))
        else:
            row = stepped(known, entries)
        if row is not None and row != known:
            index_table.put_row(connection, row)
        return row


def _words_of(connection: driver.Connection, stream: str) -> dict[str, Words]:
    rows = connection.execute(tables.READ_WORDS, (stream,))
    return {ref: Words(ref, salt, text) for ref, salt, text in rows}


def _keep_words(connection: driver.Connection, stream: str, words: Sequence[Words]) -> None:
    for one in words:
        kept = connection.execute(tables.WORDS_AT, (stream, one.ref)).fetchone()
        if kept is None:
            connection.execute(tables.ADD_WORDS, (stream, one.ref, one.salt, one.text))
        elif kept != (one.salt, one.text):
            raise ValueError(f"the reference {one.ref} already stands for other words")


def _note_head(connection: driver.Connection, session: str, head: Head, last: Entry) -> None:
    noted = SessionHeadNoted(session=session, seq=head.seq, digest=head.digest)
    practice.note(connection, noted, last.at.utc)
