"""The automatic criteria of the discharge check: met, not met and unknown."""

from __future__ import annotations

import json

import pytest

from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.discharge import assess, not_before
from kapmonitor.session.intent import (
    ReportDoseTaken,
)
from tests.support.builders import (
    Course,
    document,
    dosed,
    edited,
    gated,
    rested,
)

MET, NOT_MET, UNKNOWN = Result.MET, Result.NOT_MET, Result.UNKNOWN


def criterion(course: Course, name: str) -> CriterionResult:
    return next(each for each in assess(course.session, course.at) if each.id == name)


def result(course: Course, name: str) -> Result:
    return criterion(course, name).result


def again(course: Course) -> None:
    course.pass_s(1)
    course.ask(
        ReportDoseTaken(
            drug="ketamine",
            amount=50,
            unit="mg",
            route="sublingual",
            taken_utc=course.at.utc,
            booster=True,
        )
    )


def checked(
    *readings: tuple[float, float, float],
    baseline: tuple[float, float, float] = (120, 78, 68),
    gap: float = 5,
) -> Course:
    """Return a session at its end with these readings, so many minutes apart."""
    course = dosed(baseline=baseline)
    course.until(110, step_s=60)
    for number_of, values in enumerate(readings):
        course.wait(gap if number_of else 1, step_s=60)
        course.read(*values)
    return course


# Vital signs


@pytest.mark.parametrize(
    ("baseline", "leaving", "expected"),
    [
        ((120, 78, 68), (122, 80, 70), MET),
        ((100, 60, 68), (124, 76, 70), MET),  # over 20 %, but in range
        ((136, 88, 68), (152, 94, 70), MET),  # out of range, but within 20 %
        ((136, 88, 68), (160, 94, 70), NOT_MET),  # at the cap
        ((136, 88, 68), (150, 100, 70), NOT_MET),
        ((110, 70, 68), (145, 80, 70), NOT_MET),  # neither
        ((120, 78, 68), (122, 96, 70), NOT_MET),
        ((120, 78, 68), (85, 60, 70), NOT_MET),  # low, and 29 % down
        ((96, 60, 68), (88, 52, 70), MET),  # low, but at home there
    ],
)
def test_blood_pressure_by_percent_or_range_and_cap(
    baseline: tuple[float, float, float],
    leaving: tuple[float, float, float],
    expected: Result,
) -> None:
    course = checked(leaving, leaving, baseline=baseline)
    assert result(course, "blood-pressure") is expected
    assert criterion(course, "blood-pressure").from_readings


def test_blood_pressure_needs_its_number_of_readings_spaced_and_fresh() -> None:
    once = checked((120, 80, 70))
    assert criterion(once, "blood-pressure").reason == (
        "1 of 2 readings of the last 15 min, 5 min apart."
    )
    close = checked((120, 80, 70), (120, 80, 70), gap=4)
    assert result(close, "blood-pressure") is UNKNOWN
    fresh = checked((120, 80, 70), (120, 80, 70))
    assert result(fresh, "blood-pressure") is MET
    fresh.wait(11, step_s=60)
    assert result(fresh, "blood-pressure") is UNKNOWN


def test_a_bad_reading_between_two_good_ones_is_not_passed_over() -> None:
    course = checked((120, 80, 70), (175, 100, 70), (121, 80, 70), gap=3)
    assert result(course, "blood-pressure") is NOT_MET


def test_an_early_bad_reading_no_longer_matters() -> None:
    course = checked((175, 100, 70), (121, 80, 70), (121, 80, 70))
    assert result(course, "blood-pressure") is MET


def test_readings_of_before_the_last_dose_do_not_count() -> None:
    course = checked((120, 80, 70), (120, 80, 70))
    again(course)
    assert result(course, "blood-pressure") is UNKNOWN
    assert result(course, "heart-rate") is UNKNOWN


def test_without_a_baseline_only_the_range_can_speak() -> None:
    course = rested()
    again(course)
    course.until(120, step_s=60)
    course.read(146, 80)
    assert criterion(course, "blood-pressure").reason == (
        "146/80 is out of range, and there is no baseline to compare with."
    )
    assert result(course, "blood-pressure") is UNKNOWN
    course.read(165, 80)
    assert result(course, "blood-pressure") is NOT_MET


def test_nothing_is_known_without_a_dose() -> None:
    course = gated()
    results = assess(course.session, course.at)
    assert all(each.result is UNKNOWN for each in results if each.id != "escort")
    assert criterion(course, "minimum-time").reason == "No dose was recorded."
    assert not_before(course.session) is None


@pytest.mark.parametrize(("rate", "expected"), [(110, MET), (111, NOT_MET), (49, NOT_MET)])
def test_heart_rate(rate: float, expected: Result) -> None:
    course = checked((120, 80, rate))
    assert result(course, "heart-rate") is expected
    course.wait(15, step_s=60)
    assert result(course, "heart-rate") is expected
    course.wait(1, step_s=60)
    assert result(course, "heart-rate") is UNKNOWN


def test_saturation_only_where_it_was_measured() -> None:
    course = rested()
    again(course)
    assert not [each for each in assess(course.session, course.at) if each.id == "spo2"]
    course.pass_s(60)
    course.typed(spo2=93)
    assert result(course, "spo2") is NOT_MET
    course.typed(spo2=94)
    assert result(course, "spo2") is MET
    course.wait(16, step_s=60)
    assert result(course, "spo2") is UNKNOWN


def test_a_preset_may_leave_saturation_out() -> None:
    vitals = json.loads(document())["discharge"]["vitals"]
    del vitals["spo2"]
    course = dosed(text=edited(discharge__vitals=vitals))
    course.typed(spo2=80)
    assert not [each for each in assess(course.session, course.at) if each.id == "spo2"]


def test_minimum_time_counts_from_the_last_dose() -> None:
    course = dosed()
    course.until(119.9, step_s=60)
    assert result(course, "minimum-time") is NOT_MET
    assert criterion(course, "minimum-time").needs == "0 min more."
    course.until(120)
    assert result(course, "minimum-time") is MET
    again(course)
    assert criterion(course, "minimum-time").reason == "0 of 120 min."
