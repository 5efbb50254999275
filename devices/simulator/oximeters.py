"""Finger and wrist oximeters, one for each language that a driver of this program reads.

Off the finger they go on sending, without numbers and saying so. Those that send sixty or a
hundred packets a second send four of them at each turn here: enough to be believed, and a session
of three hours stays playable.
"""

from __future__ import annotations

from typing import ClassVar

from devices.decoder import Send, Write
from devices.ieee11073 import SpecialValue, encode_current_time, encode_sfloat
from devices.simulator.identity import identity
from devices.simulator.scenario import OximeterScript
from devices.simulator.stage import Stage
from devices.simulator.worn_sensor import WornSensor
from devices.wire.packets import crc8

_STATUS, _SENSOR = 0x04, 0x08
_FULLY_QUALIFIED, _UNAVAILABLE = 1 << 8, 1 << 13
_OFF_PATIENT = 1 << 11
_LOWEST_RATE = 25
_PACKETS_AT_ONCE = 4


class Oximeter(WornSensor):
    """An oximeter that is worn."""

    NAME: ClassVar[str] = "oximeter"

    def __init__(self, stage: Stage, script: OximeterScript) -> None:
        super().__init__(stage, stage.oximeter_wire, script.faults, period_s=script.every_s)
        self.script = script

    def numbers(self) -> tuple[int, int] | None:
        """Return saturation and pulse rate; None off the finger."""
        if not self.worn:
            return None
        signs = self.stage.body.vital_signs()
        return round(signs.spo2), max(_LOWEST_RATE, round(signs.heart_rate))

    def printed(self) -> tuple[str, str]:
        """Return both as three digits each, or as dashes."""
        found = self.numbers()
        return (f"{found[0]:03}", f"{found[1]:03}") if found else ("---", "---")

    def who(self) -> dict[str, bytes]:
        """Return how it introduces itself."""
        return identity("Simulated oximeter", self.stage.seed)


class StandardOximeter(Oximeter):
    """The agent of Bluetooth service 1822, continuous values.

    Frames after the GATT Specification Supplement, characteristic 2A5F, with measurement and
    sensor status.
    """

    CHANNEL: ClassVar[str] = "2a5f"

    def values(self) -> dict[str, bytes]:
        """Return who it is, its battery and its clock."""
        return {
            **self.who(),
            "2a19": bytes((self.script.battery_percent,)),
            "2a2b": encode_current_time(self.stage.timeline.true_local()),
        }

    def frame(self) -> bytes:
        """Return the values with their status."""
        spo2, rate = self.numbers() or (SpecialValue.NAN, SpecialValue.NAN)
        status, sensor = (_FULLY_QUALIFIED, 0) if self.worn else (_UNAVAILABLE, _OFF_PATIENT)
        numbers = encode_sfloat(spo2) + encode_sfloat(rate)
        states = status.to_bytes(2, "little") + sensor.to_bytes(3, "little")
        return bytes((_STATUS | _SENSOR,)) + numbers + states


class Nonin3230(Oximeter):
    """Ten octets by the maker's own service; 127 and 511 are no value."""

    CHANNEL: ClassVar[str] = "0aad7ea0-0d60-11e2-8e3c-0002a5d5c51b"
    _count = 0

    def values(self) -> dict[str, bytes]:
        """Return who it is."""
        return self.who()

    def frame(self) -> bytes:
        """Return length, state, battery, perfusion, counter and the two numbers."""
        self._count = (self._count + 1) % 0x10000
        spo2, rate = self.numbers() or (127, 511)
        head = bytes((10, 0, self.script.battery_percent, 0, 40))
        return head + self._count.to_bytes(2, "big") + bytes((spo2,)) + rate.to_bytes(2, "big")


class BerryMed(Oximeter):
    """Five octets of the BCI protocol; only the first of five has its high bit set."""

    CHANNEL: ClassVar[str] = "49535343-1e4d-4bd9-ba61-23c647249616"

    def frame(self) -> bytes:
        """Return some packets: signal, waveform, state, rate, saturation."""
        found = self.numbers()
        spo2, rate = found or (127, 255)
        state = (0x40 if rate & 0x80 else 0) | (0 if found else 0x10)
        return bytes((0x80 | 7, 50, state, rate & 0x7F, spo2)) * _PACKETS_AT_ONCE


class ContecOnCable(Oximeter):
    """A CMS50D+ on its cable; as the BCI packet, with other bits for no finger."""

    def frame(self) -> bytes:
        """Return some packets; without a finger the numbers are 0."""
        found = self.numbers()
        spo2, rate = found or (0, 0)
        first, third = 0x80 | (0 if found else 0x10), 0x40 if rate & 0x80 else 0
        return bytes((first, 50, third, rate & 0x7F, spo2)) * _PACKETS_AT_ONCE


class O2Ring(Oximeter):
    """A ring that only answers: thirteen octets behind a head, and a CRC-8."""

    CHANNEL: ClassVar[str] = "0734594a-a8e7-4b1a-a6b1-cd5243059a57"

    def answer(self, step: Send) -> None:
        """Answer the one question that is asked of it."""
        super().answer(step)
        if isinstance(step, Write) and step.octets[1:2] == b"\x17":
            self.say(self._packet())

    def _packet(self) -> bytes:
        found = self.numbers()
        spo2, rate = found or (0, 0)
        battery = self.script.battery_percent
        data = bytes((spo2, rate, 0, 0, 0, 0, 0, battery, 0, 0, 12, 1 if found else 0, 0))
        body = bytes((0x55, 0, 0xFF, 0, 0)) + len(data).to_bytes(2, "little") + data
        return body + bytes((crc8(body),))


class NoninOnCable(Oximeter):
    """A tabletop or handheld Nonin, which prints a line; dashes are no value."""

    def frame(self) -> bytes:
        """Return one line."""
        spo2, rate = self.printed()
        return f"SPO2={spo2}  HR={rate}\r\n".encode("ascii")


class MasimoOnCable(Oximeter):
    """A Radical-7, which prints a longer line."""

    def frame(self) -> bytes:
        """Return one line."""
        spo2, rate = self.printed()
        clock = self.stage.timeline.true_local()
        return f"{clock:%m/%d/%y %H:%M:%S} SN=0000 SPO2={spo2}% BPM={rate} PI=2.50%\r\n".encode()
