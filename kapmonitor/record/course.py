"""A patient's course of sessions: number, dose, baseline and peak of each, newest first.

Figures are those of `session.summary`, made from the entries when they are asked for: nothing is
kept twice. Samples of strap and oximeter are left out, so that a course of long sessions opens at
once; heart rates here are the cuff's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
        session = fold(log.read_without_samples(row.id))
        figures = summary(session)
        yield CourseSession(
            row=row,
            doses=session.doses,
            baseline=figures.baseline,
            peaks=figures.peaks,
            session=session,
        )
