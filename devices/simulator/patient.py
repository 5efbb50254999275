"""A simulated patient: the true vital signs as a pure function of the minute of the session.

`value = baseline + what the doses do + what is special about this patient + slow wander`. Noise
and the error of the cuff are no part of this; they belong to measuring (`body`). The same
script, seed and doses give the same values bit for bit, in whatever order they are asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import reduce
from typing import assert_never

from devices.simulator.course import ROUTES, Course, Dose, draw_course, rise
from devices.simulator.features import (
    Feature,
    IrregularPulse,
    Panic,
    Restless,
    SecondPeak,
    SlowBreathing,
    Spike,
    Vasovagal,
    WhiteCoat,
)
from devices.simulator.scenario import PatientScript, Route
from devices.simulator.stream import Seed, stream
from devices.simulator.vital_signs import Change, VitalSigns

_SPIKE_RISES_MIN = 10.0
_SECOND_PEAK_SHAPE = 25.0
_VASOVAGAL_SHARE = 0.0075
_WANDER = Change(systolic=1.6, diastolic=1.2, heart_rate=1.5, spo2=0.3)


_Drawn = tuple[tuple[Course, ...], tuple[Feature, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What has happened to the patient so far, in minutes of the session."""

    doses: tuple[Dose, ...] = ()
    first_inflation_min: float | None = None


class Patient:
    """One person on one day; everything random about them is fixed by script and seed."""

    def __init__(self, script: PatientScript, seed: Seed) -> None:
        self.script = script
        self._seed = seed
        self._wander = _draw_wander(seed)
        self._drawn: dict[tuple[Dose, ...], _Drawn] = {}

    def vital_signs(self, minute: float, past: Past) -> VitalSigns:
        """Return the true vital signs at a minute of the session."""
        rest = self.script.baseline
        calm = VitalSigns(
            systolic=rest.systolic,
            diastolic=rest.diastolic,
            heart_rate=rest.heart_rate,
            spo2=rest.spo2,
        ).changed(self._wander_at(minute))
        signs = calm.changed(self.drug_effect(minute, past.doses))
        for feature in self._after(past.doses)[1]:
            signs = _with_feature(signs, feature, minute, past)
        return signs

    def drug_effect(self, minute: float, doses: tuple[Dose, ...]) -> Change:
        """Return what the doses do at a minute, a spike and a second peak included."""
        courses, features = self._after(doses)
        effect = reduce(Change.__add__, (course.change(minute) for course in courses), Change())
        for feature in features:
            if isinstance(feature, Spike):
                effect = effect.largest(_spike(feature, minute - doses[0].at_min))
            elif isinstance(feature, SecondPeak):
                effect += _second_peak(feature, courses[0], minute - doses[0].at_min)
        return effect

    def features(self, doses: tuple[Dose, ...]) -> tuple[Feature, ...]:
        """Return what is special about this patient; what a dose brings only after one."""
        scripted = self.script.features
        if not doses:
            return tuple(item for item in scripted if isinstance(item, WhiteCoat))
        if not self.script.by_chance:
            return scripted
        return (*scripted, *_by_chance(doses[0].route, self._seed))

    def _after(self, doses: tuple[Dose, ...]) -> _Drawn:
        """Return courses and features after these doses; kept, for a strap asks every second."""
        if doses not in self._drawn:
            courses = tuple(
                draw_course(self.script, dose, number=number, seed=self._seed)
                for number, dose in enumerate(doses, start=1)
            )
            self._drawn[doses] = courses, self.features(doses)
        return self._drawn[doses]

    def _wander_at(self, minute: float) -> Change:
        return Change(
            **{
                name: sum(
                    height * math.sin(2 * math.pi * minute / period + phase)
                    for height, period, phase in waves
                )
                for name, waves in self._wander.items()
            }
        )


def _draw_wander(seed: Seed) -> dict[str, tuple[tuple[float, float, float], ...]]:
    """Return height, period in minutes and phase of two slow waves for each vital sign."""
    chance = stream(seed, "wander")
    return {
        name: tuple(
            (height * share, chance.uniform(*period), chance.uniform(0, 2 * math.pi))
            for share, period in ((0.7, (30.0, 60.0)), (0.5, (12.0, 25.0)))
        )
        for name, height in (
            ("systolic", _WANDER.systolic),
            ("diastolic", _WANDER.diastolic),
            ("heart_rate", _WANDER.heart_rate),
            ("spo2", _WANDER.spo2),
        )
    }


def _by_chance(route: Route, seed: Seed) -> tuple[Feature, ...]:
    """Return the rare events of this session, as often as published."""
    chance = stream(seed, "rare events")
    spiked, fainted = chance.random(), chance.random()
    spike = Spike(
        systolic=chance.uniform(45, 75),
        diastolic=chance.uniform(28, 45),
        minutes=ROUTES[route].peak_min,
        decay_min=chance.uniform(30, 45),
    )
    faint = Vasovagal(
        systolic_fall=chance.uniform(30, 50),
        heart_rate=chance.uniform(40, 50),
        minutes=1.0 if route is Route.INTRAMUSCULAR else chance.uniform(5, 60),
        lasts_min=chance.uniform(2, 5),
    )
    rare = ((spiked < ROUTES[route].spike_share, spike), (fainted < _VASOVAGAL_SHARE, faint))
    return tuple(event for happens, event in rare if happens)


def _spike(spike: Spike, since_dose: float) -> Change:
    height = _pulse(since_dose, peak=spike.minutes, rises=_SPIKE_RISES_MIN, falls=spike.decay_min)
    return Change(
        systolic=height * spike.systolic,
        diastolic=height * spike.diastolic,
        heart_rate=height * spike.heart_rate,
    )


def _second_peak(feature: SecondPeak, first: Course, since_dose: float) -> Change:
    """Return the oral peak; it stands apart from the first because it is narrower."""
    height = feature.height * rise(since_dose / feature.minutes, _SECOND_PEAK_SHAPE)
    return Change(
        systolic=height * first.amplitude.systolic,
        diastolic=height * first.amplitude.diastolic,
        heart_rate=height * first.amplitude.heart_rate,
    )


def _with_feature(signs: VitalSigns, feature: Feature, minute: float, past: Past) -> VitalSigns:
    if isinstance(feature, WhiteCoat):
        return signs.changed(_white_coat(feature, minute, past.first_inflation_min))
    since_dose = minute - past.doses[0].at_min
    match feature:
        case Vasovagal():
            return _fainting(signs, feature, since_dose)
        case Panic():
            return signs.changed(_panic(feature, since_dose))
        case SlowBreathing():
            return _breathing_slowly(signs, feature, since_dose)
        case Spike() | SecondPeak() | IrregularPulse() | Restless():
            return signs
        case _:
            assert_never(feature)


def _white_coat(feature: WhiteCoat, minute: float, first_inflation: float | None) -> Change:
    elapsed = 0.0 if first_inflation is None else max(0.0, minute - first_inflation)
    share = math.exp(-elapsed / feature.settles_min)
    return Change(
        systolic=share * feature.systolic,
        diastolic=share * feature.diastolic,
        heart_rate=share * feature.systolic / 2,
    )


def _panic(feature: Panic, since_dose: float) -> Change:
    share = _plateau(
        since_dose, starts=feature.minutes, onset=2.0, lasts=feature.lasts_min, release=10.0
    )
    return Change(
        systolic=share * feature.systolic,
        diastolic=share * feature.diastolic,
        heart_rate=share * feature.heart_rate,
    )


def _fainting(signs: VitalSigns, feature: Vasovagal, since_dose: float) -> VitalSigns:
    share = _plateau(
        since_dose, starts=feature.minutes, onset=1.0, lasts=feature.lasts_min, release=1.5
    )
    return replace(
        signs,
        systolic=signs.systolic - share * feature.systolic_fall,
        diastolic=signs.diastolic - share * feature.systolic_fall * 0.6,
        heart_rate=signs.heart_rate + share * (feature.heart_rate - signs.heart_rate),
    )


def _breathing_slowly(signs: VitalSigns, feature: SlowBreathing, since_dose: float) -> VitalSigns:
    share = _plateau(
        since_dose,
        starts=feature.minutes,
        onset=feature.falls_over_min,
        lasts=feature.roused_after_min,
        release=2.0,
    )
    return replace(signs, spo2=signs.spo2 - share * max(0.0, signs.spo2 - feature.lowest_spo2))


def _pulse(minute: float, *, peak: float, rises: float, falls: float) -> float:
    """Return a smooth rise to 1 at `peak` and a smooth fall to 0 at `peak + falls`."""
    distance = (minute - peak) / (rises if minute < peak else falls)
    return (1 + math.cos(math.pi * distance)) / 2 if abs(distance) < 1 else 0.0


def _plateau(minute: float, *, starts: float, onset: float, lasts: float, release: float) -> float:
    """Return 0, then a ramp to 1 over `onset`, 1 until `starts + lasts`, and a ramp back."""
    elapsed = minute - starts
    if elapsed <= 0:
        return 0.0
    return max(0.0, min(1.0, elapsed / onset, 1 - (elapsed - lasts) / release))
