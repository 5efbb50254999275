"""The guided tour: what is said, about which part, and when in a session it can be said.

Pure; no Qt. The session plays on by itself: a stop waits until what it talks about is there, and
is left out when the session went past it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kapmonitor.language import mark
from kapmonitor.port import Snapshot
from kapmonitor.session.phase import Phase, phase_of

READING_SPEED = 1.0
"""While a person reads, the session keeps the world's time."""
FREE_SPEED = 60.0
"""Simulated seconds a second once the tour is over."""
SCENARIO = "hypertensive_spike"
PROTOCOL = "kap-sublingual-office"
Wish = Callable[[Snapshot], bool]


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that is said, and where it points."""

    page: str
    part: str
    words: str
    there: Wish


def _in(*phases: Phase) -> Wish:
    return lambda seen: seen.session is not None and phase_of(seen.session) in phases


def _read_since_dose(seen: Snapshot) -> bool:
    session = seen.session
    if session is None or not session.doses or phase_of(session) is not Phase.MONITORING:
        return False
    return any(each.when.elapsed_s > session.doses[0].taken.elapsed_s for each in session.readings)


def _alarmed(seen: Snapshot) -> bool:
    session = seen.session
    return session is not None and bool(session.doses) and bool(session.alarms)


def _half_checked(seen: Snapshot) -> bool:
    session = seen.session
    return session is not None and _in(Phase.RECOVERY)(seen) and len(session.findings) >= 2


STOPS = (
    Stop(
        "prepare",
        "rail",
        mark("A session has six steps. This is where you are; a done step carries a tick."),
        _in(Phase.PREPARATION),
    ),
    Stop(
        "prepare",
        "top",
        mark("Always in sight: who, which plan, the devices, where alarms sound, and the clock."),
        _in(Phase.PREPARATION),
    ),
    Stop(
        "baseline",
        "page",
        mark("Rest, two readings, their mean. The gate then says clear, or hold and why."),
        _in(Phase.BASELINE),
    ),
    Stop(
        "monitoring",
        "numeral",
        mark("Each number has its age and its source. One that is too old turns grey."),
        _read_since_dose,
    ),
    Stop(
        "monitoring",
        "next",
        mark("What is due next. Hold M one second and the cuff starts; Esc stops it."),
        _read_since_dose,
    ),
    Stop(
        "monitoring",
        "happened",
        mark("One key logs what happens, with its time. The letters stand on the buttons."),
        _read_since_dose,
    ),
    Stop(
        "monitoring",
        "alarms",
        mark("An alarm says the value, the limit and what to do. A acknowledges; it stays shown."),
        _alarmed,
    ),
    Stop(
        "discharge",
        "page",
        mark("Readings judge themselves. What you see is asked one by one and never filled in."),
        _half_checked,
    ),
    Stop(
        "report",
        "page",
        mark("The record explains itself: one page, the exports, a note to copy, a signature."),
        _in(Phase.CLOSED, Phase.LOCKED),
    ),
)
_ORDER = (
    Phase.PREPARATION,
    Phase.BASELINE,
    Phase.MONITORING,
    Phase.RECOVERY,
    Phase.CLOSED,
    Phase.LOCKED,
)
_LAST_PHASE = {
    "prepare": Phase.PREPARATION,
    "baseline": Phase.BASELINE,
    "monitoring": Phase.MONITORING,
    "discharge": Phase.RECOVERY,
    "report": Phase.LOCKED,
}


def can_be_told(stop: Stop, seen: Snapshot) -> bool:
    """Return whether the session has come to a stop, or went past it."""
    return stop.there(seen) or is_past(stop, seen)


def is_past(stop: Stop, seen: Snapshot) -> bool:
    """Return whether the session went beyond what a stop talks about."""
    session = seen.session
    if session is None:
        return False
    return _ORDER.index(phase_of(session)) > _ORDER.index(_LAST_PHASE[stop.page])
