"""Frames of Raycome "pulse wave" and Maibobo RBP monitors, on the wire and over Bluetooth.

Host to device ``CC 80``, device to host ``AA 80``, then version, length, type, subtype, data and
the exclusive or of all that follows the preamble. The length counts type, subtype and data. The
version is 2 over Bluetooth and 3 on the USB lead; either is accepted. Numbers are big-endian. The
layout is that of the maker's integration paper, as six public programs and captured results bear
out; the two forms of live pressure come from different programs and are told by their length.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.wire.clock_fields import wall_time
from devices.wire.packets import PacketFramer, xor
from devices.wire.plausibility import CUFF_PRESSURE_MMHG, implausible, within


class Command(Enum):
    """What the host can say; none of it changes a setting."""

    CONNECT = (0x01, 0x01)
    START = (0x01, 0x02)
    STOP = (0x01, 0x03)
    QUERY_POWER = (0x04, 0x04)

    def octets(self, version: int) -> bytes:
        """Return the frame for a link of this version."""
        body = bytes((version, 3, *self.value, 0))
        return b"\xcc\x80" + body + bytes((xor(body),))


BLUETOOTH_VERSION, USB_VERSION = 2, 3
LOWEST_SUPPLY_MV = 3600
"""At or below it the programs that use these monitors do not let them inflate."""

ECHOES = {command.value: command for command in (Command.CONNECT, Command.START, Command.STOP)}
LIVE, RESULT, FAILURE, POWER = (0x01, 0x05), (0x01, 0x06), (0x01, 0x07), (0x04, 0x04)

_PREAMBLE, _AROUND, _LONGEST, _SHORTEST = b"\xaa\x80", 5, 32, 2
_RESULT_DATA, _BLUETOOTH_LIVE_DATA, _USB_LIVE_DATA = 13, 6, 2

_ERRORS: dict[int, tuple[FailureReason, str]] = {
    0x01: (FailureReason.OVERPRESSURE, "The pressure in the cuff was too high."),
    0x02: (FailureReason.CUFF_LOOSE, "A poor signal or a leak. Put the cuff on again."),
    0x05: (FailureReason.CUFF_LOOSE, "A poor signal or a leak. Put the cuff on again."),
    0x06: (FailureReason.WEAK_SIGNAL, "The signal was poor. Keep the arm still."),
    0x09: (FailureReason.BLOCKED, "The cuff did not deflate as it should. Check the hose."),
    0x0F: (FailureReason.CUFF_LOOSE, "There is a leak. Check the cuff and its hose."),
    0x10: (FailureReason.DEVICE_FAULT, "The monitor's pump does not work."),
}


def framer() -> PacketFramer:
    """Return what finds the monitor's frames in a stream."""
    return PacketFramer(_PREAMBLE[0], _size, lambda frame: xor(frame[2:]) == 0)


def kind(frame: bytes) -> tuple[int, int]:
    """Return type and subtype of a whole frame."""
    return frame[4], frame[5]


def data_of(frame: bytes) -> bytes:
    """Return the data of a whole frame."""
    return frame[6:-1]


def supply_mv(frame: bytes) -> int | None:
    """Return the supply voltage in millivolts, or None."""
    data = data_of(frame)
    return int.from_bytes(data, "big") if len(data) == 2 else None


def told(frame: bytes) -> DeviceEvent | None:
    """Return what a frame tells by itself; None for an echo and the supply voltage."""
    match kind(frame):
        case (0x01, 0x05):
            return _live(frame)
        case (0x01, 0x06):
            return _result(frame)
        case (0x01, 0x07):
            return _failure(frame)
        case _:
            return None


def _size(head: bytes) -> int | None:
    if not _PREAMBLE.startswith(head[:2]):
        return None
    if len(head) < 4:
        return 4
    known = head[2] in (BLUETOOTH_VERSION, USB_VERSION) and _SHORTEST <= head[3] <= _LONGEST
    return head[3] + _AROUND if known else None


def _live(frame: bytes) -> DeviceEvent:
    data = data_of(frame)
    match len(data):
        case size if size == _BLUETOOTH_LIVE_DATA:
            pressure = data[1] * 256 + (data[4] ^ data[1])
        case size if size == _USB_LIVE_DATA:
            pressure = int.from_bytes(data, "big")
        case _:
            return ProtocolViolated(reason="no live pressure has this length", frame=frame)
    if not within(pressure, CUFF_PRESSURE_MMHG):
        return ProtocolViolated(reason="no cuff holds this pressure", frame=frame)
    return CuffPressureChanged(pressure=float(pressure), frame=frame)


def _result(frame: bytes) -> DeviceEvent:
    data = data_of(frame)
    if len(data) != _RESULT_DATA:
        return ProtocolViolated(reason="no result has this length", frame=frame)
    systolic, diastolic, rate = (
        float(int.from_bytes(data[at : at + 2], "big")) for at in (7, 9, 11)
    )
    fault = implausible(systolic, diastolic, rate or None)
    if fault is not None:
        return ProtocolViolated(reason=fault, frame=frame)
    return Measured(
        measurement=BloodPressure(
            systolic=systolic,
            diastolic=diastolic,
            pulse_rate=rate or None,
            device_time=_clock(data[1:7]),
            user=data[0] or None,
            frame=frame,
        )
    )


def _clock(data: bytes) -> datetime | None:
    year, month, day, hour, minute, second = data
    when = wall_time(2000 + year, month, day, hour, minute)
    return when.replace(second=second) if when is not None and second < 60 else None


def _failure(frame: bytes) -> DeviceEvent:
    data = data_of(frame)
    if not data:
        return ProtocolViolated(reason="an error without its number", frame=frame)
    unknown = (FailureReason.DEVICE_FAULT, f"The monitor reports error {data[0]:02X}.")
    reason, text = _ERRORS.get(data[0], unknown)
    return MeasurementFailed(reason=reason, text=text, frame=frame)
