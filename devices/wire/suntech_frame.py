"""Frames of SunTech Medical OEM blood-pressure modules, as octets and as values.

Host to module ``3A opcode data check``, module to host ``3E length data check``: the length
counts the whole frame and all its octets sum to zero modulo 256. Facts are those on which the
public implementations and the vendor's examples they quote agree; error codes are decimal.
"""

from __future__ import annotations

from devices.event import (
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.wire.framing import LengthFramer
from devices.wire.plausibility import implausible

LETTER, VALUE, RETURN_CODE, DATA, TEXT = 0x04, 0x05, 0x06, 0x18, 0x43
"""The kinds of reply, known by their length alone."""

NO_PRESSURE = 0xFFFF
ABORTED_BY_HOST = 86

_ERRORS: dict[int, tuple[FailureReason, str]] = {
    1: (FailureReason.WEAK_SIGNAL, "The pulse in the cuff is weak. Check that the cuff fits."),
    2: (FailureReason.MOVEMENT, "The signal was disturbed. Keep the arm still."),
    3: (FailureReason.OUT_OF_RANGE, "The pressure is outside what the module can measure."),
    4: (FailureReason.TIMED_OUT, "The measurement took too long."),
    85: (FailureReason.BLOCKED, "The air path is blocked. Check the hose."),
    ABORTED_BY_HOST: (FailureReason.ABORTED, "The measurement was aborted."),
    87: (FailureReason.CUFF_LOOSE, "The cuff did not fill. Check for a leak or a loose cuff."),
    88: (FailureReason.POWER_CYCLE_NEEDED, "Safety timeout. Switch the unit off and on again."),
    89: (FailureReason.OVERPRESSURE, "The pressure in the cuff was too high."),
    90: (FailureReason.DEVICE_FAULT, "The module's supply or hardware is out of range."),
    91: (FailureReason.DEVICE_FAULT, "The module refuses: safety override or zero out of range."),
    97: (FailureReason.DEVICE_FAULT, "The module's transducer is out of range."),
    98: (FailureReason.DEVICE_FAULT, "The module's converter is out of range."),
    99: (FailureReason.DEVICE_FAULT, "The module's calibration is damaged."),
}


def command(opcode: int, *data: int) -> bytes:
    """Return a frame from host to module."""
    body = bytes((0x3A, opcode, *data))
    return body + bytes((-sum(body) & 0xFF,))


START = command(0x20)
ABORT = command(0x79, 0x01, 0x00)
GET_DATA = command(0x79, 0x03, 0x00)
GET_PRESSURE = command(0x79, 0x05, 0x00)


def framer() -> LengthFramer:
    """Return what finds the module's frames in a stream."""
    lengths = frozenset((LETTER, VALUE, RETURN_CODE, DATA, TEXT))
    return LengthFramer(0x3E, lengths, lambda frame: sum(frame) & 0xFF == 0)


def outcome(frame: bytes) -> DeviceEvent:
    """Return what a frame of blood-pressure data says."""
    error, status = frame[20], frame[7]
    if error:
        return failed(error, frame)
    if status != 1:
        return MeasurementFailed(
            reason=FailureReason.DEVICE_FAULT,
            text=f"The module marks its result as unusable (status {status}).",
            frame=frame,
        )
    systolic = float(int.from_bytes(frame[2:4], "little"))
    diastolic = float(int.from_bytes(frame[4:6], "little"))
    pulse_rate = float(frame[16]) or None
    fault = implausible(systolic, diastolic, pulse_rate)
    if fault is not None:
        return ProtocolViolated(reason=fault, frame=frame)
    return Measured(
        measurement=BloodPressure(
            systolic=systolic,
            diastolic=diastolic,
            mean=float(int.from_bytes(frame[18:20], "little")) or None,
            pulse_rate=pulse_rate,
            frame=frame,
        )
    )


def failed(error: int, frame: bytes) -> MeasurementFailed:
    """Return the failure that an error code stands for."""
    unknown = (FailureReason.DEVICE_FAULT, f"The module reports error {error}.")
    reason, text = _ERRORS.get(error, unknown)
    return MeasurementFailed(reason=reason, text=text, frame=frame)
