"""How ketamine moves the vital signs after one dose, by route.

A dose adds `amplitude * rise(minutes / peak)` to each value, where `rise(r) = r^a * e^(a(1-r))`
is 1 at its peak. Each person's own amplitude and peak are drawn: a mean at one clock time is
smaller than the mean of everybody's own maximum. Amplitudes of systolic and diastolic pressure
correlate 0.7, of systolic pressure and heart rate 0.2. Means and spreads are fitted so that
intranasal maxima agree with Doherty 2020 and intravenous ones with the Yale series of 2024 and
the pooled figures of Vankawala 2021; shapes are design.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from devices.simulator.scenario import Amplitude, PatientScript, Route
from devices.simulator.stream import Seed, stream
from devices.simulator.vital_signs import Change

_PEAK_LOG_SD = 0.25
_PRESSURE_CORRELATION = 0.7
_RATE_CORRELATION = 0.2
_OLDER_OR_HYPERTENSIVE = 1.3
_OLDER_FROM_YEARS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFigures:
    """Mean and standard deviation of the amplitudes, median minute of the peak, and shape."""

    systolic: tuple[float, float]
    diastolic: tuple[float, float]
    heart_rate: tuple[float, float]
    peak_min: float
    shape: float
    spike_share: float = 0.01
    """Share of sessions with a hypertensive spike."""


ROUTES: dict[Route, RouteFigures] = {
    Route.SUBLINGUAL: RouteFigures(
        systolic=(10, 9), diastolic=(7, 6), heart_rate=(4, 8), peak_min=45, shape=2.35
    ),
    Route.INTRANASAL: RouteFigures(
        systolic=(12, 11), diastolic=(8, 7.5), heart_rate=(4, 8), peak_min=40, shape=3.2
    ),
    Route.INTRAMUSCULAR: RouteFigures(
        systolic=(15, 11), diastolic=(10, 8), heart_rate=(8, 10), peak_min=15, shape=1.0
    ),
    Route.INTRAVENOUS: RouteFigures(
        systolic=(14, 11.2), diastolic=(10, 8.5), heart_rate=(4, 9), peak_min=38, shape=3.75
    ),
}


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose taken; `share` is its amount relative to the first dose."""

    at_min: float
    route: Route
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Course:
    """What one dose does to one person."""

    dose: Dose
    amplitude: Amplitude
    peak_min: float
    shape: float

    def change(self, minute: float) -> Change:
        """Return the change of the vital signs at a minute of the session."""
        height = self.dose.share * rise((minute - self.dose.at_min) / self.peak_min, self.shape)
        return Change(
            systolic=height * self.amplitude.systolic,
            diastolic=height * self.amplitude.diastolic,
            heart_rate=height * self.amplitude.heart_rate,
        )


def rise(ratio: float, shape: float) -> float:
    """Return the height at `ratio` of the time to the peak: 0 before, 1 at the peak."""
    return ratio**shape * math.exp(shape * (1 - ratio)) if ratio > 0 else 0.0


def draw_course(script: PatientScript, dose: Dose, *, number: int, seed: Seed) -> Course:
    """Return the course of the `number`-th dose; a person's amplitude is the same for all."""
    figures = ROUTES[dose.route]
    amplitude = script.amplitude or _draw_amplitude(script, figures, seed)
    hurry = stream(seed, f"peak of dose {number}").gauss(0, _PEAK_LOG_SD)
    return Course(dose, amplitude, figures.peak_min * math.exp(hurry), figures.shape)


def _draw_amplitude(script: PatientScript, figures: RouteFigures, seed: Seed) -> Amplitude:
    chance = stream(seed, "amplitude")
    systolic, other, pulse = (chance.gauss(0, 1) for _ in range(3))
    diastolic = _correlated(systolic, other, _PRESSURE_CORRELATION)
    rate = _correlated(systolic, pulse, _RATE_CORRELATION)
    stronger = script.hypertensive or script.age_years >= _OLDER_FROM_YEARS
    scale = _OLDER_OR_HYPERTENSIVE if stronger else 1.0
    return Amplitude(
        systolic=scale * _scaled(figures.systolic, systolic),
        diastolic=scale * _scaled(figures.diastolic, diastolic),
        heart_rate=scale * _scaled(figures.heart_rate, rate),
    )


def _correlated(first: float, own: float, correlation: float) -> float:
    return correlation * first + math.sqrt(1 - correlation**2) * own


def _scaled(figures: tuple[float, float], deviate: float) -> float:
    mean, deviation = figures
    return mean + deviation * deviate
