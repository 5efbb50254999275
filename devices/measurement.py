"""The vocabulary of measurements, in the words of ISO/IEEE 11073.

Values are what the agent sent, converted to one unit, never rounded, repaired or invented:
pressures in mmHg, rates in beats per minute, saturation in percent. What the agent did not
send, or sent as "no value", is ``None``. The octets themselves stay with the values, so that
a decoder's mistake can be corrected years later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Provenance(StrEnum):
    """How sure we are that a measurement describes the present moment."""

    LIVE = "live"
    STORED = "stored"
    UNCONFIRMED = "unconfirmed"
    MANUAL = "manual"


class MeasurementStatus(StrEnum):
    """What the agent says about its own measurement (ISO/IEEE 11073-10407 measurement-status)."""

    BODY_MOVEMENT = "body_movement"
    CUFF_TOO_LOOSE = "cuff_too_loose"
    IRREGULAR_PULSE = "irregular_pulse"
    PULSE_RATE_ABOVE_RANGE = "pulse_rate_above_range"
    PULSE_RATE_BELOW_RANGE = "pulse_rate_below_range"
    IMPROPER_POSITION = "improper_position"


class PressureUnit(StrEnum):
    """UCUM code of the unit in which the agent reported."""

    MMHG = "mm[Hg]"
    KPA = "kPa"


@dataclass(frozen=True, slots=True, kw_only=True)
class BloodPressure:
    """One non-invasive blood-pressure measurement; pressures in mmHg, pulse rate per minute."""

    systolic: float | None
    diastolic: float | None
    mean: float | None = None
    pulse_rate: float | None = None
    reported_unit: PressureUnit = PressureUnit.MMHG
    device_time: datetime | None = None
    """Local wall time on the agent's own clock, without a zone: a claim, never used for order."""
    age_s: float | None = None
    """Seconds since this result was obtained, where the agent says so."""
    user: int | None = None
    status: tuple[MeasurementStatus, ...] = ()
    frame: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartRate:
    """One heart-rate sample from a strap or sensor; rate per minute."""

    heart_rate: float | None
    rr_intervals_ms: tuple[float, ...] = ()
    contact: bool | None = None
    """Whether the sensor feels skin; ``None`` when it cannot tell."""
    frame: bytes = b""


SPOT_CHECK = "spot_check"
"""Word of a status: the result of one measurement, which a memory may keep, not of a stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseOximetry:
    """One oximeter sample; saturation in percent, pulse rate per minute."""

    spo2: float | None
    pulse_rate: float | None = None
    status: tuple[str, ...] = ()
    """What the agent says about it, in snake case; SPOT_CHECK where it is no stream."""
    device_time: datetime | None = None
    frame: bytes = b""


Measurement = BloodPressure | HeartRate | PulseOximetry


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """When a measurement was taken, counted back from when it is told."""

    ago_s: float
    within_s: float
    """How wrong that may be at most."""
