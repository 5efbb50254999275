"""The session before this one in a few lines, to be read beside today's order. Pure; no Qt.

Only real sessions with a dose are told, each with its date: nothing of it enters today's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kapmonitor.language import say
from kapmonitor.record.course import CourseSession
from kapmonitor.session.code_words import coded
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Dose, Session
from kapmonitor.ui.course_view import back_after, left_after, logged
from kapmonitor.ui.dates import short_day
from kapmonitor.ui.wording import NONE, number

NOTES, LETTERS = 2, 160
"""How many of the last notes are told, and how much of each."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the last session came to: pairs of a name and words."""

    title: str
    lines: tuple[tuple[str, str], ...]


def last_time(one: CourseSession) -> LastTime:
    """Return a session of the past as the card shows it."""
    day = wall_day(one.row.opened, one.row.utc_offset_min)
    title = say("Last time: {day}").format(day=day)
    row = one.row
    if row.session_number and row.planned_sessions:
        title = say("Last time: {day}, session {number} of {planned}").format(
            day=day, number=row.session_number, planned=row.planned_sessions
        )
    elif row.session_number:
        title = say("Last time: {day}, session {number}").format(day=day, number=row.session_number)
    return LastTime(title, tuple(_lines(one)))


def wall_day(moment: datetime, offset_min: int) -> str:
    """Return a day as people write it: 9 Nov 2026."""
    wall = moment + timedelta(minutes=offset_min)
    return short_day(wall)


def _lines(one: CourseSession) -> Iterator[tuple[str, str]]:
    session = one.session
    yield say("Dose"), "; ".join(_dose(session, each) for each in one.doses)
    yield say("Pressure"), _pressure(one)
    back, left = back_after(session), left_after(session)
    if back != NONE:
        yield say("Is back"), say("{time} after the dose").format(time=back)
    if left != NONE:
        outcome = coded(one.row.outcome) if one.row.outcome else ""
        words = say("{time} after the dose").format(time=left)
        yield say("Left"), ", ".join(filter(None, (words, outcome)))
    if (seen := logged(session)) != NONE:
        yield say("Logged"), seen
    for each in session.deviations[-NOTES:]:
        yield say("Deviation"), f"▲ {each.text}"
    for note in [each for each in session.notes if not each.withdrawn][-NOTES:]:
        if note.text.text:
            yield say("Note"), _shortened(note.text.text)


def _dose(session: Session, dose: Dose) -> str:
    what = f"{dose.drug} {number(dose.amount)} {dose.unit}"
    if not dose.booster:
        return what
    minutes = round(dose.taken.minutes_since(session.doses[0].taken))
    return say("booster {dose} at {minutes} min").format(dose=what, minutes=minutes)


def _pressure(one: CourseSession) -> str:
    base, top = one.baseline, one.peaks.get(Signal.SYSTOLIC)
    below = one.peaks.get(Signal.DIASTOLIC)
    parts = []
    if base is not None:
        pair = f"{number(round(base.systolic))}/{number(round(base.diastolic))}"
        parts.append(say("baseline {pair}").format(pair=pair))
    if top is not None:
        pair = f"{number(top.value)}/{number(below.value if below is not None else None)}"
        told = say("highest {pair} at {minutes:.0f} min")
        parts.append(told.format(pair=pair, minutes=top.minute))
    return ", ".join(parts) or say("no reading")


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…"
