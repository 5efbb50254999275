"""One attempt of a cuff to measure: how long it takes, what goes wrong, what it finds.

All three simulated cuffs draw their attempts here, so that a scenario's faults mean the same on
every wire. Inflation takes 25 to 45 s. Without a script 3 % of attempts fail at rest, 15 % while
the patient moves or talks, 25 % with the arm under a blanket.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from devices.simulator.body import Arm, Body, CuffReading
from devices.simulator.faults import (
    AnswersBusy,
    ArmMoves,
    CuffFault,
    FailureKind,
    Implausible,
    MeasurementFails,
    Silent,
    ValueSticks,
)
from devices.simulator.features import Restless
from devices.simulator.scenario import Scenario
from devices.simulator.stream import Seed, stream
from devices.simulator.timeline import Timeline

Fault = TypeVar("Fault", bound=CuffFault)

_INFLATION_S = (25.0, 45.0)
_FAILS_AT_REST, _FAILS_MOVING, _FAILS_UNDER_BLANKET = 0.03, 0.15, 0.25
_INFLATED_BY = 0.2
"""Share of the time that pumping up takes; the rest is slow deflation."""
_ABOVE_SYSTOLIC, _BELOW_DIASTOLIC = 35.0, 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What is settled when an attempt begins; what it finds is asked for at its end."""

    number: int
    lasts_s: float
    faults: tuple[CuffFault, ...]
    fails: FailureKind | None
    irregular: bool
    expected_systolic: float
    expected_diastolic: float

    def has(self, kind: type[Fault]) -> Fault | None:
        """Return the fault of a kind that concerns this attempt."""
        return next((fault for fault in self.faults if isinstance(fault, kind)), None)

    def cuff_pressure(self, elapsed_s: float) -> int:
        """Return the pressure in the cuff, whole mmHg."""
        share = min(1.0, elapsed_s / self.lasts_s)
        top = self.expected_systolic + _ABOVE_SYSTOLIC
        bottom = max(0.0, self.expected_diastolic - _BELOW_DIASTOLIC)
        if share < _INFLATED_BY:
            return round(top * share / _INFLATED_BY)
        return round(top + (bottom - top) * (share - _INFLATED_BY) / (1 - _INFLATED_BY))


Found = CuffReading | FailureKind


class Attempts:
    """The attempts of one cuff in one session, in order."""

    def __init__(self, scenario: Scenario, seed: Seed, timeline: Timeline, body: Body) -> None:
        self._script = scenario.cuff
        self._arm = Arm.drawn(scenario.cuff, seed)
        self._restless = tuple(
            item for item in scenario.patient.features if isinstance(item, Restless)
        )
        self._seed = seed
        self._timeline = timeline
        self._body = body
        self._count = 0
        self._said_busy_before: int | None = None
        self._last: CuffReading | None = None

    def awaits(self, kind: type[Fault]) -> Fault | None:
        """Return the fault of a kind that concerns the attempt that would come next."""
        faults = self._faults(self._count + 1)
        return next((fault for fault in faults if isinstance(fault, kind)), None)

    @property
    def off(self) -> bool:
        """Return whether the cuff is switched off now, whichever attempt it is."""
        silences = (item for item in self._script.faults if isinstance(item, Silent))
        return any(not item.attempts and self._concerns(item, 0) for item in silences)

    def says_busy(self) -> bool:
        """Return whether a start is answered "busy": the first one of such an attempt."""
        if self._said_busy_before == self._count or not self.awaits(AnswersBusy):
            return False
        self._said_busy_before = self._count
        return True

    def unanswered(self) -> None:
        """Count an attempt that a person or the host began on a cuff that is off."""
        self._count += 1

    def begin(self) -> Attempt:
        """Begin the next attempt: the cuff inflates."""
        self._count += 1
        self._body.cuff_inflates()
        chance = stream(self._seed, f"attempt {self._count}")
        lasts_s, fails, irregular = chance.uniform(*_INFLATION_S), chance.random(), chance.random()
        faults = self._faults(self._count)
        signs = self._body.vital_signs()
        scripted = next((item for item in faults if isinstance(item, MeasurementFails)), None)
        by_chance = FailureKind.MOVEMENT if fails < self._failure_share() else None
        return Attempt(
            number=self._count,
            lasts_s=lasts_s,
            faults=faults,
            fails=scripted.reason if scripted else by_chance,
            irregular=irregular < max(self._script.irregular_share, self._body.irregular_share),
            expected_systolic=signs.systolic,
            expected_diastolic=signs.diastolic,
        )

    def finish(self, attempt: Attempt) -> Found:
        """Return what the attempt finds at this moment, its end."""
        if attempt.fails is not None:
            return attempt.fails
        moved = attempt.has(ArmMoves) is not None
        found = self._body.read_by_cuff(attempt.number, moved=moved, arm=self._arm)
        found = replace(found, irregular=attempt.irregular)
        if attempt.has(ValueSticks) and self._last is not None:
            found = self._last
        elif (wild := attempt.has(Implausible)) is not None:
            found = replace(found, systolic=wild.systolic, diastolic=wild.diastolic)
        self._last = found
        return found

    def _faults(self, number: int) -> tuple[CuffFault, ...]:
        return tuple(fault for fault in self._script.faults if self._concerns(fault, number))

    def _concerns(self, fault: CuffFault, number: int) -> bool:
        in_window = fault.during is None or self._timeline.within(fault.during)
        return in_window and (not fault.attempts or number in fault.attempts)

    def _failure_share(self) -> float:
        if self._script.failure_share is not None:
            return self._script.failure_share
        now = [item for item in self._restless if self._timeline.within(item.during)]
        if any(item.under_blanket for item in now):
            return _FAILS_UNDER_BLANKET
        return _FAILS_MOVING if now else _FAILS_AT_REST
