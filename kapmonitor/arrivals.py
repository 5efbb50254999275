"""What comes into the record from outside: home readings, a session of another installation,
patients from a list. Each is one recorded act, and nothing is merged with what is there.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from devices.measurement import BloodPressure
from kapmonitor.imports.octets import LARGEST, NotATable
from kapmonitor.imports.people import PeoplePreview
from kapmonitor.imports.preview import Preview
from kapmonitor.imports.questions import Known, Verdict
from kapmonitor.imports.taken import cells_text, imported
from kapmonitor.language import say
from kapmonitor.presets import shipped_plausibility
from kapmonitor.record import driver, patient_table, practice
from kapmonitor.record.chain import Head
from kapmonitor.record.connect import Record
from kapmonitor.record.home import HomeImport, HomeImportWithdrawn, HomeReading
from kapmonitor.record.home_log import HomeLog, standing
from kapmonitor.record.import_facts import ImportMade
from kapmonitor.record.jsonl import NotASession, Proved, note_lacking, proved
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import PSEUDONYM_OCTETS, Patient
from kapmonitor.record.practice import PatientAdded, PracticeLog
from kapmonitor.session.event import MeasurementRecorded, SessionEnded
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.vocabulary import Origin

SESSION, PATIENTS = "session", "patients"


@dataclass(frozen=True, slots=True)
class Arriving:
    """A session as a file holds it, and the file's SHA-256."""

    proved: Proved
    digest: str


@dataclass(frozen=True, slots=True)
class By:
    """Who brings something in, and when."""

    utc: datetime
    origin: Origin | None = None


def octets_of(path: Path) -> bytes:
    """Return what a file holds. Raises NotATable."""
    try:
        if path.stat().st_size > LARGEST:
            raise NotATable(say("It is larger than any list of readings."))
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else None
        raise NotATable(
            say("It cannot be read ({reason}).").format(reason=reason or say("not a file name"))
        ) from fault


def known_for(record: Record, patient: str, now: datetime) -> Known:
    """Return what a file of home readings is held against. Raises RecordFault."""
    return Known(
        now=now,
        patient=patient,
        plausibility=shipped_plausibility(),
        imported=frozenset(
            (_minute(each.taken), each.systolic, each.diastolic)
            for _import, each in home_readings(record, patient)
        ),
        in_sessions=frozenset(map(_minute, _measured(record, patient))),
    )


def home_readings(record: Record, patient: str) -> tuple[tuple[HomeImport, HomeReading], ...]:
    """Return a patient's home readings that stand, oldest first, each with its import.

    Raises RecordFault.
    """
    return tuple(standing(HomeLog(record).imports(patient)))


def take_readings(record: Record, found: Preview, *, file: str, by: By) -> str:
    """Take what a preview shows into the record; return the import's id.

    `file`: its name. Raises RecordFault, ValueError while a question is open.
    """
    words = (_personal(file), _personal(cells_text(found)))
    id_ = f"import-{secrets.token_hex(4)}"
    fact = imported(found, id_=id_, words=words)
    HomeLog(record).take(fact, by.utc, by.origin)
    return id_


def withdraw(record: Record, patient: str, id_: str, reason: str, by: By) -> None:
    """Let an import count for nothing from now on. Raises RecordFault."""
    fact = HomeImportWithdrawn(id=id_, reason=_personal(reason))
    HomeLog(record).withdraw(patient, fact, by.utc, by.origin)


class Refused(Exception):
    """A session stays where it is; the text says why, for a person."""


class PseudonymKnown(Refused):
    """Its patient's pseudonym is one of a patient here: a person says whether they are one."""


def session_in(octets: bytes) -> Arriving:
    """Return the session in a file of lines, its chain proved. Raises NotASession."""
    try:
        found = proved(octets.decode("utf-8").splitlines())
    except (UnicodeDecodeError, RecursionError) as error:
        raise NotASession(say("it is not text in UTF-8")) from error
    return Arriving(found, hashlib.sha256(octets).hexdigest())


def take_session(record: Record, arriving: Arriving, by: By, *, same_patient: bool) -> bool:
    """Take a session of another installation; return whether it is new here.

    Its digests stay. `same_patient`: a person said that its pseudonym means the patient who has
    it here. Raises Refused, PseudonymKnown, RecordFault.
    """
    found = arriving.proved
    log = SessionLog(record)
    here = log.head(found.session)
    if here.seq:
        _check_same(log, found, here)
        return False
    if not any(isinstance(entry.event, SessionEnded) for entry in found.entries):
        raise Refused(
            say("The session has not ended. Nothing was taken over. Export it after its end.")
        )
    known = Library(record).patient(found.opening.patient)
    if known is not None and not found.opening.simulated and not same_patient:
        raise PseudonymKnown(
            say(
                "Its patient {patient} has the pseudonym of a patient here. Nothing was taken over."
            ).format(patient=found.opening.patient)
        )
    noted = ImportMade(
        kind=SESSION,
        subject=found.session,
        digest=arriving.digest,
        taken=len(found.entries),
        left_out=0,
    )

    def note(connection: driver.Connection) -> None:
        practice.note(connection, noted, by.utc, by.origin)
        note_lacking(found, connection)

    log.append_written(found.written, found.entries, note)
    return True


def from_elsewhere(record: Record) -> frozenset[str]:
    """Return the sessions that came from another installation. Raises RecordFault."""
    facts = PracticeLog(record).read_only(ImportMade)
    return frozenset(each.subject for each in facts if each.kind == SESSION and each.subject)


def add_people(record: Record, found: PeoplePreview, digest: str, by: By) -> tuple[Patient, ...]:
    """Add the patients whom a preview takes, all or none. Raises RecordFault, ValueError."""
    taken = found.of(Verdict.TAKEN)
    if found.of(Verdict.QUESTION) or not taken:
        raise ValueError("a list comes in with no open question and at least one patient")
    ids = {line.row: f"P-{secrets.token_hex(PSEUDONYM_OCTETS)}" for line in taken}
    added: list[Patient] = []
    with record.transaction() as connection:
        for line in taken:
            patient = replace(line.patient, id=ids[line.row]) if line.patient else None
            if patient is None:
                continue
            beside = (
                *(each.id for each in line.known),
                *(ids[row] for row in line.rows if row in ids),
            )
            patient_table.put(connection, patient)
            fact = PatientAdded(patient=patient.id, beside=beside)
            practice.note(connection, fact, by.utc, by.origin)
            added.append(patient)
        left = len(found.lines) - len(added)
        noted = ImportMade(
            kind=PATIENTS, subject=None, digest=digest, taken=len(added), left_out=left
        )
        practice.note(connection, noted, by.utc, by.origin)
    return tuple(added)


def _check_same(log: SessionLog, found: Proved, here: Head) -> None:
    """Raise Refused unless the record holds all that the file holds, digest for digest."""
    links, _words = log.lines(found.session)
    digests = tuple(link.digest for link in links)
    if digests[: len(found.digests)] == found.digests:
        return
    if found.digests[: here.seq] == digests:
        raise Refused(
            say(
                "The record holds session {session} only up to entry {seq}; the file goes on. "
                "Nothing was changed."
            ).format(session=found.session, seq=here.seq)
        )
    raise Refused(
        say("The record holds another session {session}. Nothing was changed.").format(
            session=found.session
        )
    )


def _measured(record: Record, patient: str) -> Iterator[datetime]:
    """Yield when the readings of a patient's sessions were taken."""
    log = SessionLog(record)
    for row in Library(record).sessions_of(patient):
        for entry in log.read_without_samples(row.id):
            event = entry.event
            if isinstance(event, MeasurementRecorded) and isinstance(
                event.measurement, BloodPressure
            ):
                yield event.corrected_utc or entry.at.utc


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _personal(text: str) -> PersonalText:
    return personal(text, ref=secrets.token_hex(8), salt=secrets.token_hex(16))
