"""What devices report: kept with its provenance, once, and for this session only."""

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
from devices.measurement import (
    BloodPressure,
    HeartRate,
    Measurement,
    Provenance,
    PulseOximetry,
    Taken,
)
from kapmonitor.session.decide import Refused
from kapmonitor.session.event import (
    DeviceAssigned,
    DeviceReleased,
    MeasurementConfirmed,
    MeasurementMarkedInError,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.facts.measuring import FROM_MEMORY
from kapmonitor.session.intent import (
    DeviceReport,
    RequestReading,
    ResumeSession,
)
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import countable, vital
from kapmonitor.session.vocabulary import Priority, Role
from tests.support.builders import (
    CUFF,
    OXIMETER,
    address,
    assign,
    blood_pressure,
    events,
    gear,
    rested,
    signs,
)

DEVICE_TIME = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001  a cuff's own clock has no zone


def stamped(systolic: float = 120.0, frame: bytes = b"\x01") -> BloodPressure:
    return BloodPressure(systolic=systolic, diastolic=80.0, device_time=DEVICE_TIME, frame=frame)


def live(measurement: Measurement) -> Measured:
    return Measured(measurement=measurement, provenance=Provenance.LIVE)


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


def remembered(ago_s: float | None, within_s: float = 2.0) -> Measured:
    """Return a reading out of the cuff's memory, and when it was taken as far as is known."""
    reading = BloodPressure(systolic=141.0, diastolic=91.0, frame=b"\x16old %d" % (ago_s or 0))
    taken = None if ago_s is None else Taken(ago_s=ago_s, within_s=within_s)
    return Measured(measurement=reading, provenance=Provenance.STORED, taken=taken)


def test_a_reading_out_of_the_memory_is_of_this_session_only_by_its_corrected_time() -> None:
    course = rested()
    course.ask(RequestReading())
    since_opened_s = course.at.elapsed_s - course.session.opened.elapsed_s
    assert events(course.report(remembered(None))) == ["MeasurementQuarantined"]
    course.report(remembered(since_opened_s + 60))
    course.report(remembered(since_opened_s - 20, within_s=30))
    course.report(remembered(since_opened_s - 60))
    (kept,) = course.session.readings
    assert kept.corrected_utc == course.session.opened.utc + timedelta(minutes=1)
    assert kept.taken_within_s == 2
    assert len(course.session.quarantined) == 3
    assert countable(course.session) == ()
    assert course.session.request is not None
    assert not course.session.alarms


def test_what_may_be_another_patients_is_counted_and_no_value_of_it_kept() -> None:
    course = rested()
    made = [
        *course.report(remembered(300_000_000.0)),
        *course.report(
            Measured(measurement=PulseOximetry(spo2=91.0), provenance=Provenance.STORED)
        ),
    ]
    assert events(made) == ["MeasurementQuarantined"] * 2
    assert all(FROM_MEMORY in kept.reasons for kept in course.session.quarantined)
    assert "141" not in repr(made)
    assert "91" not in repr([entry.event for entry in made])


def waited(ago_s: float, within_s: float = 2.0) -> Measured:
    """Return a reading that counts as live and was taken a little before it came."""
    reading = BloodPressure(systolic=121.0, diastolic=79.0, frame=b"\x16late")
    taken = Taken(ago_s=ago_s, within_s=within_s)
    return Measured(measurement=reading, provenance=Provenance.LIVE, taken=taken)


def test_a_reading_of_before_it_was_asked_for_is_no_answer_and_keeps_its_time() -> None:
    course = rested()
    course.ask(RequestReading())
    asked = course.session.request
    course.pass_s(10)
    course.report(waited(160.0))
    (early,) = course.session.readings
    assert (early.request, early.counts) == (None, True)
    assert early.when.elapsed_s == course.at.elapsed_s - 160
    assert course.session.request == asked, "it is still asked for"
    course.report(waited(11.0, within_s=2.0))
    assert course.session.request is None, "within its bound it may be of after the asking"


def test_a_dangerous_value_that_lay_in_the_cuff_behind_a_newer_one_is_seen() -> None:
    course = rested()
    course.pass_s(300)
    course.typed(124, 80, 70)
    reading = BloodPressure(systolic=231.0, diastolic=131.0, frame=b"\x16late")
    taken = Taken(ago_s=160.0, within_s=2.0)
    course.report(Measured(measurement=reading, provenance=Provenance.LIVE, taken=taken))
    (late,) = course.session.readings[-1:]
    assert course.session.alarms[f"late-value:{late.seq}"].active


def test_a_reading_that_comes_late_rests_the_arm_no_longer() -> None:
    course = rested()
    course.report(waited(0.0))
    squeezed = course.session.last_start
    course.pass_s(60)
    course.report(waited(170.0))
    assert course.session.last_start == squeezed


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


@pytest.mark.parametrize(("driver", "device"), [("another", "D"), (CUFF, "D:next door")])
def test_a_cuff_that_nobody_chose_never_joins(driver: str, device: str) -> None:
    """Use error: cuff on the neighbour, even one of the same make: told, and nothing follows."""
    course = rested()
    course.ask(RequestReading())
    for _ in range(3):
        course.pass_s(60)
        heard = live(blood_pressure(205, 121))
        course.give(DeviceReport(role=Role.CUFF, driver=driver, device=device, event=heard))
    assert not course.session.readings
    assert signs(course) == []
    assert "implausible-reading:cuff" in gear(course)
    assert course.session.request is not None, "it is no answer either"
    course.read(120, 80)
    (own,) = course.session.readings
    assert own.request is not None


def test_a_cuff_whose_place_another_took_is_not_mixed_up_with_it() -> None:
    course = rested()
    assigned = course.session.devices[Role.CUFF]
    course.note(replace(assigned, address="D2", title="Another cuff of this make"))
    course.read(205, 121)
    course.report(LinkChanged(state=LinkState.LOST))
    assert not course.session.readings
    assert course.session.links == {}


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


def test_a_device_that_never_answers_is_seen_as_missing() -> None:
    course = rested()
    course.note(
        DeviceAssigned(
            role=Role.OXIMETER,
            driver=OXIMETER,
            address=address(Role.OXIMETER),
            title="t",
            can_start=False,
            simulated=True,
        )
    )
    made = course.report(LinkChanged(state=LinkState.ABSENT), Role.OXIMETER)
    assert events(made) == ["DeviceLinkRecorded", "AlarmRaised"]
    assert gear(course) == {"link-lost:oximeter": Priority.LOW}
    course.note(DeviceReleased(role=Role.OXIMETER))
    assert gear(course) == {}
    assert course.report(LinkChanged(state=LinkState.ABSENT), Role.OXIMETER) == ()


def test_nobody_listened_while_the_program_was_not_running() -> None:
    course = rested()
    course.pass_s(10)
    before = course.session.last
    course.pass_s(600)
    course.ask(ResumeSession(gap_s=600))
    silence = course.session.silences[0]
    assert (silence.role, silence.start, silence.end) == (Role.CUFF, before, course.at)


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
