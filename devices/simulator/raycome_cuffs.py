"""Raycome "pulse wave" monitors, on the wire and over Bluetooth.

Host to device `CC 80`, device to host `AA 80`; version, length, type, subtype, data, exclusive or
of what follows the preamble. Every command is echoed with 0 for success; live pressure and the
result come by themselves, and an abort ends them. The clock was never set: 2014-01-01.
"""

from __future__ import annotations

from functools import reduce
from operator import xor
from typing import ClassVar

from devices.decoder import Send, Write
from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.faults import FailureKind
from devices.simulator.vendor_cuff import VendorCuff
from devices.simulator.wired_cuff import WiredCuff

_COMMAND, _OCTETS, _BLUETOOTH, _USB = b"\xcc\x80", 8, 2, 3
_START, _STOP, _POWER = b"\x01\x02", b"\x01\x03", b"\x04\x04"
_LIVE, _RESULT, _ERROR = b"\x01\x05", b"\x01\x06", b"\x01\x07"
_UNSET_CLOCK = bytes((14, 1, 1, 1, 1, 1))
_SUPPLY_MV = 4000
_DONE, _REFUSED = b"\x00", b"\x01"

ERROR_CODES: dict[FailureKind, int] = {
    FailureKind.OVERPRESSURE: 0x01,
    FailureKind.CUFF_LOOSE: 0x02,
    FailureKind.MOVEMENT: 0x06,
    FailureKind.WEAK_SIGNAL: 0x06,
    FailureKind.BLOCKED: 0x09,
    FailureKind.TIMED_OUT: 0x0F,
    FailureKind.POWER_CYCLE_NEEDED: 0x10,
}


def frame(version: int, kind: bytes, data: bytes) -> bytes:
    """Return a frame of the monitor."""
    body = bytes((version, len(kind) + len(data))) + kind + data
    return b"\xaa\x80" + body + bytes((reduce(xor, body),))


class RaycomeBluetoothCuff(VendorCuff):
    """A monitor on service FFF0."""

    HOST_STARTS: ClassVar[bool] = True

    def hear(self, step: Send) -> None:
        """Obey a command."""
        if isinstance(step, Write) and step.channel == "fff2":
            for reply in _replies(self, _BLUETOOTH, step.octets):
                self.say("fff1", reply)

    def inflating(self, pressure: int) -> None:
        """Send the pressure in six octets."""
        high, low = divmod(pressure, 256)
        data = bytes((0, high, 0, 0, low ^ high, 0))
        self.say("fff1", frame(_BLUETOOTH, _LIVE, data))

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Send the result or the error."""
        if found is not None:
            self.say("fff1", _outcome(_BLUETOOTH, found))


class RaycomeWiredCuff(WiredCuff):
    """A monitor on its USB lead."""

    HOST_STARTS: ClassVar[bool] = True

    def obey(self, octets: bytes) -> None:
        """Obey a command."""
        for reply in _replies(self, _USB, octets):
            self.line.send(reply)

    def inflating(self, pressure: int) -> None:
        """Send the pressure in two octets."""
        self.line.send(frame(_USB, _LIVE, pressure.to_bytes(2, "big")))

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Send the result or the error."""
        if found is not None:
            result = _outcome(_USB, found)
            self.line.send_result(result, len(result) - 1, attempt)


def _replies(cuff: VendorCuff, version: int, octets: bytes) -> tuple[bytes, ...]:
    """Carry a command out; return the answers."""
    intact = len(octets) == _OCTETS and octets.startswith(_COMMAND) and not reduce(xor, octets[2:])
    kind = octets[4:6]
    if not intact or octets[2] != version:
        return ()
    if kind == _POWER:
        return (frame(version, _POWER, _SUPPLY_MV.to_bytes(2, "big")),)
    if kind == _STOP:
        cuff.inflator.abort()
    started = kind != _START or cuff.inflator.start()
    if not started and cuff.inflator.deaf:
        return ()
    return (frame(version, kind, _DONE if started else _REFUSED),)


def _outcome(version: int, found: Found) -> bytes:
    if not isinstance(found, CuffReading):
        return frame(version, _ERROR, bytes((ERROR_CODES[found],)))
    values = (found.systolic, found.diastolic, found.pulse_rate)
    numbers = b"".join(value.to_bytes(2, "big") for value in values)
    return frame(version, _RESULT, b"\x00" + _UNSET_CLOCK + numbers)
