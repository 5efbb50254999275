"""The pressures of the same patient's last session, for the background of the chart. Pure; no Qt.

Aligned at the dose. It is never mixed with a simulated session, and never looks like a reading of
today: faint, wide, without marks, with its own name.
"""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.language import say
from kapmonitor.session.readings import countable
from kapmonitor.session.state import Session
from kapmonitor.session.wall import local

APART_MIN = 60.0
"""Readings further apart than this are not joined, even in the background."""
BEFORE_MIN = 30.0
"""How much of the time before the dose is shown."""


@dataclass(frozen=True, slots=True)
class LastCourse:
    """What lies behind the chart: its name, and strokes of minutes and systolic pressure."""

    words: str
    strokes: tuple[tuple[tuple[float, float], ...], ...]


def last_course(last: Session, today: Session) -> LastCourse | None:
    """Return the course of an earlier session; None where it may not lie behind today's."""
    mixed = last.simulated is not today.simulated or last.patient != today.patient
    if mixed or not last.doses or last.opened.utc >= today.opened.utc:
        return None
    zero = last.doses[0].taken
    points = [
        (reading.when.minutes_since(zero), reading.measurement.systolic)
        for reading in countable(last)
        if reading.measurement.systolic is not None
    ]
    strokes: list[list[tuple[float, float]]] = []
    for minutes, systolic in points:
        if minutes < -BEFORE_MIN:
            continue
        if not strokes or minutes - strokes[-1][-1][0] > APART_MIN:
            strokes.append([])
        strokes[-1].append((minutes, systolic))
    if not strokes:
        return None
    return LastCourse(_words(last), tuple(tuple(each) for each in strokes))


def _words(last: Session) -> str:
    day = f"{local(last, last.opened.utc):%Y-%m-%d}"
    if last.session_number is None:
        return say("last session, {day}, systolic").format(day=day)
    return say("last session, no. {number}, {day}, systolic").format(
        number=last.session_number, day=day
    )
