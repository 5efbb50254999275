"""A session as lines of JSON, one entry a line, that rebuild it elsewhere, digest for digest.

Each line holds what the record holds: `stream`, `seq`, `utc`, `elapsed_s`, `origin`, `type`,
`version`, `body` and the `digest` that binds the line to all before it; `personal` has the words
that the body refers to, with their salts, where they were not erased.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from kapmonitor.language import say
from kapmonitor.record import chain, driver, practice
from kapmonitor.record.chain import Head, Json, Line, Link, canonical
from kapmonitor.record.codec import Written, decode, refs
from kapmonitor.record.connect import Record
from kapmonitor.record.log import SessionLog
from kapmonitor.record.practice import WordsLacking
from kapmonitor.record.shapes import (
    NUMBER,
    TEXT,
    WHOLE,
    Misshapen,
    Shape,
    decode_fields,
    maybe,
)
from kapmonitor.record.tables import is_session
from kapmonitor.record.words import Words
from kapmonitor.session.event import Entry, SessionOpened
from kapmonitor.session.personal import digest_of


class NotASession(Exception):
    """The lines do not make up a session; the text is for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            say(
                "This file does not hold a whole session: {reason}. "
                "Nothing was taken over. Export the session again where it came from."
            ).format(reason=reason)
        )


def jsonl_lines(log: SessionLog, session: str) -> Iterator[str]:
    """Yield a session's lines, each ending in a line feed. Raises RecordFault."""
    links, words = log.lines(session)
    for link in links:
        named = (words[ref] for ref in refs(link.line) if ref in words)
        yield canonical(_line_json(link, tuple(named))) + "\n"


@dataclass(frozen=True, slots=True)
class Proved:
    """A whole session out of its lines, each bound to all before it."""

    session: str
    opening: SessionOpened
    written: tuple[Written, ...]
    entries: tuple[Entry, ...]
    digests: tuple[str, ...]


def rebuild(lines: Iterable[str], record: Record) -> str:
    """Put a session from its lines into a record, all or none; return its id.

    A session that is there already, in the same words, stays as it is. Raises NotASession,
    OutOfSequence where the record holds another session of that id, any RecordFault.
    """
    found = proved(lines)
    SessionLog(record).append_written(found.written, found.entries, partial(note_lacking, found))
    return found.session


def note_lacking(found: Proved, connection: driver.Connection) -> None:
    """Keep that a session came without some of its words: no other hand took them out here."""
    lacking = sum(len(refs(one.line)) - len(one.words) for one in found.written)
    if lacking:
        fact = WordsLacking(session=found.session, words=lacking)
        practice.note(connection, fact, found.entries[-1].at.utc)


def proved(lines: Iterable[str]) -> Proved:
    """Return the session that lines make up, its chain proved. Raises NotASession."""
    links: list[Link] = []
    written: list[Written] = []
    head = Head()
    for number, text in enumerate(lines, start=1):
        try:
            link, words = _parsed(text)
        except Misshapen as error:
            raise NotASession(
                say("line {number} is not an entry of a record").format(number=number)
            ) from error
        _check(link, head, links)
        head = Head(link.line.seq, link.digest)
        links.append(link)
        written.append(Written(link.line, words))
    if not written:
        raise NotASession(say("it is empty"))
    entries = tuple(decode(one.line, {word.ref: word for word in one.words}) for one in written)
    opening, stream = entries[0].event, written[0].line.stream
    if (
        not isinstance(opening, SessionOpened)
        or stream != opening.session
        or not is_session(stream)
    ):
        raise NotASession(say("it does not begin with the opening of its session"))
    digests = tuple(link.digest for link in links)
    return Proved(stream, opening, tuple(written), entries, digests)


def _line_json(link: Link, words: tuple[Words, ...]) -> Json:
    line = link.line
    return {
        "stream": line.stream,
        "seq": line.seq,
        "utc": line.utc,
        "elapsed_s": line.elapsed_s,
        "origin": None if line.origin is None else json.loads(line.origin),
        "type": line.type,
        "version": line.version,
        "body": json.loads(line.body),
        "digest": link.digest,
        "personal": {one.ref: {"salt": one.salt, "text": one.text} for one in words},
    }


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise Misshapen
    return value


_FIELDS = {
    "stream": TEXT,
    "seq": WHOLE,
    "utc": TEXT,
    "elapsed_s": NUMBER,
    "origin": maybe(Shape(canonical, canonical)),
    "type": TEXT,
    "version": WHOLE,
    "body": Shape(canonical, canonical),
}


def _parsed(text: str) -> tuple[Link, tuple[Words, ...]]:
    try:
        value = _object(json.loads(text))
        line = Line(**decode_fields(_FIELDS, value))
        words = tuple(_words(ref, kept) for ref, kept in _object(value["personal"]).items())
        decode(line, {})
        link = Link(line, TEXT.decode(value["digest"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Misshapen from error
    _check_words(line, words)
    return link, words


def _words(ref: str, kept: Json) -> Words:
    return Words(ref, **decode_fields({"salt": TEXT, "text": TEXT}, kept))


def _check_words(line: Line, words: tuple[Words, ...]) -> None:
    digests = refs(line)
    if any(digests.get(one.ref) != digest_of(one.text, one.salt) for one in words):
        raise Misshapen


def _check(link: Link, head: Head, before: list[Link]) -> None:
    if before and link.line.stream != before[0].line.stream:
        raise NotASession(say("line {seq} belongs to another session").format(seq=head.seq + 1))
    if damage := chain.damage_after(head, link):
        raise NotASession(damage.reason)
