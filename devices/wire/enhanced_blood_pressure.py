"""Values that version 1.1 of the Blood Pressure Service adds: 2B34, 2B35 and the records of 2B36.

Layouts are those of the GATT Specification Supplement. Times are seconds since 1900 or 2000 on
the device's own base clock; where it also sends the time on its display, that one is taken: it
is local wall time, and the clock that the host reads and sets.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from devices.event import CuffPressureChanged, DeviceEvent
from devices.ieee11073 import SpecialValue
from devices.measurement import PressureUnit
from devices.wire.blood_pressure_value import (
    ALL_FEATURES,
    PressureFrame,
    in_mmhg,
    judged,
    plausible_cuff,
    three_pressures,
)
from devices.wire.layout import Refused, announced

E2E_CRC_FEATURE = 0x40
"""Bit of 2A49: each record ends with a check."""

LONGEST_RECORD = 64
"""A record is a value of at most 27 octets; what grows beyond this is none."""

_KILOPASCAL, _STAMP, _PULSE, _USER, _STATUS = 0x01, 0x02, 0x04, 0x08, 0x10
_DISPLAYED, _SINCE_2000 = 0x20, 0x40
_FIELDS = {
    _KILOPASCAL: 0,
    _STAMP: 4,
    _PULSE: 2,
    _USER: 1,
    _STATUS: 2,
    _DISPLAYED: 4,
    _SINCE_2000: 0,
}
_FIRST, _LAST = 0x01, 0x02
_MEASUREMENT_UUID = b"\x34\x2b"


def read_enhanced_measurement(octets: bytes, features: int = ALL_FEATURES) -> DeviceEvent:
    """Return what a 2B34 value says. Raises Refused."""
    fields = announced(octets, 7, _FIELDS)
    kilopascal = bool(octets[0] & _KILOPASCAL)
    shown = fields[_DISPLAYED] or fields[_STAMP]
    frame = PressureFrame(
        octets=octets,
        unit=PressureUnit.KPA if kilopascal else PressureUnit.MMHG,
        pressures=three_pressures(octets, kilopascal=kilopascal),
        stamped=bool(shown),
        device_time=_time(shown, octets[0]),
        pulse=fields[_PULSE],
        user=fields[_USER],
        status=fields[_STATUS],
    )
    return judged(frame, features)


def read_enhanced_cuff_pressure(octets: bytes) -> CuffPressureChanged:
    """Return what a 2B35 value says: one pressure. Raises Refused."""
    announced(octets, 3, _FIELDS)
    value = in_mmhg(octets[1:3], kilopascal=bool(octets[0] & _KILOPASCAL))
    pressure = None if isinstance(value, SpecialValue) else plausible_cuff(value)
    return CuffPressureChanged(pressure=pressure, frame=octets)


class RecordAssembler:
    """Puts the segments of 2B36 together: a value of 2B34 out of the device's memory."""

    def __init__(self) -> None:
        """Wait for a first segment."""
        self._segments: list[bytes] = []
        self._next = 0

    def feed(self, octets: bytes, *, checked: bool) -> bytes | None:
        """Return the recorded 2B34 value once its last segment is here. Raises Refused.

        `checked` says that the record ends with a check, as a bit of 2A49 announces.
        """
        if len(octets) < 2:
            raise Refused("a segment has a header and content")
        header, counter = octets[0], octets[0] >> 2
        if header & _FIRST:
            self._segments.clear()
        elif not self._segments or counter != self._next:
            self._segments.clear()
            raise Refused("a segment of a record is missing")
        self._segments.append(octets[1:])
        self._next = (counter + 1) % 64
        if sum(map(len, self._segments)) > LONGEST_RECORD:
            self._segments.clear()
            raise Refused("a record is longer than any")
        if not header & _LAST:
            return None
        whole = b"".join(self._segments)
        self._segments.clear()
        return _content(whole, checked=checked)


def e2e_crc(octets: bytes) -> int:
    """Return the check of Bluetooth's glucose and blood-pressure services: CRC-CCITT, reflected."""
    crc = 0xFFFF
    for octet in octets:
        crc ^= octet
        for _ in range(8):
            crc = (crc >> 1) ^ (0x8408 if crc & 1 else 0)
    return crc


def _content(record: bytes, *, checked: bool) -> bytes:
    if checked:
        record, check = record[:-2], record[-2:]
        if e2e_crc(record) != int.from_bytes(check, "little"):
            raise Refused("a record fails its check")
    if record[2:4] != _MEASUREMENT_UUID:
        raise Refused("a record of another kind than a measurement")
    return record[4:]


def _time(octets: bytes, flags: int) -> datetime | None:
    if not octets:
        return None
    epoch = datetime(2000 if flags & _SINCE_2000 else 1900, 1, 1)  # noqa: DTZ001  no zone is sent
    return epoch + timedelta(seconds=int.from_bytes(octets, "little"))
