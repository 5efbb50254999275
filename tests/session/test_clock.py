"""Two clocks: a clock that is set moves no dose, no age and no due time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapmonitor.session.event import ClockDiscontinuityDetected
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import ReportLozengeOut, ResumeSession, Tick
from kapmonitor.session.schedule import DueState, due, earliest_discharge
from kapmonitor.session.times import future, moment
from kapmonitor.session.vocabulary import LozengeEnd
from tests.support.builders import START, Course, dosed, events, gear


def steps(course: Course) -> list[float]:
    return [
        entry.event.step_s
        for entry in course.entries
        if isinstance(entry.event, ClockDiscontinuityDetected)
    ]


@pytest.mark.parametrize("hours", [2, -2])
def test_a_jump_of_two_hours_changes_nothing_but_the_time_of_day(hours: int) -> None:
    course = dosed()
    course.until(60)
    course.step_clock(hours * 3600)
    course.wait(1)
    assert steps(course) == [hours * 3600]
    assert gear(course)["clock-stepped"].value == "low"
    direction = "forward" if hours > 0 else "back"
    assert course.session.alarms["clock-stepped"].reason == (
        f"The computer's clock went {direction} by 120 min."
    )
    course.until(89.5)
    states = {each.id: each.state for each in due(course.session, course.at)}
    assert states["return"] is DueState.COMING
    course.until(90)
    course.read(122, 80)
    assert course.session.readings[-1].due == "return"
    elapsed = [entry.at.elapsed_s for entry in course.entries]
    assert elapsed == sorted(elapsed)
    earliest = earliest_discharge(course.session)
    assert earliest is not None
    assert earliest.minutes_since(course.session.doses[0].taken) == 120
    assert "clock-stepped" not in gear(course)


def test_a_step_of_seconds_is_told_in_seconds() -> None:
    course = dosed()
    course.step_clock(-30)
    course.wait(0.1)
    assert course.session.alarms["clock-stepped"].reason == (
        "The computer's clock went back by 30 s."
    )


def test_a_clock_that_is_nudged_is_no_step() -> None:
    course = dosed()
    course.step_clock(1.9)
    course.wait(0.1)
    assert steps(course) == []


def test_a_time_that_people_give_is_taken_by_the_clock_as_it_stands() -> None:
    course = dosed()
    course.until(10)
    course.step_clock(7200)
    course.give(Tick())
    course.ask(
        ReportLozengeOut(end=LozengeEnd.SPIT, taken_out_utc=course.at.utc - timedelta(minutes=2))
    )
    lozenge = course.session.lozenge
    assert lozenge is not None
    assert lozenge.out is not None
    assert lozenge.out.minutes_since(course.session.doses[0].taken) == pytest.approx(8)


def test_session_time_never_runs_back() -> None:
    course = dosed()
    before = course.at
    course.at = Instant(before.utc, before.elapsed_s - 100)
    course.read(120, 80)
    assert course.entries[-1].at.elapsed_s == before.elapsed_s


def test_a_resume_after_the_clock_went_back_says_so() -> None:
    course = dosed()
    course.step_clock(-600)
    assert events(course.ask(ResumeSession(gap_s=0)))[:2] == [
        "ClockDiscontinuityDetected",
        "SessionResumed",
    ]


def test_instants() -> None:
    at = Instant(START, 100.0)
    assert at.later(seconds=60).minutes_since(at) == 1
    assert at.at_utc(START - timedelta(minutes=2)).elapsed_s == -20
    assert future(at, None) is None
    assert future(at, START + timedelta(seconds=1)) is None
    assert future(at, START + timedelta(seconds=3)) is not None
    assert moment(at, START + timedelta(seconds=1)) is at
    assert moment(at, START - timedelta(seconds=1)).elapsed_s == 99
