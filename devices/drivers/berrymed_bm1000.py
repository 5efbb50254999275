"""BerryMed BM1000 finger oximeters: five octets of the BCI protocol, a hundred times a second.

Only the first octet of five has its high bit set: signal strength in bits 0 to 3, no signal in bit
4, probe unplugged in bit 5. Then the plethysmogram; bar graph, with no finger in bit 4, searching
in bit 5 and the pulse rate's high bit in bit 6; its seven low bits; the saturation. 127 and 255
stand for "no value". There is no checksum, so only values that stay the same are told: when they
have lasted `STEADY` packets, and then once a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from devices.decoder import Output, Received, Subscribe
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import PulseOximetry
from devices.wire.plausibility import RATE_PER_MIN, SPO2_PERCENT, within

SERVICE = "49535343-fe7d-4ae5-8fa9-9fafd205e455"
NOTIFY = "49535343-1e4d-4bd9-ba61-23c647249616"

STEADY = 3
PERIOD_S = 1.0

_OCTETS = 5
_UNPLUGGED, _NO_SIGNAL = 0x20, 0x10
_NO_FINGER, _SEARCHING = 0x10, 0x20
_NO_SPO2, _NO_RATE = 127, 255

_Content = tuple[int, int, tuple[str, ...]]


class BerryMedDecoder:
    """One conversation with an oximeter, which speaks by itself."""

    def __init__(self) -> None:
        """Wait for the first packet."""
        self._packet = bytearray()
        self._in_step = True
        self._seen: _Content | None = None
        self._times = 0
        self._told: tuple[_Content, float] | None = None

    @property
    def deadline(self) -> float | None:
        """Return None: the sensor speaks by itself."""
        return None

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe; it sends at once."""
        return (Subscribe(NOTIFY),)

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean."""
        return tuple(event for octet in got.octets for event in self._octet(octet, now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Return nothing: no time limit is kept."""
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: a finger in the clip starts it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: taking it off stops it."""
        return ()

    def _octet(self, octet: int, now: float) -> Iterator[DeviceEvent]:
        begins = octet >= 0x80
        if begins == bool(self._packet):  # a packet that begins too soon, or goes on for too long
            yield from self._out_of_step(bytes((*self._packet, octet)))
            self._packet.clear()
        if begins or self._packet:
            self._packet.append(octet)
        if len(self._packet) == _OCTETS:
            packet = bytes(self._packet)
            self._packet.clear()
            self._in_step = True
            yield from self._values(packet, now)

    def _out_of_step(self, octets: bytes) -> Iterator[DeviceEvent]:
        if self._in_step:
            yield ProtocolViolated(reason="octets outside a packet", frame=octets)
        self._in_step = False
        self._seen, self._times = None, 0

    def _values(self, packet: bytes, now: float) -> Iterator[DeviceEvent]:
        content = _content(packet)
        self._times = self._times + 1 if content == self._seen else 1
        self._seen = content
        if self._times < STEADY or not self._is_due(content, now):
            return
        self._told = content, now
        yield _oximetry(content, packet)

    def _is_due(self, content: _Content, now: float) -> bool:
        if self._told is None or self._told[0] != content:
            return True
        return now - self._told[1] >= PERIOD_S


def _content(packet: bytes) -> _Content:
    """Return saturation, rate and status; the waveform apart, which always changes."""
    status = tuple(
        word
        for at, bit, word in (
            (0, _UNPLUGGED, "sensor_disconnected"),
            (2, _NO_FINGER, "sensor_off_patient"),
            (2, _SEARCHING, "signal_analysis_ongoing"),
            (0, _NO_SIGNAL, "inadequate_signal"),
        )
        if packet[at] & bit
    )
    return packet[4], (packet[2] & 0x40) << 1 | packet[3], status


def _oximetry(content: _Content, packet: bytes) -> DeviceEvent:
    spo2, rate, status = content
    if {"sensor_disconnected", "sensor_off_patient"}.intersection(status):
        spo2, rate = _NO_SPO2, _NO_RATE
    if spo2 != _NO_SPO2 and not within(spo2, SPO2_PERCENT):
        return ProtocolViolated(reason="the saturation is no percentage", frame=packet)
    if rate != _NO_RATE and not within(rate, RATE_PER_MIN):
        return ProtocolViolated(
            reason="the pulse rate is outside what a person can have", frame=packet
        )
    return Measured(
        measurement=PulseOximetry(
            spo2=None if spo2 == _NO_SPO2 else float(spo2),
            pulse_rate=None if rate == _NO_RATE else float(rate),
            status=status,
            frame=packet,
        )
    )


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
