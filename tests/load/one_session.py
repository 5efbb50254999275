"""One simulated session for the alarm load: a patient of the simulator, the core's own alarms.

Nothing is written and nothing waits: readings are taken at the plan's minutes and given to
`decision` as a cuff would report them. A repeat that the core asks for is taken two minutes later;
whatever is raised is acknowledged one minute after that, as by a person who is in the room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from devices.event import Measured
from devices.measurement import BloodPressure, Provenance
from devices.simulator.body import Body
from devices.simulator.scenario import Baseline, PatientScript, Route, Scenario
from devices.simulator.stream import stream
from devices.simulator.timeline import Timeline
from kapmonitor.session.baseline import baseline, progress
from kapmonitor.session.decide import Decision, Refused, decision
from kapmonitor.session.event import AlarmChanged, AlarmRaised
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import AcknowledgeAlarms, AdministerDose, Asked, DeviceReport, Tick
from kapmonitor.session.requests import REPEAT
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import AlarmKind, Priority, Role
from tests.support.builders import Course, order, preset, rested
from tests.support.parts import DRIVERS, THERAPIST, address

SYSTOLIC, DIASTOLIC = (120.0, 12.0), (77.0, 8.0)
"""Mean and standard deviation at rest (clinical ground truth, b, expected alarm load)."""
REPEAT_S, ANSWER_S, BASELINE_S = 120.0, 60.0, 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A preset and the route that the simulated patient takes."""

    preset: str
    route: Route


@dataclass(slots=True)
class Played:
    """What one session showed."""

    base: tuple[float, float]
    planned: list[tuple[float, float]] = field(default_factory=list)
    """The readings of the plan, without repeats."""
    repeats: int = 0
    raised: set[Priority] = field(default_factory=set)
    """The priorities that an alarm about the patient was raised with."""
    confirmed: set[Priority] = field(default_factory=set)
    escalated: bool = False
    """Whether a medium alarm became high by lasting."""
    codes: set[str] = field(default_factory=set)


def played(plan: Plan, seed: str) -> Played | None:
    """Play one session; None where the gate held: that patient would not have been dosed."""
    room = _Room(plan, seed)
    try:
        return room.play()
    except Refused:
        return None


@cache
def _at_rest(name: str) -> Course:
    course = rested(name)
    course.typed(spo2=97.0)
    return course


@cache
def minutes(name: str) -> tuple[float, ...]:
    """Return when the plan takes readings, each moment once, offered ones among them."""
    return tuple(sorted({each.at_min for each in preset(name).schedule}))


class _Room:
    def __init__(self, plan: Plan, seed: str) -> None:
        start = _at_rest(plan.preset)
        self._plan = plan
        self._session: Session = start.session
        self._at: Instant = start.at
        chance = stream(seed, "at rest")
        calm = Baseline(systolic=chance.gauss(*SYSTOLIC), diastolic=chance.gauss(*DIASTOLIC))
        script = PatientScript(baseline=calm, route=plan.route, by_chance=True)
        scenario = Scenario(title="load", patient=script)
        self._body = Body(scenario, seed, Timeline(scenario, lambda: self._at.elapsed_s))
        self._attempts = 0
        self._played = Played(base=(0.0, 0.0))

    def play(self) -> Played:
        while not progress(self._session).complete:
            self._pass(BASELINE_S)
            self._read()
        found = baseline(self._session)
        assert found is not None
        self._played.base = found.systolic, found.diastolic
        self._dose()
        for minute in minutes(self._plan.preset):
            self._until(minute)
            self._give(Tick())
            self._played.planned.append(self._read())
            self._settle()
        return self._played

    def _settle(self) -> None:
        request = self._session.request
        if request is not None and request.reason == REPEAT:
            self._pass(REPEAT_S)
            self._read()
            self._played.repeats += 1
        if any(alarm.acknowledged is None for alarm in self._session.alarms.values()):
            self._pass(ANSWER_S)
            self._give(Asked(intent=AcknowledgeAlarms(), origin=THERAPIST))

    def _dose(self) -> None:
        ordered = self._session.order or order(self._plan.preset)
        self._give(
            Asked(
                intent=AdministerDose(
                    drug=ordered.drug,
                    amount=ordered.amount,
                    unit=ordered.unit,
                    route=ordered.route,
                    taken_utc=self._at.utc,
                ),
                origin=THERAPIST,
            )
        )
        self._body.take_dose(self._plan.route, ordered.amount)

    def _read(self) -> tuple[float, float]:
        self._body.cuff_inflates()
        self._attempts += 1
        shown = self._body.read_by_cuff(self._attempts)
        measured = BloodPressure(
            systolic=float(shown.systolic),
            diastolic=float(shown.diastolic),
            pulse_rate=float(shown.pulse_rate),
        )
        self._give(
            DeviceReport(
                role=Role.CUFF,
                driver=DRIVERS[Role.CUFF],
                device=address(Role.CUFF),
                event=Measured(measurement=measured, provenance=Provenance.LIVE),
            )
        )
        return shown.systolic, shown.diastolic

    def _give(self, given: Asked | DeviceReport | Tick) -> None:
        made = decision(self._session, given, self._at)
        assert made.session is not None
        before, self._session = self._session, made.session
        self._note(before, made)

    def _note(self, before: Session, made: Decision) -> None:
        for entry in made.entries:
            match entry.event:
                case AlarmRaised(kind=AlarmKind.PHYSIOLOGICAL) as raised:
                    self._played.raised.add(raised.priority)
                    self._played.codes.add(raised.code)
                    if raised.confirmed:
                        self._played.confirmed.add(raised.priority)
                case AlarmChanged() as moved:
                    self._changed(before, moved)
                case _:
                    pass

    def _changed(self, before: Session, moved: AlarmChanged) -> None:
        alarm = before.alarms.get(moved.code)
        if alarm is None or alarm.kind is not AlarmKind.PHYSIOLOGICAL:
            return
        if moved.priority.rank > alarm.priority.rank:
            self._played.escalated = True
        elif moved.confirmed:
            self._played.confirmed.add(moved.priority)

    def _pass(self, seconds: float) -> None:
        self._at = self._at.later(seconds=seconds)

    def _until(self, minute: float) -> None:
        left = minute * 60 - (self._at.elapsed_s - self._session.doses[0].taken.elapsed_s)
        self._pass(max(0.0, left))
