"""Frames of Viatom's BPM-188 (also sold as Jamr F1102T), as octets and as values.

`02 40`, DC from the host or DD from the cuff, a length, that many octets of command and data, and
the exclusive or of everything after the first octet. Live pressure has no command: two octets,
hundredths of a mmHg, which never reach the values of the commands that answers repeat. A frame
of error is one octet longer than its length says. When it switches off the cuff says goodbye in
six octets of another form.
"""

from __future__ import annotations

from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, MeasurementStatus
from devices.wire.clock_fields import wall_time
from devices.wire.packets import PacketFramer, xor
from devices.wire.plausibility import CUFF_PRESSURE_MMHG, implausible, within

STATE, RESULT, ERROR = 0xB2, 0x1C, 0x3C
BUSY_STATES = frozenset({2, 3, 4})
"""Measuring, pumping, deflating. Others are: setting the time, history, finished, standby."""

_HEAD, _FAREWELL = b"\x02\x40\xdd", b"\x02\x40\x50\xff\x03\x00"
_LONGEST = 64
_LOWEST_ANSWER = 0xA0
"""As the high octet of a pressure this would be 410 mmHg."""
_LIVE_LENGTH, _ERROR_LENGTH, _RESULT_LENGTH = 2, 12, 15
_AROUND = 5
"""Octets of a frame beside those that its length counts."""
_ERROR_OCTETS = _ERROR_LENGTH + _AROUND + 1

_ERRORS: dict[int, tuple[FailureReason, str]] = {
    1: (FailureReason.DEVICE_FAULT, "The cuff's sensor is disturbed."),
    2: (FailureReason.WEAK_SIGNAL, "The cuff found too few heart beats."),
    3: (FailureReason.OUT_OF_RANGE, "The cuff found a result that cannot be."),
    4: (FailureReason.CUFF_LOOSE, "The cuff did not fill. Check for a leak or a loose cuff."),
    5: (FailureReason.BLOCKED, "The tube is blocked. Check that it is not bent."),
    6: (FailureReason.MOVEMENT, "The signal was disturbed. Keep the arm still."),
    7: (FailureReason.OVERPRESSURE, "The pressure in the cuff was too high."),
    8: (FailureReason.DEVICE_FAULT, "The cuff's calibration is damaged."),
}


def command(*octets: int) -> bytes:
    """Return a frame from host to cuff."""
    body = bytes((0x40, 0xDC, len(octets), *octets))
    return b"\x02" + body + bytes((xor(body),))


START, STOP, GET_STATE = command(0xA1), command(0xA2), command(STATE)


def framer() -> PacketFramer:
    """Return what finds the cuff's frames in a stream."""
    return PacketFramer(_HEAD[0], _size, _intact)


def kind(frame: bytes) -> int | None:
    """Return a frame's command; None for live pressure and for the goodbye."""
    return None if frame == _FAREWELL or _is_live(frame) else frame[4]


def meaning(frame: bytes) -> DeviceEvent | None:
    """Return what a frame tells; None for one that tells nothing of a measurement."""
    if frame == _FAREWELL:
        return None
    if _is_live(frame):
        return _pressure(frame)
    if frame[4] == RESULT:
        return _result(frame)
    if frame[4] == ERROR:
        return _error(frame)
    return None


def _size(head: bytes) -> int | None:
    if _FAREWELL.startswith(head[: len(_FAREWELL)]) and len(head) >= len(_HEAD):
        return len(_FAREWELL)
    if not _HEAD.startswith(head[: len(_HEAD)]):
        return len(_HEAD) if head in (b"\x02", b"\x02\x40") else None
    if len(head) < _AROUND:
        return _AROUND
    if not 0 < head[3] <= _LONGEST:
        return None
    size = head[3] + _AROUND
    longer = head[3] == _ERROR_LENGTH and head[4] == ERROR and len(head) >= size
    return size + 1 if longer and not _intact(head[:size]) else size


def _intact(frame: bytes) -> bool:
    return frame == _FAREWELL or xor(frame[1:-1]) == frame[-1]


def _is_live(frame: bytes) -> bool:
    return frame[3] == _LIVE_LENGTH and frame[4] < _LOWEST_ANSWER


def _pressure(frame: bytes) -> DeviceEvent:
    pressure = int.from_bytes(frame[4:6], "big") / 100
    if not within(pressure, CUFF_PRESSURE_MMHG):
        return ProtocolViolated(
            reason="the cuff pressure is outside what a cuff can have", frame=frame
        )
    return CuffPressureChanged(pressure=pressure, frame=frame)


def _result(frame: bytes) -> DeviceEvent:
    if frame[3] != _RESULT_LENGTH:
        return ProtocolViolated(reason="no result has this length", frame=frame)
    systolic, diastolic, uneven, pulse = (
        int.from_bytes(frame[at : at + 2], "big") for at in (5, 7, 9, 11)
    )
    pulse_rate = float(pulse) or None
    if (fault := implausible(float(systolic), float(diastolic), pulse_rate)) is not None:
        return ProtocolViolated(reason=fault, frame=frame)
    year, month, day, hour, minute = frame[14:19]
    reading = BloodPressure(
        systolic=float(systolic),
        diastolic=float(diastolic),
        pulse_rate=pulse_rate,
        device_time=wall_time(2000 + year, month, day, hour, minute),
        user=frame[13],
        status=(MeasurementStatus.IRREGULAR_PULSE,) if uneven else (),
        frame=frame,
    )
    return Measured(measurement=reading)


def _error(frame: bytes) -> MeasurementFailed:
    code = frame[13] if len(frame) == _ERROR_OCTETS else 0
    unknown = (FailureReason.DEVICE_FAULT, "The cuff could not measure.")
    reason, text = _ERRORS.get(code, unknown)
    return MeasurementFailed(reason=reason, text=text, frame=frame)
