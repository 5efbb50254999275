"""Sessions brought to a certain point, each by what people and devices do."""

from __future__ import annotations

from collections.abc import Callable

from devices.event import LinkChanged, LinkState
from kapmonitor.session.event import (
    AgreementSigned,
    ChecklistAnswered,
    CuffStartAgreed,
    DeviceAssigned,
    Entry,
    EscortRecorded,
    FindingRecorded,
    PlaceRecorded,
    ScoreRecorded,
)
from kapmonitor.session.intent import (
    AdministerDose,
    AnswerDriving,
    BeginBaseline,
    GiveWrittenAdvice,
    OpenDischargeCheck,
    RecordHandover,
    RecordSaidBack,
    StartRest,
)
from kapmonitor.session.protocol import ItemKind
from kapmonitor.session.vocabulary import (
    AlarmKind,
    Answer,
    DrivingAnswer,
    Priority,
    Role,
    Setting,
)
from tests.support.course import Course
from tests.support.parts import (
    CUFF,
    DRIVERS,
    IM,
    IV,
    OFFICE,
    OXIMETER,
    PRESETS,
    SPRAVATO,
    START,
    STRAP,
    TELEHEALTH,
    THERAPIST,
    address,
    blood_pressure,
    document,
    edited,
    number,
    opening,
    order,
    preset,
    words,
)

__all__ = [
    "CUFF",
    "Course",
    "IM",
    "IV",
    "OFFICE",
    "OXIMETER",
    "PRESETS",
    "SPRAVATO",
    "START",
    "STRAP",
    "TELEHEALTH",
    "THERAPIST",
    "address",
    "assign",
    "blood_pressure",
    "document",
    "dose",
    "dosed",
    "edited",
    "events",
    "gated",
    "gear",
    "number",
    "opened",
    "opening",
    "order",
    "prepared",
    "preset",
    "recovered",
    "rested",
    "signs",
    "words",
]


def opened(name: str = OFFICE, *, age_years: int | None = 44, text: str | None = None) -> Course:
    """Return a session that was just opened; `text` is an edited preset."""
    course = Course(name)
    course.ask(opening(name, age_years=age_years, text=text))
    return course


def assign(course: Course, role: Role = Role.CUFF, *, can_start: bool = False) -> None:
    """Give a device its role and bring it in reach."""
    course.note(
        DeviceAssigned(
            role=role,
            driver=DRIVERS[role],
            address=address(role),
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
    meanwhile: Callable[[Course], object] = lambda _course: None,
) -> Course:
    """Return a session whose preparation is complete, in the baseline step."""
    course = opened(name, age_years=age_years, text=text)
    course.note(order(name))
    assign(course, can_start=can_start)
    meanwhile(course)
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
