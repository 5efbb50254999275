"""When a reading was taken, by the device's own stamp: how long before it arrived, and how surely.

A stamp says when only where it is known how far the device's clock is ahead of the host's: read on
this connection, set by us on this connection, or seen before on a reading whose measurement we saw
happen. What is known comes as a span of time that surely holds the moment; its middle is the time
that is told and half of it the bound, and nothing is ever later than it arrived. Without such
knowledge there is no `Taken`, and a reading has the time at which it arrived and no better one.

A clock of the host that was set breaks the tie between the two clocks; a host that slept does not.
Both look alike where the host's clock ran ahead of its monotonic one. So a tie from before such a
jump dates a reading only where it cannot have been a setting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from devices.measurement import Taken

FINE_S = 2.0
"""How far a read clock, the time of arrival and a stamp with seconds may disagree."""
WHOLE_MINUTE_S = 60.0
STEP_S = 2.0
"""A host's wall that leaves its monotonic clock further than this jumped."""


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds before the arrival between which a reading was taken: `most` ago, or `least`."""

    most: float
    least: float


@dataclass(frozen=True, slots=True)
class Tie:
    """How far the device's clock was ahead of the host's wall, when that was known, how surely."""

    ahead: timedelta
    """At least so far, and at most `more_s` further."""
    wall: datetime
    now: float
    more_s: float = 0.0
    """The reading that it was learned of came up to so long after it was taken."""

    def jumped_s(self, wall: datetime, now: float) -> float:
        """Return how far the host's wall has left its monotonic clock since."""
        return (wall - self.wall).total_seconds() - (now - self.now)

    def ago(self, stamp: datetime, wall: datetime, now: float) -> Span | None:
        """Return when a stamp was, by this tie; None where a set clock may have cut it."""
        coarse_s = WHOLE_MINUTE_S if stamp.second == 0 else 0.0
        ago_s = (wall - (stamp - self.ahead)).total_seconds()
        most, least = ago_s + self.more_s + FINE_S, ago_s - coarse_s - FINE_S
        jumped_s = self.jumped_s(wall, now)
        if jumped_s < -STEP_S or (jumped_s > STEP_S and most - jumped_s > 0):
            return None
        return Span(most, least)


@dataclass(slots=True)
class Ties:
    """What is known of one device's clock over its connections."""

    learned: Tie | None = None

    def learn(self, stamp: datetime, wall: datetime, now: float, ended_s: float) -> None:
        """Note the stamp of a reading that was seen to happen, and ended at most so long ago."""
        coarse_s = WHOLE_MINUTE_S if stamp.second == 0 else 0.0
        self.learned = Tie(stamp - wall, wall, now, more_s=ended_s + coarse_s)


def within(spans: Iterable[Span | None], oldest_s: float | None) -> Taken | None:
    """Return the middle of what the spans allow together, and its bound; None: they allow nothing.

    What has not come yet is no time of a reading, and neither is what is longer ago than
    `oldest_s`, beyond which it would be none of the present.
    """
    kept = tuple(
        each
        for each in spans
        if each is not None and each.most >= 0 and (oldest_s is None or each.least <= oldest_s)
    )
    if not kept:
        return None
    most = max(each.most for each in kept)
    least = max(0.0, min(each.least for each in kept))
    return Taken(ago_s=(most + least) / 2, within_s=(most - least) / 2)
