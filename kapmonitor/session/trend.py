"""Whether the pressure goes up or down: said only of two readings that can be compared.

Not the change from baseline: that compares with the mean before the dose, this with the reading
just before. Two readings can be compared when both count and are of the session's own cuff, whole,
apart by at least what the preset asks between baseline readings and by no more than the age at
which it calls a value old, with no dose between them and nothing said about posture, arm or cuff
that sets them apart. The newer one must itself not be old. A step smaller than the one for which
the preset asks a third baseline reading is no trend: the same arm, measured twice, does that.
"""

from __future__ import annotations

from enum import StrEnum

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.measuring import differ, stated
from kapmonitor.session.readings import countable
from kapmonitor.session.state import Reading, Session


class Direction(StrEnum):
    """Where the systolic pressure goes."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


@fact
class Trend:
    """A direction, and the two readings that it is told from."""

    direction: Direction
    before: Reading
    newest: Reading


def trend(session: Session, at: Instant) -> Trend | None:
    """Return the trend of the systolic pressure at a moment; None where nothing can be compared."""
    kept = [reading for reading in countable(session) if reading.complete]
    if len(kept) < 2 or at.minutes_since(kept[-1].when) > session.preset.stale_after_min:
        return None
    newest = kept[-1]
    spacing = session.preset.baseline.spacing_min
    before = next(
        (each for each in reversed(kept) if newest.when.minutes_since(each.when) >= spacing), None
    )
    if before is None or not comparable(session, before, newest):
        return None
    return Trend(direction=_direction(session, before, newest), before=before, newest=newest)


def comparable(session: Session, before: Reading, after: Reading) -> bool:
    """Return whether the second of two readings tells something against the first."""
    apart = after.when.minutes_since(before.when)
    if not session.preset.baseline.spacing_min <= apart <= session.preset.stale_after_min:
        return False
    if before.role is not after.role or not (before.counts and after.counts):
        return False
    dosed = any(
        before.when.elapsed_s < dose.taken.elapsed_s <= after.when.elapsed_s
        for dose in session.doses
    )
    here = stated(session, after.when, after.role)
    return not dosed and not differ(stated(session, before.when, before.role), here)


def _direction(session: Session, before: Reading, newest: Reading) -> Direction:
    step = (newest.measurement.systolic or 0.0) - (before.measurement.systolic or 0.0)
    if abs(step) < session.preset.baseline.third_if_differs_by:
        return Direction.STEADY
    return Direction.RISING if step > 0 else Direction.FALLING
