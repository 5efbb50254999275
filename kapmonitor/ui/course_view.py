"""A patient's course of sessions as lines of words and a few numbers to plot. Pure; no Qt."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kapmonitor.language import mark, say
from kapmonitor.record.course import CourseSession
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Dose, Session
from kapmonitor.session.summary import Peak
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.session.words import term
from kapmonitor.ui.wording import NONE, number

HEADS = (
    mark("Date"),
    mark("Session"),
    mark("Dose"),
    mark("Baseline"),
    mark("Peak"),
    mark("Rise"),
    mark("Peak at"),
    mark("Back after"),
    mark("Left after"),
    mark("Logged"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One session of the course."""

    cells: tuple[str, ...]
    """As in HEADS."""
    when: str
    baseline: float | None
    """Systolic, mmHg."""
    peak: float | None
    """Systolic after the dose, mmHg."""
    dose: str
    back_min: float | None
    """Minutes from the dose until a person marked that the patient was back."""
    simulated: bool


def course_lines(sessions: Iterable[CourseSession]) -> tuple[CourseLine, ...]:
    """Return the sessions of a course, the first one first."""
    return tuple(map(_line, reversed(tuple(sessions))))


def course_csv(lines: Sequence[CourseLine]) -> str:
    """Return the table as a spreadsheet takes it; an absent value is an empty cell."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow((*HEADS, "Simulated"))  # a file for programs: always English
    for each in lines:
        cells = ("" if cell == NONE else cell for cell in each.cells)
        table.writerow((*map(_plain, cells), "yes" if each.simulated else "no"))
    return out.getvalue()


def spoken(lines: Sequence[CourseLine]) -> str:
    """Return the plot in words."""
    told = [
        say("{when}: baseline {baseline}, peak {peak}, dose {dose}, back after {back} min").format(
            when=each.when,
            baseline=number(each.baseline),
            peak=number(each.peak),
            dose=each.dose,
            back=number(None if each.back_min is None else round(each.back_min)),
        )
        for each in lines
    ]
    return say("Systolic over {count} sessions. {told}.").format(
        count=len(lines), told=". ".join(told)
    )


def _line(one: CourseSession) -> CourseLine:
    row, base = one.row, one.baseline
    day = f"{row.opened + timedelta(minutes=row.utc_offset_min):%Y-%m-%d}"
    top, below = one.peaks.get(Signal.SYSTOLIC), one.peaks.get(Signal.DIASTOLIC)
    of = (
        say(" of {planned_sessions}").format(planned_sessions=row.planned_sessions)
        if row.session_number and row.planned_sessions
        else ""
    )
    cells = (
        day,
        f"{row.session_number}{of}" if row.session_number else NONE,
        _doses(one.doses),
        f"{number(base.systolic)}/{number(base.diastolic)}" if base is not None else NONE,
        _pair(top, below),
        f"{top.value - base.systolic:+.0f}" if top is not None and base is not None else NONE,
        say("{minute:.0f} min").format(minute=top.minute) if top is not None else NONE,
        back_after(one.session),
        left_after(one.session),
        logged(one.session),
    )
    return CourseLine(
        cells=cells,
        when=day,
        baseline=base.systolic if base is not None else None,
        peak=top.value if top is not None else None,
        dose=_doses(one.doses),
        back_min=_minutes_after(one.session, one.session.returned),
        simulated=row.simulated,
    )


def _pair(top: Peak | None, below: Peak | None) -> str:
    """Return the highest of each, which need not be of one reading."""
    if top is None:
        return NONE
    return f"{number(top.value)}/{number(below.value if below is not None else None)}"


def left_after(session: Session) -> str:
    """Return how long after the first dose the session ended."""
    return _after_dose(session, session.ended_at)


def back_after(session: Session) -> str:
    """Return how long after the first dose a person marked that the patient was back."""
    return _after_dose(session, session.returned)


def _after_dose(session: Session, moment: Instant | None) -> str:
    after = _minutes_after(session, moment)
    if after is None:
        return NONE
    minutes = round(after)
    return f"{minutes // 60}:{minutes % 60:02} h"


def _minutes_after(session: Session, moment: Instant | None) -> float | None:
    if moment is None or not session.doses:
        return None
    return moment.minutes_since(session.doses[0].taken)


def _doses(doses: Sequence[Dose]) -> str:
    return " + ".join(f"{number(dose.amount)} {dose.unit}" for dose in doses) or NONE


def logged(session: Session) -> str:
    """Return what was seen and not taken back, events apart; expected effects say so."""
    seen = [
        each
        for each in session.observations
        if not each.withdrawn and each.kind is not ObservationKind.EVENT
    ]
    counted = Counter(
        f"{term(session, each.code)}{' (expected)' * (each.kind is ObservationKind.EXPECTED)}"
        for each in seen
    )
    said = (f"{words} x{times}" if times > 1 else words for words, times in counted.items())
    return ", ".join(said) or NONE


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "@") else cell
