"""A line of the report, and what its parts have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kapmonitor.language import say
from kapmonitor.session.event import Countersigned
from kapmonitor.session.instant import Instant
from kapmonitor.session.signatures import signing_words
from kapmonitor.session.state import Session
from kapmonitor.session.wall import local
from kapmonitor.ui.dates import named_moment
from kapmonitor.ui.wording import clock, minutes_from_dose

GRAVE = "▲ "


@dataclass(frozen=True, slots=True)
class Line:
    """A name and what there is to say; `grave` lines are printed in red and carry a sign."""

    name: str
    words: str
    grave: bool = False


def countersigned(by: Countersigned | None, *, at_once: bool) -> str:
    """Say who countersigned; what was signed at once, the deciding clinician signed."""
    if by is not None:
        return say("countersigned by {by}, {how}").format(
            by=by.clinician, how=signing_words(by.signing)
        )
    return say("countersigned") if at_once else say("reported, not countersigned")


def timed(session: Session, at: Instant) -> str:
    """Return a moment by the clock and, after a dose, in minutes from it."""
    if not session.doses:
        return clock(session, at.utc)
    return say("{time} ({minutes_from_dose} min)").format(
        time=clock(session, at.utc), minutes_from_dose=minutes_from_dose(session, at)
    )


def until(session: Session, moment: datetime) -> str:
    """Return the end of the no-driving time as date and clock."""
    there = local(session, moment)
    said = named_moment(there)
    after_sleep = session.preset.discharge.no_driving.after_sleep
    return say("{said}, and only after a night's sleep").format(said=said) if after_sleep else said
