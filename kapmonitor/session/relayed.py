"""When a device's reading was taken, and what that means for a reading that comes from afar."""

from __future__ import annotations

from datetime import datetime

from devices.event import Measured
from devices.measurement import BloodPressure, Provenance
from kapmonitor.language import figure, say
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import DeviceReport
from kapmonitor.session.state import Session
from kapmonitor.session.wall import local


def taken(at: Instant, given: DeviceReport) -> Instant:
    """Return when it was taken, as far as is known; never later than it arrived."""
    if given.corrected_utc is None or given.corrected_utc >= at.utc:
        return at
    return at.at_utc(given.corrected_utc)


def answers(session: Session, at: Instant, given: DeviceReport) -> bool:
    """Return whether a reading may answer what is asked for now: one that waited at the patient's
    side was taken before anybody asked.
    """
    asked, relay = session.requested_at, given.relay
    if relay is None or asked is None:
        return True
    since = asked.elapsed_s - (relay.bound_s or 0.0)
    return taken(at, given).elapsed_s >= since


def only_guessed(
    session: Session, at: Instant, placed: datetime | None, bound_s: float | None
) -> bool:
    """Return whether a place in time before this session is a guess, and so no place at all.

    A clock that was never compared is placed by the clock of its neighbour, and may be hours off:
    what such a guess puts before the session may well be of now. A session that goes on from
    another one does expect readings of before.
    """
    if placed is None or bound_s is not None or session.remote.resume_of is not None:
        return False
    return is_before(session, at, placed)


def is_before(session: Session, at: Instant, placed: datetime) -> bool:
    """Return whether a moment is before this session, by the clock as it stands."""
    return at.at_utc(placed).elapsed_s < session.opened.elapsed_s


def was_before(session: Session, at: Instant, given: DeviceReport) -> bool:
    """Return whether a reading from afar was taken before this session; a clock that was set since
    it was opened says nothing about that.
    """
    relay, placed = given.relay, given.corrected_utc
    if relay is None or placed is None:
        return False
    return at.at_utc(placed).elapsed_s + (relay.bound_s or 0.0) < session.opened.elapsed_s


def of_before(session: Session, given: DeviceReport, event: Measured) -> str | None:
    """Return what is said of a reading from afar of before this session, with its value.

    It came over a link of this session, of a cuff that had just measured: it waited at the
    patient's side while the therapist's machine was lost, or a clock was set while nobody looked.
    It is not to be lost, but it is of a time that this record does not know: it is kept, and not
    counted. None: it is out of a cuff's memory, and nobody can tell whose it is.
    """
    measured, placed = event.measurement, given.corrected_utc
    if given.relay is None or placed is None or event.provenance is Provenance.STORED:
        return None
    if not isinstance(measured, BloodPressure):
        return None
    told = (
        say("Taken {time}, before this record was opened: {pair} mmHg.")
        if session.remote.resume_of is None
        else say(
            "Taken {time}, before this record was opened, in the session it goes on from: "
            "{pair} mmHg."
        )
    )
    pair = f"{_value(measured.systolic)}/{_value(measured.diastolic)}"
    return told.format(time=f"{local(session, placed):%H:%M}", pair=pair)


def _value(number: float | None) -> str:
    return "-" if number is None else figure(number, ".0f")
