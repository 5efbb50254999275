"""Nonin 3230 finger oximeters by their maker's own service, about once a second.

Ten octets: the length, state, battery, perfusion, a u16 counter, the saturation, and the pulse rate
as u16; numbers are big-endian. 127 and 511 stand for "no value". The state's bits are not
published in a form that could be checked and are not read.
"""

from __future__ import annotations

from collections.abc import Iterable

from devices.decoder import Output, Received, Subscribe
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import PulseOximetry
from devices.wire.gatt import DETAIL_CHANNELS, DeviceDetails
from devices.wire.plausibility import RATE_PER_MIN, SPO2_PERCENT, within

SERVICE = "46a970e0-0d5f-11e2-8b5e-0002a5d5c51b"
MEASUREMENT = "0aad7ea0-0d60-11e2-8e3c-0002a5d5c51b"

_OCTETS = 10
_NO_SPO2, _NO_RATE = 127, 511


class NoninDecoder:
    """One conversation with an oximeter, which speaks by itself."""

    def __init__(self) -> None:
        """Know nothing of the sensor yet."""
        self._details = DeviceDetails()

    @property
    def deadline(self) -> float | None:
        """Return None: the sensor speaks by itself."""
        return None

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe, then ask who it is."""
        return (Subscribe(MEASUREMENT), *self._details.reads())

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what one value means."""
        if got.channel == MEASUREMENT:
            return (_oximetry(got.octets),)
        event = self._details.feed(got)
        return (event or _refused("nothing is known of this channel", got.octets),)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Return nothing: no time limit is kept."""
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: a finger in the clip starts it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: taking it off stops it."""
        return ()


def _oximetry(frame: bytes) -> DeviceEvent:
    if len(frame) != _OCTETS or frame[0] != _OCTETS:
        return _refused("no value of this sensor looks like this", frame)
    spo2, rate = frame[7], int.from_bytes(frame[8:10], "big")
    if spo2 != _NO_SPO2 and not within(spo2, SPO2_PERCENT):
        return _refused("the saturation is no percentage", frame)
    if rate != _NO_RATE and not within(rate, RATE_PER_MIN):
        return _refused("the pulse rate is outside what a person can have", frame)
    return Measured(
        measurement=PulseOximetry(
            spo2=None if spo2 == _NO_SPO2 else float(spo2),
            pulse_rate=None if rate == _NO_RATE else float(rate),
            frame=frame,
        )
    )


def _refused(reason: str, octets: bytes) -> ProtocolViolated:
    return ProtocolViolated(reason=reason, frame=octets)


DRIVER = Driver(
    slug="nonin_3230",
    title="Nonin 3230 finger oximeter",
    transport=TransportKind.BLE,
    capabilities=Capabilities(pulse_oximetry=True),
    decoder=NoninDecoder,
    matches=(BleMatch(name="Nonin3230"), BleMatch(service=SERVICE)),
    channels=(MEASUREMENT, *DETAIL_CHANNELS),
    models=(Model(name="Nonin 3230"),),
    evidence=(
        "One public reader for the offsets; that the first octet is the length, and the codes for "
        "no value, are from memory. The state's bits (weak signal, searching) are not read."
    ),
)
