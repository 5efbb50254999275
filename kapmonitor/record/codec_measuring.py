"""Measurements, requests and devices, as the record writes them."""

from __future__ import annotations

from devices.event import FailureReason, LinkState
from devices.measurement import (
    BloodPressure,
    HeartRate,
    Measurement,
    MeasurementStatus,
    PressureUnit,
    Provenance,
    PulseOximetry,
)
from kapmonitor.record.chain import Json
from kapmonitor.record.kind import Kind, body_of, fact_of, kind
from kapmonitor.record.shapes import (
    FLAG,
    MOMENT,
    NUMBER,
    OCTETS,
    TEXT,
    WALL_TIME,
    WHOLE,
    Misshapen,
    Shape,
    choice,
    many,
    maybe,
)
from kapmonitor.session.event import (
    DeviceLinkRecorded,
    DeviceNoted,
    Event,
    MeasurementConfirmed,
    MeasurementFailureRecorded,
    MeasurementMarkedInError,
    MeasurementQuarantined,
    MeasurementRecorded,
    MeasurementRequested,
    MeasuringStated,
    ProtocolViolationRecorded,
    ReadingMissed,
    ReadingPostponed,
    RequestEnded,
)
from kapmonitor.session.vocabulary import CuffSize, Posture, ReadingSource, Role, Site

BLOOD_PRESSURE = "blood_pressure"
MEASUREMENT = "measurement_recorded"
_MAYBE_NUMBER = maybe(NUMBER)
_MAYBE_TEXT = maybe(TEXT)
_ROLE = choice(Role)

MEASUREMENTS: tuple[Kind[Measurement], ...] = (
    kind(
        BloodPressure,
        BLOOD_PRESSURE,
        systolic=_MAYBE_NUMBER,
        diastolic=_MAYBE_NUMBER,
        mean=_MAYBE_NUMBER,
        pulse_rate=_MAYBE_NUMBER,
        reported_unit=choice(PressureUnit),
        device_time=maybe(WALL_TIME),
        age_s=_MAYBE_NUMBER,
        user=maybe(WHOLE),
        status=many(choice(MeasurementStatus)),
        frame=OCTETS,
    ),
    kind(
        HeartRate,
        "heart_rate",
        heart_rate=_MAYBE_NUMBER,
        rr_intervals_ms=many(NUMBER),
        contact=maybe(FLAG),
        frame=OCTETS,
    ),
    kind(
        PulseOximetry,
        "pulse_oximetry",
        spo2=_MAYBE_NUMBER,
        pulse_rate=_MAYBE_NUMBER,
        status=many(TEXT),
        device_time=maybe(WALL_TIME),
        frame=OCTETS,
    ),
)
_BY_TYPE = {described.made: described for described in MEASUREMENTS}
_BY_NAME = {described.name: described for described in MEASUREMENTS}


def _encode_measurement(measurement: Measurement) -> Json:
    described = _BY_TYPE[type(measurement)]
    return {"kind": described.name, **body_of(described, measurement)}


def _decode_measurement(value: Json) -> Measurement:
    if not isinstance(value, dict) or value.get("kind") not in _BY_NAME:
        raise Misshapen
    described = _BY_NAME[str(value["kind"])]
    return fact_of(described, described.version, value)


_MEASUREMENT = Shape(_encode_measurement, _decode_measurement)

MEASURING: tuple[Kind[Event], ...] = (
    kind(
        MeasurementRequested,
        "measurement_requested",
        request=TEXT,
        role=_ROLE,
        reason=TEXT,
        due=_MAYBE_TEXT,
        by_program=FLAG,
    ),
    kind(RequestEnded, "request_ended", request=TEXT, reason=TEXT),
    kind(
        MeasurementRecorded,
        MEASUREMENT,
        measurement=_MEASUREMENT,
        provenance=choice(Provenance),
        role=_ROLE,
        driver=_MAYBE_TEXT,
        device=_MAYBE_TEXT,
        request=_MAYBE_TEXT,
        due=_MAYBE_TEXT,
        queried=many(TEXT),
        source=maybe(choice(ReadingSource)),
        corrected_utc=maybe(MOMENT),
        waited_s=_MAYBE_NUMBER,
        taken_within_s=_MAYBE_NUMBER,
        relayed=maybe(WHOLE),
        trial=FLAG,
        verified=maybe(FLAG),
    ),
    kind(
        MeasurementFailureRecorded,
        "measurement_failure_recorded",
        role=_ROLE,
        driver=_MAYBE_TEXT,
        reason=choice(FailureReason),
        text=TEXT,
        request=_MAYBE_TEXT,
        frame=OCTETS,
    ),
    kind(
        MeasurementQuarantined,
        "measurement_quarantined",
        measurement=_MEASUREMENT,
        role=_ROLE,
        driver=_MAYBE_TEXT,
        reasons=many(TEXT),
        relayed=maybe(WHOLE),
    ),
    kind(
        ProtocolViolationRecorded,
        "protocol_violation_recorded",
        role=_ROLE,
        driver=_MAYBE_TEXT,
        reason=TEXT,
        frame=OCTETS,
    ),
    kind(MeasurementConfirmed, "measurement_confirmed", seq=WHOLE, taken_now=FLAG),
    kind(MeasurementMarkedInError, "measurement_marked_in_error", seq=WHOLE, reason=TEXT),
    kind(
        MeasuringStated,
        "measuring_stated",
        role=_ROLE,
        posture=maybe(choice(Posture)),
        site=maybe(choice(Site)),
        cuff_size=maybe(choice(CuffSize)),
    ),
    kind(ReadingPostponed, "reading_postponed", due=TEXT, minutes=NUMBER, reason=TEXT),
    kind(ReadingMissed, "reading_missed", due=TEXT, reason=TEXT),
    kind(
        DeviceLinkRecorded,
        "device_link_recorded",
        role=_ROLE,
        state=choice(LinkState),
        text=TEXT,
    ),
    kind(
        DeviceNoted,
        "device_noted",
        role=_ROLE,
        manufacturer=_MAYBE_TEXT,
        model=_MAYBE_TEXT,
        serial=_MAYBE_TEXT,
        firmware=_MAYBE_TEXT,
        battery_percent=_MAYBE_NUMBER,
        clock_offset_s=_MAYBE_NUMBER,
    ),
)
