"""Finds the results that a cuff tells on two channels, in two layouts.

Within the ten seconds in which no cuff can measure again, equal values on the other channel are
no second measurement. Equal values on the same channel are: that is for provenance to judge.
"""

from __future__ import annotations

from dataclasses import replace

from devices.event import DeviceEvent, FailureReason, Measured, MeasurementFailed
from devices.measurement import BloodPressure

SAME_RESULT_S = 10.0
MOST_UNMATCHED = 64
"""More than any memory replays in that time."""

_Content = BloodPressure | FailureReason


class ToldTwice:
    """Finds the results that a cuff tells on both of its channels."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._unmatched: list[tuple[float, str, _Content]] = []

    def elsewhere(self, channel: str, event: DeviceEvent, now: float) -> bool:
        """Tell whether the other channel told this result just before, and remember it."""
        content = _content(event)
        if content is None:
            return False
        for told in self._unmatched:
            at, where, what = told
            if 0 <= now - at <= SAME_RESULT_S and where != channel and what == content:
                self._unmatched.remove(told)
                return True
        self._unmatched = [*self._unmatched[1 - MOST_UNMATCHED :], (now, channel, content)]
        return False


def _content(event: DeviceEvent) -> _Content | None:
    """Return what a result says apart from its layout; None for what is no result."""
    match event:
        case Measured(measurement=BloodPressure() as reading):
            return replace(reading, frame=b"", device_time=None, status=())
        case MeasurementFailed(reason=reason):
            return reason
        case _:
            return None
