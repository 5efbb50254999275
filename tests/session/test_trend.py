"""When two readings can be compared, and which way the pressure goes."""

from __future__ import annotations

import pytest

from kapmonitor.session.event import MeasurementMarkedInError, MeasuringStated
from kapmonitor.session.intent import ReportDoseTaken
from kapmonitor.session.measuring import changes, stated
from kapmonitor.session.trend import Direction, trend
from kapmonitor.session.vocabulary import CuffSize, Posture, Role, Site
from tests.support.builders import Course, assign, dosed

SEATED = MeasuringStated(role=Role.CUFF, posture=Posture.SEATED, site=Site.LEFT_ARM)


def read_twice(first: float, second: float, *, apart_min: float = 5.0) -> Course:
    """A dose, and two readings after it."""
    course = dosed()
    course.until(10)
    course.read(first, 80)
    course.pass_s(apart_min * 60)
    course.read(second, 80)
    return course


@pytest.mark.parametrize(
    ("first", "second", "direction"),
    [
        (130, 140, Direction.RISING),
        (130, 139, Direction.STEADY),
        (130, 121, Direction.STEADY),
        (140, 130, Direction.FALLING),
    ],
)
def test_a_step_that_asks_for_a_third_reading_is_a_trend(
    first: float, second: float, direction: Direction
) -> None:
    course = read_twice(first, second)
    found = trend(course.session, course.at)
    assert found is not None
    assert found.direction is direction
    assert (found.before.measurement.systolic, found.newest.measurement.systolic) == (first, second)


@pytest.mark.parametrize(("apart_min", "told"), [(0.9, False), (1, True), (15, True), (16, False)])
def test_readings_too_close_or_too_far_apart_tell_none(apart_min: float, *, told: bool) -> None:
    course = read_twice(120, 150, apart_min=apart_min)
    assert (trend(course.session, course.at) is not None) is told


def test_one_reading_or_an_old_one_tells_none() -> None:
    course = dosed()
    course.until(30)
    course.read(120, 80)
    assert trend(course.session, course.at) is None
    course = read_twice(120, 150)
    course.pass_s(16 * 60)
    assert trend(course.session, course.at) is None


def test_what_does_not_count_and_the_second_cuff_tell_none() -> None:
    course = read_twice(120, 150)
    course.note(MeasurementMarkedInError(seq=course.session.readings[-1].seq, reason="moved"))
    assert trend(course.session, course.at) is None
    course = read_twice(120, 121)
    assign(course, Role.SECOND_CUFF)
    course.pass_s(120)
    course.read(170, 100, role=Role.SECOND_CUFF)
    found = trend(course.session, course.at)
    assert found is not None
    assert found.newest.measurement.systolic == 121


def test_a_dose_in_between_tells_none() -> None:
    course = dosed()
    course.until(30)
    course.read(120, 80)
    course.pass_s(60)
    order = course.session.order
    assert order is not None
    course.ask(
        ReportDoseTaken(
            drug=order.drug,
            amount=50,
            unit="mg",
            route=order.route,
            taken_utc=course.at.utc,
            booster=True,
        )
    )
    course.pass_s(120)
    course.read(150, 90)
    assert trend(course.session, course.at) is None


def test_a_change_of_posture_arm_or_cuff_tells_none_and_is_a_change() -> None:
    course = dosed()
    course.note(SEATED)
    course.until(10)
    course.read(120, 80)
    course.note(MeasuringStated(role=Role.CUFF, cuff_size=CuffSize.LARGE))
    course.pass_s(120)
    course.read(150, 80)
    assert trend(course.session, course.at) is not None  # a size said later contradicts nothing
    assert changes(course.session) == ()
    course.pass_s(30)
    course.note(MeasuringStated(role=Role.CUFF, posture=Posture.LYING))
    course.pass_s(120)
    course.read(120, 70)
    assert trend(course.session, course.at) is None
    assert [each.fact.posture for each in changes(course.session)] == [Posture.LYING]
    now = stated(course.session, course.at)
    assert now == MeasuringStated(
        role=Role.CUFF, posture=Posture.LYING, site=Site.LEFT_ARM, cuff_size=CuffSize.LARGE
    )
    assert stated(course.session, course.session.opened) is None
