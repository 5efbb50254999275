"""Readings from devices and from people: kept, doubted, set aside, asked for, given up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    FailureReason,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, HeartRate, Measurement, Provenance, PulseOximetry
from kapmonitor.session.decide import Refused
from kapmonitor.session.event import (
    DeviceAssigned,
    DeviceReleased,
    MeasurementConfirmed,
    MeasurementMarkedInError,
    MeasurementRecorded,
    MeasurementRequested,
    RequestEnded,
)
from kapmonitor.session.intent import (
    CancelReading,
    EnterReading,
    RequestFailed,
    RequestReading,
    ResumeSession,
)
from kapmonitor.session.plausibility import is_empty, judge
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import countable, is_stale, vital
from kapmonitor.session.vocabulary import ReadingSource, Role
from tests.support.builders import (
    OXIMETER,
    Course,
    assign,
    blood_pressure,
    dosed,
    events,
    preset,
    rested,
    signs,
)

DEVICE_TIME = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001  a cuff's own clock has no zone


def stamped(systolic: float = 120.0, frame: bytes = b"\x01") -> BloodPressure:
    return BloodPressure(systolic=systolic, diastolic=80.0, device_time=DEVICE_TIME, frame=frame)


def live(measurement: Measurement) -> Measured:
    return Measured(measurement=measurement, provenance=Provenance.LIVE)


# What a body can have


@pytest.mark.parametrize(
    ("measurement", "impossible", "queried"),
    [
        (blood_pressure(120, 80), 0, 0),
        (blood_pressure(281, 130), 1, 1),
        (blood_pressure(49, 26), 1, 1),
        (blood_pressure(230, 135), 0, 2),
        (blood_pressure(120, 115), 1, 0),
        (blood_pressure(120, 105), 0, 1),
        (blood_pressure(80, 120), 1, 0),
        (blood_pressure(120, 80, 241), 1, 0),
        (blood_pressure(120, 80, 151), 0, 1),
        (blood_pressure(float("nan"), 80), 2, 0),
        (BloodPressure(systolic=120, diastolic=80, mean=80), 1, 0),
        (BloodPressure(systolic=120, diastolic=80, mean=95), 0, 0),
        (BloodPressure(systolic=120, diastolic=None, mean=150), 0, 0),
        (HeartRate(heart_rate=24), 1, 0),
        (HeartRate(heart_rate=39), 0, 1),
        (PulseOximetry(spo2=49, pulse_rate=60), 1, 0),
        (PulseOximetry(spo2=87, pulse_rate=60), 0, 1),
    ],
)
def test_plausibility(measurement: Measurement, impossible: int, queried: int) -> None:
    verdict = judge(measurement, preset().plausibility)
    assert (len(verdict.impossible), len(verdict.queried)) == (impossible, queried)


def test_a_measurement_without_values_is_empty() -> None:
    assert is_empty(BloodPressure(systolic=None, diastolic=None))
    assert is_empty(PulseOximetry(spo2=None))
    assert not is_empty(HeartRate(heart_rate=60))


def test_an_impossible_device_value_is_set_aside_with_an_alarm() -> None:
    course = rested()
    assert events(course.read(300, 80)) == ["MeasurementQuarantined", "AlarmRaised"]
    assert not course.session.readings
    assert course.session.quarantined[0].reasons == (
        "Systolic 300 is outside 50 to 280 mmHg.",
        "Systolic minus diastolic 220 is outside 10 to 160 mmHg.",
    )
    course.read(120, 80)
    assert not course.session.alarms


def test_an_impossible_typed_value_is_refused_with_its_range() -> None:
    course = rested()
    intent = EnterReading(
        systolic=300,
        diastolic=20,
        pulse_rate=500,
        spo2=20,
        source=ReadingSource.READ_ALOUD,
        taken_utc=course.at.utc + timedelta(minutes=1),
    )
    assert course.refusals(intent) == (
        "Systolic 300 is outside 50 to 280 mmHg.",
        "Diastolic 20 is outside 25 to 180 mmHg.",
        "Systolic minus diastolic 280 is outside 10 to 160 mmHg.",
        "Heart rate 500 is outside 25 to 240 per minute.",
        "SpO2 20 is outside 50 to 100 %.",
        "That time has not come yet.",
    )


def test_an_unusual_value_is_kept_doubted_and_a_repeat_is_asked_for_once() -> None:
    course = rested()
    made = course.read(120, 110)
    assert events(made)[0] == "MeasurementRecorded"
    assert course.session.readings[0].queried
    request = course.session.request
    assert request is not None
    assert (request.reason, request.by_program) == ("repeat", False)
    course.pass_s(60)
    course.read(120, 110)
    assert course.session.request is None


def test_a_jump_within_two_minutes_is_doubted() -> None:
    course = rested()
    course.read(120, 80)
    course.pass_s(60)
    course.read(165, 85)
    assert course.session.readings[-1].queried == ("Systolic moved by 45 mmHg within 2 min.",)
    course.pass_s(180)
    course.read(120, 80)
    assert not course.session.readings[-1].queried


# Devices


def test_the_same_frame_with_its_own_time_is_recorded_once() -> None:
    course = rested()
    assert course.report(live(stamped()))
    assert course.report(live(stamped())) == ()
    assert course.report(live(stamped(121.0, b"\x02")))
    impossible = live(stamped(299.0, b"\x03"))
    assert course.report(impossible)
    assert course.report(impossible) == ()
    no_time = live(blood_pressure(118, 79))
    assert course.report(no_time)
    assert course.report(no_time)


def test_a_stored_reading_is_kept_and_does_not_count() -> None:
    course = rested()
    course.ask(RequestReading())
    course.read(119, 79, provenance=Provenance.STORED)
    assert countable(course.session) == ()
    assert course.session.request is not None


def test_an_unconfirmed_reading_counts_once_a_person_says_so() -> None:
    course = rested()
    course.read(205, 120, provenance=Provenance.UNCONFIRMED)
    assert not course.session.alarms
    seq = course.session.readings[0].seq
    made = course.note(MeasurementConfirmed(seq=seq, taken_now=True))
    assert "AlarmRaised" in events(made)
    course.note(MeasurementConfirmed(seq=seq, taken_now=False))
    assert countable(course.session) == ()
    with pytest.raises(Refused, match="no such reading"):
        course.note(MeasurementConfirmed(seq=999, taken_now=True))


def test_a_reading_excluded_stays_visible_and_stops_counting() -> None:
    course = rested()
    course.read(205, 120)
    seq = course.session.readings[0].seq
    for reason, message in (("", "Say why"), ("cuff loose", "")):
        if message:
            with pytest.raises(Refused, match=message):
                course.note(MeasurementMarkedInError(seq=seq, reason=reason))
        else:
            course.note(MeasurementMarkedInError(seq=seq, reason=reason))
    assert course.session.readings[0].error_reason == "cuff loose"
    assert not any(alarm.active for alarm in course.session.alarms.values())
    with pytest.raises(Refused, match="no such reading"):
        course.note(MeasurementMarkedInError(seq=999, reason="x"))


def test_a_sample_can_be_judged_too() -> None:
    course = rested()
    assign(course, Role.STRAP)
    course.beat(60)
    course.beat(62)
    seq = course.session.samples[-1].seq
    course.note(MeasurementMarkedInError(seq=seq, reason="loose"))
    seen = vital(course.session, Signal.HEART_RATE)
    assert seen is not None
    assert seen.value == 60
    course.note(MeasurementConfirmed(seq=seq, taken_now=True))
    assert not course.session.samples[-1].counts


def test_what_an_unknown_device_says_is_kept_and_never_counts() -> None:
    course = rested()
    course.report(live(blood_pressure(120, 80)), driver="another")
    course.report(live(HeartRate(heart_rate=60)), Role.STRAP)
    assert [kept.reasons for kept in course.session.quarantined] == [
        ("The device is not part of this session.",),
        ("The device is not part of this session.",),
    ]
    for event in (
        MeasurementFailed(reason=FailureReason.MOVEMENT),
        LinkChanged(state=LinkState.LOST),
        Identified(model="X"),
        ProtocolViolated(reason="odd", frame=b"\x00"),
    ):
        assert course.report(event, Role.STRAP) == ()


def test_a_sensor_without_contact_has_no_heart_rate() -> None:
    course = rested()
    assign(course, Role.STRAP)
    course.report(live(HeartRate(heart_rate=190, contact=False)), Role.STRAP)
    course.report(live(HeartRate(heart_rate=None)), Role.STRAP)
    assert len(course.session.samples) == 2
    assert vital(course.session, Signal.HEART_RATE) is None


def test_a_reading_without_values_is_a_failed_attempt() -> None:
    course = rested()
    course.ask(RequestReading())
    made = course.report(live(BloodPressure(systolic=None, diastolic=None)))
    assert events(made)[:2] == ["MeasurementFailureRecorded", "RequestEnded"]
    assert course.session.failures[0].reason is FailureReason.NOT_A_NUMBER
    stored = Measured(
        measurement=BloodPressure(systolic=None, diastolic=None), provenance=Provenance.STORED
    )
    assert course.report(stored) == ()


def test_a_failure_answers_the_request_unless_it_is_an_old_one() -> None:
    course = rested()
    course.ask(RequestReading())
    old = MeasurementFailed(reason=FailureReason.MOVEMENT, provenance=Provenance.STORED)
    assert course.report(old) == ()
    course.report(MeasurementFailed(reason=FailureReason.MOVEMENT, text="The arm moved."))
    assert course.session.request is None
    assert course.session.failures[0].request is not None
    course.report(MeasurementFailed(reason=FailureReason.MOVEMENT))
    assert course.session.failures[1].request is None


def test_only_what_matters_of_a_link_is_recorded() -> None:
    course = rested()
    for state in (LinkState.CONNECTING, LinkState.PAIRING, LinkState.READY, LinkState.MEASURING):
        assert course.report(LinkChanged(state=state)) == ()
    course.pass_s(5)
    assert events(course.report(LinkChanged(state=LinkState.LOST, text="Gone."))) == [
        "DeviceLinkRecorded",
        "AlarmRaised",
    ]
    course.report(LinkChanged(state=LinkState.ABSENT))
    course.pass_s(60)
    course.report(LinkChanged(state=LinkState.READY))
    silence = course.session.silences[0]
    assert silence.end is not None
    assert silence.end.elapsed_s - silence.start.elapsed_s == 60
    assert not course.session.alarms


def test_a_device_that_was_never_there_is_no_alarm() -> None:
    course = rested()
    assign(course, Role.OXIMETER)
    assert course.report(LinkChanged(state=LinkState.ABSENT), Role.OXIMETER)
    course.note(DeviceReleased(role=Role.OXIMETER))
    assert course.report(LinkChanged(state=LinkState.ABSENT), Role.OXIMETER) == ()
    course.note(
        DeviceAssigned(
            role=Role.OXIMETER,
            driver=OXIMETER,
            address="D",
            title="t",
            can_start=False,
            simulated=True,
        )
    )
    assert course.report(LinkChanged(state=LinkState.ABSENT), Role.OXIMETER) == ()


def test_what_a_device_says_about_itself_is_recorded_once() -> None:
    course = rested()
    identified = Identified(manufacturer="M", model="X", serial="1", firmware="2")
    assert events(course.report(identified)) == ["DeviceNoted"]
    assert course.report(identified) == ()
    assert course.report(BatteryReported(percent=80))
    assert course.report(ClockReported(device_time=None)) == ()
    local = (course.at.utc + timedelta(minutes=-300)).replace(tzinfo=None)
    course.report(ClockReported(device_time=local - timedelta(minutes=73)))
    note = course.session.device_notes[Role.CUFF]
    assert (note.model, note.battery_percent, note.clock_offset_s) == ("X", 80, -73 * 60)


def test_live_pressure_is_not_recorded() -> None:
    assert rested().report(CuffPressureChanged(pressure=140)) == ()


def test_broken_octets_are_recorded_but_a_flood_of_them_is_not() -> None:
    course = rested()
    bad = ProtocolViolated(reason="checksum", frame=b"\xff")
    assert events(course.report(bad)) == ["ProtocolViolationRecorded", "AlarmRaised"]
    assert course.report(bad) == ()
    assert course.report(ProtocolViolated(reason="length", frame=b"\xfe"))
    course.pass_s(2)
    assert course.report(bad)
    course.wait(11, step_s=60)
    assert not course.session.alarms


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


def test_a_restart_ends_what_was_asked_for_so_that_nothing_inflates_twice() -> None:
    course = dosed(can_start=True)
    course.until(90.2)
    assert open_request(course).due == "return"
    made = course.ask(ResumeSession(gap_s=20))
    assert events(made)[:2] == ["SessionResumed", "RequestEnded"]
    assert course.session.request is None


def test_a_due_reading_is_started_once_the_arm_has_rested_and_not_for_ever() -> None:
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


def test_a_due_reading_is_not_started_without_agreement() -> None:
    course = dosed()
    course.until(91)
    assert course.session.request is None


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
