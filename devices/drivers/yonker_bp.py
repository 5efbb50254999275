"""Yonker YK-IBPA1 blood-pressure cuffs: one value after each connection, and nothing to ask.

Fifteen octets: 81, systolic, diastolic, pulse rate, two unknown, day, month, year less 2000, hour,
minute, and four more that were zero in the one published capture. There is no check, so a
reading is told as unverified and a person says whether it is of now; its clock is unreliable.
"""

from __future__ import annotations

from collections.abc import Iterable

from devices.decoder import Output, Received, Subscribe
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import BloodPressure
from devices.wire.clock_fields import wall_time
from devices.wire.plausibility import implausible

SERVICE = "cdeacd80-5235-4c07-8846-93a37ee6b86d"
MEASUREMENT = "cdeacd81-5235-4c07-8846-93a37ee6b86d"

_OCTETS, _HEAD = 15, 0x81


class YonkerDecoder:
    """One conversation with a cuff, which speaks only by itself."""

    @property
    def deadline(self) -> float | None:
        """Return None: the cuff is never asked."""
        return None

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe; the reading follows."""
        return (Subscribe(MEASUREMENT),)

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what one value means."""
        return (_meaning(got.octets),)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Return nothing: no time limit is kept."""
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the cuff listens only to its own button."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the cuff listens only to its own button."""
        return ()


def _meaning(frame: bytes) -> DeviceEvent:
    if len(frame) != _OCTETS or frame[0] != _HEAD:
        return ProtocolViolated(reason="no value of this cuff looks like this", frame=frame)
    systolic, diastolic, pulse_rate = map(float, frame[1:4])
    if (fault := implausible(systolic, diastolic, pulse_rate)) is not None:
        return ProtocolViolated(reason=fault, frame=frame)
    day, month, year, hour, minute = frame[6:11]
    reading = BloodPressure(
        systolic=systolic,
        diastolic=diastolic,
        pulse_rate=pulse_rate,
        device_time=wall_time(2000 + year, month, day, hour, minute),
        frame=frame,
    )
    return Measured(measurement=reading, verified=False)


DRIVER = Driver(
    slug="yonker_bp",
    title="Yonker blood-pressure cuff",
    transport=TransportKind.BLE,
    capabilities=Capabilities(blood_pressure=True),
    decoder=YonkerDecoder,
    matches=(BleMatch(service=SERVICE),),
    channels=(MEASUREMENT,),
    models=(Model(name="Yonker YK-IBPA1", quirks="Its clock is unreliable."),),
    evidence=(
        "One published capture of one reading. The value has no checksum, two octets are unknown, "
        "and a systolic pressure above 255 mmHg cannot be told from one octet: every reading is "
        "asked about."
    ),
)
