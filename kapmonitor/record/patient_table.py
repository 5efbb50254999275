"""Patients as they are stored: the only table with an identity.

A file of an earlier version that is only read has neither local numbers nor search lines.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date

from kapmonitor.record import driver, tables
from kapmonitor.record.patient import Patient, plain, sought
from kapmonitor.record.shapes import moment_of, utc_text
from kapmonitor.session.personal import PersonalText, personal

_ENOUGH = 3
"""Letters of a word by which a name that is written a little differently is still found."""


def at(connection: driver.Connection, id_: str) -> Patient | None:
    """Return a patient by pseudonym; None for an unknown or erased one."""
    return next(iter(_patients(connection, tables.PATIENT_AT, (id_,))), None)


def found(connection: driver.Connection, search: str, limit: int) -> tuple[Patient, ...]:
    """Return at most `limit` patients (-1: all) in whose line every word of `search` stands."""
    wanted = plain(search)
    if not wanted:
        return tuple(_patients(connection, tables.PATIENTS, (limit,)))
    words = [f"%{_literal(word)}%" for word in wanted.split()]
    query = tables.FIND_PATIENTS.format(where=" AND ".join([tables.SOUGHT] * len(words)))
    return tuple(_patients(connection, query, (*words, f"{_literal(wanted)}%", limit)))


def maybe_alike(connection: driver.Connection, patient: Patient) -> tuple[Patient, ...]:
    """Return others who share a day of birth, a number or the begin of a word with a patient."""
    begins = [f"%{_literal(word[:_ENOUGH])}%" for word in plain(patient.name).split()]
    query = tables.MAYBE_ALIKE.format(where=" OR ".join([*([tables.SOUGHT] * len(begins)), "0"]))
    born = patient.born.isoformat() if patient.born else ""
    return tuple(_patients(connection, query, (*begins, born, patient.local_id, patient.id)))


def put(connection: driver.Connection, patient: Patient) -> None:
    """Add a patient, or change the one with this pseudonym, in the caller's transaction."""
    values = (
        patient.id,
        patient.name,
        patient.born.isoformat() if patient.born else None,
        patient.local_id,
        patient.emergency_name,
        patient.emergency_phone,
        patient.notes,
        utc_text(patient.added),
        sought(patient),
    )
    connection.execute(tables.PUT_PATIENT, values)


def fill_lines(connection: driver.Connection) -> None:
    """Write the search line of everyone, as the step to a new version does."""
    for each in tuple(_patients(connection, tables.PATIENTS, (-1,))):
        put(connection, each)


def _patients(
    connection: driver.Connection, query: str, given: tuple[object, ...]
) -> Iterable[Patient]:
    cursor = connection.execute(query, given)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield _patient(dict(zip(names, row, strict=True)))


def _patient(row: dict[str, str]) -> Patient:
    return Patient(
        id=row["id"],
        name=row["name"],
        born=date.fromisoformat(row["born"]) if row["born"] else None,
        local_id=row.get("local_id", ""),
        emergency_name=row["emergency_name"],
        emergency_phone=row["emergency_phone"],
        notes=row["notes"],
        added=moment_of(row["added_utc"]),
    )


def _literal(search: str) -> str:
    return "".join(f"!{letter}" if letter in "!%_" else letter for letter in search)


def words_of(patient: Patient, fields: tuple[str, ...]) -> PersonalText:
    """Return what stands in some fields of a patient, a line each, as words about a person."""
    lines = (f"{name}: {getattr(patient, name) or ''}".strip() for name in fields)
    return personal("\n".join(lines), ref=secrets.token_hex(8), salt=secrets.token_hex(16))
