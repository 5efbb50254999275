"""Packets of five octets from finger oximeters, of which only the first has its high bit set.

They carry no checksum, so only values that stay the same are told: when they have lasted `STEADY`
packets, and then once a second. What a packet's octets mean is the business of each model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import PulseOximetry
from devices.wire.plausibility import RATE_PER_MIN, SPO2_PERCENT, within

STEADY = 3
PERIOD_S = 1.0

_OCTETS = 5

Content = tuple[int | None, int | None, tuple[str, ...]]
"""Saturation, pulse rate and status; None where the packet says that there is no value."""


class SteadyPackets:
    """One stream of packets."""

    def __init__(self, content: Callable[[bytes], Content]) -> None:
        """Let `content` read packets, the waveform left out, because it always changes."""
        self._content = content
        self._packet = bytearray()
        self._in_step = True
        self._seen: Content | None = None
        self._times = 0
        self._told: tuple[Content, float] | None = None

    def feed(self, octets: bytes, now: float) -> Iterator[DeviceEvent]:
        """Yield the values that have lasted, and once what is no packet."""
        for octet in octets:
            yield from self._octet(octet, now)

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
        content = self._content(packet)
        self._times = self._times + 1 if content == self._seen else 1
        self._seen = content
        if self._times < STEADY or not self._is_due(content, now):
            return
        self._told = content, now
        yield _oximetry(content, packet)

    def _is_due(self, content: Content, now: float) -> bool:
        if self._told is None or self._told[0] != content:
            return True
        return now - self._told[1] >= PERIOD_S


def status_words(packet: bytes, words: tuple[tuple[int, int, str], ...]) -> tuple[str, ...]:
    """Return the words whose octet has their bit set."""
    return tuple(word for at, bit, word in words if packet[at] & bit)


def _oximetry(content: Content, packet: bytes) -> DeviceEvent:
    spo2, rate, status = content
    if spo2 is not None and not within(spo2, SPO2_PERCENT):
        return ProtocolViolated(reason="the saturation is no percentage", frame=packet)
    if rate is not None and not within(rate, RATE_PER_MIN):
        return ProtocolViolated(
            reason="the pulse rate is outside what a person can have", frame=packet
        )
    return Measured(
        measurement=PulseOximetry(
            spo2=None if spo2 is None else float(spo2),
            pulse_rate=None if rate is None else float(rate),
            status=status,
            frame=packet,
        )
    )
