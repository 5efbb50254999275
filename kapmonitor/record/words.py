"""Words about people as they are stored, apart from the entries that refer to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kapmonitor.record import driver, tables


@dataclass(frozen=True, slots=True)
class Words:
    """Words about a person as they are stored, apart from the entry."""

    ref: str
    salt: str
    text: str

    def __repr__(self) -> str:
        return f"Words({self.ref})"


def of_stream(connection: driver.Connection, stream: str) -> dict[str, Words]:
    """Return the words of a stream that still exist, by reference."""
    rows = connection.execute(tables.READ_WORDS, (stream,))
    return {ref: Words(ref, salt, text) for ref, salt, text in rows}


def keep(connection: driver.Connection, stream: str, words: Sequence[Words]) -> None:
    """Store words in the caller's transaction; the same once more change nothing."""
    for one in words:
        kept = connection.execute(tables.WORDS_AT, (stream, one.ref)).fetchone()
        if kept is None:
            connection.execute(tables.ADD_WORDS, (stream, one.ref, one.salt, one.text))
        elif kept != (one.salt, one.text):
            raise ValueError(f"the reference {one.ref} already stands for other words")
