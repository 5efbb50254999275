"""Times, ages and numbers in the words of the screen. Pure; no Qt."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.language import figure, mark, say
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.session.wall import happens_twice, local, offset_min

NONE = "–"
ROLES = {
    Role.CUFF: mark("cuff"),
    Role.SECOND_CUFF: mark("second cuff"),
    Role.STRAP: mark("strap"),
    Role.OXIMETER: mark("oximeter"),
}
"""The devices of a session where a short word has to do."""
NOT_LIVE = mark("not live")


def clock(session: Session, moment: datetime, *, seconds: bool = False) -> str:
    """Return the time of day; in the hour that a day has twice, with its distance from UTC."""
    shown = f"{local(session, moment):{'%H:%M:%S' if seconds else '%H:%M'}}"
    if not happens_twice(session, moment):
        return shown
    return f"{shown} {from_utc(offset_min(session, moment))}"


def from_utc(minutes: int) -> str:
    """Return a distance from UTC: UTC+2, UTC-3:30."""
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


def upcoming(session: Session, moment: Instant) -> str:
    """Return the time of day of what is still to come, by the clock as it stands now.

    What was computed before somebody set the clock would be read against a clock that is gone.
    """
    return clock(session, session.last.later(seconds=moment.elapsed_s - session.last.elapsed_s).utc)


def ago(seconds: float) -> str:
    """Return an age a person can read at a glance."""
    if seconds < 20:
        return say("now")
    if seconds < 60:
        return say("under 1 min ago")
    minutes = int(seconds // 60)
    if minutes < 120:
        return say("{minutes} min ago").format(minutes=minutes)
    return say("{minutes} h {minutes2} min ago").format(
        minutes=minutes // 60, minutes2=minutes % 60
    )


def since(seconds: float) -> str:
    """Return time since the dose: +1:42:10."""
    whole = int(seconds)
    sign = "-" if whole < 0 else "+"
    whole = abs(whole)
    return f"{sign}{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def minutes_from_dose(session: Session, at: Instant) -> str:
    """Return minutes from the first dose: +42, -10; the time of day before one."""
    if not session.doses:
        return clock(session, at.utc)
    return f"{round(at.minutes_since(session.doses[0].taken)):+d}"


def number(value: float | None) -> str:
    """Return a value without a false decimal; a dash where there is none."""
    if value is None:
        return NONE
    return figure(value, ".0f" if value == round(value) else ".1f")


def change(value: float | None, base: float | None) -> str:
    """Return the change from baseline with its sign; nothing when it cannot be told.

    Never an arrow: an arrow is the trend, which compares with the reading before.
    """
    if value is None or base is None:
        return ""
    moved = round(value - base)
    return f"{moved:+d}" if moved else "±0"


def countdown(seconds: float) -> str:
    """Return how long until something: 4:05."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def about(seconds: float) -> str:
    """Return a usual wait as people say it."""
    if seconds < 50:
        return say("about {value} seconds").format(value=max(10, round(seconds / 10) * 10))
    minutes = max(1, round(seconds / 60 * 2) / 2)
    return (
        say("about a minute")
        if minutes == 1
        else say("about {minutes:g} minutes").format(minutes=minutes)
    )
