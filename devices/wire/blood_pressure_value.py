"""The values of the Bluetooth SIG Blood Pressure Service: 2A35, 2A36 and 2A49.

Layouts are those of the GATT Specification Supplement. Length and flags are checked first, then
the special codes, then plausibility: a value that is shorter, longer, or bears reserved flags
is refused whole, and a unit is never guessed. NaN for a pressure is how an agent says
"measurement failed", even with a clean status. A systolic with diastolic 0 and no time stamp is
progress (QardioArm), not a reading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from devices.wire.layout import Refused, announced, number
from devices.wire.plausibility import CUFF_PRESSURE_MMHG, implausible, within

ALL_FEATURES = 0xFFFF
"""Before 2A49 is read every status bit is believed."""

_SHORTEST = 7
_KILOPASCAL, _STAMP, _PULSE, _USER, _STATUS = 0x01, 0x02, 0x04, 0x08, 0x10
_FIELDS = {_KILOPASCAL: 0, _STAMP: 7, _PULSE: 2, _USER: 1, _STATUS: 2}
_BEURER_OCTETS, _BEURER_FLAGS = 19, 0x56
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PressureFrame:
    """A measurement taken apart by its flags, nothing judged; pressures in mmHg."""

    octets: bytes
    unit: PressureUnit
    pressures: tuple[_Number, _Number, _Number]
    stamped: bool
    """Whether the agent sent a time at all, be it one of the calendar or not."""
    device_time: datetime | None
    pulse: bytes
    user: bytes
    status: bytes


def read_measurement(octets: bytes, features: int = ALL_FEATURES) -> DeviceEvent:
    """Return what a 2A35 value says. A status bit not in `features` means nothing.

    Raises Refused.
    """
    return judged(_parse(octets), features)


def read_beurer_measurement(octets: bytes, features: int = ALL_FEATURES) -> DeviceEvent:
    """Return what a 2A35 value of a Beurer BM48, BM59 or BM85 says. Raises Refused.

    Its 19 octets hold a user though the flags announce none and set a reserved bit, and pulse and
    status stand big-endian; captures agree. Any other value is read by the standard.
    """
    if len(octets) != _BEURER_OCTETS or octets[0] != _BEURER_FLAGS:
        return read_measurement(octets, features)
    pulse, user, status = octets[14:16], octets[16:17], octets[17:19]
    flags = bytes((_STAMP | _PULSE | _USER | _STATUS,))
    standard = flags + octets[1:14] + pulse[::-1] + user + status[::-1]
    return judged(replace(_parse(standard), octets=octets), features)


def judged(frame: PressureFrame, features: int) -> DeviceEvent:
    """Return what a measurement says: a reading, a failure, or progress. Raises Refused."""
    systolic, diastolic, mean = frame.pressures
    status = _status(frame, features)
    if isinstance(systolic, SpecialValue) or isinstance(diastolic, SpecialValue):
        return _failed(frame, status)
    if diastolic == 0 and not frame.stamped:
        return CuffPressureChanged(pressure=plausible_cuff(systolic), frame=frame.octets)
    pulse_rate = number(frame.pulse) if frame.pulse else None
    if (fault := implausible(systolic, diastolic, pulse_rate)) is not None:
        raise Refused(fault)
    return Measured(
        measurement=BloodPressure(
            systolic=systolic,
            diastolic=diastolic,
            mean=_present(mean) or None,  # some agents send 0 for "not computed"
            pulse_rate=pulse_rate,
            reported_unit=frame.unit,
            device_time=frame.device_time,
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
        plausible_cuff(pressure)
    return CuffPressureChanged(pressure=pressure, frame=frame.octets)


def read_features(octets: bytes) -> int:
    """Return the feature bits of a 2A49 value. Raises Refused."""
    if len(octets) < 2:
        raise Refused("a feature value has two octets")
    return int.from_bytes(octets[:2], "little")


def plausible_cuff(pressure: float) -> float:
    """Return the pressure in a cuff, in mmHg. Raises Refused where no cuff can have it."""
    if not within(pressure, CUFF_PRESSURE_MMHG):
        raise Refused("the cuff pressure is outside what a cuff can have")
    return pressure


def in_mmhg(octets: bytes, *, kilopascal: bool) -> _Number:
    """Return an SFLOAT of the stated unit in mmHg, or why there is none."""
    value = decode_sfloat(octets)
    if kilopascal and not isinstance(value, SpecialValue):
        return mmhg_from_kpa(value)
    return value


def three_pressures(octets: bytes, *, kilopascal: bool) -> tuple[_Number, _Number, _Number]:
    """Return systolic, diastolic and mean from the six octets after the flags."""
    return (
        in_mmhg(octets[1:3], kilopascal=kilopascal),
        in_mmhg(octets[3:5], kilopascal=kilopascal),
        in_mmhg(octets[5:7], kilopascal=kilopascal),
    )


def _parse(octets: bytes) -> PressureFrame:
    fields = announced(octets, _SHORTEST, _FIELDS)
    kilopascal = bool(octets[0] & _KILOPASCAL)
    stamp = fields[_STAMP]
    return PressureFrame(
        octets=octets,
        unit=PressureUnit.KPA if kilopascal else PressureUnit.MMHG,
        pressures=three_pressures(octets, kilopascal=kilopascal),
        stamped=bool(stamp),
        device_time=decode_date_time(stamp) if stamp else None,
        pulse=fields[_PULSE],
        user=fields[_USER],
        status=fields[_STATUS],
    )


def _failed(frame: PressureFrame, status: tuple[MeasurementStatus, ...]) -> MeasurementFailed:
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
        device_time=frame.device_time,
    )


def _status(frame: PressureFrame, features: int) -> tuple[MeasurementStatus, ...]:
    bits = int.from_bytes(frame.status, "little")
    return tuple(
        status
        for mask, value, announced, status in _STATUS_BITS
        if bits & mask == value and features & announced
    )


def _user(octets: bytes) -> int | None:
    return octets[0] if octets and octets[0] != _UNKNOWN_USER else None


def _present(value: _Number) -> float | None:
    return None if isinstance(value, SpecialValue) else value
