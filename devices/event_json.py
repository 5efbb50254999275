"""Device events as JSON and back: the shape that commands print and captures expect.

Pressures are in mmHg and rates per minute as received, numbers or null, nothing rounded. Keys
beyond the common ones appear only where they say something: ``reported_unit`` when the device
speaks kPa, ``verified`` when a frame could not be checked, ``age_s`` where the device states
the age of its result, ``taken_ago_s`` and ``taken_within_s`` where it was taken before it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

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
from devices.fields import Fields
from devices.measurement import (
    BloodPressure,
    HeartRate,
    Measurement,
    MeasurementStatus,
    PressureUnit,
    Provenance,
    PulseOximetry,
    Taken,
)

JsonObject = dict[str, object]


def to_json(event: DeviceEvent) -> JsonObject:
    """Return the event as an object of JSON values."""
    match event:
        case Measured():
            return _measured(event)
        case CuffPressureChanged(pressure=pressure, frame=frame):
            return {
                "event": "measured",
                "kind": "cuff_pressure",
                "pressure": pressure,
                "unit": PressureUnit.MMHG.value,
                "raw": frame.hex(),
            }
        case MeasurementFailed():
            return _failed(event)
        case ProtocolViolated(reason=reason, frame=frame):
            return {"event": "protocol_violated", "reason": reason, "raw": frame.hex()}
        case LinkChanged(state=state, text=text):
            return {"event": "link", "state": state.value, "text": text}
        case _:
            return _about_the_device(event)


def from_json(data: Mapping[str, object]) -> DeviceEvent:
    """Return the event that `to_json` wrote. Raises ValueError naming the key that is wrong."""
    fields = Fields(data)
    match fields.text("event"):
        case "measured":
            return _read_measured(fields)
        case "measurement_failed":
            return _read_failed(fields)
        case "protocol_violated":
            return ProtocolViolated(reason=fields.text("reason"), frame=fields.octets("raw"))
        case "link":
            state = fields.member("state", LinkState)
            return LinkChanged(state=state, text=fields.text("text", ""))
        case "identified":
            return _read_identified(fields)
        case "battery":
            return BatteryReported(percent=fields.number("percent"))
        case "clock":
            return ClockReported(device_time=fields.time("device_time"))
        case other:
            raise ValueError(f'event: "{other}" is no device event')


def _about_the_device(event: Identified | BatteryReported | ClockReported) -> JsonObject:
    match event:
        case Identified():
            return {
                "event": "identified",
                "manufacturer": event.manufacturer,
                "model": event.model,
                "serial": event.serial,
                "firmware": event.firmware,
            }
        case BatteryReported(percent=percent):
            return {"event": "battery", "percent": percent}
        case ClockReported(device_time=device_time):
            return {"event": "clock", "device_time": _iso(device_time)}
        case _ as unknown:
            assert_never(unknown)


def _measured(event: Measured) -> JsonObject:
    body: JsonObject = {"event": "measured", **_values(event.measurement)}
    body["provenance"] = event.provenance.value
    if not event.verified:
        body["verified"] = False
    if event.taken is not None and event.taken.ago_s > event.taken.within_s:
        body["taken_ago_s"] = event.taken.ago_s
        body["taken_within_s"] = event.taken.within_s
    return body | {"raw": event.measurement.frame.hex()}


def _values(measurement: Measurement) -> JsonObject:
    match measurement:
        case BloodPressure():
            return _blood_pressure(measurement)
        case HeartRate():
            return {
                "kind": "heart_rate",
                "heart_rate": measurement.heart_rate,
                "rr_intervals_ms": list(measurement.rr_intervals_ms),
                "contact": measurement.contact,
            }
        case PulseOximetry():
            return {
                "kind": "pulse_oximetry",
                "spo2": measurement.spo2,
                "pulse_rate": measurement.pulse_rate,
                "device_time": _iso(measurement.device_time),
                "status": list(measurement.status),
            }
        case _ as unknown:
            assert_never(unknown)


def _blood_pressure(reading: BloodPressure) -> JsonObject:
    body: JsonObject = {
        "kind": "blood_pressure",
        "systolic": reading.systolic,
        "diastolic": reading.diastolic,
        "mean": reading.mean,
        "pulse_rate": reading.pulse_rate,
        "unit": PressureUnit.MMHG.value,
        "device_time": _iso(reading.device_time),
        "user": reading.user,
        "status": [status.value for status in reading.status],
    }
    if reading.reported_unit is not PressureUnit.MMHG:
        body["reported_unit"] = reading.reported_unit.value
    if reading.age_s is not None:
        body["age_s"] = reading.age_s
    return body


def _failed(event: MeasurementFailed) -> JsonObject:
    body: JsonObject = {
        "event": "measurement_failed",
        "reason": event.reason.value,
        "text": event.text,
        "raw": event.frame.hex(),
    }
    if event.device_time is not None:
        body["device_time"] = _iso(event.device_time)
    if event.provenance is not Provenance.UNCONFIRMED:
        body["provenance"] = event.provenance.value
    return body


def _iso(wall_time: datetime | None) -> str | None:
    return None if wall_time is None else wall_time.isoformat()


def _read_measured(fields: Fields) -> DeviceEvent:
    frame = fields.octets("raw")
    measurement: Measurement
    match fields.text("kind"):
        case "cuff_pressure":
            return CuffPressureChanged(pressure=fields.optional_number("pressure"), frame=frame)
        case "blood_pressure":
            measurement = _read_blood_pressure(fields, frame)
        case "heart_rate":
            measurement = HeartRate(
                heart_rate=fields.optional_number("heart_rate"),
                rr_intervals_ms=fields.numbers("rr_intervals_ms"),
                contact=fields.flag("contact"),
                frame=frame,
            )
        case "pulse_oximetry":
            measurement = PulseOximetry(
                spo2=fields.optional_number("spo2"),
                pulse_rate=fields.optional_number("pulse_rate"),
                device_time=fields.time("device_time"),
                status=fields.texts("status"),
                frame=frame,
            )
        case other:
            raise ValueError(f'kind: "{other}" is no kind of measurement')
    return Measured(
        measurement=measurement,
        provenance=fields.member("provenance", Provenance),
        verified=fields.flag("verified") is not False,
        taken=_read_taken(fields),
    )


def _read_taken(fields: Fields) -> Taken | None:
    ago_s = fields.optional_number("taken_ago_s")
    within_s = fields.optional_number("taken_within_s")
    if ago_s is None or within_s is None:
        return None
    return Taken(ago_s=ago_s, within_s=within_s)


def _read_blood_pressure(fields: Fields, frame: bytes) -> BloodPressure:
    return BloodPressure(
        systolic=fields.optional_number("systolic"),
        diastolic=fields.optional_number("diastolic"),
        mean=fields.optional_number("mean"),
        pulse_rate=fields.optional_number("pulse_rate"),
        reported_unit=fields.member("reported_unit", PressureUnit, PressureUnit.MMHG),
        device_time=fields.time("device_time"),
        age_s=fields.optional_number("age_s"),
        user=fields.optional_whole("user"),
        status=fields.members("status", MeasurementStatus),
        frame=frame,
    )


def _read_failed(fields: Fields) -> MeasurementFailed:
    return MeasurementFailed(
        reason=fields.member("reason", FailureReason),
        text=fields.text("text", ""),
        frame=fields.octets("raw"),
        device_time=fields.time("device_time"),
        provenance=fields.member("provenance", Provenance, Provenance.UNCONFIRMED),
    )


def _read_identified(fields: Fields) -> Identified:
    return Identified(
        manufacturer=fields.optional_text("manufacturer"),
        model=fields.optional_text("model"),
        serial=fields.optional_text("serial"),
        firmware=fields.optional_text("firmware"),
    )
