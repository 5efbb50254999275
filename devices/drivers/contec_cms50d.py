"""Contec CMS50D+ finger oximeters on a USB lead, firmware before 4.6: 19200 baud, odd parity.

Five octets sixty times a second, only the first with its high bit set: signal strength in bits 0
to 3, finger out in bit 4, falling saturation in bit 5, beep in bit 6. Then the plethysmogram; bar
graph, probe error in bit 4, searching in bit 5 and the pulse rate's high bit in bit 6; its seven
low bits; the saturation. There is no checksum: `devices.wire.finger_packet` tells only what lasts.
XON and XOFF, which the maker names, stay off: both octets occur inside the packets.
"""

from __future__ import annotations

from collections.abc import Iterable

from devices.decoder import SERIAL, Output, Received
from devices.driver import (
    Capabilities,
    Driver,
    Model,
    SerialSettings,
    TransportKind,
    UsbMatch,
)
from devices.event import LinkChanged, LinkState, Measured
from devices.wire.finger_packet import Content, SteadyPackets, status_words

FIRST_S = 5.0
"""It sends sixty times a second as long as it is on."""

_NO_VALUE = frozenset({0, 127, 255})
_STATUS = (
    (2, 0x10, "sensor_disconnected"),
    (0, 0x10, "sensor_off_patient"),
    (2, 0x20, "signal_analysis_ongoing"),
)


class Cms50Decoder:
    """One conversation with an oximeter, which speaks by itself."""

    def __init__(self) -> None:
        """Wait for the first packet."""
        self._packets = SteadyPackets(_content)
        self._ends: float | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to give up an oximeter that never spoke."""
        return self._ends

    def opening(self, now: float) -> Iterable[Output]:
        """Wait: it sends as soon as it is on."""
        self._ends = now + FIRST_S
        return ()

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean; the first values make it ready."""
        told = tuple(self._packets.feed(got.octets, now))
        if self._ends is None or not any(isinstance(event, Measured) for event in told):
            return told
        self._ends = None
        return (LinkChanged(state=LinkState.READY), *told)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Give up an oximeter that never spoke."""
        if self._ends is None or now < self._ends:
            return ()
        self._ends = None
        text = "The oximeter sends nothing. Check that it is on, and the cable."
        return (LinkChanged(state=LinkState.LOST, text=text),)

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
    return None if spo2 in _NO_VALUE else spo2, None if rate in _NO_VALUE else rate, status


DRIVER = Driver(
    slug="contec_cms50d",
    title="Contec CMS50D+ finger oximeter",
    transport=TransportKind.SERIAL,
    capabilities=Capabilities(pulse_oximetry=True),
    decoder=Cms50Decoder,
    cables=(
        UsbMatch(vendor_id=0x10C4, product_id=0xEA60),
    ),  # the chip in the cable it is sold with
    serial=SerialSettings(baud_rate=19200, parity="O"),
    channels=(SERIAL,),
    confirms_ready=True,
    models=(
        Model(
            name="Contec CMS50D+ with firmware before 4.6",
            quirks="Newer ones speak another protocol at 115200 baud and stay without a reading.",
        ),
    ),
    evidence=(
        "Two public readers; the example packets were made by hand from the layout. That 127 and "
        "255 mean no value is taken from a kindred model. The packet has no checksum: values are "
        "told once they have stayed the same for three packets."
    ),
)
