"""Bluetooth SIG Blood Pressure Profile, service 1810: the common language of home cuffs.

`devices.wire.blood_pressure_value` knows the values; here is the order in which to speak:

* The subscription comes first and the clock next, before anything slow: many cuffs send the
  moment they are subscribed, and some report an error if no clock is set within 5 s.
* The agent's clock is read before it is written: the difference places every stored reading.
* Some cuffs tell the time by themselves first and want the answer written; so the clock is
  subscribed to as well, and whichever octets bring it first are answered, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from devices.decoder import Output, Read, Received, Subscribe, WriteClock
from devices.driver import BleMatch, Capabilities, Driver, TransportKind
from devices.event import ClockReported, DeviceEvent, ProtocolViolated
from devices.ieee11073 import (
    decode_current_time,
    decode_date_time,
    encode_current_time,
    encode_date_time,
)
from devices.wire.blood_pressure_value import (
    ALL_FEATURES,
    Refused,
    read_cuff_pressure,
    read_features,
    read_measurement,
)
from devices.wire.gatt import DETAIL_CHANNELS, DeviceDetails

MEASUREMENT = "2a35"
CUFF_PRESSURE = "2a36"
FEATURE = "2a49"
CURRENT_TIME = "2a2b"
DATE_TIME = "2a08"

CLOCK_PATIENCE_S = 2.0
"""How long the details wait for an answer about the clock."""


class BloodPressureProfileDecoder:
    """One conversation with an agent of the Blood Pressure Profile."""

    def __init__(self) -> None:
        """Assume every status bit means something until 2A49 says otherwise."""
        self._features = ALL_FEATURES
        self._details = DeviceDetails()
        self._clock_awaited: bool | None = None
        """None until opened: the clock is then told whenever it comes, and never written."""
        self._details_due: float | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to stop waiting for the clock."""
        return self._details_due

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe first, then ask for the clock; the rest waits for its answer."""
        self._clock_awaited = True
        self._details_due = now + CLOCK_PATIENCE_S
        return (
            Subscribe(MEASUREMENT),
            Subscribe(CURRENT_TIME, optional=True),
            Read(CURRENT_TIME),
            Read(DATE_TIME),
        )

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what one characteristic value means."""
        try:
            return tuple(self._understand(got))
        except Refused as refusal:
            return (ProtocolViolated(reason=f"{got.channel}: {refusal}", frame=got.octets),)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Go on without a clock when none answered."""
        if self._details_due is not None and now >= self._details_due:
            return tuple(self._ask_details())
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the profile has no command for it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the profile has no command for it."""
        return ()

    def _understand(self, got: Received) -> Iterator[Output]:
        match got.channel:
            case "2a35":
                yield read_measurement(got.octets, self._features)
            case "2a36":
                yield read_cuff_pressure(got.octets)
            case "2a49":
                self._features = read_features(got.octets)
            case "2a2b":
                yield from self._clock(got, decode_current_time, encode_current_time)
            case "2a08":
                yield from self._clock(got, decode_date_time, encode_date_time)
            case _:
                yield self._detail(got)

    def _clock(
        self,
        got: Received,
        decode: Callable[[bytes], datetime | None],
        encode: Callable[[datetime], bytes],
    ) -> Iterator[Output]:
        try:
            device_time = decode(got.octets)
        except ValueError as fault:
            raise Refused(str(fault)) from None
        if self._clock_awaited is not False:
            yield ClockReported(device_time=device_time)
        if self._clock_awaited:
            self._clock_awaited = False
            yield WriteClock(got.channel, encode)
            yield from self._ask_details()

    def _ask_details(self) -> Iterator[Output]:
        if self._details_due is not None:
            self._details_due = None
            yield Subscribe(CUFF_PRESSURE, optional=True)
            yield Read(FEATURE)
            yield from self._details.reads()

    def _detail(self, got: Received) -> DeviceEvent:
        event = self._details.feed(got)
        if event is None:
            raise Refused("nothing is known of this channel")
        return event


DRIVER = Driver(
    slug="bluetooth_blp",
    title="Bluetooth blood-pressure cuff (standard profile)",
    transport=TransportKind.BLE,
    capabilities=Capabilities(blood_pressure=True, live_pressure=True, stored_memory=True),
    decoder=BloodPressureProfileDecoder,
    matches=(BleMatch(service="1810"),),
    channels=(MEASUREMENT, CUFF_PRESSURE, FEATURE, CURRENT_TIME, DATE_TIME, *DETAIL_CHANNELS),
)
