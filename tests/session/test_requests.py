"""Readings that are typed, asked for, started, answered and given up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from devices.event import (
    FailureReason,
    LinkChanged,
    LinkState,
    MeasurementFailed,
)
from devices.measurement import Provenance
from kapmonitor.session.decide import Refused
from kapmonitor.session.event import (
    CuffStartAgreed,
    MeasurementRecorded,
    MeasurementRequested,
    RequestEnded,
)
from kapmonitor.session.intent import (
    CancelReading,
    RequestFailed,
    RequestReading,
    ResumeSession,
)
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import is_stale, vital
from kapmonitor.session.vocabulary import ReadingSource
from tests.support.builders import (
    Course,
    dosed,
    events,
    rested,
    signs,
)

# Typed


def test_a_typed_reading_answers_the_open_request() -> None:
    course = rested()
    course.ask(RequestReading())
    course.typed(124, 81, 70)
    assert course.session.request is None
    reading = course.session.readings[0]
    assert reading.source is ReadingSource.DISPLAY
    assert reading.provenance is Provenance.MANUAL


def test_a_typed_reading_of_a_while_ago_is_as_old_as_it_is() -> None:
    course = dosed()
    course.until(40)
    course.read(130, 84)
    course.typed(200, 120, taken_utc=course.at.utc - timedelta(minutes=20))
    late = course.session.readings[-1]
    assert course.at.minutes_since(late.when) == pytest.approx(20)
    newest = vital(course.session, Signal.SYSTOLIC)
    assert newest is not None
    assert newest.value == 130
    assert not signs(course)
    assert is_stale(course.session, newest, course.at.later(seconds=16 * 60))


def test_a_typed_time_long_ago_is_doubted() -> None:
    course = rested()
    course.typed(120, 80, taken_utc=course.at.utc - timedelta(hours=13))
    assert "long ago" in course.session.readings[0].queried[0]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ((None, None, None), "at least one value"),
        ((120.0, None, None), "both pressures"),
        ((None, 80.0, 60.0), "both pressures"),
    ],
)
def test_a_typed_reading_is_whole(
    values: tuple[float | None, float | None, float | None], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        rested().typed(*values)


def test_a_rate_and_a_saturation_can_be_typed_alone() -> None:
    course = rested()
    course.typed(None, None, 88, spo2=96)
    assert not course.session.readings
    rate, saturation = (vital(course.session, s) for s in (Signal.HEART_RATE, Signal.SPO2))
    assert rate is not None
    assert saturation is not None
    assert (rate.value, saturation.value) == (88, 96)


# Requests


def open_request(course: Course) -> MeasurementRequested:
    request = course.session.request
    assert request is not None
    return request


def test_measure_now_starts_a_cuff_that_can_be_started() -> None:
    course = rested(can_start=True)
    course.ask(RequestReading())
    assert open_request(course).by_program
    assert course.refusals(RequestReading()) == (
        "A reading is already asked for.",
        "The arm rests between readings: 60 s to go.",
    )
    course.ask(CancelReading())
    assert isinstance(course.entries[-1].event, RequestEnded)
    assert course.refusals(CancelReading()) == ("No reading is running.",)


def test_a_cuff_out_of_reach_is_prompted_not_started() -> None:
    course = rested(can_start=True)
    course.report(LinkChanged(state=LinkState.LOST))
    course.ask(RequestReading())
    assert not open_request(course).by_program


def test_a_started_cuff_that_stays_silent_is_a_failure() -> None:
    course = rested(can_start=True)
    course.ask(RequestReading())
    course.wait(2.9)
    assert open_request(course).by_program
    course.wait(0.2)
    assert course.session.request is None
    assert course.session.failures[0].reason is FailureReason.NO_ANSWER


def test_a_prompt_nobody_follows_makes_room_without_a_failure() -> None:
    course = rested()
    course.ask(RequestReading())
    course.wait(5.1)
    assert course.session.request is None
    assert not course.session.failures


def test_a_request_that_cannot_be_carried_out_ends() -> None:
    course = rested(can_start=True)
    course.ask(RequestReading())
    name = open_request(course).request
    assert course.give(RequestFailed(request="another", reason="x")) == ()
    course.give(RequestFailed(request=name, reason="The cuff is not connected."))
    assert course.session.request is None
    assert course.session.failures[0].text == "The cuff is not connected."
    assert course.give(RequestFailed(request=name, reason="x")) == ()
    prompted = rested()
    prompted.ask(RequestReading())
    prompted.give(RequestFailed(request=open_request(prompted).request, reason="x"))
    assert prompted.session.request is None
    assert not prompted.session.failures


def test_an_implausible_answer_ends_the_request() -> None:
    course = rested(can_start=True)
    course.ask(RequestReading())
    course.read(300, 200)
    assert course.session.request is None


def test_rule_2_a_restart_ends_what_was_asked_for_so_that_nothing_inflates_twice() -> None:
    course = dosed(can_start=True)
    course.until(90.2)
    assert open_request(course).due == "return"
    made = course.ask(ResumeSession(gap_s=20))
    assert events(made)[:2] == ["SessionResumed", "RequestEnded"]
    assert course.session.request is None


def test_rule_2_a_due_reading_is_started_once_the_arm_has_rested_and_not_for_ever() -> None:
    course = dosed(can_start=True)
    course.until(89.9)
    assert course.session.request is None
    course.wait(0.2)
    assert (open_request(course).due, open_request(course).by_program) == ("return", True)
    course.report(MeasurementFailed(reason=FailureReason.MOVEMENT))
    assert course.session.request is None
    course.wait(1.1)
    assert open_request(course).due == "return"
    course.report(MeasurementFailed(reason=FailureReason.MOVEMENT))
    course.wait(3)
    assert course.session.request is None
    assert "cuff-error-repeated" in course.session.alarms


def test_rule_2_nothing_inflates_by_itself_without_agreement_neither_due_nor_repeat() -> None:
    course = dosed(can_start=True)
    course.note(CuffStartAgreed(agreed=False))
    course.until(30)
    course.read(190, 115)
    course.until(course.session.preset.discharge.minimum_observation_min + 10)
    started = [
        each.event
        for each in course.entries
        if isinstance(each.event, MeasurementRequested) and each.event.by_program
    ]
    assert started == []


def test_an_unconfirmed_alarm_starts_the_repeat_after_the_rest_of_the_arm() -> None:
    course = dosed(can_start=True)
    course.until(30)
    course.read(184, 100)
    assert course.session.request is None
    course.wait(1)
    assert open_request(course).reason == "repeat"
    course.read(186, 100)
    course.wait(5)
    assert course.session.request is None


def test_a_high_alarm_asks_for_the_repeat_in_parallel() -> None:
    course = dosed()
    course.until(30)
    made = course.read(204, 100)
    assert events(made) == [
        "MeasurementRecorded",
        "AlarmRaised",
        "AlarmRaised",
        "MeasurementRequested",
    ]


def test_an_old_unconfirmed_reading_is_not_repeated_any_more() -> None:
    course = dosed(can_start=True)
    course.until(30)
    course.report(LinkChanged(state=LinkState.LOST))
    course.ask(RequestReading())
    course.typed(184, 100, taken_utc=course.at.utc - timedelta(minutes=11))
    assert course.session.request is None


def test_the_request_is_answered_by_the_reading_it_asked_for() -> None:
    course = rested(can_start=True)
    course.ask(RequestReading())
    name = open_request(course).request
    made = course.read(120, 80)[0].event
    assert isinstance(made, MeasurementRecorded)
    assert made.request == name
    assert course.session.request is None
