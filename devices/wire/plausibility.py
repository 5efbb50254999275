"""What a person can have, in mmHg and beats per minute: outside it a frame was misread.

These bounds tell numbers from noise. They are no clinical limits and raise no alarm.
"""

from __future__ import annotations

SYSTOLIC_MMHG = (40.0, 300.0)
DIASTOLIC_MMHG = (20.0, 200.0)
RATE_PER_MIN = (20.0, 300.0)
SPO2_PERCENT = (30.0, 100.0)
"""Below it no oximeter claims to measure; 0 is how some say that they do not."""
CUFF_PRESSURE_MMHG = (-50.0, 400.0)
"""A cuff's zero drifts a little below atmosphere."""


def within(value: float, bounds: tuple[float, float]) -> bool:
    """Tell whether `value` lies within `bounds`, both included."""
    return bounds[0] <= value <= bounds[1]


def implausible(systolic: float, diastolic: float, pulse_rate: float | None = None) -> str | None:
    """Return what is wrong with a reading as a whole, or None."""
    if not within(systolic, SYSTOLIC_MMHG) or not within(diastolic, DIASTOLIC_MMHG):
        return "the pressures are outside what a person can have"
    if systolic <= diastolic:
        return "systolic is not above diastolic"
    if pulse_rate is not None and not within(pulse_rate, RATE_PER_MIN):
        return "the pulse rate is outside what a person can have"
    return None
