"""Limits of one patient: within the clinic's ceiling, with a reason, a name, and a trace."""

from __future__ import annotations

import pytest

from kapmonitor.presets import guardrails
from kapmonitor.session.decide import Refused
from kapmonitor.session.event import LimitMadePersonal, LimitRestored
from kapmonitor.session.fact import replace
from kapmonitor.session.intent import AcknowledgeAlarms, Note
from kapmonitor.session.limits import (
    NEVER_OFF,
    NO_SUCH,
    OFF_NEEDS_NAME,
    SAY_WHY,
    movable,
    personal_limits,
    rooms,
    who_set,
)
from kapmonitor.session.vocabulary import Priority
from tests.support.builders import IM, PRESETS, Course, dosed, opening, preset, signs


def moved(
    rule: str = "sbp-urgent",
    value: float | None = 175.0,
    reason: str = "low at home",
    authorised_by: str = "",
) -> LimitMadePersonal:
    return LimitMadePersonal(rule=rule, value=value, reason=reason, authorised_by=authorised_by)


def active(course: Course) -> list[str]:
    return [code for code in signs(course) if course.session.alarms[code].active]


def past(ceiling: int) -> str:
    return f"Past the clinic's ceiling of {ceiling}: name the prescriber who agreed."


def with_ceiling(**ceilings: float) -> Course:
    """Return a session of a clinic with ceilings of its own."""
    course = Course(IM)
    named = {rule.replace("_", "-"): value for rule, value in ceilings.items()}
    course.ask(replace(opening(IM), limit_rooms=rooms(preset(IM), guardrails(), named)))
    return course


def test_a_personal_limit_beats_the_presets() -> None:
    course = dosed(IM, baseline=(138.0, 78.0, 68.0))
    course.note(moved(value=175.0))
    course.pass_s(180)
    course.read(176, 85)
    assert signs(course) == ["sbp-urgent"]
    assert course.session.alarms["sbp-urgent"].reason.startswith("176/85, not confirmed. Systolic")
    assert course.session.preset.alarms == preset(IM).alarms, "the plan itself stays as signed"


def test_a_limit_made_wider_ends_its_alarm_and_a_restored_one_brings_it_back() -> None:
    course = dosed(IM)
    course.pass_s(180)
    course.read(124, 80, 135)
    assert active(course) == ["hr-high"]
    course.note(moved("hr-high", 140.0, "usual for her", "Dr. Sample"))
    assert active(course) == ["hr-advisory"]
    assert signs(course) == ["hr-high", "hr-advisory"], "nobody had answered it: it stays in sight"
    course.ask(AcknowledgeAlarms())
    course.note(LimitRestored(rule="hr-high", reason="palpitations"))
    assert active(course) == ["hr-high"]


def test_who_answers_for_a_limit_is_told() -> None:
    course = with_ceiling(sbp_urgent=190.0)
    assert who_set(course.session, "sbp-urgent") == "not signed"
    course.note(moved(value=188.0))
    assert who_set(course.session, "sbp-urgent") == "Ruth Sample"
    course.note(moved(value=195.0, authorised_by="Dr. Sample"))
    assert who_set(course.session, "sbp-urgent") == "Dr. Sample"
    course.note(LimitRestored(rule="sbp-urgent", reason="not needed"))
    assert not personal_limits(course.session)
    assert [each.value for each in course.session.limit_changes] == [188.0, 195.0, None]
    assert course.session.alarm_rules == course.session.preset.alarms


@pytest.mark.parametrize(
    ("wanted", "reasons"),
    [
        (
            moved(value=181.0),
            (past(180),),
        ),
        (
            moved(value=221.0, reason=" ", authorised_by="Dr. Sample"),
            (
                SAY_WHY,
                "This limit may be from 70 to 220.",
                "The high limit stands at 200: this one comes before it.",
            ),
        ),
        (
            moved(value=200.0, authorised_by="Dr. Sample"),
            ("The high limit stands at 200: this one comes before it.",),
        ),
        (moved(value=float("nan")), ("This limit may be from 70 to 220.",)),
        (moved("sbp-critical", None, authorised_by="Dr. Sample"), (NEVER_OFF,)),
        (moved("sbp-urgent", None), (OFF_NEEDS_NAME,)),
        (moved("red-flag", 3.0), (NO_SUCH,)),
        (moved("sedation-moaas", 1.0, authorised_by="Dr. Sample"), (NO_SUCH,)),
        (
            moved("sbp-low", 85.0),
            (past(90),),
        ),
    ],
)
def test_what_would_hide_too_much_is_refused_with_every_reason(
    wanted: LimitMadePersonal, reasons: tuple[str, ...]
) -> None:
    course = dosed(IM)
    assert course.refusals(Note(fact=wanted)) == reasons


def test_the_clinics_ceiling_is_room_without_a_name_and_never_less_than_the_preset() -> None:
    course = with_ceiling(sbp_urgent=190.0, sbp_low=95.0)
    course.note(moved(value=190.0))
    assert course.refusals(Note(fact=moved(value=191.0))) == (
        "Past the clinic's ceiling of 190: name the prescriber who agreed.",
    )
    assert not course.refusals(Note(fact=moved("sbp-low", 90.0)))


def test_without_any_room_a_limit_can_only_stay() -> None:
    course = Course(IM)
    course.ask(replace(opening(IM), limit_rooms=()))
    with pytest.raises(Refused):
        course.note(moved(value=181.0, authorised_by="Dr. Sample"))


def test_a_limit_that_is_off_says_nothing_and_an_alarm_it_had_ends() -> None:
    course = dosed(IM, baseline=(120.0, 78.0, 60.0))
    course.pass_s(180)
    course.read(120, 78, 42)
    assert signs(course) == ["hr-low"]
    course.note(moved("hr-low", None, "an athlete", "Dr. Sample"))
    assert not signs(course)
    course.pass_s(180)
    course.read(120, 78, 41)
    assert not signs(course)
    course.pass_s(180)
    course.read(120, 78, 38)
    assert signs(course) == ["hr-very-low"]


def test_restoring_needs_a_personal_limit_and_a_reason() -> None:
    course = dosed(IM)
    assert course.refusals(Note(fact=LimitRestored(rule="sbp-urgent", reason="x"))) == (
        "This limit is the preset's own.",
    )
    course.note(moved())
    assert course.refusals(Note(fact=LimitRestored(rule="sbp-urgent", reason=""))) == (SAY_WHY,)


def test_every_limit_on_a_vital_sign_of_every_preset_has_its_room() -> None:
    for name in PRESETS:
        found = {room.rule: room for room in rooms(preset(name), guardrails(), {})}
        assert set(found) == {rule.id for rule in movable(preset(name))}
        for rule in movable(preset(name)):
            assert rule.bound is not None
            assert found[rule.id].low <= rule.bound.value <= found[rule.id].high
            graver = rule.priority is Priority.HIGH
            assert not graver or found[rule.id].ceiling == rule.bound.value
