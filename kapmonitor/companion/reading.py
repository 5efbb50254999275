"""What a cuff told, as the message that the therapist's record gets."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from devices.event import Measured
from devices.measurement import BloodPressure, Provenance
from kapmonitor.link.message import HeartRates, Reading
from kapmonitor.link.patient import Now

_VERDICTS = {Provenance.LIVE: "live", Provenance.STORED: "stored"}
RATES_SPAN_MS = 30_000
_STEP_MS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a reading comes from, and when."""

    driver: str
    cuff: str
    channel: str | None
    simulated: bool
    now: Now
    epoch: int
    request: str | None = None


def message_of(measured: Measured, value: BloodPressure, origin: Origin, name: bytes) -> Reading:
    """Return the message of a blood pressure. `name`: 16 random octets, never given twice."""
    made, taken = value.device_time, measured.taken
    return Reading(
        id=name.hex(),
        source="sim" if origin.simulated else "cuff",
        systolic=value.systolic,
        diastolic=value.diastolic,
        mean=value.mean,
        pulse_rate=value.pulse_rate,
        unit=value.reported_unit.value,
        status=tuple(each.value for each in value.status),
        user=value.user,
        cuff_time=None if made is None else made.isoformat(),
        at=origin.now.wall_ms,
        up=origin.now.up_ms,
        epoch=origin.epoch,
        ago=None if taken is None else round(taken.ago_s * 1000),
        within=None if taken is None else math.ceil(taken.within_s * 1000),
        verdict=_VERDICTS.get(measured.provenance, "unconfirmed"),
        request=origin.request,
        raw=value.frame or None,
        channel=origin.channel,
        driver=origin.driver,
        cuff=origin.cuff,
    )


@dataclass(slots=True)
class Rates:
    """Heart rates of at most half a minute, one for each second; None where none came."""

    _epoch: int = 0
    _t0: int = 0
    _values: list[float | None] = field(default_factory=list)

    def take(self, rate: float | None, now: Now, epoch: int) -> list[HeartRates]:
        """Take one; return what is full now."""
        # To the nearest second: a strap that is a little early or late keeps its place.
        place = round((now.wall_ms - self._t0) / _STEP_MS)
        full: list[HeartRates] = []
        fits = len(self._values) <= place < RATES_SPAN_MS // _STEP_MS
        if self._values and (epoch != self._epoch or not fits):
            full = self.flush()
        if not self._values:
            self._t0, self._epoch, place = now.wall_ms, epoch, 0
        self._values += [None] * (place + 1 - len(self._values))
        self._values[place] = rate
        return full

    def due(self, now: Now) -> list[HeartRates]:
        """Return what has waited long enough."""
        return self.flush() if self._values and now.wall_ms - self._t0 >= RATES_SPAN_MS else []

    def flush(self) -> list[HeartRates]:
        """Return what there is, and begin anew."""
        values, self._values = tuple(self._values), []
        if not values:
            return []
        return [HeartRates(t0=self._t0, epoch=self._epoch, step=_STEP_MS, values=values)]
