"""What the practice knows of a patient before a session is opened for them. No Qt.

Simulated sessions are no part of a course. A session without a dose takes no number of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kapmonitor.language import say
from kapmonitor.practice import Practice
from kapmonitor.record.course import CourseSession
from kapmonitor.record.home_log import HomeLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.session_index import SessionRow
from kapmonitor.ui.home_view import last_at_home
from kapmonitor.ui.last_time import wall_day


@dataclass(frozen=True, slots=True)
class Known:
    """A patient with their course so far."""

    patient: Patient
    sessions: int = 0
    """Real sessions, with a dose or without."""
    number: int = 1
    """Which session the next one would be, by the record: to be confirmed by a person."""
    planned: int | None = None
    unfinished: str = ""
    """The day of a session that was never ended; empty: there is none."""
    last: CourseSession | None = None
    home: str = ""
    """The newest home reading in words; empty: none was imported."""


def know(practice: Practice, patient: Patient) -> Known:
    """Read a patient's course. Raises RecordFault."""
    rows = [each for each in practice.sessions_of(patient.id) if not each.simulated]
    open_one = next((each for each in rows if each.ended is None), None)
    return Known(
        patient=patient,
        sessions=len(rows),
        number=next_number(rows),
        planned=next((each.planned_sessions for each in rows if each.planned_sessions), None),
        unfinished=wall_day(open_one.opened, open_one.utc_offset_min) if open_one else "",
        last=practice.last_dosed(patient.id),
        home=last_at_home(HomeLog(practice.record).imports(patient.id)),
    )


def next_number(rows: Sequence[SessionRow]) -> int:
    """Return which session of the course the next one is."""
    dosed = [each for each in rows if each.dosed is not None]
    return max([len(dosed), *(each.session_number or 0 for each in dosed)]) + 1


def described(patient: Patient) -> str:
    """Return what tells a patient from another one: name, day of birth, local number."""
    born = (
        say("born {born}").format(born=patient.born)
        if patient.born
        else say("date of birth not known")
    )
    return " · ".join(filter(None, (patient.name or patient.id, born, patient.local_id)))


def course_words(number: int, planned: int | None) -> str:
    """Return which session of how many."""
    if planned is None:
        return say("session {number}").format(number=number)
    return say("session {number} of {planned}").format(number=number, planned=planned)
