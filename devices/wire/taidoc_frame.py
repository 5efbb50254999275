"""Frames of TaiDoc meters (FORA, TEST-N-GO), as octets and as values.

Eight octets: 51, a command, four of data, A3 from the host or A5 from the meter, and the sum of the
first seven modulo 256. Dates are packed: seven bits of year since 2000, four of month, five of
day, then minute and hour; flags stand in the bits that are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from devices.event import DeviceEvent, FailureReason, Measured, MeasurementFailed, ProtocolViolated
from devices.measurement import BloodPressure, MeasurementStatus
from devices.wire.clock_fields import wall_time
from devices.wire.packets import PacketFramer
from devices.wire.plausibility import implausible

CLOCK, MODEL, RECORD_TIME, RECORD = 0x23, 0x24, 0x25, 0x26
START = 0x43
"""Known by name from one source; never sent. Its answer has the form of a record's."""

_HEAD, _FROM_HOST, _FROM_METER = 0x51, 0xA3, 0xA5
_OCTETS = 8
_UNEVEN_PULSE = 0x40
_IS_PRESSURE = 0x80
_LOWEST_PULSE = 3
"""The TD-3128 sends a pulse rate of up to this where it has no result."""


@dataclass(frozen=True, slots=True)
class RecordTime:
    """When a stored record was made, by the meter's clock, and what its flags say."""

    wall: datetime | None
    pressure: bool
    """Whether the flag of a blood-pressure record is set; meters without glucose may omit it."""
    uneven: bool


def question(command: int) -> bytes:
    """Return a frame from host to meter; its data of zeros mean the newest record."""
    body = bytes((_HEAD, command, 0, 0, 0, 0, _FROM_HOST))
    return body + bytes((sum(body) & 0xFF,))


def framer() -> PacketFramer:
    """Return what finds the meter's frames in a stream."""
    return PacketFramer(_HEAD, _size, lambda frame: sum(frame[:-1]) & 0xFF == frame[-1])


def model(frame: bytes) -> str:
    """Return the model number: four decimal digits, or what stands for them."""
    return frame[3:1:-1].hex()


def clock(frame: bytes) -> datetime | None:
    """Return the meter's wall time; None if it is no date."""
    return _packed(frame)


def record_time(frame: bytes) -> RecordTime:
    """Return what the answer about a record's time says."""
    return RecordTime(
        wall=_packed(frame),
        pressure=bool(frame[4] & _IS_PRESSURE),
        uneven=bool(frame[4] & _UNEVEN_PULSE),
    )


def result(frame: bytes, made: RecordTime | None = None, before: bytes = b"") -> DeviceEvent:
    """Return what a record says; `before` is the frame about its time, kept with its octets."""
    systolic = float(int.from_bytes(frame[2:4], "little"))
    diastolic, pulse_rate = float(frame[4]), float(frame[5])
    octets = before + frame
    if systolic == 0 or pulse_rate <= _LOWEST_PULSE:
        text = "The meter's newest record is no result."
        return MeasurementFailed(
            reason=FailureReason.NOT_A_NUMBER,
            text=text,
            frame=octets,
            device_time=made.wall if made else None,
        )
    if (fault := implausible(systolic, diastolic, pulse_rate)) is not None:
        return ProtocolViolated(reason=fault, frame=octets)
    reading = BloodPressure(
        systolic=systolic,
        diastolic=diastolic,
        pulse_rate=pulse_rate,
        device_time=made.wall if made else None,
        status=(MeasurementStatus.IRREGULAR_PULSE,) if made and made.uneven else (),
        frame=octets,
    )
    return Measured(measurement=reading)


def _size(head: bytes) -> int | None:
    if head[0] != _HEAD or (len(head) > _OCTETS - 2 and head[_OCTETS - 2] != _FROM_METER):
        return None
    return _OCTETS if len(head) > _OCTETS - 2 else _OCTETS - 1


def _packed(frame: bytes) -> datetime | None:
    date = int.from_bytes(frame[2:4], "little")
    return wall_time(
        2000 + (date >> 9), date >> 5 & 0x0F, date & 0x1F, frame[5] & 0x1F, frame[4] & 0x3F
    )
