"""Two cuffs of Viatom: a BPM-188, which speaks by itself, and a BP2, which is asked."""

from __future__ import annotations

from typing import ClassVar

from devices.decoder import Send, Write
from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.faults import FailureKind
from devices.simulator.stage import Stage
from devices.simulator.vendor_cuff import VendorCuff, date_fields
from devices.wire.packets import crc8, xor

_BPM_NOTIFY = "2af0"
_START, _STOP, _STATE = 0xA1, 0xA2, 0xB2
_PUMPING, _STANDBY = 3, 6
_RESULT, _ERROR = 0x1C, 0x3C
_ERROR_CODES = {
    FailureKind.WEAK_SIGNAL: 2,
    FailureKind.MOVEMENT: 6,
    FailureKind.CUFF_LOOSE: 4,
    FailureKind.BLOCKED: 5,
    FailureKind.OVERPRESSURE: 7,
}
_OTHER_ERROR = 3

_BP2_WRITE = "8b00ace7-eb0b-49b0-bbe9-9aee0a26e1a3"
_BP2_NOTIFY = "0734594a-a8e7-4b1a-a6b1-cd5243059a57"
_REAL_TIME = 0x08
_REAL_TIME_OCTETS = 31


class Bpm188Cuff(VendorCuff):
    """A BPM-188: started and stopped by software, live pressure, then a result or an error."""

    HOST_STARTS: ClassVar[bool] = True

    def hear(self, step: Send) -> None:
        """Obey a command."""
        if not isinstance(step, Write) or xor(step.octets[1:]) or len(step.octets) < 6:
            return
        match step.octets[4]:
            case 0xA1:
                self.inflator.start()
            case 0xA2:
                self.inflator.abort()
            case 0xB2:
                self._say(bytes((_STATE, _PUMPING if self.inflator.busy else _STANDBY)))
            case _:
                pass

    def inflating(self, pressure: int) -> None:
        """Send the pressure in hundredths of a mmHg."""
        self._say((pressure * 100).to_bytes(2, "big"))

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Send the result or the error; nothing after a stop."""
        if isinstance(found, CuffReading):
            values = (found.systolic, found.diastolic, int(found.irregular), found.pulse_rate)
            numbers = b"".join(value.to_bytes(2, "big") for value in values)
            self._say(bytes((_RESULT,)) + numbers + bytes((0, *date_fields(self.shown_time()))))
        elif found is not None:
            code = _ERROR_CODES.get(found, _OTHER_ERROR)
            body = b"\x40\xdd\x0c\x3c" + b"\xff" * 4 + bytes((0, 0, 0, 0, code, 0, 0, 0))
            self.say(_BPM_NOTIFY, b"\x02" + body + bytes((xor(body),)))

    def _say(self, data: bytes) -> None:
        body = b"\x40\xdd" + bytes((len(data),)) + data
        self.say(_BPM_NOTIFY, b"\x02" + body + bytes((xor(body),)))


class Bp2Cuff(VendorCuff):
    """A BP2: its real-time data are asked for; a result stays in them until the next pumping."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._shows: CuffReading | None = None

    def hear(self, step: Send) -> None:
        """Answer a question for the real-time data."""
        if isinstance(step, Write) and step.channel == _BP2_WRITE and step.octets[1] == _REAL_TIME:
            self.say(_BP2_NOTIFY, self._real_time())

    def inflating(self, pressure: int) -> None:
        """Show the pressure instead of the last result."""
        self._shows = None

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Show the result; a failure shows nothing."""
        self._shows = found if isinstance(found, CuffReading) else None

    def _real_time(self) -> bytes:
        battery = self.stage.scenario.cuff.battery_percent
        data = bytes((0, 0, battery, 0, 0, 0, 0, 0, 0)) + self._measurement()
        data = data.ljust(_REAL_TIME_OCTETS, b"\0")
        body = bytes((0xA5, _REAL_TIME, _REAL_TIME ^ 0xFF, 0, 0, len(data), 0)) + data
        return body + bytes((crc8(body),))

    def _measurement(self) -> bytes:
        if self._shows is None:
            pressure = self.inflator.pressure if self.inflator.busy else 0
            return b"\x00\x00" + pressure.to_bytes(2, "little")
        found = self._shows
        values = (0, found.systolic, found.diastolic, found.mean, found.pulse_rate)
        return b"\x01\x00" + b"".join(value.to_bytes(2, "little") for value in values)
