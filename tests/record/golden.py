"""Makes the golden files anew: `python -m tests.record.golden`. Review every difference.

What is there must stay readable for ever; a new fact adds lines, a new version of the tables
adds a database of its own beside the older ones.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from devices.measurement import PressureUnit
from kapmonitor.record import schema
from kapmonitor.record.connect import open_record
from kapmonitor.record.heads import beside
from kapmonitor.record.home import (
    HomeImportWithdrawn,
    HomeReading,
    HomeReadingsImported,
    ReadAs,
    RowLeftOut,
)
from kapmonitor.record.home_log import HomeLog
from kapmonitor.record.import_facts import ImportMade, ImportWithdrawn
from kapmonitor.record.jsonl import jsonl_lines
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.people_facts import (
    EmergencyAccess,
    EmergencySeen,
    LockedBy,
    OperatorAdded,
    OperatorRetired,
    ScreenLocked,
    ScreenUnlocked,
    SecretSet,
    SignedIn,
    SignedOut,
    SignInFailed,
)
from kapmonitor.record.practice import (
    BackupMade,
    ExportMade,
    NoticeRead,
    PatientAdded,
    PatientCorrected,
    PatientErased,
    PatientLookedUp,
    PracticeFact,
    PracticeLog,
    PresetKept,
    PresetSigned,
    RecordAccessed,
    RecordRestored,
    SettingChanged,
    WordsLacking,
)
from kapmonitor.record.push_facts import NotSent, PushDelivered, PushFailed, PushQueued
from kapmonitor.session.vocabulary import ProvenBy
from tests.record.every_event import APPROVAL, EVERY_EVENT, SIGNED_BY_SECRET
from tests.record.examples import DATABASES, SESSIONS, START, THERAPIST, words

GOLDEN_LINES = SESSIONS / "every_event.jsonl"
GOLDEN_DATABASE = DATABASES / f"{schema.CURRENT}.db"

PATIENT = Patient(
    id="P-1",
    name="Nora Quill",
    born=date(1980, 2, 29),
    local_id="4711",
    emergency_name="Jo Quill",
    emergency_phone="555-0143",
    notes="prefers the left arm",
    added=START,
)
PRACTICE: tuple[PracticeFact, ...] = (
    OperatorAdded(id="op-1", name="Ada Therapist", role="therapist"),
    OperatorAdded(id="op-2", name="Left Long-Ago", role="therapist"),
    OperatorRetired(id="op-2"),
    PresetSigned(preset="kap-im-office", approval=APPROVAL),
    ExportMade(session="golden", format="csv", digest="e" * 64),
    RecordAccessed(session="golden", how="opened"),
    SettingChanged(name="theme", before=None, after="dim"),
    PatientAdded(patient="P-1", beside=("P-0",)),
    PatientCorrected(
        patient="P-1", fields=("name",), before=words("Name: Nora Quil", ref="before")
    ),
    SettingChanged(name="clinic.second_signature", before="no", after="yes", reason="agreed"),
    NoticeRead(digest="f" * 64),
    PresetKept(preset="own", digest="a" * 64, copied_from="b" * 64, reason="our gate"),
    BackupMade(entries=24),
    RecordRestored(entries=24),
    SecretSet(person="op-1", reset=True),
    SignedIn(person="op-1", how=ProvenBy.SECRET, failed_before=2),
    SignedOut(person="op-1"),
    SignInFailed(person="op-1", count=3),
    EmergencyAccess(name="Jo Night", reason="alarm, nobody near", session="golden"),
    EmergencySeen(seq=19),
    ScreenLocked(why=LockedBy.IDLE),
    ScreenUnlocked(person="op-1", how=ProvenBy.NAME),
    ImportMade(kind="home_readings", digest="c" * 64, subject="P-1", taken=1, left_out=1),
    ImportWithdrawn(subject="P-1", id="import-1"),
    PresetSigned(preset="kap-im-office", approval=replace(APPROVAL, signing=SIGNED_BY_SECRET)),
    PatientLookedUp(patient="P-1", how="found"),
    PatientErased(
        patient="P-0", sessions=("gone",), corrections=(3,), words=4, reason="asked for by P-0"
    ),
    WordsLacking(session="gone", words=2),
    PushQueued(session="golden", server="https://chart.example/fhir"),
    PushFailed(
        session="golden",
        server="https://chart.example/fhir",
        reason=NotSent.BUSY,
        status=503,
        again_at=START + timedelta(minutes=1),
    ),
    PushDelivered(
        session="golden",
        server="https://chart.example/fhir",
        head="a" * 64,
        digest="b" * 64,
        status=200,
        location="Encounter/1/_history/1",
        etag='W/"1"',
    ),
)

IMPORTED = HomeReadingsImported(
    id="import-1",
    patient="P-1",
    file=words("Nora Quill.csv", ref="file"),
    digest="c" * 64,
    read_as=ReadAs(
        encoding="utf-8",
        separator=";",
        date_order="dmy",
        unit="kPa",
        zone="Europe/Madrid",
        decided=("again=leave_out",),
    ),
    readings=(
        HomeReading(
            row=2,
            taken=START,
            utc_offset_min=60,
            systolic=128.5,
            diastolic=None,
            pulse_rate=64.0,
            reported_unit=PressureUnit.KPA,
            corrected=("time",),
            queried=("unusual",),
        ),
    ),
    left_out=(RowLeftOut(row=3, reason="imported_before"),),
    cells=words('[[1,["Date"]]]', ref="cells"),
)
WITHDRAWN = HomeImportWithdrawn(id="import-1", reason=words("Ben's file", ref="why"))


def make(path: Path) -> None:
    """Make a record with one of everything."""
    with open_record(path) as record:
        Library(record).keep_patient(PATIENT)
        SessionLog(record).append("golden", EVERY_EVENT)
        for fact in PRACTICE:
            PracticeLog(record).append(fact, START)
        HomeLog(record).take(IMPORTED, START, THERAPIST)
        HomeLog(record).withdraw("P-1", WITHDRAWN, START, THERAPIST)


def main() -> None:
    """Write the golden files of this version."""
    for folder in (DATABASES, SESSIONS):
        folder.mkdir(exist_ok=True)
    GOLDEN_DATABASE.unlink(missing_ok=True)
    make(GOLDEN_DATABASE)
    with open_record(GOLDEN_DATABASE) as record:
        lines = jsonl_lines(SessionLog(record), "golden")
        beside(GOLDEN_DATABASE).unlink()
        GOLDEN_LINES.write_text("".join(lines), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
