"""BerryMed BM1000 finger oximeters: five octets of the BCI protocol, a hundred times a second.

Only the first octet of five has its high bit set: signal strength in bits 0 to 3, no signal in bit
4, probe unplugged in bit 5. Then the plethysmogram; bar graph, with no finger in bit 4, searching
in bit 5 and the pulse rate's high bit in bit 6; its seven low bits; the saturation. 127 and 255
stand for "no value". There is no checksum: `devices.wire.finger_packet` tells only what lasts.
"""

from __future__ import annotations

from collections.abc import Iterable

from devices.decoder import Output, Received, Subscribe
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.wire.finger_packet import Content, SteadyPackets, status_words

SERVICE = "49535343-fe7d-4ae5-8fa9-9fafd205e455"
NOTIFY = "49535343-1e4d-4bd9-ba61-23c647249616"

_NO_SPO2, _NO_RATE = 127, 255
_STATUS = (
    (0, 0x20, "sensor_disconnected"),
    (2, 0x10, "sensor_off_patient"),
    (2, 0x20, "signal_analysis_ongoing"),
    (0, 0x10, "inadequate_signal"),
)


class BerryMedDecoder:
    """One conversation with an oximeter, which speaks by itself."""

    def __init__(self) -> None:
        """Wait for the first packet."""
        self._packets = SteadyPackets(_content)

    @property
    def deadline(self) -> float | None:
        """Return None: the sensor speaks by itself."""
        return None

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe; it sends at once."""
        return (Subscribe(NOTIFY),)

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean."""
        return tuple(self._packets.feed(got.octets, now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Return nothing: no time limit is kept."""
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: a finger in the clip starts it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: taking it off stops it."""
        return ()


def _content(packet: bytes) -> Content:
    status = status_words(packet, _STATUS)
    if {"sensor_disconnected", "sensor_off_patient"}.intersection(status):
        return None, None, status
    spo2, rate = packet[4], (packet[2] & 0x40) << 1 | packet[3]
    return None if spo2 == _NO_SPO2 else spo2, None if rate == _NO_RATE else rate, status


DRIVER = Driver(
    slug="berrymed_bm1000",
    title="BerryMed BM1000 finger oximeter",
    transport=TransportKind.BLE,
    capabilities=Capabilities(pulse_oximetry=True),
    decoder=BerryMedDecoder,
    matches=(BleMatch(name="BerryMed"), BleMatch(name="BM1000")),
    channels=(NOTIFY,),
    streams=(NOTIFY,),
    models=(
        Model(name="BerryMed BM1000, BM1000B, BM1000C, BM1000E", quirks="The BCI packet only."),
    ),
    evidence=(
        "A public library in use (MIT) and the published BCI protocol. Newer units of the same "
        "name speak a protocol of twenty octets, which is refused. The packet has no checksum: "
        "values are told once they have stayed the same for three packets."
    ),
)
