"""The chain: each stream's entries in order, every one bound to all before it.

    digest = sha256(canonical JSON of [previous digest, stream, seq, utc, elapsed_s, origin,
                                       type, version], a line feed, body)

as lower-case hex, the first entry's previous digest being the empty string. Canonical JSON is
`canonical`; `origin` and `body` go in as the texts that are stored, so that what is proved is
the stored octets and not this program's reading of them. The chain shows alteration, loss and
reordering. It is no signature: who can write the file can also compute a new chain, which is why
the digests of sessions are kept in a second stream and printed on reports.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kapmonitor.record import driver, tables

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is stored; `origin` and `body` are canonical JSON texts."""

    stream: str
    seq: int
    utc: str
    elapsed_s: float
    origin: str | None
    type: str
    version: int
    body: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ends: its last number and digest."""

    seq: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A stored line with the digest stored beside it."""

    line: Line
    digest: str


@dataclass(frozen=True, slots=True)
class Damage:
    """The first place where a stream does not hold, and what is wrong there."""

    stream: str
    seq: int
    reason: str


class Diverged(Exception):
    """The stream already holds something else where the new lines would go."""


def canonical(value: Json) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, ASCII, finite numbers."""
    return _CANONICAL(value)


def digest_of(previous: str, line: Line) -> str:
    """Return the digest that binds `line` to everything before it."""
    header = [previous, line.stream, line.seq, line.utc, line.elapsed_s]
    header += [line.origin, line.type, line.version]
    # A damaged file may hold text that is no UTF-8: it is hashed as the octets it is.
    octets = f"{_CANONICAL(header)}\n{line.body}".encode(errors="surrogateescape")
    return hashlib.sha256(octets).hexdigest()


def head_of(connection: driver.Connection, stream: str) -> Head:
    """Return where a stream ends; an empty Head for one that does not exist."""
    row = connection.execute(tables.HEAD, (stream,)).fetchone()
    return Head(*row) if row else Head()


def append(connection: driver.Connection, lines: Sequence[Line], head: Head) -> Head:
    """Append lines of one stream after `head`, inside the caller's transaction.

    Lines that are there already, in the same words, are left alone, so that an append whose
    answer was lost can be repeated. Raises Diverged when they do not follow what is there.
    """
    if lines[0].seq <= head.seq:
        return _same(connection, lines, head)
    for line in lines:
        if line.seq != head.seq + 1:
            raise Diverged
        head = Head(line.seq, digest_of(head.digest, line))
        _insert(connection, line, head.digest)
    return head


def read(
    connection: driver.Connection, stream: str, query: str = tables.READ_STREAM
) -> Iterator[Link]:
    """Yield a stream's lines in order; all of them, unless another query of `tables` is given."""
    for row in connection.execute(query, (stream,)):
        yield Link(Line(*row[:-1]), row[-1])


def first_damage(links: Iterable[Link]) -> Damage | None:
    """Return the first place where one stream's chain does not hold; None: it holds."""
    head = Head()
    for link in links:
        if damage := damage_after(head, link):
            return damage
        head = Head(link.line.seq, link.digest)
    return None


def damage_after(head: Head, link: Link) -> Damage | None:
    """Return what is wrong with a line that should follow `head`; None: it follows."""
    line, expected = link.line, head.seq + 1
    if line.seq != expected:
        return Damage(line.stream, expected, f"entry {expected} is missing or out of order")
    try:
        holds = digest_of(head.digest, line) == link.digest
    except (TypeError, ValueError):  # a damaged file may hold any type in any column
        holds = False
    return None if holds else Damage(line.stream, expected, f"entry {expected} was altered")


def _insert(connection: driver.Connection, line: Line, digest: str) -> None:
    row = (
        line.stream,
        line.seq,
        line.utc,
        line.elapsed_s,
        line.origin,
        line.type,
        line.version,
        line.body,
        digest,
    )
    try:
        connection.execute(tables.APPEND_EVENT, row)
    except driver.IntegrityError as error:
        raise Diverged from error  # someone else has written after the head we knew


def _same(connection: driver.Connection, lines: Sequence[Line], head: Head) -> Head:
    if lines[-1].seq != head.seq:
        raise Diverged
    found = Head()
    before = connection.execute(tables.DIGEST_AT, (lines[0].stream, lines[0].seq - 1)).fetchone()
    digest = before[0] if before else ""
    for line in lines:
        digest = digest_of(digest, line)
        found = Head(line.seq, digest)
    if found != head:
        raise Diverged
    return head
