"""The baseline and the gate: averaging, spacing, ages, holds, rechecks, lapse and override."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kapmonitor.session.baseline import baseline, progress
from kapmonitor.session.decide import Refused
from kapmonitor.session.event import (
    GateAssessed,
    MeasurementMarkedInError,
    ScoreRecorded,
)
from kapmonitor.session.gate import GateState, booster_status, gate_status, limits_for
from kapmonitor.session.intent import CountersignEntry, OverrideGate, StartRest
from kapmonitor.session.vocabulary import HostCondition, Role
from tests.support.builders import (
    IM,
    OFFICE,
    TELEHEALTH,
    Course,
    assign,
    dose,
    dosed,
    edited,
    events,
    gated,
    number,
    order,
    prepared,
    rested,
)


def override(course: Course, **changes: object) -> OverrideGate:
    intent = OverrideGate(
        reason="usual for this patient", clinician="Dr. Sample", contact_utc=course.at.utc
    )
    return replace(intent, **changes)  # type: ignore[arg-type]  # tests name what they change


def state(course: Course) -> GateState:
    return gate_status(course.session, course.at).state


def test_the_rest_comes_first() -> None:
    course = prepared()
    course.read(120, 80)
    status = gate_status(course.session, course.at)
    assert status.state is GateState.MEASURE
    assert "rest of 5 min was not started" in status.reasons[0]
    course.ask(StartRest())
    course.pass_s(60)
    course.read(120, 80)
    assert progress(course.session).readings == ()


def test_two_readings_a_minute_apart_are_averaged() -> None:
    course = rested()
    course.read(124, 82, 70)
    course.pass_s(59)
    course.read(126, 84, 72)
    assert len(progress(course.session).readings) == 1
    assert progress(course.session).next_from is not None
    course.pass_s(1)
    assert "GateAssessed" in events(course.read(122, 80, 66))
    found = baseline(course.session)
    assert found is not None
    assert (found.systolic, found.diastolic, found.heart_rate) == (123, 81, 68)
    assert found.complete
    assert state(course) is GateState.CLEAR


def test_a_third_reading_when_they_differ_and_the_last_two_count() -> None:
    course = rested()
    course.read(138, 84)
    course.pass_s(60)
    course.read(128, 80)
    status = gate_status(course.session, course.at)
    assert status.state is GateState.MEASURE
    assert "take one more" in status.reasons[0]
    course.pass_s(60)
    course.read(126, 78)
    found = baseline(course.session)
    assert found is not None
    assert (found.systolic, found.diastolic) == (127, 79)


def test_a_typed_reading_counts_as_a_paired_one() -> None:
    course = rested()
    course.typed(124, 82, 70)
    course.pass_s(60)
    course.read(122, 80, 66)
    assert state(course) is GateState.CLEAR


def test_readings_after_the_set_is_whole_do_not_move_it() -> None:
    course = gated(baseline=(144, 84, 70))
    course.pass_s(60)
    course.read(120, 80)
    assert state(course) is GateState.HOLD


def test_a_hold_says_the_limit_the_margin_and_what_next() -> None:
    course = gated(baseline=(146, 95, 70))
    status = gate_status(course.session, course.at)
    assert status.state is GateState.HOLD
    assert status.reasons == (
        "Systolic 146, limit 140: 6 over.",
        "Diastolic 95, limit 90: 5 over.",
    )
    assert status.next_step == (
        "Rest 5 min, then measure again: recheck 1 of 3. Call the prescriber, 555-0142."
    )
    recorded = course.session.gate
    assert recorded is not None
    assert recorded.state == "hold"
    assert recorded.reasons[:2] == status.reasons
    assert course.refusals(dose(course))[:2] == status.reasons


@pytest.mark.parametrize(
    ("age", "value", "held"),
    [(65, 146, True), (66, 146, False), (66, 151, True), (None, 146, True)],
)
def test_the_limit_follows_the_age(age: int | None, value: float, held: bool) -> None:
    course = gated(baseline=(value, 80, 70), age_years=age)
    assert (state(course) is GateState.HOLD) is held


def test_an_aged_limit_replaces_only_its_own_side() -> None:
    course = gated(age_years=70)
    kept = [limit.id for limit in limits_for(course.session)]
    assert "systolic-high-age-over-65" in kept
    assert "systolic-high" not in kept
    assert "systolic-low" in kept


def test_a_missing_required_value_holds() -> None:
    course = rested(IM)
    for _ in range(2):
        course.pass_s(60)
        course.read(120, 80, None)
    status = gate_status(course.session, course.at)
    assert status.state is GateState.HOLD
    assert status.reasons == ("Heart rate was not measured.", "SpO2 was not measured.")


def test_the_straps_rate_stands_in_for_the_cuffs() -> None:
    course = rested()
    assign(course, Role.STRAP)
    course.beat(64)
    for _ in range(2):
        course.pass_s(60)
        course.read(120, 80, None)
    found = baseline(course.session)
    assert found is not None
    assert found.heart_rate == 64
    assert state(course) is GateState.CLEAR


def test_an_optional_value_is_judged_when_it_is_there() -> None:
    course = rested(OFFICE)
    course.typed(spo2=92)
    for _ in range(2):
        course.pass_s(60)
        course.read(120, 80)
    assert gate_status(course.session, course.at).reasons == ("SpO2 92, limit 94: 2 under.",)


def test_a_clear_gate_lapses_and_opens_again_with_new_readings() -> None:
    course = gated()
    course.wait(29.5, step_s=30)
    assert state(course) is GateState.CLEAR
    course.wait(1, step_s=30)
    assert state(course) is GateState.LAPSED
    recorded = course.session.gate
    assert recorded is not None
    assert recorded.state == "lapsed"
    assert course.refusals(dose(course))
    for _ in range(2):
        course.pass_s(60)
        course.read(118, 76)
    assert state(course) is GateState.CLEAR
    course.wait(5)
    assert state(course) is GateState.CLEAR


def test_a_held_gate_does_not_grow_clear_or_old() -> None:
    course = gated(baseline=(150, 80, 70))
    course.wait(40, step_s=60)
    assert state(course) is GateState.HOLD


def test_rechecks_are_counted_and_then_only_the_prescriber_decides() -> None:
    course = gated(baseline=(150, 80, 70))
    for done in range(1, 4):
        course.ask(StartRest())
        assert course.session.rechecks == done
        course.wait(5, step_s=60)
        for _ in range(2):
            course.pass_s(60)
            course.read(150, 80)
    status = gate_status(course.session, course.at)
    assert status.rechecks_left == 0
    assert status.next_step == (
        "Held after 3 rechecks. Do not dose. Call the prescriber, 555-0142."
    )
    assert course.refusals(StartRest()) == (status.next_step,)


def test_a_recheck_can_clear_the_gate() -> None:
    course = gated(baseline=(150, 80, 70))
    course.ask(StartRest())
    course.wait(5, step_s=60)
    for _ in range(2):
        course.pass_s(60)
        course.read(130, 80)
    assert state(course) is GateState.CLEAR
    assert course.session.rechecks == 1


def test_a_new_rest_closes_a_clear_gate() -> None:
    course = gated()
    course.ask(StartRest())
    recorded = course.session.gate
    assert recorded is not None
    assert recorded.state == "hold"
    course.ask(StartRest())
    assert course.session.rechecks == 0


def test_a_reading_excluded_takes_the_clear_gate_with_it() -> None:
    course = gated()
    seq = course.session.readings[-1].seq
    made = course.note(MeasurementMarkedInError(seq=seq, reason="wrong arm"))
    assert events(made) == ["MeasurementMarkedInError", "GateAssessed"]
    assert state(course) is GateState.MEASURE


def test_an_override_needs_a_name_a_reason_and_a_held_gate() -> None:
    course = gated(baseline=(150, 80, 70))
    later = course.at.utc + timedelta(minutes=5)
    reasons = course.refusals(override(course, reason=" ", clinician="", contact_utc=later))
    assert len(reasons) == 3
    assert course.refusals(override(course, for_booster=True)) == (
        "This override is for another dose than the next one.",
    )
    clear = gated()
    assert clear.refusals(override(clear)) == ("The gate is clear: there is nothing to override.",)


def test_an_override_opens_the_gate_for_a_time_and_can_be_countersigned() -> None:
    course = gated(baseline=(150, 80, 70))
    course.ask(override(course))
    status = gate_status(course.session, course.at)
    assert status.state is GateState.OVERRIDDEN
    assert status.open
    assert status.reasons
    seq = course.entries[-1].seq
    assert course.refusals(CountersignEntry(seq=1, clinician="")) == (
        "This entry is not an override.",
        "A countersignature needs a name.",
    )
    course.ask(CountersignEntry(seq=seq, clinician="Dr. Sample"))
    assert course.session.countersigned[seq].clinician == "Dr. Sample"
    assert course.refusals(CountersignEntry(seq=seq, clinician="Dr. Sample")) == (
        "It is already countersigned.",
    )
    course.wait(31, step_s=60)
    assert state(course) is GateState.HOLD


def test_telehealth_overrides_only_with_the_clinician_on_the_line() -> None:
    course = gated(TELEHEALTH, baseline=(150, 80, 70))
    before = course.at.utc - timedelta(minutes=20)
    assert course.refusals(override(course, contact_utc=before)) == (
        "The clinician must be spoken to now. Call the prescriber, 555-0142.",
    )
    assert not course.refusals(override(course))
    course.host(HostCondition.CONTACT_LOST)
    assert course.refusals(override(course))


def test_a_preset_may_forbid_overrides() -> None:
    text = edited(gate__override={"allowed": False})
    course = gated(baseline=(150, 80, 70), text=text)
    assert course.refusals(override(course)) == (
        "The preset does not allow an override of the gate.",
    )


def booster_reasons(course: Course) -> tuple[str, ...]:
    return booster_status(course.session, course.at).reasons


def test_a_booster_is_held_until_the_clinic_signs_a_sedation_score() -> None:
    course = dosed()
    course.until(25)
    assert booster_reasons(course) == (
        "No reading since the dose before.",
        "The clinic has not signed a sedation score (MOAA/S) for a further dose.",
    )
    with pytest.raises(Refused, match="MOAA/S"):
        course.ask(dose(course, booster=True))


def signed_booster() -> Course:
    course = dosed(text=edited(booster__moaas_at_least=number(4, "{score}")))
    course.until(25)
    return course


def test_a_booster_opens_with_a_fresh_reading_and_score() -> None:
    course = signed_booster()
    course.read(128, 82)
    course.note(ScoreRecorded(scale="distress", value=5))
    assert booster_reasons(course) == ("MOAA/S was not scored in the last 10 min.",)
    course.note(ScoreRecorded(scale="moaas", value=3))
    assert booster_reasons(course) == ("MOAA/S 3, at least 4 asked for.",)
    course.note(ScoreRecorded(scale="moaas", value=5))
    assert booster_reasons(course) == ()
    course.ask(dose(course, booster=True, amount=50))
    assert course.session.doses[-1].booster
    assert course.session.doses[-1].gate == "clear"
    assert booster_reasons(course)[0] == "No reading since the dose before."


def test_a_booster_is_held_by_an_old_or_high_reading() -> None:
    course = signed_booster()
    course.read(152, 82, None)
    course.note(ScoreRecorded(scale="moaas", value=5))
    assert booster_reasons(course) == (
        "Systolic 152, limit 140: 12 over.",
        "Heart rate was not measured.",
    )
    course.wait(11, step_s=60)
    assert "older than 10 min" in booster_reasons(course)[0]
    assert "MOAA/S was not scored" in booster_reasons(course)[-1]


def test_a_booster_takes_rate_and_saturation_from_where_they_are_fresh() -> None:
    course = signed_booster()
    course.note(ScoreRecorded(scale="moaas", value=5))
    course.read(128, 82, None)
    course.typed(None, None, 88, spo2=92)
    assert booster_reasons(course) == ("SpO2 92, limit 94: 2 under.",)
    course.wait(11, step_s=60)
    course.read(128, 82, 120)
    course.note(ScoreRecorded(scale="moaas", value=5))
    assert booster_reasons(course) == ("Heart rate 120, limit 110: 10 over.",)


def test_a_booster_needs_order_preset_and_a_first_dose() -> None:
    course = gated(text=edited(booster__allowed=False))
    course.note(order(booster_allowed=False))
    assert booster_reasons(course) == (
        "The preset does not allow a further dose.",
        "The order does not allow a further dose.",
        "No dose was taken yet.",
    )


def test_a_booster_can_be_overridden() -> None:
    course = signed_booster()
    course.ask(override(course, for_booster=True))
    status = booster_status(course.session, course.at)
    assert status.state is GateState.OVERRIDDEN
    course.ask(dose(course, booster=True))
    assert course.session.doses[-1].gate == "overridden"
    assert booster_status(course.session, course.at).state is GateState.HOLD


def test_a_new_rest_begins_the_baseline_anew() -> None:
    course = gated()
    course.ask(StartRest())
    found = baseline(course.session)
    assert found is None
    assert isinstance(course.session.gate, GateAssessed)
