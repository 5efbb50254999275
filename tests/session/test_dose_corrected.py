"""A dose that was recorded wrongly: its true time moves the plan, and what had stood stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapmonitor.session.decide import Refused
from kapmonitor.session.discharge_ride import not_before
from kapmonitor.session.event import (
    DoseAdministered,
    DoseCorrected,
    MeasurementRecorded,
    ReadingMissed,
)
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import (
    CorrectDose,
    Discharge,
    MarkReturned,
    ReportDoseTaken,
    WithdrawDose,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.schedule import DueState, due, earliest_discharge
from tests.support.builders import IM, Course, dose, dosed, gear, recovered


def correct(course: Course, minutes: float, which: int = 0) -> None:
    """Say that a dose was taken so many minutes later (earlier when negative) than recorded."""
    given = course.session.doses[which]
    true = given.taken.utc + timedelta(minutes=minutes)
    course.ask(CorrectDose(seq=given.seq, reason="misread the clock", taken_utc=true))


def states(course: Course) -> dict[str, DueState]:
    return {each.id: each.state for each in due(course.session, course.at)}


def missed(course: Course) -> dict[str, str]:
    events = [entry.event for entry in course.entries]
    return {each.due: each.reason for each in events if isinstance(each, ReadingMissed)}


def test_every_clock_follows_the_true_time_and_the_first_words_stay() -> None:
    course = dosed(IM)
    course.pass_s(120)
    before, rule = earliest_discharge(course.session), not_before(course.session)
    first = course.session.doses[0]
    correct(course, -4)
    after = earliest_discharge(course.session)
    assert before is not None
    assert after is not None
    assert after.minutes_since(before) == pytest.approx(-4)
    assert course.minutes == pytest.approx(6)
    assert rule is not None
    given = course.session.doses[0]
    assert (given.changes[0].taken, given.changes[0].reason) == (first.taken, "misread the clock")
    assert given.changes[0].by is not None
    told = next(each.event for each in course.entries if each.seq == given.seq)
    assert isinstance(told, DoseAdministered)
    assert told.taken == first.taken


def test_readings_due_before_the_time_was_known_are_not_held_against_anybody() -> None:
    course = dosed(IM)
    _, early, later = [each.id for each in due(course.session, course.at) if each.required][:3]
    course.until(48, step_s=60)
    assert states(course)[early] is DueState.OVERDUE
    correct(course, -13)
    assert states(course)[early] is DueState.MISSED
    assert "was not known" in missed(course)[early]
    assert states(course)[later] is DueState.DUE
    assert not any(code.startswith("reading-overdue") for code in gear(course))
    course.wait(20)
    assert any(code.startswith("reading-overdue") for code in gear(course))


def test_a_reading_stands_where_its_own_time_falls_in_the_true_plan() -> None:
    course = dosed(IM)
    required = [each for each in due(course.session, course.at) if each.required]
    early, later = required[1], required[2]
    course.until(early.reading.at_min, step_s=60)
    course.read(124, 80)
    taken = course.session.readings[-1]
    assert taken.due == early.id
    correct(course, early.reading.at_min - later.reading.at_min)
    moved = course.session.readings[-1]
    assert moved.due == later.id
    assert (moved.when, moved.measurement) == (taken.when, taken.measurement)
    recorded = next(each for each in course.entries if each.seq == taken.seq).event
    assert isinstance(recorded, MeasurementRecorded)
    assert recorded.due == early.id


def test_a_small_correction_leaves_each_reading_at_its_place() -> None:
    course = dosed(IM)
    first = next(each for each in due(course.session, course.at) if each.required)
    course.until(first.reading.at_min, step_s=60)
    course.read(124, 80)
    correct(course, 1)
    assert course.session.readings[-1].due == first.id
    assert states(course)[first.id] is DueState.DONE


def test_a_later_time_asks_again_for_what_was_missed_too_early() -> None:
    course = dosed(IM)
    required = [each for each in due(course.session, course.at) if each.required]
    course.until(required[1].reading.at_min + 1, step_s=60)
    assert states(course)[required[0].id] is DueState.MISSED
    correct(course, required[1].reading.at_min)
    assert states(course)[required[0].id] is DueState.COMING
    course.until(required[0].reading.at_min, step_s=60)
    course.read(124, 80)
    assert course.session.readings[-1].due == required[0].id


def test_a_reading_from_before_the_true_dose_is_none_of_its_plan() -> None:
    course = dosed(IM)
    first = next(each for each in due(course.session, course.at) if each.required)
    course.until(first.reading.at_min, step_s=60)
    course.read(124, 80)
    course.pass_s(120)
    correct(course, first.reading.at_min + 1)
    assert course.session.readings[-1].due is None
    assert states(course)[first.id] is not DueState.DONE


def test_the_gate_is_judged_at_the_true_time() -> None:
    course = dosed(IM)
    correct(course, -3)
    given = course.session.doses[0]
    assert given.gate == "held"
    assert "before the baseline was complete" in given.deviations[0]
    correct(course, 3)
    given = course.session.doses[0]
    assert (given.gate, given.deviations) == ("clear", ())
    assert course.session.deviations == ()
    assert "before the baseline was complete" in given.changes[1].deviations[0]
    correct(course, -600)
    assert "Taken before the session was opened." in course.session.doses[0].deviations
    assert len(course.session.doses[0].changes) == 3


def test_only_what_cannot_be_is_refused() -> None:
    course = dosed(IM)
    given = course.session.doses[0]
    ahead = course.at.utc + timedelta(minutes=5)
    assert course.refusals(CorrectDose(seq=given.seq, reason=" ", taken_utc=ahead)) == (
        "Say why it is corrected.",
        "That time has not come yet.",
    )
    same = CorrectDose(seq=given.seq, reason="r", amount=given.amount, route=given.route)
    assert course.refusals(same) == ("This is what is recorded already.",)
    wrong = CorrectDose(seq=given.seq, reason="r", amount=0.0, route=" ")
    assert course.refusals(wrong) == ("The amount must be above zero.", "The route is missing.")
    for absent in (CorrectDose(seq=1, reason="r"), WithdrawDose(seq=1, reason="r")):
        with pytest.raises(Refused, match="no such dose"):
            course.ask(absent)
    assert course.refusals(WithdrawDose(seq=given.seq, reason=""))


def test_amount_and_route_are_corrected_and_compared_with_the_order() -> None:
    course = dosed(IM)
    given = course.session.doses[0]
    course.ask(CorrectDose(seq=given.seq, reason="half was spilt", amount=given.amount / 2))
    now = course.session.doses[0]
    assert now.amount == given.amount / 2
    assert "ordered" in now.deviations[0]
    assert (now.taken, now.timed) == (given.taken, given.timed)
    fact = course.entries[-1].event
    assert isinstance(fact, DoseCorrected)
    assert (fact.taken, fact.route) == (None, None)


def test_a_boosters_time_moves_what_counts_from_the_last_dose() -> None:
    course = dosed(IM)
    course.wait(40, step_s=60)
    further = ReportDoseTaken(
        drug="ketamine", amount=25, unit="mg", route="im", taken_utc=course.at.utc
    )
    course.ask(further)
    before = earliest_discharge(course.session)
    correct(course, -10, which=1)
    after = earliest_discharge(course.session)
    assert before is not None
    assert after is not None
    assert after.minutes_since(before) == pytest.approx(-10)
    correct(course, -40, which=1)
    assert "in another order" in " ".join(course.session.doses[1].deviations)


def test_a_dose_never_given_takes_the_session_back_to_the_gate() -> None:
    course = dosed(IM)
    course.wait(25, step_s=60)
    course.ask(MarkReturned())
    given = course.session.doses[0]
    course.ask(WithdrawDose(seq=given.seq, reason="pressed by mistake"))
    session = course.session
    assert phase_of(session) == Phase.BASELINE
    assert (session.doses, session.missed, session.returned) == ((), {}, None)
    assert (session.never_given[0].dose, session.never_given[0].reason) == (
        given,
        "pressed by mistake",
    )
    assert due(session, course.at) == ()
    assert earliest_discharge(session) is None
    course.ask(
        ReportDoseTaken(drug="ketamine", amount=50, unit="mg", route="im", taken_utc=course.at.utc)
    )
    assert DueState.MISSED not in states(course).values()
    assert not course.session.doses[0].booster
    assert fold(course.entries) == course.session


def test_the_lozenge_before_is_back_when_the_further_one_was_never_given() -> None:
    course = dosed()
    first = course.session.doses[0]
    course.pass_s(60)
    course.ask(
        ReportDoseTaken(
            drug="ketamine", amount=50, unit="mg", route="sublingual", taken_utc=course.at.utc
        )
    )
    course.ask(WithdrawDose(seq=course.session.doses[1].seq, reason="pressed twice"))
    assert [course.session.lozenge and course.session.lozenge.dose_seq] == [first.seq]
    course.ask(WithdrawDose(seq=first.seq, reason="not given either"))
    assert [course.session.lozenge] == [None]
    course.ask(dose(course))
    assert phase_of(course.session) is Phase.MONITORING


def test_a_patient_who_left_too_soon_by_the_true_time_is_a_deviation() -> None:
    course = recovered(IM)
    course.pass_s(60)
    course.ask(Discharge())
    correct(course, 30)
    told = " ".join(course.session.doses[0].deviations)
    assert "before the minimum time was over" in told
