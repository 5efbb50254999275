"""Device events in JSON, to the letter, and back without loss."""

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.event_json import from_json, to_json
from devices.measurement import (
    BloodPressure,
    HeartRate,
    MeasurementStatus,
    PressureUnit,
    Provenance,
    PulseOximetry,
    Taken,
)

WHEN = datetime.fromisoformat("2026-11-23T10:02:05")

LETTER: list[tuple[DeviceEvent, dict[str, object]]] = [
    (
        Measured(
            measurement=BloodPressure(
                systolic=121.0,
                diastolic=79.0,
                mean=93.0,
                pulse_rate=66.0,
                device_time=WHEN,
                user=1,
                status=(MeasurementStatus.BODY_MOVEMENT,),
                frame=b"\x1e",
            ),
            provenance=Provenance.LIVE,
        ),
        {
            "event": "measured",
            "kind": "blood_pressure",
            "systolic": 121.0,
            "diastolic": 79.0,
            "mean": 93.0,
            "pulse_rate": 66.0,
            "unit": "mm[Hg]",
            "device_time": "2026-11-23T10:02:05",
            "user": 1,
            "status": ["body_movement"],
            "provenance": "live",
            "raw": "1e",
        },
    ),
    (
        Measured(
            measurement=BloodPressure(
                systolic=None, diastolic=None, reported_unit=PressureUnit.KPA, age_s=2.0
            ),
            verified=False,
        ),
        {
            "event": "measured",
            "kind": "blood_pressure",
            "systolic": None,
            "diastolic": None,
            "mean": None,
            "pulse_rate": None,
            "unit": "mm[Hg]",
            "device_time": None,
            "user": None,
            "status": [],
            "reported_unit": "kPa",
            "age_s": 2.0,
            "provenance": "unconfirmed",
            "verified": False,
            "raw": "",
        },
    ),
    (
        Measured(
            measurement=HeartRate(heart_rate=72.0, rr_intervals_ms=(926.7578125,), contact=True),
            provenance=Provenance.LIVE,
        ),
        {
            "event": "measured",
            "kind": "heart_rate",
            "heart_rate": 72.0,
            "rr_intervals_ms": [926.7578125],
            "contact": True,
            "provenance": "live",
            "raw": "",
        },
    ),
    (
        Measured(measurement=PulseOximetry(spo2=97.0, status=("early estimate",))),
        {
            "event": "measured",
            "kind": "pulse_oximetry",
            "spo2": 97.0,
            "pulse_rate": None,
            "device_time": None,
            "status": ["early estimate"],
            "provenance": "unconfirmed",
            "raw": "",
        },
    ),
    (
        CuffPressureChanged(pressure=140.0, frame=b"\x00"),
        {
            "event": "measured",
            "kind": "cuff_pressure",
            "pressure": 140.0,
            "unit": "mm[Hg]",
            "raw": "00",
        },
    ),
    (
        Measured(measurement=HeartRate(heart_rate=60.0), taken=Taken(ago_s=90.5, within_s=2.0)),
        {
            "event": "measured",
            "kind": "heart_rate",
            "heart_rate": 60.0,
            "rr_intervals_ms": [],
            "contact": None,
            "provenance": "unconfirmed",
            "taken_ago_s": 90.5,
            "taken_within_s": 2.0,
            "raw": "",
        },
    ),
    (
        MeasurementFailed(reason=FailureReason.NOT_A_NUMBER, text="No.", frame=b"\x16"),
        {
            "event": "measurement_failed",
            "reason": "not_a_number",
            "text": "No.",
            "raw": "16",
        },
    ),
    (
        MeasurementFailed(
            reason=FailureReason.MOVEMENT, device_time=WHEN, provenance=Provenance.STORED
        ),
        {
            "event": "measurement_failed",
            "reason": "movement",
            "text": "",
            "raw": "",
            "device_time": "2026-11-23T10:02:05",
            "provenance": "stored",
        },
    ),
    (
        ProtocolViolated(reason="too short", frame=b"\x1f"),
        {"event": "protocol_violated", "reason": "too short", "raw": "1f"},
    ),
    (
        LinkChanged(state=LinkState.LOST, text="Gone."),
        {"event": "link", "state": "lost", "text": "Gone."},
    ),
    (
        Identified(manufacturer="A", model="B"),
        {
            "event": "identified",
            "manufacturer": "A",
            "model": "B",
            "serial": None,
            "firmware": None,
        },
    ),
    (BatteryReported(percent=87.0), {"event": "battery", "percent": 87.0}),
    (ClockReported(device_time=None), {"event": "clock", "device_time": None}),
]


@pytest.mark.parametrize(("event", "data"), LETTER, ids=lambda value: type(value).__name__)
def test_to_the_letter_and_back(event: DeviceEvent, data: dict[str, object]) -> None:
    assert to_json(event) == data
    assert from_json(json.loads(json.dumps(data))) == event


def test_every_kind_of_event_has_a_letter() -> None:
    assert {type(event) for event, _ in LETTER} == set(DeviceEvent.__args__)


NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.builds(
        BloodPressure,
        systolic=NUMBER,
        diastolic=NUMBER,
        mean=NUMBER,
        pulse_rate=NUMBER,
        reported_unit=st.sampled_from(PressureUnit),
        device_time=st.none() | st.datetimes(),
        age_s=NUMBER,
        user=st.none() | st.integers(0, 255),
        status=st.lists(st.sampled_from(MeasurementStatus)).map(tuple),
        frame=st.binary(),
    ),
    st.sampled_from(Provenance),
    st.booleans(),
)
def test_no_blood_pressure_changes_on_the_way(
    reading: BloodPressure, provenance: Provenance, verified: bool
) -> None:
    event = Measured(measurement=reading, provenance=provenance, verified=verified)
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "event: nothing stands where a text is expected"),
        ({"event": "boiled"}, 'event: "boiled" is no device event'),
        ({"event": "measured", "kind": "mood"}, 'kind: "mood" is no kind of measurement'),
        ({"event": "link", "state": "fine"}, 'state: "fine" stands where one of absent'),
        ({"event": "battery", "percent": True}, 'percent: "True" stands where a number'),
        ({"event": "battery"}, "percent: nothing stands where a number"),
        ({"event": "protocol_violated", "reason": "x", "raw": "0g"}, "raw: .* hexadecimal"),
        ({"event": "clock", "device_time": "noon"}, "device_time: .* without a zone"),
        ({"event": "clock", "device_time": "2026-11-23T10:02:05Z"}, "without a zone"),
        ({"event": "measured", "kind": "heart_rate", "contact": 1}, "contact: .* true or false"),
        (
            {"event": "measured", "kind": "heart_rate", "rr_intervals_ms": 1},
            "rr_intervals_ms: .* a list",
        ),
        (
            {"event": "measured", "kind": "blood_pressure", "user": 1.5},
            "user: .* a whole number",
        ),
    ],
)
def test_what_is_wrong_is_named(data: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_json(data)
