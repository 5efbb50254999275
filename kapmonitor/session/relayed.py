"""When a device's reading was taken, and what that means for a reading that comes from afar."""

from __future__ import annotations

from datetime import timedelta

from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import DeviceReport
from kapmonitor.session.state import Session


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


def was_before(session: Session, given: DeviceReport) -> bool:
    """Return whether a reading from afar was taken before this session."""
    relay, placed = given.relay, given.corrected_utc
    if relay is None or placed is None:
        return False
    return placed + timedelta(seconds=relay.bound_s or 0.0) < session.opened.utc
