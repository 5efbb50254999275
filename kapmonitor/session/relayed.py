"""When a device's reading was taken, and what that means for a reading that comes from afar."""

from __future__ import annotations

from datetime import datetime, timedelta

from devices.event import Measured
from devices.measurement import BloodPressure, Provenance, Taken
from kapmonitor.language import figure, say
from kapmonitor.session.fact import replace
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import DeviceReport
from kapmonitor.session.state import Session
from kapmonitor.session.wall import local

TEST = "test"
"""The reason of a request for a reading that only proves that a cuff at home is heard."""


def dated(at: Instant, given: DeviceReport) -> DeviceReport:
    """Return what was reported with when it was taken: counted back, by what the device's clock
    says, from when it came to the computer that the device is connected to.

    What came to the patient's computer at a moment that nobody knows has none to count from.
    """
    taken = by_the_device(given)
    came = given.corrected_utc if given.relay is not None else at.utc
    if taken is None or came is None:
        # When a memory was sent is not when it was made.
        return replace(given, corrected_utc=None) if _is_memory(given) else given
    if taken.ago_s <= 0 and not _is_memory(given):
        return given  # its arrival is its time
    return replace(given, corrected_utc=came - timedelta(seconds=taken.ago_s))


def is_trial(session: Session, given: DeviceReport, *, answered: str | None) -> bool:
    """Return whether a reading from afar proves that its cuff is heard here, and nothing else: it
    came before the baseline began, or was asked for as a test since and before a dose.
    """
    if given.relay is None or session.doses or _is_memory(given):
        return False
    asked = session.request if answered is not None else None
    return session.baseline_begun is None or (asked is not None and asked.reason == TEST)


def by_the_device(given: DeviceReport) -> Taken | None:
    """Return what the device's clock says of when it was taken; None: nothing, or nobody knows
    when the patient's computer heard it."""
    if not isinstance(given.event, Measured):
        return None
    unknown = given.relay is not None and given.corrected_utc is None
    return None if unknown else given.event.taken


def _is_memory(given: DeviceReport) -> bool:
    event = given.event
    return isinstance(event, Measured) and event.provenance is Provenance.STORED


def _slack_s(given: DeviceReport) -> float:
    far_s = 0.0 if given.relay is None else given.relay.bound_s or 0.0
    taken = by_the_device(given)
    return far_s + (0.0 if taken is None else taken.within_s)


def taken(at: Instant, given: DeviceReport) -> Instant:
    """Return when it was taken, as far as is known; never later than it arrived."""
    if given.corrected_utc is None or given.corrected_utc >= at.utc:
        return at
    return at.at_utc(given.corrected_utc)


def answers(session: Session, at: Instant, given: DeviceReport) -> bool:
    """Return whether a reading may answer what is asked for now: one that waited in the device, or
    at the patient's side, was taken before anybody asked.
    """
    asked = session.requested_at
    if asked is None:
        return True
    return taken(at, given).elapsed_s + _slack_s(given) >= asked.elapsed_s


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
    placed = given.corrected_utc
    if given.relay is None or placed is None:
        return False
    return at.at_utc(placed).elapsed_s + _slack_s(given) < session.opened.elapsed_s


def is_surely_here(session: Session, at: Instant, given: DeviceReport) -> bool:
    """Return whether what a device remembers was surely taken in this session, and so of this
    patient; from afar: after the patient's side was first paired. Else it may be anybody's.
    """
    placed, relay = given.corrected_utc, given.relay
    if placed is None or (relay is not None and relay.bound_s is None):
        return False
    since = session.opened if relay is None else session.remote.joined
    earliest_s = at.at_utc(placed).elapsed_s - _slack_s(given)
    return since is not None and earliest_s >= since.elapsed_s


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
