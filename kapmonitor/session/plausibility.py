"""What a body can have: outside that, a typed value is refused and a device's set aside.

Within it, but unusual, a value is kept and doubted, and a repeat is asked for. Ranges are the
preset's. Nothing is repaired and nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from devices.measurement import BloodPressure, HeartRate, Measurement, PulseOximetry
from kapmonitor.language import mark, say
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Plausibility, Span
from kapmonitor.session.readings import countable
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role

_LABELS = {
    "systolic": (mark("Systolic"), "mmHg"),
    "diastolic": (mark("Diastolic"), "mmHg"),
    "pulse_pressure": (mark("Systolic minus diastolic"), "mmHg"),
    "heart_rate": (mark("Heart rate"), mark("per minute")),
    "spo2": (mark("SpO2"), "%"),
}


@fact
class Verdict:
    """Why a measurement is impossible, or doubted; both empty: neither."""

    impossible: tuple[str, ...]
    queried: tuple[str, ...]


def judge(measurement: Measurement, rule: Plausibility) -> Verdict:
    """Return what to think of a measurement by itself."""
    impossible: list[str] = []
    queried: list[str] = []
    for name, value in _values(measurement):
        if not rule.accept[name].contains(value):
            impossible.append(_outside(name, value, rule.accept[name]))
        elif not rule.query[name].contains(value):
            queried.append(_outside(name, value, rule.query[name]))
    impossible.extend(_mean_outside(measurement))
    return Verdict(impossible=tuple(impossible), queried=tuple(queried))


def jump(
    session: Session, systolic: float | None, taken: Instant, cuff: Role = Role.CUFF
) -> tuple[str, ...]:
    """Return why a systolic value is doubted against the same cuff's reading just before it."""
    rule = session.preset.plausibility
    before = [each for each in countable(session, cuff) if each.when.elapsed_s <= taken.elapsed_s]
    last = before[-1] if before else None
    if last is None or systolic is None or last.measurement.systolic is None:
        return ()
    moved = abs(systolic - last.measurement.systolic)
    if moved < rule.jump_systolic or taken.minutes_since(last.when) > rule.jump_within_min:
        return ()
    return (
        say("Systolic moved by {moved:g} mmHg within {jump_within_min:g} min.").format(
            moved=moved, jump_within_min=rule.jump_within_min
        ),
    )


def is_empty(measurement: Measurement) -> bool:
    """Return whether a measurement holds no value at all."""
    return not any(True for _ in _values(measurement))


def _values(measurement: Measurement) -> Iterator[tuple[str, float]]:
    for name, value in _named(measurement):
        if value is not None:
            yield name, value


def _named(measurement: Measurement) -> Iterator[tuple[str, float | None]]:
    match measurement:
        case BloodPressure(systolic=systolic, diastolic=diastolic, pulse_rate=rate):
            yield "systolic", systolic
            yield "diastolic", diastolic
            if systolic is not None and diastolic is not None:
                yield "pulse_pressure", systolic - diastolic
            yield "heart_rate", rate
        case HeartRate(heart_rate=rate):
            yield "heart_rate", rate
        case PulseOximetry(spo2=spo2, pulse_rate=rate):
            yield "spo2", spo2
            yield "heart_rate", rate
        case _:
            assert_never(measurement)


def _outside(name: str, value: float, span: Span) -> str:
    label, unit = _LABELS[name]
    return say("{label} {value:g} is outside {low:g} to {high:g} {unit}.").format(
        label=say(label), value=value, low=span.low, high=span.high, unit=say(unit)
    )


def _mean_outside(measurement: Measurement) -> Iterator[str]:
    if not isinstance(measurement, BloodPressure) or measurement.mean is None:
        return
    low, high, mean = measurement.diastolic, measurement.systolic, measurement.mean
    if low is not None and high is not None and not low < mean < high:
        yield say(
            "Mean {mean:g} does not lie between diastolic {low:g} and systolic {high:g}."
        ).format(mean=mean, low=low, high=high)
