"""The technical alarms: what is missing, silent or failing."""

from __future__ import annotations

import pytest

from devices.event import BatteryReported, FailureReason, LinkChanged, LinkState, MeasurementFailed
from kapmonitor.session.intent import CloseWithoutDose, ReportCareTransferred, SignRecord
from kapmonitor.session.vocabulary import HostCondition, Priority, Role
from tests.support.builders import (
    OFFICE,
    TELEHEALTH,
    Course,
    assign,
    dosed,
    edited,
    gear,
    prepared,
    rested,
)

LOW, MEDIUM, HIGH = Priority.LOW, Priority.MEDIUM, Priority.HIGH


def fail(course: Course, text: str = "The cuff is loose.") -> None:
    course.pass_s(60)
    course.report(MeasurementFailed(reason=FailureReason.CUFF_LOOSE, text=text))


def test_one_failed_attempt_is_low_and_the_second_asks_to_type() -> None:
    course = rested()
    fail(course)
    assert gear(course) == {"cuff-error": LOW}
    assert course.session.alarms["cuff-error"].reason == "No reading: The cuff is loose."
    fail(course, "")
    assert gear(course) == {"cuff-error-repeated": MEDIUM}
    repeated = course.session.alarms["cuff-error-repeated"]
    assert repeated.reason == "2 attempts in a row without a reading. Last: Cuff loose."
    assert repeated.action == "Type what the display shows."
    course.typed(120, 80, 70)
    assert gear(course) == {}


def test_a_link_lost_is_low_and_medium_once_a_reading_is_due() -> None:
    course = dosed()
    course.until(89)
    course.report(LinkChanged(state=LinkState.LOST, text="Cuff not answering."))
    assert gear(course)["link-lost:cuff"] is LOW
    course.until(90)
    assert gear(course)["link-lost:cuff"] is MEDIUM
    course.report(LinkChanged(state=LinkState.READY))
    assert "link-lost:cuff" not in gear(course)


def test_a_lost_strap_stays_low() -> None:
    course = dosed()
    assign(course, Role.STRAP)
    course.report(LinkChanged(state=LinkState.LOST), Role.STRAP)
    course.until(91)
    assert gear(course)["link-lost:strap"] is LOW
    assert course.session.alarms["link-lost:strap"].reason == "Heart-rate strap not answering."


def test_a_devices_battery() -> None:
    course = rested()
    course.report(BatteryReported(percent=21))
    assert gear(course) == {}
    course.report(BatteryReported(percent=20))
    assert gear(course) == {"battery-low:cuff": LOW}
    course.report(BatteryReported(percent=90))
    assert gear(course) == {}


@pytest.mark.parametrize(
    ("condition", "value", "code", "priority"),
    [
        (HostCondition.RECORD_FAILING, None, "record-write-failed", HIGH),
        (HostCondition.COMPUTER_BATTERY, 31.0, None, None),
        (HostCondition.COMPUTER_BATTERY, 29.0, "computer-battery-low", LOW),
        (HostCondition.COMPUTER_BATTERY, 14.0, "computer-battery-low", MEDIUM),
        (HostCondition.DISK_SPACE, 501.0, None, None),
        (HostCondition.DISK_SPACE, 499.0, "disk-nearly-full", LOW),
        (HostCondition.DISK_SPACE, 99.0, "disk-nearly-full", MEDIUM),
        (HostCondition.CLOCK_STEPPED, None, "clock-stepped", LOW),
        (HostCondition.SOUND_LOST, None, "sound-output-lost", LOW),
        (HostCondition.WINDOW_HIDDEN, None, "window-not-visible", LOW),
        (HostCondition.WINDOW_STALLED, None, "window-stalled", MEDIUM),
        (HostCondition.INTERNAL_FAULT, None, "internal-fault", HIGH),
        (HostCondition.CONTACT_LOST, None, None, None),
    ],
)
def test_the_computers_own_troubles(
    condition: HostCondition, value: float | None, code: str | None, priority: Priority | None
) -> None:
    course = prepared(OFFICE)
    course.host(condition, value=value)
    assert gear(course) == ({code: priority} if code else {})
    assert course.host(condition, value=value) == ()
    course.host(condition, active=False, value=value)
    expected = {code: priority} if code and priority is HIGH else {}
    assert gear(course) == expected


def test_every_host_condition_is_known() -> None:
    course = prepared(TELEHEALTH)
    for condition in HostCondition:
        course.host(condition, value=1.0)
    assert len(gear(course)) == len(HostCondition)


def test_contact_lost_is_high_in_telehealth() -> None:
    course = prepared(TELEHEALTH)
    course.host(HostCondition.CONTACT_LOST)
    assert gear(course) == {"video-or-contact-lost": HIGH}


def test_the_record_failing_stays_shown_until_it_is_answered() -> None:
    course = prepared()
    course.host(HostCondition.RECORD_FAILING)
    course.host(HostCondition.RECORD_FAILING, active=False)
    assert not course.session.alarms["record-write-failed"].active


def test_a_battery_that_recovers_sinks_to_low() -> None:
    course = prepared()
    course.host(HostCondition.COMPUTER_BATTERY, value=10.0)
    course.host(HostCondition.COMPUTER_BATTERY, value=20.0)
    assert gear(course) == {"computer-battery-low": LOW}


def test_after_the_end_only_the_record_matters() -> None:
    course = dosed()
    course.host(HostCondition.SOUND_LOST)
    course.host(HostCondition.DISK_SPACE, value=50.0)
    course.ask(ReportCareTransferred(to="", reason="x"))
    assert gear(course) == {"disk-nearly-full": MEDIUM}
    course.ask(SignRecord(signed_by="Ruth", digest="d"))
    assert course.host(HostCondition.DISK_SPACE, value=10.0) == ()


def test_readings_after_the_end_are_kept_without_an_alarm() -> None:
    course = rested()
    course.ask(CloseWithoutDose(reason="ill"))
    course.read(210, 120)
    course.read(300, 120)
    course.report(MeasurementFailed(reason=FailureReason.MOVEMENT))
    assert len(course.session.readings) == 1
    assert gear(course) == {}


def test_a_preset_without_technical_rules_has_none() -> None:
    course = dosed(text=edited(technical=[]))
    course.until(91)
    course.report(LinkChanged(state=LinkState.LOST))
    course.report(BatteryReported(percent=5))
    course.read(300, 100)
    fail(course)
    course.host(HostCondition.RECORD_FAILING)
    course.step_clock(100)
    course.wait(3)
    kept = set(gear(course)) - {"lozenge-not-out", "check-overdue:breathing-seen-mouth-clear"}
    assert kept == set()


def test_an_implausible_sample_is_an_alarm_until_the_next() -> None:
    course = dosed()
    assign(course, Role.STRAP)
    course.beat(10)
    assert gear(course) == {"implausible-reading:strap": LOW}
    course.pass_s(1)
    course.beat(70)
    course.wait(0.1)
    assert gear(course) == {}
