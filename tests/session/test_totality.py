"""What was once recorded is always applied, and a device's report never raises."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from devices.event import LinkState, Measured
from devices.measurement import Provenance
from kapmonitor.session.alarm_rules import normal_since
from kapmonitor.session.baseline import baseline
from kapmonitor.session.event import (
    AlarmActionRecorded,
    AlarmChanged,
    AlarmCleared,
    DeviceLinkRecorded,
    Entry,
    Event,
    LozengeRemoved,
    MeasurementMarkedInError,
    RequestEnded,
)
from kapmonitor.session.evolve import apply
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    DeviceReport,
    ReportCareTransferred,
    SkipReading,
    StartRest,
)
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import stream, vital
from kapmonitor.session.schedule import checks, next_reading
from kapmonitor.session.vocabulary import LozengeEnd, Priority, Role
from tests.support.builders import (
    CUFF,
    IM,
    Course,
    assign,
    blood_pressure,
    dose,
    dosed,
    gated,
    opened,
    rested,
    signs,
    words,
)


def after(course: Course, event: Event) -> object:
    entry = Entry(seq=course.session.next_seq, at=course.at, origin=None, event=event)
    return apply(entry, course.session)


@pytest.mark.parametrize(
    "event",
    [
        AlarmChanged(
            code="x", priority=Priority.HIGH, reason="", action="", confirmed=True, evidence=()
        ),
        AlarmCleared(code="x"),
        AlarmActionRecorded(code="x", did="y"),
        RequestEnded(request="x", reason=""),
        DeviceLinkRecorded(role=Role.CUFF, state=LinkState.CONNECTING, text=""),
        MeasurementMarkedInError(seq=99, reason="x"),
    ],
)
def test_an_entry_about_nothing_changes_nothing_of_substance(event: Event) -> None:
    course = opened()
    session = after(course, event)
    expected = replace(course.session, last=course.at, next_seq=course.session.next_seq + 1)
    if isinstance(event, DeviceLinkRecorded):
        assert isinstance(session, type(expected))
        assert session.links[Role.CUFF].state is LinkState.CONNECTING
    else:
        assert session == expected


def test_a_lozenge_that_was_never_given_is_not_removed() -> None:
    course = opened()
    session = after(course, LozengeRemoved(taken_out=course.at, end=LozengeEnd.SPIT))
    assert getattr(session, "lozenge", "x") is None


def test_an_acknowledgement_of_what_is_gone_changes_nothing() -> None:
    course = dosed(IM)
    course.read(204, 90)
    course.ask(AcknowledgeAlarms())
    acknowledged = course.session.alarms["sbp-critical"].acknowledged
    again = after(course, course.entries[-1].event)
    assert getattr(again, "alarms", {})["sbp-critical"].acknowledged == acknowledged


def test_words_show_their_reference_only() -> None:
    text = words("secret", "w9")
    assert "secret" not in repr(text)
    assert isinstance(text, PersonalText)


def test_the_straps_rate_stays_the_baseline_after_the_dose() -> None:
    course = rested()
    assign(course, Role.STRAP)
    course.beat(64)
    for _ in range(2):
        course.pass_s(60)
        course.read(120, 80, None)
    course.ask(dose(course))
    course.pass_s(5)
    course.beat(95)
    found = baseline(course.session)
    assert found is not None
    assert found.heart_rate == 64


def test_the_judged_baseline_stays_while_a_recheck_is_cut_short() -> None:
    course = gated(baseline=(150, 80, 70))
    course.ask(StartRest())
    found = baseline(course.session)
    assert found is not None
    assert (found.systolic, found.complete) == (150, True)
    seq = course.session.readings[0].seq
    course.note(MeasurementMarkedInError(seq=seq, reason="wrong arm"))
    assert baseline(course.session) is None


def test_a_reading_with_its_own_corrected_time_is_as_old_as_it_is() -> None:
    course = dosed()
    course.until(90)
    measured = Measured(measurement=blood_pressure(122, 80), provenance=Provenance.LIVE)
    for minutes in (4, -4):
        course.give(
            DeviceReport(
                role=Role.CUFF,
                driver=CUFF,
                device="D",
                event=measured,
                corrected_utc=course.at.utc - timedelta(minutes=minutes),
            )
        )
    early, late = course.session.readings[-2:]
    assert course.at.minutes_since(early.when) == pytest.approx(4)
    assert early.due == "return"
    assert late.when == course.at


def test_a_request_whose_reading_was_skipped_serves_what_else_is_due() -> None:
    course = dosed(can_start=True)
    course.until(90.2)
    assert course.session.request is not None
    course.ask(SkipReading(due="return", reason="asleep"))
    course.read(120, 80)
    assert course.session.readings[-1].due is None


def test_a_stream_is_of_one_source() -> None:
    course = rested()
    assign(course, Role.STRAP)
    assign(course, Role.OXIMETER)
    course.beat(60)
    course.saturate(97)
    course.beat(61)
    seen = vital(course.session, Signal.HEART_RATE)
    assert seen is not None
    assert [one.value for one in stream(course.session, seen, Signal.HEART_RATE)] == [61, 60]


def test_nothing_normal_is_counted_for_a_condition_without_a_value() -> None:
    assert normal_since(opened().session, "sedation-moaas", ()) == 0


def test_a_medium_alarm_whose_reading_was_excluded_leaves_with_normal_ones() -> None:
    course = dosed(IM)
    course.pass_s(180)
    course.read(184, 90)
    seq = course.session.readings[-1].seq
    course.note(MeasurementMarkedInError(seq=seq, reason="arm moved"))
    for _ in range(2):
        course.pass_s(180)
        course.read(120, 80)
    assert not signs(course)


def test_looks_end_with_the_session() -> None:
    course = dosed()
    course.ask(ReportCareTransferred(to="x", reason="x"))
    assert checks(course.session) == ()


def test_an_odd_reading_and_a_technical_alarm_ask_for_nothing_together() -> None:
    course = rested()
    course.read(300, 100)
    assert course.session.request is None
    course.read(120, 80)
    assert course.session.request is None


def test_a_medium_alarm_leaves_with_normal_readings_even_if_they_are_all_there_is() -> None:
    course = opened()
    course.typed(184, 100, 70)
    seq = course.session.readings[-1].seq
    course.note(MeasurementMarkedInError(seq=seq, reason="wrong box"))
    for _ in range(2):
        course.pass_s(180)
        course.typed(120, 80, 70)
    assert not signs(course)


def test_a_slow_heart_that_is_always_slow_is_no_alarm() -> None:
    course = dosed(IM, baseline=(120, 78, 60))
    course.pass_s(60)
    course.read(120, 78, 47)
    assert not signs(course)
    course.pass_s(60)
    course.read(120, 78, 44)
    assert signs(course) == ["hr-low"]


def test_the_reading_that_was_asked_for_is_the_one_that_is_due() -> None:
    course = dosed(can_start=True)
    course.until(90.2)
    course.read(120, 80)
    assert course.session.readings[-1].due == "return"
    coming = next_reading(course.session, course.at)
    assert coming is not None
    assert (coming.id, coming.measure[0]) == ("final", Signal.SYSTOLIC)
