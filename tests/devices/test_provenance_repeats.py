"""Provenance of what is no ordinary reading: repeats, failures, samples, stated ages."""

from datetime import datetime

import pytest

from devices.event import (
    BatteryReported,
    FailureReason,
    Measured,
    MeasurementFailed,
)
from devices.measurement import BloodPressure, HeartRate, Provenance
from devices.seen_readings import SeenReadings
from tests.devices.judged import HOUR, LIVE, NOON, STORED, UNCONFIRMED, Connection


def test_what_the_protocol_itself_says_stands() -> None:
    link = Connection()
    link.pressure()
    link.feed(Measured(measurement=BloodPressure(systolic=128, diastolic=80), provenance=STORED))
    assert link.verdicts() == [(128, STORED)]


@pytest.mark.parametrize(("age_s", "verdict"), [(30.0, LIVE), (180.0, LIVE), (181.0, STORED)])
def test_a_stated_age(age_s: float, verdict: Provenance) -> None:
    link = Connection(memory=False)
    link.read(128, age_s=age_s)
    assert link.verdicts() == [(128, verdict)]


def test_a_result_older_than_the_start_is_not_guessed_at() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now, link.wall)
    link.wait(20)
    link.read(127, age_s=23.0)
    link.read(128, age_s=22.0)
    assert link.verdicts() == [(127, UNCONFIRMED), (128, LIVE)]


def test_a_heart_rate_is_of_now_if_it_was_checked() -> None:
    link = Connection()
    sample = HeartRate(heart_rate=72.0)
    for verified in (True, False):
        link.feed(Measured(measurement=sample, verified=verified))
    assert [e.provenance for e in link.told if isinstance(e, Measured)] == [LIVE, UNCONFIRMED]


def test_heart_rates_are_never_duplicates() -> None:
    link = Connection()
    for _ in range(3):
        link.feed(Measured(measurement=HeartRate(heart_rate=72.0, frame=b"\x00\x48")))
    assert len(link.told) == 3


def test_other_events_pass() -> None:
    link = Connection()
    link.feed(BatteryReported(percent=50))
    assert link.told == [BatteryReported(percent=50)]


def test_a_failure_of_now_ends_what_was_asked() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now, link.wall)
    link.feed(MeasurementFailed(reason=FailureReason.MOVEMENT))
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_a_failure_from_memory_is_history() -> None:
    link = Connection()
    link.clock(link.wall)
    old = MeasurementFailed(reason=FailureReason.MOVEMENT, device_time=link.wall - HOUR)
    new = MeasurementFailed(reason=FailureReason.MOVEMENT, device_time=link.wall)
    link.feed(old)
    link.feed(new)
    failures = [event for event in link.told if isinstance(event, MeasurementFailed)]
    assert [event.provenance for event in failures] == [STORED, UNCONFIRMED]


def test_a_failure_does_not_overtake_a_held_reading() -> None:
    link = Connection()
    link.read(128)
    link.feed(MeasurementFailed(reason=FailureReason.MOVEMENT))
    assert [type(event) for event in link.told] == [Measured, MeasurementFailed]


def test_nothing_held_is_lost_when_the_link_ends() -> None:
    link = Connection()
    link.read(128)
    assert [event.provenance for event in link.judge.closing() if isinstance(event, Measured)] == [
        UNCONFIRMED
    ]
    assert link.judge.closing() == ()


def test_point_8_identical_octets_with_a_stamp_are_the_same_reading_for_ever() -> None:
    seen = SeenReadings()
    link = Connection(seen=seen)
    link.clock(link.wall)
    link.read(128, link.wall)
    link.wait(3600)
    link.read(128, NOON)
    other = Connection(seen=seen)
    other.read(128, NOON)
    assert link.duplicates == other.duplicates == 1
    assert len(link.verdicts()) == 1


def test_point_8_equal_values_a_minute_apart_are_two_readings() -> None:
    link = Connection()
    link.read(128)
    link.wait(10)
    link.read(128)
    assert link.duplicates == 1
    link.wait(1)
    link.read(128)
    assert link.duplicates == 1
    assert len(link.verdicts()) == 2


def test_point_8_a_stamp_of_a_reset_clock_is_no_stamp() -> None:
    stuck = datetime.fromisoformat("2000-01-01T00:00:00")
    link = Connection()
    link.read(128, stuck)
    link.wait(60)
    link.read(128, stuck)
    assert link.duplicates == 0


def test_point_8_different_octets_of_one_minute_are_two_readings() -> None:
    link = Connection()
    link.clock(link.wall)
    link.read(128, link.wall)
    link.read(127, link.wall)
    assert link.verdicts() == [(128, LIVE), (127, LIVE)]
