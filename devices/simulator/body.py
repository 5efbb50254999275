"""The simulated patient in the chair: what has been done to them, and what an instrument finds.

True values come from `patient`; an instrument adds the fixed error of this cuff on this arm
(standard deviation 6 and 4 mmHg, which puts about 15 % of readings more than 10 mmHg off, as
published for oscillometric cuffs) and the noise of each reading (4.5, 3.5 mmHg, 2.5 per minute),
and shows whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.simulator.course import Dose
from devices.simulator.features import IrregularPulse
from devices.simulator.patient import Past, Patient
from devices.simulator.scenario import CuffScript, Offset, Route, Scenario
from devices.simulator.stream import Seed, stream
from devices.simulator.timeline import Timeline
from devices.simulator.vital_signs import VitalSigns

_NOISE = (4.5, 3.5, 2.5)
_NOISE_BY_HAND = (3.0, 2.5, 1.5)
_NOISE_MOVING = 2.5
_OFFSET_SD = (6.0, 4.0)
_NARROWEST_PULSE_PRESSURE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CuffReading:
    """What an instrument shows: whole mmHg and beats per minute."""

    systolic: int
    diastolic: int
    mean: int
    pulse_rate: int
    moved: bool = False
    irregular: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """What one cuff on one arm adds to the truth: how far it is off, and its own chance."""

    offset: Offset
    seed: Seed

    @classmethod
    def drawn(cls, script: CuffScript, seed: Seed) -> Arm:
        """Return the arm of a cuff; how far it is off is drawn where the script does not say."""
        return cls(offset=script.offset or _draw_offset(seed), seed=seed)


class Body:
    """The patient as instruments and people meet them."""

    def __init__(self, scenario: Scenario, seed: Seed, timeline: Timeline) -> None:
        self._patient = Patient(scenario.patient, seed)
        self._script = scenario.patient
        self._seed = seed
        self._timeline = timeline
        self._arm = Arm.drawn(scenario.cuff, seed)
        self._past = Past()
        self._first_amount = 0.0
        self._by_hand = 0

    def take_dose(self, route: str, amount: float, *, at_s: float | None = None) -> None:
        """Start the course of a dose taken at `at_s` of the clock, now if None.

        The route that the scenario names wins; one the model does not know runs the sublingual
        course. The first dose sets the measure: a booster of half the amount lifts half as far.
        """
        minute = self._timeline.minute if at_s is None else self._timeline.minute_of(at_s)
        self._first_amount = self._first_amount or amount
        share = amount / self._first_amount if self._first_amount else 1.0
        dose = Dose(minute, self._script.route or _known(route), share)
        self._past = replace(self._past, doses=(*self._past.doses, dose))
        self._timeline.dosed(minute)

    def vital_signs(self) -> VitalSigns:
        """Return the true vital signs now."""
        return self._patient.vital_signs(self._timeline.minute, self._past)

    def cuff_inflates(self) -> None:
        """Feel the cuff; from the first time on, white-coat excess settles."""
        if self._past.first_inflation_min is None:
            self._past = replace(self._past, first_inflation_min=self._timeline.minute)

    def read_by_cuff(
        self, number: int, *, moved: bool = False, arm: Arm | None = None
    ) -> CuffReading:
        """Return what a cuff finds now, as its `number`-th attempt: the session's, unless said."""
        arm = arm or self._arm
        noise = _drawn_noise(arm.seed, f"noise of attempt {number}", _NOISE)
        scale = _NOISE_MOVING if moved else 1.0
        found = _shown(self.vital_signs(), [scale * deviate for deviate in noise], arm.offset)
        return replace(found, moved=moved)

    def read_by_hand(self) -> CuffReading:
        """Return what a careful person finds now with another, exact instrument."""
        self._by_hand += 1
        noise = _drawn_noise(self._seed, f"noise by hand {self._by_hand}", _NOISE_BY_HAND)
        return _shown(self.vital_signs(), noise, Offset())

    def past_reading(self, number: int) -> CuffReading:
        """Return a reading of an earlier day, for a cuff's memory."""
        rest = self._patient.vital_signs(-1440.0 * number, Past())
        noise = _drawn_noise(self._seed, f"noise of memory {number}", _NOISE)
        return _shown(rest, noise, self._arm.offset)

    @property
    def irregular_share(self) -> float:
        """Return how often the patient's own rhythm makes the cuff say "irregular"."""
        return max(
            (item.share for item in self._script.features if isinstance(item, IrregularPulse)),
            default=0.0,
        )


def _known(route: str) -> Route:
    return Route(route) if route in set(Route) else Route.SUBLINGUAL


def _draw_offset(seed: Seed) -> Offset:
    chance = stream(seed, "cuff offset")
    systolic, diastolic = (chance.gauss(0, deviation) for deviation in _OFFSET_SD)
    return Offset(systolic=systolic, diastolic=diastolic)


def _drawn_noise(seed: Seed, purpose: str, deviations: tuple[float, ...]) -> list[float]:
    chance = stream(seed, purpose)
    return [chance.gauss(0, deviation) for deviation in deviations]


def _shown(true: VitalSigns, noise: list[float], offset: Offset) -> CuffReading:
    diastolic = max(20, round(true.diastolic + offset.diastolic + noise[1]))
    systolic = round(true.systolic + offset.systolic + noise[0])
    systolic = max(systolic, diastolic + _NARROWEST_PULSE_PRESSURE)
    return CuffReading(
        systolic=systolic,
        diastolic=diastolic,
        mean=round(diastolic + (systolic - diastolic) / 3),
        pulse_rate=max(20, round(true.heart_rate + noise[2])),
    )
