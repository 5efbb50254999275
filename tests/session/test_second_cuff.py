"""A second cuff, on the other arm or to compare two cuffs: shown and watched, never mixed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.event import FailureReason, LinkChanged, LinkState, MeasurementFailed
from kapmonitor.session.baseline import baseline, progress
from kapmonitor.session.decide import Refused
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import DeviceAssigned, DeviceReleased, MeasurementRequested
from kapmonitor.session.gate import GateState, judged_gate
from kapmonitor.session.intent import EnterReading, RequestReading
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import heart_rate, second_cuff, vital
from kapmonitor.session.requests import cuff_to_repeat
from kapmonitor.session.schedule import DueState, due
from kapmonitor.session.summary import summary
from kapmonitor.session.vocabulary import Priority, ReadingSource, Role
from tests.support.builders import (
    CUFF,
    Course,
    address,
    assign,
    dosed,
    gear,
    prepared,
    recovered,
    rested,
    signs,
)

OTHER = Role.SECOND_CUFF


def two_arms(course: Course, *, can_start: bool = False) -> Course:
    """Return the course with a second cuff on the other arm."""
    assign(course, OTHER, can_start=can_start)
    return course


def typed(cuff: Role) -> EnterReading:
    return EnterReading(
        systolic=140, diastolic=90, pulse_rate=None, source=ReadingSource.DISPLAY, cuff=cuff
    )


def test_the_baseline_is_of_one_arm() -> None:
    course = two_arms(rested())
    course.read(120, 78)
    course.pass_s(120)
    course.read(150, 95, role=OTHER)
    assert len(progress(course.session).readings) == 1
    course.pass_s(60)
    course.read(122, 80)
    found = baseline(course.session)
    assert found is not None
    assert (found.systolic, found.diastolic) == (121, 79)
    assert len(course.session.readings) == 3


def test_no_gate_is_opened_by_the_other_arm() -> None:
    course = two_arms(rested())
    for _ in range(4):
        course.read(118, 76, role=OTHER)
        course.pass_s(300)
    assert judged_gate(course.session, course.at).state is GateState.MEASURE
    for _ in range(2):
        course.read(118, 76)
        course.pass_s(300)
    assert judged_gate(course.session, course.at).state is GateState.CLEAR


def test_a_scheduled_reading_is_not_done_by_the_other_arm() -> None:
    course = two_arms(dosed())
    first = next(each for each in due(course.session, course.at) if each.required)
    course.pass_s(first.target_s - course.at.elapsed_s)
    course.read(128, 82, role=OTHER)
    assert course.session.readings[-1].due is None
    assert next(x for x in due(course.session, course.at) if x.id == first.id).open
    course.read(126, 80)
    done = next(x for x in due(course.session, course.at) if x.id == first.id)
    assert done.state is DueState.DONE


def test_discharge_rests_on_one_arm() -> None:
    course = two_arms(recovered())
    before = assess(course.session, course.at)
    course.read(139, 89, role=OTHER)
    course.read(139, 89, role=OTHER)
    assert assess(course.session, course.at) == before


def test_the_shown_value_and_the_peak_stay_with_the_first_cuff() -> None:
    course = two_arms(dosed())
    course.pass_s(60)
    course.read(131, 84, 71)
    course.pass_s(60)
    course.read(139, 88, 90, role=OTHER)
    shown = vital(course.session, Signal.SYSTOLIC)
    rate = heart_rate(course.session, course.at)
    beside = second_cuff(course.session, Signal.SYSTOLIC)
    assert shown is not None
    assert rate is not None
    assert beside is not None
    assert (shown.value, rate.value, beside.value) == (131, 71, 139)
    figures = summary(course.session)
    assert figures.peaks[Signal.SYSTOLIC].value == 131
    assert figures.last is not None
    assert figures.last.measurement.systolic == 131


def test_a_value_beyond_a_limit_on_the_other_arm_is_an_alarm() -> None:
    course = two_arms(dosed())
    course.read(185, 90, role=OTHER)
    assert signs(course) == ["sbp-urgent"]
    alarm = course.session.alarms["sbp-urgent"]
    assert alarm.reason.startswith("Second cuff: 185/90, not confirmed.")


def test_what_one_arm_shows_never_ends_what_the_other_began() -> None:
    course = two_arms(dosed())
    course.read(185, 90)
    course.pass_s(90)
    course.read(121, 78, role=OTHER)
    course.read(122, 78, role=OTHER)
    assert course.session.alarms["sbp-urgent"].active
    course.pass_s(90)
    course.read(205, 90, role=OTHER)
    assert course.session.alarms["sbp-critical"].active
    course.pass_s(90)
    course.read(121, 78)
    assert course.session.alarms["sbp-critical"].active


def test_only_its_own_reading_confirms_what_a_cuff_shows() -> None:
    course = two_arms(dosed())
    course.read(185, 90)
    course.pass_s(90)
    course.read(186, 90, role=OTHER)
    assert not course.session.alarms["sbp-urgent"].confirmed
    course.pass_s(90)
    course.read(187, 90, role=OTHER)
    assert course.session.alarms["sbp-urgent"].confirmed


def test_a_difference_between_arms_is_no_rise() -> None:
    course = two_arms(dosed())
    course.read(152, 85, role=OTHER)
    assert not signs(course)
    course.read(152, 85)
    assert signs(course) == ["sbp-rise-advisory"]


def test_a_released_cuff_rings_until_the_first_has_measured() -> None:
    course = two_arms(dosed())
    course.read(185, 90, role=OTHER)
    course.note(DeviceReleased(role=OTHER))
    assert course.session.alarms["sbp-urgent"].active
    course.pass_s(90)
    course.read(122, 78)
    assert not course.session.alarms["sbp-urgent"].active


def test_a_repeat_is_asked_of_the_cuff_that_showed_it() -> None:
    course = two_arms(dosed())
    made = course.read(185, 90, role=OTHER)
    asked = [each.event for each in made if isinstance(each.event, MeasurementRequested)]
    assert [(each.role, each.reason) for each in asked] == [(OTHER, "repeat")]
    course.read(128, 80)
    assert course.session.request is not None
    course.read(126, 80, role=OTHER)
    assert course.session.request is None


def test_nothing_is_asked_of_a_cuff_that_was_released() -> None:
    course = two_arms(dosed())
    course.note(DeviceReleased(role=OTHER))
    course.ask(typed(OTHER))
    course.ask(replace(typed(OTHER), systolic=185, diastolic=95))
    assert "sbp-urgent" in signs(course)
    assert course.session.request is None, "it could never be answered, and would hold up others"
    assert cuff_to_repeat(course.session) is Role.CUFF


def test_a_repeat_that_a_person_asks_for_is_of_the_cuff_in_doubt() -> None:
    course = two_arms(dosed())
    assert cuff_to_repeat(course.session) is Role.CUFF
    course.read(185, 90, role=OTHER)
    assert cuff_to_repeat(course.session) is OTHER


def test_the_other_arm_keeps_the_rest_too() -> None:
    course = two_arms(prepared(can_start=True), can_start=True)
    course.ask(RequestReading())
    course.read(120, 80)
    with pytest.raises(Refused, match="rests"):
        course.ask(RequestReading(role=OTHER))
    course.pass_s(course.session.preset.min_start_interval_s)
    course.ask(RequestReading(role=OTHER))
    course.report(MeasurementFailed(reason=FailureReason.MOVEMENT, text="Moved."), OTHER)
    with pytest.raises(Refused, match="rests"):
        course.ask(RequestReading())


def test_a_typed_value_can_be_of_the_other_arm() -> None:
    course = two_arms(dosed())
    course.ask(RequestReading(role=OTHER))
    course.ask(typed(OTHER))
    assert course.session.request is None
    assert course.session.readings[-1].role is OTHER
    with pytest.raises(Refused, match="from a cuff"):
        course.ask(typed(Role.STRAP))


def test_one_device_has_one_part() -> None:
    course = rested()
    again = DeviceAssigned(
        role=OTHER,
        driver=CUFF,
        address=address(Role.CUFF),
        title="t",
        can_start=False,
        simulated=True,
    )
    with pytest.raises(Refused, match="already has a part"):
        course.note(again)


def test_a_second_cuff_that_is_lost_is_told_by_name() -> None:
    course = two_arms(rested())
    course.report(LinkChanged(state=LinkState.LOST), OTHER)
    assert gear(course) == {"link-lost:second_cuff": Priority.LOW}
    assert course.session.alarms["link-lost:second_cuff"].reason.startswith("Second cuff")
