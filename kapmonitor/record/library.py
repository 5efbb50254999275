"""What the record holds, for lists: sessions, unfinished ones, patients.

Patients' identities live here and nowhere else in the record; sessions know a pseudonym. Lists
cost what they show, not what is stored: they read the index, by pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kapmonitor.record import index_table, tables
from kapmonitor.record.connect import Record
from kapmonitor.record.fault import in_plain_words
from kapmonitor.record.log import SessionLog
from kapmonitor.record.session_index import SessionRow, stepped
from kapmonitor.record.shapes import moment_of, utc_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils.db import Table

PAGE = 50
_AFTER_ALL = ("9999", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A person as the practice knows them. `id` is the pseudonym that sessions carry."""

    id: str
    name: str = ""
    """A name, initials or a local number, as the practice prefers."""
    born: date | None = None
    emergency_name: str = ""
    emergency_phone: str = ""
    notes: str = ""
    added: datetime

    def __repr__(self) -> str:
        """Show the pseudonym only: this may reach a log."""
        return f"Patient({self.id})"


class Library:
    """The lists of one open record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def session(self, session: str) -> SessionRow | None:
        """Return one session's row; None for an unknown one. Raises RecordFault."""
        with self._record.reading() as connection:
            return index_table.row_at(connection, session)

    def sessions(
        self, *, before: SessionRow | None = None, limit: int = PAGE
    ) -> tuple[SessionRow, ...]:
        """Return a page of sessions, newest first, from after `before`. Raises RecordFault."""
        start = (utc_text(before.opened), before.id) if before else _AFTER_ALL
        with self._record.reading() as connection:
            return tuple(index_table.rows(connection, tables.ROWS_BEFORE, (*start, limit)))

    def unfinished(self) -> tuple[SessionRow, ...]:
        """Return sessions to go on with, newest first: those running, then those not signed yet."""
        with self._record.reading() as connection:
            return tuple(index_table.rows(connection, tables.ROWS_UNFINISHED))

    def sessions_of(self, patient: str) -> tuple[SessionRow, ...]:
        """Return a patient's sessions, newest first, by pseudonym."""
        with self._record.reading() as connection:
            return tuple(index_table.rows(connection, tables.ROWS_OF_PATIENT, (patient,)))

    def rebuild(self) -> None:
        """Make the index anew from the entries, in one transaction. Raises RecordFault."""
        log = SessionLog(self._record)
        with self._record.transaction() as connection:
            streams = [stream for (stream,) in connection.execute(tables.STREAMS)]
            connection.execute(tables.CLEAR_ROWS)
            for stream in streams:
                row = stepped(None, log.read_without_samples(stream))
                if row is not None:
                    index_table.put_row(connection, row)

    def patient(self, id_: str) -> Patient | None:
        """Return a patient by pseudonym; None for an unknown or erased one."""
        with in_plain_words(self._record.path):
            found = list(self._patients().rows_where("id = ?", [id_]))
        return _patient(found[0]) if found else None

    def patients(self, search: str = "") -> tuple[Patient, ...]:
        """Return patients whose name or pseudonym contains `search`, by name."""
        wanted = f"%{_literal(search)}%"
        where = "name LIKE ? ESCAPE '!' OR id LIKE ? ESCAPE '!'"
        with in_plain_words(self._record.path):
            found = self._patients().rows_where(where, [wanted, wanted], order_by="name, id")
            return tuple(_patient(row) for row in found)

    def keep_patient(self, patient: Patient) -> None:
        """Add a patient, or change the one with this pseudonym. Raises RecordFault."""
        with self._record.transaction():
            self._patients().upsert(_values(patient), pk="id")

    def _patients(self) -> Table:
        return self._record.database.table(tables.PATIENT)


def _values(patient: Patient) -> dict[str, str | None]:
    return {
        "id": patient.id,
        "name": patient.name,
        "born": patient.born.isoformat() if patient.born else None,
        "emergency_name": patient.emergency_name,
        "emergency_phone": patient.emergency_phone,
        "notes": patient.notes,
        "added_utc": utc_text(patient.added),
    }


def _patient(row: Mapping[str, str]) -> Patient:
    return Patient(
        id=row["id"],
        name=row["name"],
        born=date.fromisoformat(row["born"]) if row["born"] else None,
        emergency_name=row["emergency_name"],
        emergency_phone=row["emergency_phone"],
        notes=row["notes"],
        added=moment_of(row["added_utc"]),
    )


def _literal(search: str) -> str:
    return "".join(f"!{letter}" if letter in "!%_" else letter for letter in search)
