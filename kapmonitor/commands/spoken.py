"""Device events as the commands print them: JSON for programs, a short line for people."""

from __future__ import annotations

from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    Identified,
    LinkChanged,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.event_json import to_json
from devices.measurement import BloodPressure, HeartRate, Measurement, PulseOximetry
from kapmonitor.commands.terminal import print_json, show


def print_event(event: DeviceEvent, *, as_json: bool) -> None:
    """Print a device event as it happens."""
    if as_json:
        print_json(to_json(event))
    else:
        show(_line(event))


def _line(event: DeviceEvent) -> str:
    match event:
        case Measured(measurement=measurement):
            unsure = "" if event.verified else ", not confirmed by its checksum"
            return f"{_values(measurement)}, {event.provenance}{unsure}"
        case MeasurementFailed(reason=reason, text=text):
            return f"no value ({reason}): {text}"
        case CuffPressureChanged(pressure=pressure):
            return f"cuff {_number(pressure)} mmHg"
        case LinkChanged(state=state, text=text):
            return f"link {state}: {text}" if text else f"link {state}"
        case ProtocolViolated(reason=reason, frame=frame):
            return f"not understood: {reason} ({frame.hex()})"
        case BatteryReported() | Identified() | ClockReported():
            return _itself(event)


def _itself(event: BatteryReported | Identified | ClockReported) -> str:
    match event:
        case BatteryReported(percent=percent):
            return f"battery {_number(percent)} %"
        case Identified():
            parts = (event.manufacturer, event.model, event.serial, event.firmware)
            return f"device {', '.join(part for part in parts if part)}"
        case ClockReported(device_time=shown):
            return f"its clock shows {shown.isoformat(' ') if shown else 'no time'}"


def _values(measurement: Measurement) -> str:
    match measurement:
        case BloodPressure():
            return (
                f"{_number(measurement.systolic)}/{_number(measurement.diastolic)} mmHg, "
                f"mean {_number(measurement.mean)}, pulse {_number(measurement.pulse_rate)}"
            )
        case HeartRate(heart_rate=rate):
            return f"heart rate {_number(rate)}"
        case PulseOximetry(spo2=saturation, pulse_rate=rate):
            return f"SpO2 {_number(saturation)} %, pulse {_number(rate)}"


def _number(value: float | None) -> str:
    return "--" if value is None else f"{value:g}"
