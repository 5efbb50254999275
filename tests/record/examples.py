"""Short sessions with known content, for the record's tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from devices.measurement import BloodPressure, HeartRate, Measurement, Provenance
from kapmonitor.record import driver
from kapmonitor.session.event import (
    BaselineBegun,
    DischargeCheckOpened,
    DoseAdministered,
    Entry,
    Event,
    MeasurementRecorded,
    NoteAdded,
    SessionEnded,
    SessionOpened,
)
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.vocabulary import Operator, Origin, Outcome, Role, Setting

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
THERAPIST = Origin(
    operator=Operator(id="op-1", name="Ada Therapist"), station="room 1", page="monitoring"
)
DATABASES = Path(__file__).parent.parent / "databases"
SESSIONS = Path(__file__).parent.parent / "sessions"


def at(seconds: float) -> Instant:
    return Instant(START + timedelta(seconds=seconds), seconds)


def entries_of(*events: Event, first: int = 1) -> tuple[Entry, ...]:
    return tuple(
        Entry(seq=seq, at=at(60.0 * (seq - 1)), origin=THERAPIST, event=event)
        for seq, event in enumerate(events, start=first)
    )


def opened(
    session: str = "s-1", *, simulated: bool = True, patient: str = "P-1", number: int = 3
) -> SessionOpened:
    return SessionOpened(
        session=session,
        simulated=simulated,
        setting=Setting.OFFICE,
        preset_document='{"id":"kap-im-office"}',
        preset_digest="d" * 64,
        approval=None,
        patient=patient,
        age_years=44,
        session_number=number,
        planned_sessions=8,
        utc_offset_min=60,
        software="kapmonitor 0.1.0",
    )


def pressure(systolic: float | None = 121.0, diastolic: float | None = 79.0) -> BloodPressure:
    return BloodPressure(
        systolic=systolic, diastolic=diastolic, mean=93.0, pulse_rate=66.0, frame=b"\x1e\x79\x00"
    )


def recorded(measurement: Measurement | None = None) -> MeasurementRecorded:
    return MeasurementRecorded(
        measurement=measurement or pressure(),
        provenance=Provenance.LIVE,
        role=Role.CUFF,
        driver="bluetooth_blp",
        device="cuff 1",
    )


def heart_rate(rate: float = 66.0) -> MeasurementRecorded:
    return MeasurementRecorded(
        measurement=HeartRate(heart_rate=rate, frame=b"\x00\x42"),
        provenance=Provenance.LIVE,
        role=Role.STRAP,
        driver="bluetooth_hrp",
        device="strap 1",
    )


def words(text: str = "Asked for O'Hara's song", ref: str = "note-1") -> PersonalText:
    return personal(text, ref=ref, salt=f"salt of {ref}")


def note(text: str = "Asked for O'Hara's song", ref: str = "note-1") -> NoteAdded:
    return NoteAdded(text=words(text, ref))


def dose(seconds: float = 120.0, *, booster: bool = False) -> DoseAdministered:
    return DoseAdministered(
        drug="ketamine", amount=50.0, unit="mg", route="im", taken=at(seconds), booster=booster
    )


def ended(outcome: Outcome = Outcome.DISCHARGED) -> SessionEnded:
    return SessionEnded(outcome=outcome, assessment=())


def whole_session(session: str = "s-1", patient: str = "P-1") -> tuple[Entry, ...]:
    """Opened, measured, dosed, noted and ended: ten entries."""
    return entries_of(
        opened(session, patient=patient),
        BaselineBegun(),
        recorded(),
        dose(),
        heart_rate(),
        recorded(pressure(148.0, 92.0)),
        note(),
        recorded(pressure(None, None)),
        DischargeCheckOpened(),
        ended(),
    )


@contextmanager
def tampering(path: Path) -> Iterator[driver.Connection]:
    """A connection of someone who goes round the program and its triggers; keeps them in place."""
    connection = driver.connect(path, isolation_level=None)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    try:
        yield connection
    finally:
        for _, definition in triggers:
            connection.execute(definition)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()


def copy_of(source: Path, target: Path) -> Path:
    """Copy a closed record."""
    return Path(shutil.copyfile(source, target))
