"""Building sessions for tests: one object that lets time pass and people and devices act.

Everything goes through `decide` and `apply`, in the manner of the engine; nothing is set by hand.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from devices.event import DeviceEvent, LinkChanged, LinkState, Measured
from devices.measurement import BloodPressure, HeartRate, Provenance, PulseOximetry
from kapmonitor.presets import find
from kapmonitor.session.decide import decide, refusals
from kapmonitor.session.event import (
    AgreementSigned,
    ChecklistAnswered,
    CuffStartAgreed,
    DeviceAssigned,
    Entry,
    EscortRecorded,
    Event,
    FindingRecorded,
    OrderRecorded,
    PlaceRecorded,
    ScoreRecorded,
)
from kapmonitor.session.evolve import apply
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    AdministerDose,
    AnswerDriving,
    Asked,
    BeginBaseline,
    DeviceReport,
    EnterReading,
    Given,
    GiveWrittenAdvice,
    HostReport,
    Intent,
    Note,
    OpenDischargeCheck,
    OpenSession,
    RecordHandover,
    RecordSaidBack,
    StartRest,
    Tick,
)
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.protocol import ItemKind, ProtocolPreset
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import (
    AlarmKind,
    Answer,
    DrivingAnswer,
    HostCondition,
    LozengeEnd,
    Operator,
    Origin,
    Priority,
    ReadingSource,
    Role,
    Setting,
)

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
THERAPIST = Origin(
    operator=Operator(id="ruth", name="Ruth Sample"), station="office-1", page="test"
)
OFFICE = "kap-sublingual-office"
TELEHEALTH = "kap-sublingual-telehealth"
IM = "kap-im-office"
IV = "iv-infusion-clinic"
SPRAVATO = "spravato-rems"
PRESETS = (OFFICE, TELEHEALTH, IM, IV, SPRAVATO)
CUFF = "bluetooth_blp"
STRAP = "bluetooth_hrp"
OXIMETER = "bluetooth_plx"


@cache
def preset(name: str = OFFICE) -> ProtocolPreset:
    """Return a shipped preset."""
    return find(name).preset


@cache
def document(name: str = OFFICE) -> str:
    """Return the canonical text of a shipped preset."""
    return find(name).document


def edited(name: str = OFFICE, **edits: object) -> str:
    """Return a shipped preset with values changed; `__` in a name leads into a table."""
    changed = json.loads(document(name))
    for path, value in edits.items():
        *tables, key = path.split("__")
        place = changed
        for table in tables:
            place = place[table]
        place[key] = value
    return json.dumps(changed)


def number(value: float, unit: str) -> dict[str, object]:
    """Return a sourced number as a preset writes it."""
    return {"value": value, "unit": unit, "source": ["design"], "grade": "D"}


def words(text: str, ref: str = "w1") -> PersonalText:
    """Wrap words about a person."""
    return personal(text, ref=ref, salt="salt")


def opening(
    name: str = OFFICE, *, age_years: int | None = 44, text: str | None = None
) -> OpenSession:
    """Return what opens a simulated session."""
    return OpenSession(
        session="s-1",
        simulated=True,
        setting=preset(name).setting,
        preset_document=text or document(name),
        approval=None,
        patient="p-7",
        age_years=age_years,
        session_number=3,
        planned_sessions=8,
        utc_offset_min=-300,
        software="test",
    )


def order(name: str = OFFICE, **changes: object) -> OrderRecorded:
    """Return an order that fits the preset."""
    fact = OrderRecorded(
        drug="ketamine",
        amount=100.0,
        unit="mg",
        route=preset(name).route,
        booster_allowed=True,
        prescriber="Dr. Sample",
        prescriber_phone="555-0142",
        hold_min=15.0,
        swish_interval_min=3.0,
        lozenge_end=LozengeEnd.SPIT,
    )
    return replace(fact, **changes)  # type: ignore[arg-type]  # tests name the fields they change


def blood_pressure(
    systolic: float | None, diastolic: float | None, pulse_rate: float | None = 70.0
) -> BloodPressure:
    """Return a reading as a cuff gives it."""
    return BloodPressure(systolic=systolic, diastolic=diastolic, pulse_rate=pulse_rate)


class Course:
    """A session on its course: the entries so far, and the moment."""

    def __init__(self, name: str = OFFICE) -> None:
        self.name = name
        self.at = Instant(START, 0.0)
        self.entries: list[Entry] = []
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """Return the session as it stands."""
        assert self._session is not None
        return self._session

    @property
    def minutes(self) -> float:
        """Return minutes since the first dose was taken."""
        return self.at.minutes_since(self.session.doses[0].taken)

    def give(self, given: Given) -> tuple[Entry, ...]:
        """Give an input now, as the engine would."""
        entries = decide(self._session, given, self.at)
        for entry in entries:
            self._session = apply(entry, self._session)
        self.entries.extend(entries)
        return entries

    def ask(self, intent: Intent) -> tuple[Entry, ...]:
        """Have the therapist ask for or report something."""
        return self.give(Asked(intent=intent, origin=THERAPIST))

    def refusals(self, intent: Intent) -> tuple[str, ...]:
        """Return why an intent would be refused now."""
        return refusals(self._session, intent, self.at)

    def note(self, fact: Event) -> tuple[Entry, ...]:
        """Have the therapist note a fact."""
        return self.ask(Note(fact=fact))  # type: ignore[arg-type]  # tests note what can be noted

    def wait(self, minutes: float, *, step_s: float = 10.0) -> None:
        """Let time pass, with ticks."""
        left = minutes * 60
        while left > 0:
            step = min(step_s, left)
            left -= step
            self.pass_s(step)
            self.give(Tick())

    def until(self, minutes: float, *, step_s: float = 10.0) -> None:
        """Let time pass until so many minutes after the first dose."""
        self.wait(minutes - self.minutes, step_s=step_s)

    def pass_s(self, seconds: float) -> None:
        """Let time pass without anything happening."""
        self.at = self.at.later(seconds=seconds)

    def step_clock(self, seconds: float) -> None:
        """Set the computer's clock; session time stands still."""
        self.at = Instant(self.at.utc + timedelta(seconds=seconds), self.at.elapsed_s)

    def report(
        self, event: DeviceEvent, role: Role = Role.CUFF, driver: str | None = None
    ) -> tuple[Entry, ...]:
        """Have a device report something."""
        drivers = {Role.CUFF: CUFF, Role.STRAP: STRAP, Role.OXIMETER: OXIMETER}
        return self.give(
            DeviceReport(role=role, driver=driver or drivers[role], device="D", event=event)
        )

    def read(
        self,
        systolic: float | None,
        diastolic: float | None,
        pulse_rate: float | None = 70.0,
        *,
        provenance: Provenance = Provenance.LIVE,
    ) -> tuple[Entry, ...]:
        """Have the cuff report a reading."""
        measured = Measured(
            measurement=blood_pressure(systolic, diastolic, pulse_rate), provenance=provenance
        )
        return self.report(measured)

    def beat(self, heart_rate: float | None) -> tuple[Entry, ...]:
        """Have the strap report a heart rate."""
        measured = Measured(
            measurement=HeartRate(heart_rate=heart_rate), provenance=Provenance.LIVE
        )
        return self.report(measured, Role.STRAP)

    def saturate(self, spo2: float | None) -> tuple[Entry, ...]:
        """Have the oximeter report a saturation."""
        measured = Measured(measurement=PulseOximetry(spo2=spo2), provenance=Provenance.LIVE)
        return self.report(measured, Role.OXIMETER)

    def typed(
        self,
        systolic: float | None = None,
        diastolic: float | None = None,
        pulse_rate: float | None = None,
        *,
        spo2: float | None = None,
        taken_utc: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Have a person type a reading."""
        return self.ask(
            EnterReading(
                systolic=systolic,
                diastolic=diastolic,
                pulse_rate=pulse_rate,
                spo2=spo2,
                taken_utc=taken_utc,
                source=ReadingSource.DISPLAY,
            )
        )

    def host(
        self,
        condition: HostCondition,
        *,
        active: bool = True,
        value: float | None = None,
    ) -> tuple[Entry, ...]:
        """Have the computer report a condition."""
        return self.give(
            HostReport(condition=condition, active=active, detail=f"{condition}.", value=value)
        )


def opened(name: str = OFFICE, *, age_years: int | None = 44, text: str | None = None) -> Course:
    """Return a session that was just opened; `text` is an edited preset."""
    course = Course(name)
    course.ask(opening(name, age_years=age_years, text=text))
    return course


def assign(course: Course, role: Role = Role.CUFF, *, can_start: bool = False) -> None:
    """Give a device its role and bring it in reach."""
    drivers = {Role.CUFF: CUFF, Role.STRAP: STRAP, Role.OXIMETER: OXIMETER}
    course.note(
        DeviceAssigned(
            role=role,
            driver=drivers[role],
            address="D",
            title=f"A {role}",
            can_start=can_start,
            simulated=True,
        )
    )
    course.report(LinkChanged(state=LinkState.READY), role)


def prepared(
    name: str = OFFICE,
    *,
    age_years: int | None = 44,
    can_start: bool = False,
    text: str | None = None,
) -> Course:
    """Return a session whose preparation is complete, in the baseline step."""
    course = opened(name, age_years=age_years, text=text)
    course.note(order(name))
    assign(course, can_start=can_start)
    if can_start:
        course.note(CuffStartAgreed(agreed=True))
    for item in course.session.preset.checklist:
        if item.kind is ItemKind.SCORE:
            course.note(ScoreRecorded(scale=item.id, value=4.0))
        course.note(ChecklistAnswered(item=item.id, answer=Answer.YES))
    for criterion in course.session.preset.discharge.human:
        if criterion.scale is not None:
            course.note(ScoreRecorded(scale=criterion.scale, value=4.0))
    course.note(
        EscortRecorded(
            name=words("Ann Escort", "w2"), relationship="sister", phone=words("555-0177", "w3")
        )
    )
    if course.session.setting is Setting.TELEHEALTH:
        course.note(
            PlaceRecorded(
                address=words("1 Sample Street", "w4"),
                emergency_number="112",
                callback_phone=words("555-0188", "w5"),
            )
        )
    course.note(AgreementSigned(text="No driving.", name=words("P", "w6"), method="typed"))
    course.ask(BeginBaseline())
    return course


def rested(
    name: str = OFFICE,
    *,
    age_years: int | None = 44,
    can_start: bool = False,
    text: str | None = None,
) -> Course:
    """Return a session in which the rest before the baseline is over."""
    course = prepared(name, age_years=age_years, can_start=can_start, text=text)
    course.ask(StartRest())
    course.wait(course.session.preset.baseline.rest_min, step_s=60)
    return course


def gated(
    name: str = OFFICE,
    *,
    baseline: tuple[float, float, float] = (120.0, 78.0, 68.0),
    age_years: int | None = 44,
    can_start: bool = False,
    text: str | None = None,
) -> Course:
    """Return a session with a whole baseline of these values."""
    course = rested(name, age_years=age_years, can_start=can_start, text=text)
    course.typed(spo2=97.0)
    for _ in range(course.session.preset.baseline.readings):
        course.pass_s(60)
        course.read(*baseline)
    return course


def dosed(
    name: str = OFFICE,
    *,
    baseline: tuple[float, float, float] = (120.0, 78.0, 68.0),
    can_start: bool = False,
    text: str | None = None,
) -> Course:
    """Return a session in which the dose was taken just now."""
    course = gated(name, baseline=baseline, can_start=can_start, text=text)
    course.pass_s(30)
    course.ask(dose(course))
    return course


def dose(course: Course, *, booster: bool = False, amount: float | None = None) -> AdministerDose:
    """Return the ordered dose, taken now."""
    ordered = course.session.order or order(course.name)
    return AdministerDose(
        drug=ordered.drug,
        amount=ordered.amount if amount is None else amount,
        unit=ordered.unit,
        route=ordered.route,
        taken_utc=course.at.utc,
        booster=booster,
    )


def recovered(name: str = OFFICE, *, text: str | None = None) -> Course:
    """Return a session in which every criterion of the discharge check is met."""
    course = dosed(name, text=text)
    rule = course.session.preset.discharge
    course.until(rule.minimum_observation_min - 1, step_s=30)
    course.typed(spo2=97.0)
    course.read(122.0, 79.0)
    course.wait(rule.vitals.spacing_min, step_s=30)
    course.read(121.0, 78.0)
    course.ask(OpenDischargeCheck())
    for criterion in rule.human:
        if criterion.scale is None:
            course.note(FindingRecorded(criterion=criterion.id, answer=Answer(criterion.met_by)))
        else:
            course.note(ScoreRecorded(scale=criterion.scale, value=2.0))
    course.ask(AnswerDriving(answer=DrivingAnswer.NO))
    home = course.session.setting is Setting.TELEHEALTH
    means = "stays_at_home_with_chaperone" if home else "driven_by_escort"
    course.ask(RecordHandover(means=means, handed_over_utc=course.at.utc))
    course.ask(RecordSaidBack(said_back=True))
    course.ask(GiveWrittenAdvice())
    return course


def events(entries: tuple[Entry, ...] | list[Entry]) -> list[str]:
    """Return the kinds of entries, in order."""
    return [type(entry.event).__name__ for entry in entries]


def signs(course: Course) -> list[str]:
    """Return the codes of the shown alarms about the patient."""
    shown = course.session.alarms.items()
    return [code for code, alarm in shown if alarm.kind is AlarmKind.PHYSIOLOGICAL]


def gear(course: Course) -> dict[str, Priority]:
    """Return the shown alarms about the equipment, with their priorities."""
    shown = course.session.alarms.items()
    return {code: alarm.priority for code, alarm in shown if alarm.kind is AlarmKind.TECHNICAL}
