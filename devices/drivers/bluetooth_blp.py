"""Bluetooth SIG Blood Pressure Profile, service 1810: the common language of home cuffs.

`devices.wire.blood_pressure_value` and `enhanced_blood_pressure` know the values; here is the
order in which to speak:

* The name under which the cuff was heard costs nothing on the air and tells its family.
* The subscriptions come first and the clock next, before anything slow: many cuffs send the
  moment they are subscribed, and some report an error if no clock is set within 5 s.
* A cuff of version 1.1 may tell one result twice, on 2A35 and on 2B34; the second is dropped.
* A cuff that is connected and tells nothing may have told somebody who did not listen yet. So
  after a silence its newest stored record is asked for. That passes for new only if its time
  says so; without a time it is memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from devices.decoder import Output, Read, Received, Subscribe, Write, WriteClock
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, Provenance
from devices.wire.agent_clock import CLOCK_CHANNELS, CLOCK_PATIENCE_S, AgentClock
from devices.wire.blood_pressure_value import (
    ALL_FEATURES,
    read_beurer_measurement,
    read_cuff_pressure,
    read_features,
    read_measurement,
)
from devices.wire.cuff_family import FAMILIES, ValueLayout, family_of
from devices.wire.enhanced_blood_pressure import (
    E2E_CRC_FEATURE,
    RecordAssembler,
    read_enhanced_cuff_pressure,
    read_enhanced_measurement,
)
from devices.wire.gatt import DETAIL_CHANNELS, DeviceDetails
from devices.wire.layout import Refused
from devices.wire.record_access import CONTROL_POINT, REPORT_NEWEST, read_answer
from devices.wire.told_twice import ToldTwice

MEASUREMENT = "2a35"
CUFF_PRESSURE = "2a36"
FEATURE = "2a49"
DEVICE_NAME = "2a00"
ENHANCED_MEASUREMENT = "2b34"
ENHANCED_CUFF_PRESSURE = "2b35"
RECORD = "2b36"

SILENCE_S = 5.0
"""After so long without a result the newest stored record is asked for."""


_READERS = {
    ValueLayout.STANDARD: read_measurement,
    ValueLayout.BEURER: read_beurer_measurement,
}


class BloodPressureProfileDecoder:
    """One conversation with an agent of the Blood Pressure Profile."""

    def __init__(self) -> None:
        """Assume every status bit means something until 2A49 says otherwise."""
        self._features = ALL_FEATURES
        self._read = read_measurement
        self._details = DeviceDetails()
        self._clock = AgentClock()
        self._records = RecordAssembler()
        self._records_checked = False
        self._told = ToldTwice()
        self._details_due: float | None = None
        self._record_due: float | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to stop waiting for the clock, then for a result."""
        return self._record_due if self._details_due is None else self._details_due

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe first, then ask for the clock; the rest waits for its answer."""
        self._details_due = now + CLOCK_PATIENCE_S
        return (
            Read(DEVICE_NAME),
            Subscribe(MEASUREMENT),
            Subscribe(ENHANCED_MEASUREMENT, optional=True),
            *self._clock.ask(),
        )

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what one characteristic value means."""
        try:
            return tuple(self._understand(got, now))
        except Refused as refusal:
            return (ProtocolViolated(reason=f"{got.channel}: {refusal}", frame=got.octets),)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Go on without a clock when none answered, and ask for what was not told."""
        if self._details_due is not None and now >= self._details_due:
            return tuple(self._ask_details(now))
        if self._record_due is not None and now >= self._record_due:
            self._record_due = None
            return (
                Subscribe(RECORD, optional=True),
                Subscribe(CONTROL_POINT, optional=True),
                Write(CONTROL_POINT, REPORT_NEWEST, optional=True),
            )
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the profile has no command for it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the profile has no command for it."""
        return ()

    def _understand(self, got: Received, now: float) -> Iterator[Output]:
        match got.channel:
            case "2a35":
                yield from self._result(got, self._read(got.octets, self._features), now)
            case "2b34":
                event = read_enhanced_measurement(got.octets, self._features)
                yield from self._result(got, event, now)
            case "2a36":
                yield read_cuff_pressure(got.octets)
            case "2b35":
                yield read_enhanced_cuff_pressure(got.octets)
            case "2a49":
                self._features = read_features(got.octets)
                self._records_checked = bool(self._features & E2E_CRC_FEATURE)
            case "2a2b" | "2a08":
                yield from self._clock_told(got, now)
            case _:
                yield from self._rest(got)

    def _result(self, got: Received, event: DeviceEvent, now: float) -> Iterator[Output]:
        if not isinstance(event, CuffPressureChanged):
            self._record_due = None
        if not self._told.elsewhere(got.channel, event, now):
            yield event

    def _clock_told(self, got: Received, now: float) -> Iterator[Output]:
        for output in self._clock.feed(got):
            yield output
            if isinstance(output, WriteClock):
                yield from self._ask_details(now)

    def _ask_details(self, now: float) -> Iterator[Output]:
        if self._details_due is not None:
            self._details_due = None
            self._record_due = now + SILENCE_S
            yield Subscribe(CUFF_PRESSURE, optional=True)
            yield Subscribe(ENHANCED_CUFF_PRESSURE, optional=True)
            yield Read(FEATURE)
            yield from self._details.reads()

    def _rest(self, got: Received) -> Iterator[Output]:
        if got.channel == RECORD:
            value = self._records.feed(got.octets, checked=self._records_checked)
            if value is not None:
                yield _remembered(read_enhanced_measurement(value, self._features))
        elif got.channel == CONTROL_POINT:
            read_answer(got.octets)
        elif got.channel == DEVICE_NAME:
            family = family_of(got.octets.decode("utf-8", errors="replace"))
            if family is not None:
                self._read = _READERS[family.layout]
        else:
            yield self._detail(got)

    def _detail(self, got: Received) -> DeviceEvent:
        event = self._details.feed(got)
        if event is None:
            raise Refused("nothing is known of this channel")
        return event


def _remembered(event: DeviceEvent) -> DeviceEvent:
    """Return a recorded result; without a time of its own it can only be memory."""
    match event:
        case Measured(measurement=BloodPressure(device_time=None)):
            return replace(event, provenance=Provenance.STORED)
        case MeasurementFailed(device_time=None):
            return replace(event, provenance=Provenance.STORED)
        case CuffPressureChanged():
            raise Refused("a record without a result")
        case _:
            return event


DRIVER = Driver(
    slug="bluetooth_blp",
    title="Bluetooth blood-pressure cuff (standard profile)",
    transport=TransportKind.BLE,
    capabilities=Capabilities(blood_pressure=True, live_pressure=True, stored_memory=True),
    decoder=BloodPressureProfileDecoder,
    unasked=(REPORT_NEWEST,),
    matches=(BleMatch(service="1810"),),
    channels=(
        MEASUREMENT,
        CUFF_PRESSURE,
        ENHANCED_MEASUREMENT,
        ENHANCED_CUFF_PRESSURE,
        RECORD,
        CONTROL_POINT,
        FEATURE,
        DEVICE_NAME,
        *CLOCK_CHANNELS,
        *DETAIL_CHANNELS,
    ),
    models=(
        *(Model(name=family.title, quirks=family.quirks) for family in FAMILIES),
        Model(
            name="boso medicus",
            quirks="A measurement that failed has no values, and says no reason.",
        ),
        Model(name="Any other cuff that offers the Bluetooth blood-pressure service (1810)"),
    ),
    evidence=(
        "The published layouts of the Bluetooth SIG, and captured values of several cuffs; how "
        "each model orders its conversation differs and is known second-hand."
    ),
)
