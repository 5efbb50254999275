"""A record with many sessions, written fast: true facts in a true chain, many to a transaction.

One session is worked out by the real core, ended, signed and written once in the record's own
form; each further one is that one under another name, patient and day, with digests of its own.
What is proved of the result is proved by `check`, as of any record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from devices.measurement import HeartRate, Provenance
from kapmonitor.record import chain, driver, index_table, patient_table, practice, tables, words
from kapmonitor.record.chain import Head, Line
from kapmonitor.record.codec import encode
from kapmonitor.record.connect import open_record
from kapmonitor.record.patient import Patient
from kapmonitor.record.practice import SessionHeadNoted
from kapmonitor.record.session_index import SessionRow, stepped
from kapmonitor.record.words import Words
from kapmonitor.session.event import Entry, MeasurementRecorded, RecordSigned, SessionEnded
from kapmonitor.session.vocabulary import Outcome, Role
from tests.support.builders import recovered

BEGAN = datetime(2016, 1, 4, 9, 0, tzinfo=UTC)
AT_ONCE = 200
OF_ONE = 5
"""Sessions of a patient."""
FIRST_NAMES = ("Ada", "Bo", "Cleo", "Dara", "Emil", "Fay", "Gus", "Hana", "Ivo", "June")
LAST_NAMES = ("Abel", "Bauer", "Costa", "Diaz", "Evans", "Falk", "Grau", "Hahn", "Ito", "Jung")


@dataclass(frozen=True)
class Template:
    """One session as it is stored, to be written again under other names."""

    lines: tuple[Line, ...]
    words: tuple[Words, ...]
    row: SessionRow


def template(events: int) -> Template:
    """Return a session of so many entries, most of them heart rates."""
    course = recovered()
    entries = list(course.entries)
    last = entries[-1]
    sample = MeasurementRecorded(
        measurement=HeartRate(heart_rate=71.0, frame=b"\x06\x47"),
        provenance=Provenance.LIVE,
        role=Role.STRAP,
        driver="bluetooth_hrp",
        device="strap 1",
    )
    while len(entries) < events - 2:
        entries.append(Entry(seq=len(entries) + 1, at=last.at, origin=None, event=sample))
    for event in (
        SessionEnded(outcome=Outcome.DISCHARGED, assessment=()),
        RecordSigned(signed_by="Ada Therapist", digest="0" * 64),
    ):
        entries.append(Entry(seq=len(entries) + 1, at=last.at, origin=last.origin, event=event))
    written = [encode("s-1", entry) for entry in entries]
    row = stepped(None, entries)
    assert row is not None
    said = tuple(word for each in written for word in each.words)
    return Template(tuple(each.line for each in written), said, row)


def write_many(path: Path, sessions: int, events: int) -> int:
    """Make a record at `path` with so many sessions of so many entries; return all entries."""
    made = template(events)
    with open_record(path) as record:
        for first in range(0, sessions, AT_ONCE):
            with record.transaction() as connection:
                for number in range(first, min(first + AT_ONCE, sessions)):
                    _write(connection, made, number)
    return sessions * len(made.lines)


def name_of(number: int) -> str:
    """Return the name of a patient."""
    first, last = FIRST_NAMES[number % 10], LAST_NAMES[number // 10 % 10]
    return f"{first} {last} {number}"


def _write(connection: driver.Connection, made: Template, number: int) -> None:
    session, person = f"s-{number:06}", number // OF_ONE
    patient, day = f"P-{person:05}", BEGAN + timedelta(days=number // 2)
    if number % OF_ONE == 0:
        born = date(1950, 1, 1) + timedelta(days=person)
        patient_table.put(
            connection, Patient(id=patient, name=name_of(person), born=born, added=day)
        )
    head = Head()
    rows: list[tuple[object, ...]] = []
    for line in _renamed(made, session, patient, f"{day:%Y-%m-%d}"):
        head = Head(line.seq, chain.digest_of(head.digest, line))
        values = (line.stream, line.seq, line.utc, line.elapsed_s, line.origin, line.type)
        rows.append((*values, line.version, line.body, head.digest))
    connection.executemany(tables.APPEND_EVENT, rows)
    words.keep(connection, session, made.words)
    noted = SessionHeadNoted(session=session, seq=head.seq, digest=head.digest)
    practice.note(connection, noted, day)
    index_table.put_row(connection, _moved(made.row, session, patient, day))


def _renamed(made: Template, session: str, patient: str, day: str) -> Iterator[Line]:
    """Yield the template's lines under another name and patient, on another day."""
    then = f"{made.row.opened:%Y-%m-%d}"
    for each in made.lines:
        body = each.body.replace(then, day) if then in each.body else each.body
        if each.seq == 1:
            body = body.replace('"s-1"', f'"{session}"')
            body = body.replace(f'"{made.row.patient}"', f'"{patient}"')
        utc = each.utc.replace(then, day)
        yield Line(
            session, each.seq, utc, each.elapsed_s, each.origin, each.type, each.version, body
        )


def _moved(row: SessionRow, session: str, patient: str, day: datetime) -> SessionRow:
    later = day.date() - row.opened.date()
    assert row.dosed is not None
    return replace(
        row,
        id=session,
        patient=patient,
        opened=row.opened + later,
        dosed=row.dosed + later,
        ended=row.ended + later if row.ended else None,
        signed=row.signed + later if row.signed else None,
    )
