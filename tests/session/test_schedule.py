"""The plan after the dose: due, overdue, offered, postponed, missed, and the silent looks."""

from __future__ import annotations

import pytest

from kapmonitor.session.event import MeasurementMarkedInError, ReadingMissed
from kapmonitor.session.intent import (
    MarkReturned,
    PostponeReading,
    ReportDoseTaken,
    SkipReading,
    Withdraw,
)
from kapmonitor.session.schedule import (
    Due,
    DueState,
    checks,
    due,
    earliest_discharge,
    next_reading,
    would_become,
)
from kapmonitor.session.vocabulary import Priority
from tests.support.builders import (
    IM,
    SPRAVATO,
    Course,
    dosed,
    edited,
    gated,
    gear,
    number,
)


def one(course: Course, name: str) -> Due:
    return next(each for each in due(course.session, course.at) if each.id == name)


def state(course: Course, name: str) -> DueState:
    return one(course, name).state


def missed(course: Course) -> dict[str, str]:
    return {
        entry.event.due: entry.event.reason
        for entry in course.entries
        if isinstance(entry.event, ReadingMissed)
    }


def further(course: Course) -> ReportDoseTaken:
    return ReportDoseTaken(
        drug="ketamine",
        amount=50,
        unit="mg",
        route="sublingual",
        taken_utc=course.at.utc,
        booster=True,
    )


def test_there_is_no_plan_before_the_dose() -> None:
    course = gated()
    assert due(course.session, course.at) == ()
    assert next_reading(course.session, course.at) is None
    assert earliest_discharge(course.session) is None
    assert checks(course.session) == ()


def test_an_optional_reading_is_offered_and_never_overdue() -> None:
    course = dosed()
    course.until(39)
    assert state(course, "at-45") is DueState.COMING
    course.until(40)
    assert state(course, "at-45") is DueState.OFFERED
    course.until(49.9)
    assert state(course, "at-45") is DueState.OFFERED
    course.until(50)
    assert state(course, "at-45") is DueState.NOT_TAKEN
    assert course.refusals(SkipReading(due="at-45", reason="late")) == (
        "This reading is already recorded as not taken.",
    )
    assert missed(course) == {"at-45": "Offered, not taken."}
    assert not [code for code in gear(course) if code.startswith("reading-overdue")]


def test_a_required_reading_becomes_due_then_overdue_in_two_steps() -> None:
    course = dosed()
    course.until(89.9)
    assert state(course, "return") is DueState.COMING
    course.until(90)
    assert state(course, "return") is DueState.DUE
    assert "reading-overdue:return" not in gear(course)
    course.until(92)
    assert state(course, "return") is DueState.OVERDUE
    assert gear(course)["reading-overdue:return"] is Priority.LOW
    course.until(95)
    assert gear(course)["reading-overdue:return"] is Priority.MEDIUM
    course.read(122, 80)
    assert state(course, "return") is DueState.DONE
    assert "reading-overdue:return" not in gear(course)


def test_a_required_reading_stays_open_until_the_next_one_is_due() -> None:
    course = dosed()
    course.until(119.9)
    assert state(course, "return") is DueState.OVERDUE
    course.until(120)
    assert missed(course)["return"] == "Its time ran out."
    assert state(course, "final") is DueState.DUE


def test_the_last_reading_is_never_missed_by_itself() -> None:
    course = dosed()
    course.until(400, step_s=120)
    assert state(course, "final") is DueState.OVERDUE
    assert one(course, "final").until_s is None


def test_readings_with_a_number_need_their_spacing() -> None:
    course = dosed()
    course.until(90)
    course.read(120, 78)
    course.until(116)
    course.read(120, 78)
    assert (one(course, "final").done, one(course, "final").needed) == (1, 2)
    course.until(119)
    course.read(120, 78)
    assert one(course, "final").done == 1
    course.until(121)
    assert state(course, "final") is DueState.DUE
    course.read(120, 78)
    assert state(course, "final") is DueState.DONE


def test_each_of_several_readings_counts_from_the_one_before() -> None:
    three = {
        "id": "three",
        "from": "dose",
        "at": number(30, "min"),
        "count": 3,
        "spacing": number(5, "min"),
        "required": True,
        "measure": ["systolic"],
        "tolerance": number(5, "min"),
    }
    course = dosed(text=edited(reading=[three]))
    for minutes in (30, 36):
        course.until(minutes)
        course.read(120, 78)
    assert one(course, "three").target_s - course.at.elapsed_s == 300
    assert state(course, "three") is DueState.COMING


def test_the_return_brings_its_reading_forward() -> None:
    course = dosed()
    course.until(70)
    course.ask(MarkReturned())
    assert state(course, "return") is DueState.DUE
    assert course.refusals(MarkReturned()) == ("The patient is already marked as back.",)
    following = next_reading(course.session, course.at)
    assert following is not None
    assert following.id == "return"


def test_a_return_after_the_time_moves_nothing() -> None:
    course = dosed()
    course.until(93)
    course.ask(MarkReturned())
    assert one(course, "return").target_s == one(course, "return").reading.at_min * 60 + (
        course.session.doses[0].taken.elapsed_s
    )


def test_marking_the_return_can_be_taken_back() -> None:
    course = dosed()
    course.until(70)
    made = course.ask(MarkReturned())
    course.ask(Withdraw(seq=made[0].seq))
    assert course.session.returned is None
    assert state(course, "return") is DueState.COMING


def test_a_postponed_reading_waits_without_an_alarm_up_to_its_latest_time() -> None:
    course = dosed()
    course.until(91)
    course.ask(PostponeReading(due="return", minutes=20, reason="inward"))
    assert state(course, "return") is DueState.POSTPONED
    course.until(99)
    assert "reading-overdue:return" not in gear(course)
    assert state(course, "return") is DueState.POSTPONED
    course.until(100.1)
    assert state(course, "return") is DueState.DUE
    assert course.refusals(PostponeReading(due="return", minutes=10, reason="x")) == (
        "It cannot wait any longer.",
    )
    course.until(103)
    assert gear(course)["reading-overdue:return"] is Priority.LOW


def test_a_reading_without_a_latest_time_waits_to_the_end_of_its_tolerance() -> None:
    course = dosed(IM)
    course.until(10)
    course.ask(PostponeReading(due="at-10", minutes=20, reason="inward"))
    assert state(course, "at-10") is DueState.POSTPONED
    course.until(15)
    assert state(course, "at-10") is DueState.DUE


@pytest.mark.parametrize("make", [PostponeReading, SkipReading])
def test_what_cannot_be_moved_or_skipped_says_why(
    make: type[PostponeReading] | type[SkipReading],
) -> None:
    course = dosed()

    def reasons(name: str) -> tuple[str, ...]:
        if make is PostponeReading:
            return course.refusals(PostponeReading(due=name, minutes=0, reason=""))
        return course.refusals(SkipReading(due=name, reason=""))

    assert reasons("nothing")[0] == "There is no such reading in the plan."
    assert len(reasons("return")) == 1
    course.until(90)
    course.read(120, 80)
    assert reasons("return")[0] == "This reading is already taken."
    assert reasons("at-45")[0] == "This reading is already recorded as not taken."


def test_a_skipped_reading_is_missed_with_its_reason() -> None:
    course = dosed()
    course.until(93)
    course.ask(SkipReading(due="return", reason="patient refuses"))
    assert state(course, "return") is DueState.MISSED
    assert course.session.missed == {"at-45": "Offered, not taken.", "return": "patient refuses"}
    assert "reading-overdue:return" not in gear(course)


def test_a_reading_excluded_is_due_again() -> None:
    course = dosed()
    course.until(90)
    course.read(120, 80)
    seq = course.session.readings[-1].seq
    course.note(MeasurementMarkedInError(seq=seq, reason="wrong person"))
    assert state(course, "return") is DueState.DUE


def test_an_early_reading_within_tolerance_counts_and_one_before_does_not() -> None:
    course = dosed()
    course.until(79)
    course.read(120, 80)
    assert course.session.readings[-1].due is None
    course.until(81)
    course.read(120, 80)
    assert state(course, "return") is DueState.DONE


def test_a_reading_serves_the_required_one_before_the_offered_one() -> None:
    text = edited(reading=required_and_offered_together())
    course = dosed(text=text)
    course.until(30)
    course.read(120, 80)
    assert course.session.readings[-1].due == "asked"


def required_and_offered_together() -> list[dict[str, object]]:
    common = {
        "from": "dose",
        "at": number(30, "min"),
        "count": 1,
        "measure": ["systolic"],
        "tolerance": number(5, "min"),
    }
    return [
        {"id": "offered", "required": False, "offered": True, **common},
        {"id": "asked", "required": True, **common},
    ]


def test_half_a_reading_satisfies_nothing() -> None:
    course = dosed()
    course.until(90)
    course.read(120, None)
    assert course.session.readings[-1].due is None
    assert state(course, "return") is DueState.DUE


def test_a_booster_starts_the_last_readings_and_the_minimum_time_anew() -> None:
    course = dosed(text=edited(booster__moaas_at_least=number(1, "{score}")))
    first = course.session.doses[0].taken
    earliest = earliest_discharge(course.session)
    assert earliest is not None
    assert earliest.minutes_since(first) == 120
    course.until(25)
    assert would_become(course.session, course.at).minutes_since(first) == 145
    course.ask(further(course))
    assert [each.id for each in due(course.session, course.at)] == ["at-45", "return", "final/2"]
    earliest = earliest_discharge(course.session)
    assert earliest is not None
    assert earliest.minutes_since(first) == 145
    course.until(120)
    assert state(course, "return") is DueState.OVERDUE


def test_the_plan_of_esketamine_asks_once_at_the_end() -> None:
    course = dosed(SPRAVATO)
    course.until(40)
    course.read(130, 82)
    course.until(120)
    course.read(122, 80)
    assert state(course, "final") is DueState.DONE
    assert next_reading(course.session, course.at) is None
