"""Bluetooth SIG Heart Rate Profile, service 180D: chest straps, arm bands, some watches.

The layout of 2A37 is that of the GATT Specification Supplement. A sensor that has lost contact
goes on sending its last rate: without contact there is no heart rate. Rate 0 with good contact
means "no beat found", never asystole, and is absent too.
"""

from __future__ import annotations

from collections.abc import Iterable

from devices.decoder import Output, Received, Subscribe
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import HeartRate
from devices.wire.gatt import DETAIL_CHANNELS, DeviceDetails
from devices.wire.plausibility import RATE_PER_MIN, within

MEASUREMENT = "2a37"

_WIDE, _CONTACT, _CONTACT_KNOWN, _ENERGY, _INTERVALS = 0x01, 0x02, 0x04, 0x08, 0x10
_RESERVED = 0xE0
_INTERVAL_UNIT_MS = 1000 / 1024


class HeartRateProfileDecoder:
    """One conversation with a sensor of the Heart Rate Profile."""

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
        """Return what one characteristic value means."""
        if got.channel == MEASUREMENT:
            return (_heart_rate(got.octets),)
        event = self._details.feed(got)
        if event is None:
            return (_refused(f"{got.channel}: nothing is known of this channel", got.octets),)
        return (event,)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Return nothing: no time limit is kept."""
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: a sensor measures all the time."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: a sensor measures all the time."""
        return ()


def _heart_rate(octets: bytes) -> DeviceEvent:
    flags = octets[0] if octets else 0
    if flags & _RESERVED:
        return _refused("reserved flag bits are set", octets)
    rate_ends = 3 if flags & _WIDE else 2
    intervals_begin = rate_ends + (2 if flags & _ENERGY else 0)
    intervals = octets[intervals_begin:]
    if (
        len(octets) < intervals_begin
        or len(intervals) % 2
        or (intervals and not flags & _INTERVALS)
    ):
        return _refused("the length does not fit the flags", octets)
    rate = int.from_bytes(octets[1:rate_ends], "little")
    contact = bool(flags & _CONTACT) if flags & _CONTACT_KNOWN else None
    if contact is False or rate == 0:
        return Measured(measurement=HeartRate(heart_rate=None, contact=contact, frame=octets))
    if not within(rate, RATE_PER_MIN):
        return _refused("the heart rate is outside what a person can have", octets)
    return Measured(
        measurement=HeartRate(
            heart_rate=float(rate),
            rr_intervals_ms=_milliseconds(intervals),
            contact=contact,
            frame=octets,
        )
    )


def _milliseconds(octets: bytes) -> tuple[float, ...]:
    return tuple(
        int.from_bytes(octets[at : at + 2], "little") * _INTERVAL_UNIT_MS
        for at in range(0, len(octets), 2)
    )


def _refused(reason: str, octets: bytes) -> ProtocolViolated:
    return ProtocolViolated(reason=reason, frame=octets)


DRIVER = Driver(
    slug="bluetooth_hrp",
    title="Bluetooth heart-rate sensor (standard profile)",
    transport=TransportKind.BLE,
    capabilities=Capabilities(heart_rate=True),
    decoder=HeartRateProfileDecoder,
    matches=(BleMatch(service="180d"),),
    channels=(MEASUREMENT, *DETAIL_CHANNELS),
    models=(
        Model(name="Polar H9, H10", quirks="Moisten the pads. The H10 serves two at a time."),
        Model(name="Polar OH1, Verity Sense", quirks="Optical: trust it at rest only."),
        Model(
            name="Garmin HRM, Wahoo TICKR, Coospo, Scosche",
            quirks="A strap that is linked to a watch may not be heard.",
        ),
        Model(name="Any chest strap or arm band that offers the heart-rate service (180D)"),
    ),
    evidence="The published layout of the Bluetooth SIG, and values printed of a Polar H10.",
)
