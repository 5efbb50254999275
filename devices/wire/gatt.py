"""What every Bluetooth sensor may say beside its measurement: battery and device information.

Services 180F and 180A of the Bluetooth SIG. The strings are a stranger's text and cleaned
before anyone sees them.
"""

from __future__ import annotations

from dataclasses import replace

from devices.decoder import Read, Received
from devices.event import BatteryReported, DeviceEvent, Identified, ProtocolViolated
from devices.peer_text import clean

BATTERY_LEVEL = "2a19"
MANUFACTURER_NAME = "2a29"
MODEL_NUMBER = "2a24"
SERIAL_NUMBER = "2a25"
FIRMWARE_REVISION = "2a26"

DETAIL_CHANNELS = (
    BATTERY_LEVEL,
    MANUFACTURER_NAME,
    MODEL_NUMBER,
    SERIAL_NUMBER,
    FIRMWARE_REVISION,
)


class DeviceDetails:
    """Collects the strings of one connection; each answer yields all that is known so far."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._identified = Identified()

    def reads(self) -> tuple[Read, ...]:
        """Return the optional reads that ask for everything."""
        return tuple(Read(channel) for channel in DETAIL_CHANNELS)

    def feed(self, got: Received) -> DeviceEvent | None:
        """Return what a detail channel says; None for any other channel."""
        match got.channel:
            case "2a19":
                return _battery(got.octets)
            case "2a29":
                return self._learn(replace(self._identified, manufacturer=_text(got.octets)))
            case "2a24":
                return self._learn(replace(self._identified, model=_text(got.octets)))
            case "2a25":
                return self._learn(replace(self._identified, serial=_text(got.octets)))
            case "2a26":
                return self._learn(replace(self._identified, firmware=_text(got.octets)))
            case _:
                return None

    def _learn(self, identified: Identified) -> Identified:
        self._identified = identified
        return identified


def _battery(octets: bytes) -> DeviceEvent:
    if len(octets) != 1 or octets[0] > 100:
        return ProtocolViolated(reason="battery level is no percentage", frame=octets)
    return BatteryReported(percent=float(octets[0]))


def _text(octets: bytes) -> str | None:
    return clean(octets.decode("utf-8", errors="replace")) or None
