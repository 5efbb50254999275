"""Proving a whole record: that nothing in it was altered, lost, swapped or slipped in.

In this order, the first fault found being the verdict: the rules that protect the tables are in
place; each stream's chain holds; the heads that the practice noted agree with the sessions, and
those noted apart from the record with both;
words about people match the digests that entries keep; the index agrees with the entries; the
file itself is whole. An entry of a newer program that this one cannot read is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.record import (
    chain,
    check_heads,
    driver,
    index_table,
    lacking_words,
    practice,
    schema,
    tables,
)
from kapmonitor.record.chain import Damage, Head, Line, Link
from kapmonitor.record.codec import KINDS, decode, refs
from kapmonitor.record.codec_measuring import BLOOD_PRESSURE, MEASUREMENT
from kapmonitor.record.connect import Record, open_history
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.fault import RecordDamaged, RecordForeign
from kapmonitor.record.heads import Notes
from kapmonitor.record.session_index import FOLLOWED, SessionRow, stepped
from kapmonitor.record.shapes import Misshapen
from kapmonitor.session.event import Entry
from kapmonitor.session.personal import digest_of


class State(StrEnum):
    """What a check can say of a file."""

    INTACT = "intact"
    DAMAGED = "damaged"
    FOREIGN = "not_a_record"
    HEADS_ALTERED = "heads_altered"
    """The record is sound in itself; the heads noted apart from it are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer, with the first damaged session and entry where it can be named."""

    state: State
    text: str
    sessions: int = 0
    entries: int = 0
    session: str | None = None
    seq: int | None = None
    erased: tuple[str, ...] = ()
    """Each erasure of a patient, in a sentence."""
    heads: str = ""
    """What the heads noted apart from the record come to; empty where none were asked for."""


def check(path: Path, heads: Sequence[Path] = (), *, key: DataKey | None = None) -> Verdict:
    """Prove the record at `path`, which `key` opens, changing nothing; `heads`: where its heads
    are noted.

    Raises RecordMissing, RecordNewer, or what else keeps it from being read.
    """
    try:
        files, missing = check_heads.read_all(heads)
        with open_history(path, key) as history:
            verdict = _verdict(history, files)
        sound = verdict.state is State.INTACT
        told = check_heads.said(files, missing, agree=sound)
        altered = sound and check_heads.altered(files) is not None
        return replace(verdict, heads=told, state=State.HEADS_ALTERED if altered else verdict.state)
    except RecordForeign as fault:
        return Verdict(state=State.FOREIGN, text=str(fault))
    except RecordDamaged as fault:
        return Verdict(state=State.DAMAGED, text=str(fault))


@dataclass(slots=True)
class _Seen:
    """What has been read so far."""

    heads: dict[str, Head] = field(default_factory=dict)
    rows: dict[str, SessionRow] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    """Sessions with entries of a newer program: their rows cannot be compared."""
    words: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    """The entry and digest of each reference to words, by stream and reference."""
    stream: str = ""
    seq: int = 0
    """Where reading stands, to be named if the file cannot be read further."""


def _verdict(history: Record, files: Sequence[Notes]) -> Verdict:
    connection = history.connection
    # Octets that are no text must reach the digest, not stop the reading.
    connection.text_factory = lambda octets: octets.decode(errors="surrogateescape")
    seen = _Seen()
    erased: tuple[str, ...] = ()
    try:
        with history.reading():
            damage = next(_damages(connection, seen, files), None)
            erased = lacking_words.told(connection) if damage is None else ()
    except (RecordDamaged, RecordForeign):
        damage = Damage(seen.stream, seen.seq + 1, say("the file cannot be read from here on"))
    return replace(_spoken(damage, seen), erased=erased)


def _damages(
    connection: driver.Connection, seen: _Seen, files: Sequence[Notes]
) -> Iterator[Damage]:
    yield from _missing_rules(connection)
    yield from _broken_chains(connection, seen)
    yield from _disagreeing_heads(connection, seen)
    yield from check_heads.damages(connection, files)
    yield from _wrong_words(connection, seen)
    yield from _wrong_rows(connection, seen)
    yield from _broken_file(connection)


def _missing_rules(connection: driver.Connection) -> Iterator[Damage]:
    there = schema.definitions(connection)
    version = max(schema.FIRST, min(schema.version_of(connection), schema.CURRENT))
    for name, definition in schema.expected_definitions(version).items():
        if there.get(name) != definition:
            yield Damage(
                "", 0, say("the definition of {name} was removed or changed").format(name=name)
            )


def _broken_chains(connection: driver.Connection, seen: _Seen) -> Iterator[Damage]:
    links = (Link(Line(*row[:-1]), row[-1]) for row in connection.execute(tables.READ_ALL))
    for stream, of_stream in groupby(links, key=lambda link: link.line.stream):
        seen.stream, seen.seq = str(stream), 0
        row, readings = None, 0
        for link in of_stream:
            if damage := chain.damage_after(seen.heads.get(stream, Head()), link):
                yield damage
            seen.heads[stream] = Head(link.line.seq, link.digest)
            seen.seq = link.line.seq
            row = stepped(row, _read(link.line, seen))
            readings += _is_reading(link.line)
        if row is not None:
            seen.rows[stream] = replace(row, readings=readings)


def _read(line: Line, seen: _Seen) -> list[Entry]:
    """Note the words a line refers to; return its entry where the index follows it."""
    try:
        for ref, digest in refs(line).items():
            seen.words[line.stream, ref] = (line.seq, digest)
        followed = tables.is_session(line.stream) and line.type in _FOLLOWED
        return [decode(line, {})] if followed else []
    except Misshapen:
        seen.unreadable.add(line.stream)
        return []


def _is_reading(line: Line) -> bool:
    return line.type == MEASUREMENT and f'"kind":"{BLOOD_PRESSURE}"' in line.body


_FOLLOWED = {one.name for one in KINDS if one.made in FOLLOWED}


def _disagreeing_heads(connection: driver.Connection, seen: _Seen) -> Iterator[Damage]:
    noted = tuple(practice.heads(connection))
    for one in noted:
        found = connection.execute(tables.DIGEST_AT, (one.session, one.seq)).fetchone()
        if found is None:
            yield _lost(one.session, seen)
        elif found[0] != one.digest:
            yield Damage(
                one.session,
                one.seq,
                say("entry {seq} is not the one that was noted").format(seq=one.seq),
            )
    latest = {one.session: one.seq for one in noted}
    for session, head in seen.heads.items():
        if session == tables.PRACTICE:
            continue
        if session not in latest:
            yield Damage(session, 1, say("the session was slipped in from elsewhere"))
        elif _is_whole(session, seen) and latest[session] != head.seq:
            yield Damage(session, head.seq, say("the last entry is not the one that was noted"))


def _is_whole(stream: str, seen: _Seen) -> bool:
    """Return whether each entry of a stream was noted: home readings, a session from its end on."""
    ended = stream in seen.rows and seen.rows[stream].ended is not None
    return ended or not tables.is_session(stream)


def _lost(session: str, seen: _Seen) -> Damage:
    if head := seen.heads.get(session):
        return Damage(
            session,
            head.seq + 1,
            say("everything after entry {seq} was removed").format(seq=head.seq),
        )
    return Damage(session, 1, say("the whole session was removed"))


def _wrong_words(connection: driver.Connection, seen: _Seen) -> Iterator[Damage]:
    gone = seen.words.keys() - set(connection.execute(tables.REFS).fetchall())
    explained = lacking_words.explained(connection)
    for stream, ref in sorted(gone):
        seq, _digest = seen.words[stream, ref]
        if stream not in explained and (stream, seq) not in explained:
            reason = say("the words of entry {seq} were removed, and no erasure is recorded")
            yield Damage(stream, seq, reason.format(seq=seq))
    for stream, ref, salt, text in connection.execute(tables.READ_ALL_WORDS):
        seq, digest = seen.words.get((stream, ref), (0, ""))
        if not digest and stream not in seen.unreadable:
            yield Damage(stream, seq, say("there are words that no entry refers to"))
        elif digest and not _is_of(digest, text, salt):
            yield Damage(stream, seq, say("the words of entry {seq} were altered").format(seq=seq))


def _is_of(digest: str, text: object, salt: object) -> bool:
    try:
        return digest_of(str(text), str(salt)) == digest
    except UnicodeEncodeError:
        return False


def _wrong_rows(connection: driver.Connection, seen: _Seen) -> Iterator[Damage]:
    try:
        stored = {row.id: row for row in index_table.rows(connection, tables.ROWS)}
    except ValueError:
        yield Damage("", 0, say("the index of sessions cannot be read"))
        return
    for session in sorted((stored.keys() | seen.rows.keys()) - seen.unreadable):
        if stored.get(session) != seen.rows.get(session):
            yield Damage(session, 0, say("the index of sessions does not agree with the entries"))


def _broken_file(connection: driver.Connection) -> Iterator[Damage]:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        yield Damage("", 0, say("the file is not whole, though every entry is"))


def _spoken(damage: Damage | None, seen: _Seen) -> Verdict:
    sessions = sum(map(tables.is_session, map(str, seen.heads)))
    entries = sum(head.seq for head in seen.heads.values())
    if damage is None:
        held = (_counted(sessions, "session", "sessions"), _counted(entries, "entry", "entries"))
        text = say("The record is intact: {held}.").format(held=", ".join(held))
        return Verdict(state=State.INTACT, text=text, sessions=sessions, entries=entries)
    where = _where(damage.stream) if damage.stream else ""
    return Verdict(
        state=State.DAMAGED,
        text=say("The record is damaged{where}: {reason}. {advice}").format(
            where=where, reason=damage.reason, advice=say(_ADVICE)
        ),
        session=damage.stream or None,
        seq=damage.seq or None,
    )


def _where(stream: str) -> str:
    if stream.startswith(tables.HOME):
        patient = stream.removeprefix(tables.HOME)
        return say(" in the home readings of {patient}").format(patient=patient)
    return say(" in session {stream}").format(stream=stream)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


_ADVICE = mark("Nothing was changed. Keep this file as it is, and restore the latest backup.")
