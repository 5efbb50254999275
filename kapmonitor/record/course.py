"""A patient's course of sessions: number, dose, baseline and peak of each, newest first.

Figures are those of `session.summary`, made from the entries when they are asked for: nothing is
kept twice. Samples of strap and oximeter are left out, so that a course of long sessions opens at
once; heart rates here are the cuff's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from kapmonitor.record.connect import Record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.baseline import Baseline
from kapmonitor.session.evolve import fold
from kapmonitor.session.fact import fact
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Dose, Session
from kapmonitor.session.summary import Peak, summary


@fact
class CourseSession:
    """One session of a course."""

    row: SessionRow
    doses: tuple[Dose, ...]
    baseline: Baseline | None
    peaks: Mapping[Signal, Peak]
    session: Session
    """The whole session but for samples: its order, checklist and escort, to be asked again."""


def course_of(record: Record, patient: str) -> Iterator[CourseSession]:
    """Yield a patient's sessions, newest first, by pseudonym. Raises RecordFault."""
    log = SessionLog(record)
    for row in Library(record).sessions_of(patient):
        yield _course_session(log, row)


def last_dosed(
    record: Record, patient: str, *, apart_from: str = "", before: datetime | None = None
) -> CourseSession | None:
    """Return a patient's newest real session with a dose; None without one. Raises RecordFault.

    `before`: of those opened before this moment.
    """
    log = SessionLog(record)
    for row in Library(record).sessions_of(patient):
        earlier = before is None or row.opened < before
        if row.dosed is not None and not row.simulated and row.id != apart_from and earlier:
            return _course_session(log, row)
    return None


def _course_session(log: SessionLog, row: SessionRow) -> CourseSession:
    session = fold(log.read_without_samples(row.id))
    figures = summary(session)
    return CourseSession(
        row=row,
        doses=session.doses,
        baseline=figures.baseline,
        peaks=figures.peaks,
        session=session,
    )
