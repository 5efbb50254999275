"""What can be special about a simulated patient, as a scenario file says it.

The numbers follow published courses of blood pressure under ketamine and esketamine (Doherty
2020, Riva-Posse 2018, Vankawala 2021); the shapes are design, made for drill, not for dosing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from devices.simulator.moment import Minutes, Window
from devices.simulator.strict_table import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """A spike of pressure: fast rise to a peak `minutes` after the dose, gone `decay_min` later."""

    TAG: ClassVar[str] = "spike"
    systolic: Annotated[float, Range(0, 120, "mmHg")] = 60.0
    diastolic: Annotated[float, Range(0, 70, "mmHg")] = 36.0
    heart_rate: Annotated[float, Range(0, 80, "/min")] = 12.0
    minutes: Minutes = 40.0
    decay_min: Annotated[float, Range(5, 180, "min")] = 38.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vasovagal:
    """A vasovagal reaction `minutes` after the dose: pressure falls, pulse slows, both return."""

    TAG: ClassVar[str] = "vasovagal"
    systolic_fall: Annotated[float, Range(0, 80, "mmHg")] = 42.0
    heart_rate: Annotated[float, Range(30, 80, "/min")] = 44.0
    minutes: Minutes = 2.0
    lasts_min: Annotated[float, Range(1, 30, "min")] = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panic:
    """A fast pulse with fear, `minutes` after the dose, easing off after `lasts_min`."""

    TAG: ClassVar[str] = "panic"
    systolic: Annotated[float, Range(0, 60, "mmHg")] = 15.0
    diastolic: Annotated[float, Range(0, 40, "mmHg")] = 8.0
    heart_rate: Annotated[float, Range(0, 100, "/min")] = 40.0
    minutes: Minutes = 25.0
    lasts_min: Annotated[float, Range(1, 60, "min")] = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowBreathing:
    """Saturation falls to `lowest_spo2` over `falls_over_min`, until the patient is roused."""

    TAG: ClassVar[str] = "slow_breathing"
    lowest_spo2: Annotated[float, Range(60, 97, "%")] = 86.0
    falls_over_min: Annotated[float, Range(0.5, 30, "min")] = 4.0
    minutes: Minutes = 30.0
    roused_after_min: Annotated[float, Range(0.5, 60, "min")] = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhiteCoat:
    """The first reading is too high; the excess settles while readings are taken."""

    TAG: ClassVar[str] = "white_coat"
    systolic: Annotated[float, Range(0, 60, "mmHg")] = 8.0
    diastolic: Annotated[float, Range(0, 40, "mmHg")] = 4.0
    settles_min: Annotated[float, Range(0.5, 120, "min")] = 4.0
    """Time constant of the settling, counted from the first inflation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPeak:
    """A later, oral peak from swallowed saliva, as a share of the first one's height."""

    TAG: ClassVar[str] = "second_peak"
    minutes: Minutes = 90.0
    height: Annotated[float, Range(0, 2)] = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class IrregularPulse:
    """The pulse is irregular: the cuff flags this share of readings, beats are uneven."""

    TAG: ClassVar[str] = "irregular_pulse"
    share: Annotated[float, Range(0, 1)] = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Restless:
    """The patient moves or talks, or the arm lies under a blanket: measuring fails more often."""

    TAG: ClassVar[str] = "restless"
    during: Window
    under_blanket: bool = False


Feature = (
    Spike | Vasovagal | Panic | SlowBreathing | WhiteCoat | SecondPeak | IrregularPulse | Restless
)
