"""What the record holds, for lists: sessions, unfinished ones, patients.

Patients' identities live here and nowhere else in the record; sessions know a pseudonym. Lists
cost what they show, not what is stored: they read the index, by pages.
"""

from __future__ import annotations

from kapmonitor.record import index_table, patient_table, tables
from kapmonitor.record.connect import Record
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient, alike
from kapmonitor.record.session_index import SessionRow, stepped
from kapmonitor.record.shapes import utc_text

PAGE = 50
_AFTER_ALL = ("9999", "")


class Library:
    """The lists of one open record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def session(self, session: str) -> SessionRow | None:
        """Return one session's row; None for an unknown one. Raises RecordFault."""
        with self._record.reading() as connection:
            return index_table.row_at(connection, session)

    def count(self) -> tuple[int, int]:
        """Return how many sessions there are, and how many of them are simulated."""
        with self._record.reading() as connection:
            ((whole, simulated),) = connection.execute(tables.COUNT_SESSIONS).fetchall()
        return int(whole), int(simulated or 0)

    def sessions(
        self, *, before: SessionRow | None = None, limit: int = PAGE
    ) -> tuple[SessionRow, ...]:
        """Return a page of sessions, newest first, from after `before`. Raises RecordFault."""
        start = (utc_text(before.opened), before.id) if before else _AFTER_ALL
        with self._record.reading() as connection:
            return tuple(index_table.rows(connection, tables.ROWS_BEFORE, (*start, limit)))

    def unfinished(self, *, limit: int = PAGE) -> tuple[SessionRow, ...]:
        """Return sessions to go on with, newest first: those running, then those not signed yet.

        `limit`: of each at most so many.
        """
        with self._record.reading() as connection:
            running = tuple(index_table.rows(connection, tables.ROWS_RUNNING, (limit,)))
            return running + tuple(index_table.rows(connection, tables.ROWS_UNSIGNED, (limit,)))

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
        with self._record.reading() as connection:
            return patient_table.at(connection, id_)

    def patients(self, search: str = "", *, limit: int = -1) -> tuple[Patient, ...]:
        """Return patients in whose line every word of `search` stands, by name.

        Those whose name begins with it come first; `limit` is how many at most. Raises RecordFault.
        """
        with self._record.reading() as connection:
            return patient_table.found(connection, search, limit)

    def alike(self, patient: Patient) -> tuple[Patient, ...]:
        """Return the others who might be the same person, by name. Raises RecordFault."""
        with self._record.reading() as connection:
            near = patient_table.maybe_alike(connection, patient)
        return tuple(each for each in near if alike(patient, each))

    def keep_patient(self, patient: Patient) -> None:
        """Add a patient, or change the one with this pseudonym. Raises RecordFault."""
        with self._record.transaction() as connection:
            patient_table.put(connection, patient)
