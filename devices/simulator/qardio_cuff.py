"""A QardioArm: no button, no clock; started over a control characteristic.

It tells its states as F2 and a number, its pressure as a measurement with diastolic 0, and its
result, a standard value without a time, after the state "completed".
"""

from __future__ import annotations

from typing import ClassVar

from devices.decoder import Read, Send, Write
from devices.ieee11073 import encode_sfloat
from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.identity import identity
from devices.simulator.vendor_cuff import VendorCuff

CONTROL = "583cb5b3-875d-40ed-9098-c39eb0c1983d"
_MEASUREMENT = "2a35"
_START, _CANCEL = b"\xf1\x01", b"\xf1\x02"
_INFLATING, _DEFLATING, _COMPLETED, _ABORTED, _ERROR = 1, 3, 4, 5, 6
_PULSE = 0x04


class QardioCuff(VendorCuff):
    """A cuff that software starts and cancels."""

    HOST_STARTS: ClassVar[bool] = True

    def hear(self, step: Send) -> None:
        """Obey the control characteristic; answer who it is."""
        match step:
            case Write(channel, octets) if channel == CONTROL:
                self._obey(octets)
            case Read(channel):
                values = identity("Simulated QardioArm", self.stage.seed)
                values["2a19"] = bytes((self.stage.scenario.cuff.battery_percent,))
                if channel in values:
                    self.far_end.deliver(channel, values[channel])
            case _:
                pass

    def inflating(self, pressure: int) -> None:
        """Send the pressure as a measurement that is not finished."""
        self.say(_MEASUREMENT, b"\x00" + encode_sfloat(pressure) + bytes(4))

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Tell the state it ended in, and the result after it."""
        if isinstance(found, CuffReading):
            values = (found.systolic, found.diastolic, found.mean, found.pulse_rate)
            self._state(_DEFLATING)
            self._state(_COMPLETED)
            self.say(_MEASUREMENT, bytes((_PULSE,)) + b"".join(map(encode_sfloat, values)))
        else:
            self._state(_ABORTED if found is None else _ERROR)

    def _obey(self, octets: bytes) -> None:
        if octets == _START and self.inflator.start():
            self._state(_INFLATING)
        elif octets == _CANCEL:
            self.inflator.abort()

    def _state(self, number: int) -> None:
        self.say(CONTROL, bytes((0xF2, number)))
