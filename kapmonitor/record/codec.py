"""Between entries and the lines of the record, by explicit tables of kinds and fields.

Names in the record are the tables' own: they never change, whatever happens to the code. Words
about a person leave the body here and come back here; the body keeps their reference and digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kapmonitor.record.chain import Json, Line, canonical
from kapmonitor.record.codec_alarming import ALARMING
from kapmonitor.record.codec_course import COURSE
from kapmonitor.record.codec_ending import ENDING
from kapmonitor.record.codec_measuring import MEASURING
from kapmonitor.record.codec_opening import OPENING
from kapmonitor.record.codec_remote import REMOTE
from kapmonitor.record.kind import Kind, body_of, fact_of
from kapmonitor.record.shapes import (
    TEXT,
    Misshapen,
    finite,
    moment_of,
    nested,
    utc_text,
)
from kapmonitor.record.words import Words
from kapmonitor.session.event import Entry, Event
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import Operator, Origin

F = TypeVar("F")

KINDS: tuple[Kind[Event], ...] = OPENING + MEASURING + COURSE + ALARMING + ENDING + REMOTE

OPERATOR = nested(Operator, id=TEXT, name=TEXT, role=TEXT)
_ORIGIN = nested(Origin, operator=OPERATOR, station=TEXT, page=TEXT)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry ready to be stored."""

    line: Line
    words: tuple[Words, ...] = ()


class Codec(Generic[F]):
    """Facts of one closed set of kinds, to and from bodies."""

    def __init__(self, kinds: Iterable[Kind[F]]) -> None:
        self._by_name = {described.name: described for described in kinds}
        self._by_type = {described.made: described for described in self._by_name.values()}
        self._personal = {name: kind.personal() for name, kind in self._by_name.items()}

    def kind_of(self, fact: F) -> Kind[F]:
        """Return the kind of a fact."""
        return self._by_type[type(fact)]

    def words(self, fact: F) -> tuple[Words, ...]:
        """Return the words that a fact refers to and that were not erased."""
        texts = (getattr(fact, name) for name in self._personal[self.kind_of(fact).name])
        return tuple(_words(text) for text in texts if text and text.text is not None)

    def decode(self, line: Line, words: Mapping[str, Words]) -> F:
        """Return the fact of a line, with its words where they still exist. Raises Misshapen."""
        described = self._by_name.get(line.type)
        if described is None:
            raise Misshapen
        body = _loaded(line.body)
        for name in self._personal[line.type]:
            _bring_back(body, name, words)
        return fact_of(described, line.version, body)


EVENTS = Codec(KINDS)


def encode(stream: str, entry: Entry) -> Written:
    """Return an entry as a line of `stream`, and the words it only refers to."""
    described = EVENTS.kind_of(entry.event)
    line = Line(
        stream,
        entry.seq,
        utc_text(entry.at.utc),
        finite(entry.at.elapsed_s),
        origin_text(entry.origin),
        described.name,
        described.version,
        canonical(body_of(described, entry.event)),
    )
    return Written(line, EVENTS.words(entry.event))


def decode(line: Line, words: Mapping[str, Words]) -> Entry:
    """Return the entry of a line. Raises Misshapen."""
    at = Instant(moment_of(line.utc), line.elapsed_s)
    event = EVENTS.decode(line, words)
    return Entry(seq=line.seq, at=at, origin=origin_of(line.origin), event=event)


def refs(line: Line) -> dict[str, str]:
    """Return the digest of each reference to words in a line, of whatever kind it is.

    In a body, an object of a `ref` and a `digest` is such a reference, and nothing else is.
    Raises Misshapen.
    """
    if '"ref":' not in line.body:
        return {}
    return dict(_refs_in(_loaded(line.body)))


def origin_text(origin: Origin | None) -> str | None:
    """Return who caused an entry, as it is stored."""
    return None if origin is None else canonical(_ORIGIN.encode(origin))


def origin_of(text: str | None) -> Origin | None:
    """Return who caused an entry. Raises Misshapen."""
    if text is None:
        return None
    try:
        origin = _ORIGIN.decode(_loaded(text))
    except TypeError as error:
        raise Misshapen from error
    assert isinstance(origin, Origin)  # noqa: S101 - the shape's own type
    return origin


def _refs_in(value: Json) -> Iterator[tuple[str, str]]:
    match value:
        case {"ref": str(ref), "digest": str(digest)}:
            yield ref, digest
        case dict():
            yield from (found for part in value.values() for found in _refs_in(part))
        case list():
            yield from (found for part in value for found in _refs_in(part))
        case _:
            pass


def _words(text: PersonalText) -> Words:
    return Words(text.ref, text.salt, text.text or "")


def _bring_back(body: dict[str, Json], name: str, words: Mapping[str, Words]) -> None:
    named = body.get(name)
    if isinstance(named, dict) and (kept := words.get(str(named.get("ref")))):
        body[name] = {**named, "salt": kept.salt, "text": kept.text}


def _loaded(text: str) -> dict[str, Json]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Misshapen from error
    if not isinstance(value, dict):
        raise Misshapen
    return value
