"""The values of the Bluetooth SIG Blood Pressure Service: 2A35, 2A36 and 2A49.

Layouts are those of the GATT Specification Supplement. Length and flags are checked first, then
the special codes, then plausibility: a value that is shorter, longer, or bears reserved flags
is refused whole, and a unit is never guessed. NaN for a pressure is how an agent says
"measurement failed", even with a clean status. A systolic with diastolic 0 and no time stamp is
progress (QardioArm), not a reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
)
from devices.ieee11073 import SpecialValue, decode_date_time, decode_sfloat, mmhg_from_kpa
from devices.measurement import BloodPressure, MeasurementStatus, PressureUnit
from devices.wire.plausibility import CUFF_PRESSURE_MMHG, implausible, within

ALL_FEATURES = 0xFFFF
"""Before 2A49 is read every status bit is believed."""

_SHORTEST = 7
_KILOPASCAL = 0x01
_STAMP, _PULSE, _USER, _STATUS = 0x02, 0x04, 0x08, 0x10
_OPTIONAL_FIELDS = ((_STAMP, 7), (_PULSE, 2), (_USER, 1), (_STATUS, 2))
_UNKNOWN_USER = 0xFF

_STATUS_BITS = (
    # status mask, its value, the feature bit that announces it
    (0x01, 0x01, 0x01, MeasurementStatus.BODY_MOVEMENT),
    (0x02, 0x02, 0x02, MeasurementStatus.CUFF_TOO_LOOSE),
    (0x04, 0x04, 0x04, MeasurementStatus.IRREGULAR_PULSE),
    (0x18, 0x08, 0x08, MeasurementStatus.PULSE_RATE_ABOVE_RANGE),
    (0x18, 0x10, 0x08, MeasurementStatus.PULSE_RATE_BELOW_RANGE),
    (0x20, 0x20, 0x10, MeasurementStatus.IMPROPER_POSITION),
)
_Number = float | SpecialValue


class Refused(Exception):
    """The octets are not what the layout allows."""


def read_measurement(octets: bytes, features: int = ALL_FEATURES) -> DeviceEvent:
    """Return what a 2A35 value says. A status bit not in `features` means nothing.

    Raises Refused.
    """
    frame = _parse(octets)
    systolic, diastolic, mean = frame.pressures
    status = _status(frame, features)
    if isinstance(systolic, SpecialValue) or isinstance(diastolic, SpecialValue):
        return _failed(frame, status)
    if diastolic == 0 and not frame.stamp:
        return CuffPressureChanged(pressure=_plausible_cuff(systolic), frame=frame.octets)
    pulse_rate = _present(decode_sfloat(frame.pulse)) if frame.pulse else None
    if (fault := implausible(systolic, diastolic, pulse_rate)) is not None:
        raise Refused(fault)
    return Measured(
        measurement=BloodPressure(
            systolic=systolic,
            diastolic=diastolic,
            mean=_present(mean) or None,  # some agents send 0 for "not computed"
            pulse_rate=pulse_rate,
            reported_unit=frame.unit,
            device_time=_device_time(frame),
            user=_user(frame.user),
            status=status,
            frame=frame.octets,
        )
    )


def read_cuff_pressure(octets: bytes) -> CuffPressureChanged:
    """Return what a 2A36 value says. Raises Refused."""
    frame = _parse(octets)
    pressure = _present(frame.pressures[0])
    if pressure is not None:
        _plausible_cuff(pressure)
    return CuffPressureChanged(pressure=pressure, frame=frame.octets)


def read_features(octets: bytes) -> int:
    """Return the feature bits of a 2A49 value. Raises Refused."""
    if len(octets) < 2:
        raise Refused("a feature value has two octets")
    return int.from_bytes(octets[:2], "little")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """2A35 or 2A36 taken apart by its flags, nothing judged."""

    octets: bytes
    unit: PressureUnit
    pressures: tuple[_Number, _Number, _Number]
    stamp: bytes
    pulse: bytes
    user: bytes
    status: bytes


def _parse(octets: bytes) -> _Frame:
    if len(octets) < _SHORTEST:
        raise Refused(f"{len(octets)} octets are fewer than the shortest value has")
    flags = octets[0]
    if flags & ~(_KILOPASCAL | _STAMP | _PULSE | _USER | _STATUS):
        raise Refused("reserved flag bits are set")
    fields, end = _optional_fields(octets, flags)
    if end != len(octets):
        raise Refused(f"{len(octets)} octets where the flags announce {end}")
    kilopascal = bool(flags & _KILOPASCAL)
    return _Frame(
        octets=octets,
        unit=PressureUnit.KPA if kilopascal else PressureUnit.MMHG,
        pressures=(
            _pressure(octets[1:3], kilopascal),
            _pressure(octets[3:5], kilopascal),
            _pressure(octets[5:7], kilopascal),
        ),
        stamp=fields[_STAMP],
        pulse=fields[_PULSE],
        user=fields[_USER],
        status=fields[_STATUS],
    )


def _optional_fields(octets: bytes, flags: int) -> tuple[dict[int, bytes], int]:
    fields, at = {}, _SHORTEST
    for flag, size in _OPTIONAL_FIELDS:
        width = size if flags & flag else 0
        fields[flag] = octets[at : at + width]
        at += width
    return fields, at


def _pressure(octets: bytes, kilopascal: bool) -> _Number:
    value = decode_sfloat(octets)
    if kilopascal and not isinstance(value, SpecialValue):
        return mmhg_from_kpa(value)
    return value


def _failed(frame: _Frame, status: tuple[MeasurementStatus, ...]) -> MeasurementFailed:
    infinite = {SpecialValue.POSITIVE_INFINITY, SpecialValue.NEGATIVE_INFINITY}
    beyond = [p for p in frame.pressures[:2] if p in infinite]
    says = [s.value.replace("_", " ") for s in status]
    if beyond:
        side = "high" if beyond[0] is SpecialValue.POSITIVE_INFINITY else "low"
        says.insert(0, f"the pressure was out of range, too {side}")
    return MeasurementFailed(
        reason=FailureReason.OUT_OF_RANGE if beyond else FailureReason.NOT_A_NUMBER,
        text="The cuff has no result" + (f": {', '.join(says)}." if says else "."),
        frame=frame.octets,
        device_time=_device_time(frame),
    )


def _device_time(frame: _Frame) -> datetime | None:
    return decode_date_time(frame.stamp) if frame.stamp else None


def _status(frame: _Frame, features: int) -> tuple[MeasurementStatus, ...]:
    bits = int.from_bytes(frame.status, "little")
    return tuple(
        status
        for mask, value, announced, status in _STATUS_BITS
        if bits & mask == value and features & announced
    )


def _plausible_cuff(pressure: float) -> float:
    if not within(pressure, CUFF_PRESSURE_MMHG):
        raise Refused("the cuff pressure is outside what a cuff can have")
    return pressure


def _user(octets: bytes) -> int | None:
    return octets[0] if octets and octets[0] != _UNKNOWN_USER else None


def _present(value: _Number) -> float | None:
    return None if isinstance(value, SpecialValue) else value
