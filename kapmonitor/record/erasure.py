"""Erasing a patient: everything that says who it was goes, what was measured stays.

Words about people are kept apart from the entries that refer to them, so they can go and the
chain stays whole: entries keep a pseudonym, numbers and salted digests. What is erased: who the
patient is, every word about people in their sessions, names and rows of files of home readings,
and what stood in their data before it was corrected. That it was done, when, by whom and why is
itself an entry. Nothing else deletes.

SQLite overwrites what is deleted (`secure_delete`); its log is written back and cut to nothing,
and the file is made anew, so that no page of it keeps a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.record import driver, heads, index_table, patient_table, practice, tables
from kapmonitor.record.chain import Line
from kapmonitor.record.connect import Record
from kapmonitor.record.heads import Note, What
from kapmonitor.record.practice import (
    ExportMade,
    PatientCorrected,
    PatientErased,
    PracticeEntry,
    PracticeFact,
)
from kapmonitor.record.push_facts import PushDelivered
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.vocabulary import Origin


class EraseRefused(Exception):
    """The patient cannot be erased now; the text is for a person."""


UNFINISHED = mark(
    "A session of {patient} has not ended ({session}). Nothing was erased. End it first."
)
NOTHING_LEFT = mark("Nothing is left to erase: no word about {patient} is in the record.")
UNKNOWN = mark("The record knows no patient {patient}. Nothing was erased.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasable:
    """What an erasure would take, and what it would leave or cannot reach."""

    patient: str
    known: bool
    """Whether the record still knows who it is."""
    sessions: tuple[SessionRow, ...]
    words: int
    """Words about people in their sessions, and in what was corrected of their data."""
    corrections: tuple[int, ...]
    """The practice's entries whose words go."""
    exports: tuple[PracticeEntry, ...]
    """Files of their sessions that have left the record, and sessions in a chart system."""
    copies: tuple[Path, ...]
    """Older copies of the record beside it."""

    @property
    def unfinished(self) -> SessionRow | None:
        """Return a session of theirs that has not ended."""
        return next((each for each in self.sessions if each.ended is None), None)


def erasable(record: Record, patient: str) -> Erasable:
    """Return what there is to erase of a patient, changing nothing. Raises RecordFault."""
    with record.reading() as connection:
        rows = tuple(index_table.rows(connection, tables.ROWS_OF_PATIENT, (patient,)))
        corrections = tuple(_corrections(connection, patient))
        ids = {each.id for each in rows}
        words = sum(_count(connection, each) for each in (*ids, tables.home_of(patient)))
        there = [ref for _seq, ref in corrections if _is_there(connection, ref)]
        mine = {*ids, tables.home_of(patient)}
        left = (*_of(connection, ExportMade), *_of(connection, PushDelivered))
        exports = tuple(each for each in left if _session(each) in mine)
        known = patient_table.at(connection, patient) is not None
    return Erasable(
        patient=patient,
        known=known,
        sessions=rows,
        words=words + len(there),
        corrections=tuple(seq for seq, _ref in corrections),
        exports=exports,
        copies=_copies(record.path),
    )


def against(what: Erasable) -> str | None:
    """Return why a patient cannot be erased; None: they can."""
    if (open_now := what.unfinished) is not None:
        return say(UNFINISHED).format(patient=what.patient, session=open_now.id)
    if what.known or what.words:
        return None
    return say(NOTHING_LEFT if what.sessions else UNKNOWN).format(patient=what.patient)


def erase(
    record: Record, patient: str, at: datetime, origin: Origin | None, reason: str
) -> Erasable:
    """Erase a patient; return what went. Raises EraseRefused, RecordFault, nothing changed."""
    what = erasable(record, patient)
    if (refusal := against(what)) is not None:
        raise EraseRefused(refusal)
    fact = PatientErased(
        patient=patient,
        sessions=tuple(sorted(each.id for each in what.sessions)),
        corrections=what.corrections,
        words=what.words,
        reason=reason,
    )
    with record.transaction() as connection:
        for stream in (*fact.sessions, tables.home_of(patient)):
            connection.execute(tables.ERASE_WORDS, (stream,))
        for _seq, ref in tuple(_corrections(connection, patient)):
            connection.execute(tables.ERASE_WORD, (tables.PRACTICE, ref))
        connection.execute(tables.ERASE_PATIENT, (patient,))
        practice.note(connection, fact, at, origin)
    record.heads.add(Note(utc=at, what=What.ERASED, stream=heads.digest_of_pseudonym(patient)))
    sweep(record)
    return what


def sweep(record: Record) -> None:
    """Leave no page of the file or its log that keeps what was erased.

    What was erased is overwritten already; a full disk or a reader only keeps the file from being
    made anew, and the log is cut at the next close.
    """
    with suppress(driver.Error):
        record.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        record.connection.execute("VACUUM")
        record.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def erased_before(record: Record, noted: frozenset[str]) -> tuple[str, ...]:
    """Return the patients with words in the record who were erased before it was restored.

    `noted`: the digests of pseudonyms that the heads keep. Raises RecordFault.
    """
    with record.reading() as connection:
        known = [id_ for (id_,) in connection.execute(tables.PSEUDONYMS)]
    found = [each for each in known if heads.digest_of_pseudonym(each) in noted]
    return tuple(each for each in found if (left := erasable(record, each)).known or left.words)


def erasures(connection: driver.Connection) -> tuple[PracticeEntry, ...]:
    """Return every erasure, oldest first. Raises Misshapen."""
    return tuple(_of(connection, PatientErased))


def _corrections(connection: driver.Connection, patient: str) -> Iterator[tuple[int, str]]:
    for entry in _of(connection, PatientCorrected):
        if isinstance(entry.event, PatientCorrected) and entry.event.patient == patient:
            yield entry.seq, entry.event.before.ref


def _of(connection: driver.Connection, wanted: type[PracticeFact]) -> Iterator[PracticeEntry]:
    name = next(each.name for each in practice.PRACTICE_KINDS if each.made is wanted)
    for row in connection.execute(tables.READ_TYPE_OF_PRACTICE, (name,)):
        yield practice.decode(Line(*row[:-1]), {})


def _session(entry: PracticeEntry) -> str:
    return entry.event.session if isinstance(entry.event, ExportMade | PushDelivered) else ""


def _count(connection: driver.Connection, stream: str) -> int:
    ((count,),) = connection.execute(tables.WORDS_OF, (stream,)).fetchall()
    return int(count)


def _is_there(connection: driver.Connection, ref: str) -> bool:
    return connection.execute(tables.WORDS_AT, (tables.PRACTICE, ref)).fetchone() is not None


def _copies(record: Path) -> tuple[Path, ...]:
    return tuple(sorted(record.parent.glob(f"{record.stem}-before-*{record.suffix}")))
