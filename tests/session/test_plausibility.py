"""What a body can have: kept, doubted, set aside or refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from devices.measurement import BloodPressure, HeartRate, Measurement, PulseOximetry
from kapmonitor.session.intent import (
    EnterReading,
)
from kapmonitor.session.plausibility import is_empty, judge
from kapmonitor.session.vocabulary import ReadingSource
from tests.support.builders import (
    blood_pressure,
    events,
    preset,
    rested,
)

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


@pytest.mark.parametrize("boxes", [(98, 164, 77), (77, 98, 164), (77, 164, 98)])
def test_pressures_in_each_others_boxes_are_refused(boxes: tuple[float, float, float]) -> None:
    """164/98, pulse 77, typed so that the upper pressure is not above the lower one."""
    course = rested()
    systolic, diastolic, rate = boxes
    typed = EnterReading(
        systolic=systolic, diastolic=diastolic, pulse_rate=rate, source=ReadingSource.DISPLAY
    )
    assert "Systolic minus diastolic" in course.refusals(typed)[0]
    assert not course.session.readings


@pytest.mark.parametrize("shown", [(17.6, 10.4), (16.0, 10.7), (24.0, 15.0)])
def test_kilopascals_typed_for_millimetres_are_refused(shown: tuple[float, float]) -> None:
    """Use error: mmHg or kPa. 17.6 kPa is 132 mmHg; nothing is converted by guess."""
    course = rested()
    typed = EnterReading(
        systolic=shown[0], diastolic=shown[1], pulse_rate=72, source=ReadingSource.DISPLAY
    )
    assert "is outside 50 to 280 mmHg." in course.refusals(typed)[0]
    assert not course.session.readings


def test_a_pressure_in_the_box_of_the_pulse_is_doubted() -> None:
    course = rested()
    course.typed(98, 77, 164)
    doubt = "Heart rate 164 is outside 40 to 150 per minute."
    assert course.session.readings[-1].queried == (doubt,)
