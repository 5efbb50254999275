"""Doses, the lozenge and facts that break the plan: recorded with their true time, always."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kapmonitor.session.decide import Refused
from kapmonitor.session.intent import (
    BeginBaseline,
    CloseWithoutDose,
    OverrideGate,
    ReportDoseTaken,
    ReportLozengeOut,
    Withdraw,
)
from kapmonitor.session.lozenge import LozengeState, LozengeStatus, lozenge_status
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import LozengeEnd, Priority
from tests.support.builders import (
    IM,
    Course,
    dose,
    dosed,
    gated,
    gear,
    opened,
    order,
    prepared,
    rested,
)


def taken(course: Course, minutes_ago: float = 0.0) -> ReportDoseTaken:
    return ReportDoseTaken(
        drug="ketamine",
        amount=100.0,
        unit="mg",
        route=course.session.preset.route,
        taken_utc=course.at.utc - timedelta(minutes=minutes_ago),
    )


def test_a_dose_at_a_clear_gate_starts_monitoring() -> None:
    course = dosed()
    assert phase_of(course.session) is Phase.MONITORING
    given = course.session.doses[0]
    assert (given.gate, given.deviations, given.booster) == ("clear", (), False)


def test_a_dose_is_refused_with_every_reason() -> None:
    course = opened()
    course.ask(BeginBaseline())
    bad = replace(dose(course), amount=0.0, taken_utc=course.at.utc + timedelta(minutes=1))
    reasons = course.refusals(bad)
    assert reasons[:3] == (
        "The prescriber's order is not recorded.",
        "The amount must be above zero.",
        "The rest of 5 min was not started.",
    )
    assert "Open: Ride home named and reached." in reasons
    assert reasons[-1] == "That time has not come yet."
    assert len(reasons) == 5 + 9


def test_a_dose_in_preparation_says_so_and_everything_else() -> None:
    course = opened()
    reasons = course.refusals(dose(course))
    assert reasons[0] == "This is not possible during preparation."
    assert len(reasons) > 5


def test_a_second_dose_has_its_own_gate() -> None:
    course = dosed()
    assert course.refusals(dose(course))[0] == (
        "A dose is already recorded: a further one has its own gate."
    )


def test_a_dose_may_be_entered_late_with_its_true_time() -> None:
    course = gated()
    course.pass_s(300)
    course.ask(replace(dose(course), taken_utc=course.at.utc - timedelta(minutes=4)))
    assert course.minutes == pytest.approx(4)


def test_a_dose_that_is_not_the_ordered_one_is_a_deviation_not_a_refusal() -> None:
    course = gated()
    course.ask(replace(dose(course), amount=150.0))
    assert course.session.doses[0].deviations == ("150 mg, ordered 100 mg.",)
    other = gated()
    other.ask(replace(dose(other), drug="esketamine"))
    assert other.session.deviations[0].text == "Not as ordered: ketamine, mg, sublingual."


@pytest.mark.parametrize("minutes_ago", [0.0, 4.0])
def test_a_dose_already_taken_is_recorded_whatever_the_gate_says(minutes_ago: float) -> None:
    course = prepared()
    course.wait(6, step_s=60)
    course.ask(taken(course, minutes_ago))
    given = course.session.doses[0]
    assert given.gate == "held"
    assert given.deviations == (
        "Taken before the baseline was complete: The rest of 5 min was not started.",
    )
    assert course.minutes == pytest.approx(minutes_ago)
    assert phase_of(course.session) is Phase.MONITORING


def test_a_dose_already_taken_in_preparation_carries_what_was_open() -> None:
    course = opened()
    course.ask(taken(course))
    said = [deviation.text for deviation in course.session.deviations]
    assert "No order is recorded." in said
    assert any(text.startswith("Open: ") for text in said)


@pytest.mark.parametrize(
    ("ago", "words"),
    [(60.0, "before the session was opened"), (60.0 * 30, "more than a day before")],
)
def test_an_odd_time_of_a_dose_is_kept_and_flagged(ago: float, words: str) -> None:
    course = gated()
    course.ask(taken(course, ago))
    assert any(words in text for text in course.session.doses[0].deviations)


def test_a_time_that_has_not_come_is_refused_even_for_a_fact() -> None:
    course = gated()
    assert course.refusals(taken(course, -1)) == ("That time has not come yet.",)
    course.ask(taken(course, -1 / 60))
    assert course.session.doses[0].taken == course.at


def test_a_dose_over_an_override_is_no_deviation() -> None:
    course = gated(baseline=(150, 80, 70))
    course.ask(OverrideGate(reason="usual", clinician="Dr. S", contact_utc=course.at.utc))
    course.ask(dose(course))
    assert (course.session.doses[0].gate, course.session.doses[0].deviations) == ("overridden", ())


def test_a_dose_at_a_held_or_lapsed_gate_says_which() -> None:
    held = gated(baseline=(150, 80, 70))
    held.ask(taken(held))
    assert held.session.doses[0].deviations[0].startswith("Taken while the gate was held: Systolic")
    old = gated()
    old.wait(31, step_s=60)
    old.ask(taken(old))
    assert old.session.doses[0].deviations[0].startswith("Taken after the baseline had grown old")


def test_a_dose_can_be_reported_after_the_end() -> None:
    course = gated()
    course.ask(CloseWithoutDose(reason="patient changed their mind"))
    course.ask(taken(course))
    assert course.session.doses[0].deviations[0] == "Reported after the session had ended."
    assert phase_of(course.session) is Phase.CLOSED


def test_a_booster_that_was_taken_is_recorded_at_its_closed_gate() -> None:
    course = dosed()
    course.until(30)
    course.ask(taken(course, 2))
    assert course.session.doses[-1].booster
    assert "No reading since the dose before" in course.session.doses[-1].deviations[0]
    assert course.session.doses[-1].gate == "held"


def test_a_booster_is_compared_with_the_boosters_order() -> None:
    course = gated()
    course.note(order(booster_amount=50.0))
    course.pass_s(60)
    course.ask(dose(course))
    course.until(30)
    course.ask(taken(course))
    assert "100 mg, ordered 100 mg." not in course.session.doses[-1].deviations


def test_a_session_without_a_dose_closes_and_one_with_a_dose_does_not() -> None:
    course = rested()
    course.ask(CloseWithoutDose(reason="ill"))
    assert phase_of(course.session) is Phase.CLOSED
    assert dosed().refusals(CloseWithoutDose(reason="x")) == (
        "This is not possible while monitoring.",
        "A dose was taken.",
    )


# The lozenge


def lozenge(course: Course) -> LozengeStatus:
    status = lozenge_status(course.session, course.at)
    assert status is not None
    return status


def test_the_lozenge_follows_the_order() -> None:
    course = dosed()
    assert lozenge(course).state is LozengeState.IN_MOUTH
    assert not lozenge(course).swish_now
    course.until(3)
    assert lozenge(course).swish_now
    upcoming = lozenge(course).next_swish
    assert upcoming is not None
    assert upcoming.minutes_since(course.session.doses[0].taken) == 6
    course.until(3.5)
    assert not lozenge(course).swish_now
    course.until(14)
    assert lozenge(course).next_swish is None
    course.until(15)
    assert lozenge(course).state is LozengeState.TIME_IS_UP
    assert not lozenge(course).swish_now
    course.until(17)
    assert lozenge(course).state is LozengeState.NOT_RECORDED_OUT
    assert gear(course)["lozenge-not-out"] is Priority.LOW
    course.ask(
        ReportLozengeOut(end=LozengeEnd.SPIT, taken_out_utc=course.at.utc - timedelta(minutes=2))
    )
    assert lozenge(course).state is LozengeState.OUT
    assert lozenge(course).in_mouth_s == pytest.approx(900)
    assert lozenge(course).next_swish is None
    assert "lozenge-not-out" not in gear(course)


def test_without_an_order_nothing_is_cued() -> None:
    course = gated()
    course.note(order(hold_min=None, swish_interval_min=None))
    course.ask(dose(course))
    course.until(60)
    status = lozenge(course)
    assert status.state is LozengeState.IN_MOUTH
    assert (status.out_due, status.next_swish, status.swish_now) == (None, None, False)
    assert "lozenge-not-out" not in gear(course)


def test_a_hold_without_swishing_is_timed_only() -> None:
    course = gated()
    course.note(order(hold_min=None))
    course.ask(dose(course))
    course.until(3)
    assert lozenge(course).swish_now
    assert lozenge(course).next_swish is not None


def test_taking_it_out_can_be_taken_back() -> None:
    course = dosed()
    course.until(10)
    course.ask(ReportLozengeOut(end=LozengeEnd.SWALLOWED, taken_out_utc=course.at.utc))
    course.ask(Withdraw(seq=course.entries[-1].seq))
    assert lozenge(course).state is LozengeState.IN_MOUTH


def test_there_is_no_lozenge_by_injection() -> None:
    course = dosed(IM)
    assert lozenge_status(course.session, course.at) is None
    with pytest.raises(Refused, match="No lozenge"):
        course.ask(ReportLozengeOut(end=LozengeEnd.SPIT, taken_out_utc=course.at.utc))
