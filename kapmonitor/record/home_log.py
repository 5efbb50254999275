"""The streams of home readings: appended whole, durable before visible, noted in the practice.

One call is one transaction: the fact, the words it refers to, the head of the stream and the
practice's own line about it. Erasing a patient's words takes those of this stream too; its
readings stay, under a pseudonym that nobody can resolve any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from kapmonitor.record import chain, driver, practice, tables, words
from kapmonitor.record.chain import Line, canonical
from kapmonitor.record.codec import origin_of, origin_text
from kapmonitor.record.connect import Record
from kapmonitor.record.fault import RecordUnreadable
from kapmonitor.record.home import (
    HOME_FACTS,
    HomeFact,
    HomeImport,
    HomeImportWithdrawn,
    HomeReading,
    HomeReadingsImported,
)
from kapmonitor.record.import_facts import ImportMade, ImportWithdrawn
from kapmonitor.record.kind import body_of
from kapmonitor.record.practice import SessionHeadNoted
from kapmonitor.record.shapes import Misshapen, moment_of, utc_text
from kapmonitor.record.words import Words
from kapmonitor.session.fact import replace
from kapmonitor.session.vocabulary import Origin

HOME_READINGS = "home_readings"


class HomeLog:
    """The home readings of one open record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def take(self, fact: HomeReadingsImported, utc: datetime, by: Origin | None) -> None:
        """Append an import; durable on return. Raises RecordFault."""
        noted = ImportMade(
            kind=HOME_READINGS,
            subject=fact.patient,
            digest=fact.digest,
            taken=len(fact.readings),
            left_out=len(fact.left_out),
        )
        with self._record.transaction() as connection:
            _append(connection, fact.patient, fact, (utc, by))
            practice.note(connection, noted, utc, by)

    def withdraw(
        self, patient: str, fact: HomeImportWithdrawn, utc: datetime, by: Origin | None
    ) -> None:
        """Append that an import counts for nothing; durable on return. Raises RecordFault."""
        noted = ImportWithdrawn(subject=patient, id=fact.id)
        with self._record.transaction() as connection:
            _append(connection, patient, fact, (utc, by))
            practice.note(connection, noted, utc, by)

    def imports(self, patient: str) -> tuple[HomeImport, ...]:
        """Return a patient's imports in order, the withdrawn ones too. Raises RecordFault."""
        stream = tables.home_of(patient)
        with self._record.reading() as connection:
            lines = [link.line for link in chain.read(connection, stream)]
            said = words.of_stream(connection, stream)
        found: dict[str, HomeImport] = {}
        for line in lines:
            _fold(found, line, self._fact(line, said))
        return tuple(found.values())

    def _fact(self, line: Line, said: Mapping[str, Words]) -> HomeFact:
        try:
            return HOME_FACTS.decode(line, said)
        except Misshapen as error:
            raise RecordUnreadable(self._record.path, stream=line.stream, seq=line.seq) from error


def standing(imports: Sequence[HomeImport]) -> Iterator[tuple[HomeImport, HomeReading]]:
    """Yield the readings of the imports that nobody withdrew, in the order they were taken."""
    pairs = ((each, reading) for each in imports if each.stands for reading in each.fact.readings)
    yield from sorted(pairs, key=lambda pair: pair[1].taken)


def _append(
    connection: driver.Connection,
    patient: str,
    fact: HomeFact,
    when: tuple[datetime, Origin | None],
) -> None:
    stream, (utc, by) = tables.home_of(patient), when
    head = chain.head_of(connection, stream)
    described = HOME_FACTS.kind_of(fact)
    body = canonical(body_of(described, fact))
    line = Line(
        stream,
        head.seq + 1,
        utc_text(utc),
        0.0,
        origin_text(by),
        described.name,
        described.version,
        body,
    )
    head = chain.append(connection, [line], head)
    words.keep(connection, stream, HOME_FACTS.words(fact))
    noted = SessionHeadNoted(session=stream, seq=head.seq, digest=head.digest)
    practice.note(connection, noted, utc)


def _fold(found: dict[str, HomeImport], line: Line, fact: HomeFact) -> None:
    at, by = moment_of(line.utc), origin_of(line.origin)
    match fact:
        case HomeReadingsImported():
            found[fact.id] = HomeImport(fact=fact, at=at, by=by)
        case HomeImportWithdrawn() if fact.id in found:
            found[fact.id] = replace(
                found[fact.id],
                withdrawn_at=at,
                withdrawn_by=by,
                withdrawn_because=fact.reason.text,
            )
        case HomeImportWithdrawn():
            pass
