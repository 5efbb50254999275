"""Frames of Microlife's Bluetooth cuffs, as octets and as values.

Host to cuff `4D FF`, cuff to host `4D 3A`, a big-endian length of what follows, data, and the sum
of everything before modulo 256. The answer to "send all" has `HEADER_OCTETS` of which nothing is
used, then records of ten octets: systolic, diastolic, pulse rate, year less 2000, month, day,
hour, minute, and two unknown.
"""

from __future__ import annotations

from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import BloodPressure
from devices.wire.clock_fields import wall_time
from devices.wire.packets import PacketFramer
from devices.wire.plausibility import implausible

HEADER_OCTETS = 38
RECORD_OCTETS = 10

_HEAD = b"\x4d\x3a"
_AROUND = 4
_LONGEST = 8192


def command(*data: int) -> bytes:
    """Return a frame from host to cuff."""
    body = b"\x4d\xff" + (len(data) + 1).to_bytes(2, "big") + bytes(data)
    return body + bytes((sum(body) & 0xFF,))


SEND_ALL = command(0, 0, 0, 0, 0, 0, 0, 0xFD)
HANG_UP = command(4)


def framer() -> PacketFramer:
    """Return what finds the cuff's frames in a stream."""
    return PacketFramer(_HEAD[0], _size, lambda frame: sum(frame[:-1]) & 0xFF == frame[-1])


def records(frame: bytes) -> tuple[bytes, ...] | None:
    """Return the records in a frame, as sent; None if it is no answer to "send all"."""
    data = frame[_AROUND:-1]
    if len(data) < HEADER_OCTETS or (len(data) - HEADER_OCTETS) % RECORD_OCTETS:
        return None
    starts = range(HEADER_OCTETS, len(data), RECORD_OCTETS)
    return tuple(data[at : at + RECORD_OCTETS] for at in starts)


def reading(record: bytes) -> DeviceEvent:
    """Return what a record says."""
    systolic, diastolic, pulse = map(float, record[:3])
    if (fault := implausible(systolic, diastolic, pulse or None)) is not None:
        return ProtocolViolated(reason=fault, frame=record)
    year, month, day, hour, minute = record[3:8]
    return Measured(
        measurement=BloodPressure(
            systolic=systolic,
            diastolic=diastolic,
            pulse_rate=pulse or None,
            device_time=wall_time(2000 + year, month, day, hour, minute),
            frame=record,
        )
    )


def _size(head: bytes) -> int | None:
    if not _HEAD.startswith(head[: len(_HEAD)]):
        return None
    if len(head) < _AROUND:
        return _AROUND
    follows = int.from_bytes(head[2:4], "big")
    return _AROUND + follows if 0 < follows <= _LONGEST else None
