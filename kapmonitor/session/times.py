"""What times people may give: never one that has not come."""

from __future__ import annotations

from datetime import datetime, timedelta

from kapmonitor.language import say
from kapmonitor.session.instant import Instant

SAME_MOMENT = timedelta(seconds=2)
"""A time given by a person may be this far ahead: two clocks are never quite the same."""


def future(at: Instant, utc: datetime | None) -> str | None:
    """Return why a given time is refused: it has not come yet."""
    if utc is None or utc - at.utc <= SAME_MOMENT:
        return None
    return say("That time has not come yet.")


def moment(at: Instant, utc: datetime) -> Instant:
    """Return a given time in session time, at the latest now."""
    return at if utc >= at.utc else at.at_utc(utc)
