"""Bluetooth SIG Pulse Oximeter Profile, service 1822: continuous and spot-check oximeters.

`devices.wire.oximeter_value` knows the values. A sensor that can be worn sends 2A5F about once a
second; a spot-check device sends 2A5E when a measurement ends, and may replay its memory. So the
clock is read and then set, as with a cuff, and the order of the first steps is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from devices.decoder import Output, Received, Subscribe
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import ProtocolViolated
from devices.wire.agent_clock import CLOCK_CHANNELS, AgentClock
from devices.wire.gatt import DETAIL_CHANNELS, DeviceDetails
from devices.wire.layout import Refused
from devices.wire.oximeter_value import read_continuous, read_spot_check

CONTINUOUS = "2a5f"
SPOT_CHECK = "2a5e"


class PulseOximeterProfileDecoder:
    """One conversation with an agent of the Pulse Oximeter Profile."""

    def __init__(self) -> None:
        """Know nothing of the sensor yet."""
        self._clock = AgentClock()
        self._details = DeviceDetails()

    @property
    def deadline(self) -> float | None:
        """Return None: the sensor speaks by itself."""
        return None

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe to whichever kind it is, then ask for the clock and who it is."""
        return (
            Subscribe(CONTINUOUS, optional=True),
            Subscribe(SPOT_CHECK, optional=True),
            *self._clock.ask(),
            *self._details.reads(),
        )

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what one characteristic value means."""
        try:
            return tuple(self._understand(got))
        except Refused as refusal:
            return (ProtocolViolated(reason=f"{got.channel}: {refusal}", frame=got.octets),)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Return nothing: no time limit is kept."""
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: a finger in the clip starts it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: taking it off stops it."""
        return ()

    def _understand(self, got: Received) -> Iterator[Output]:
        if got.channel == CONTINUOUS:
            yield read_continuous(got.octets)
        elif got.channel == SPOT_CHECK:
            yield read_spot_check(got.octets)
        elif got.channel in CLOCK_CHANNELS:
            yield from self._clock.feed(got)
        elif (event := self._details.feed(got)) is not None:
            yield event
        else:
            raise Refused("nothing is known of this channel")


DRIVER = Driver(
    slug="bluetooth_plx",
    title="Bluetooth pulse oximeter (standard profile)",
    transport=TransportKind.BLE,
    capabilities=Capabilities(pulse_oximetry=True, stored_memory=True),
    decoder=PulseOximeterProfileDecoder,
    matches=(BleMatch(service="1822"),),
    channels=(CONTINUOUS, SPOT_CHECK, *CLOCK_CHANNELS, *DETAIL_CHANNELS),
    models=(
        Model(name="Masimo MightySat", quirks="Spot checks only."),
        Model(name="Any oximeter that offers the pulse-oximeter service (1822)"),
    ),
    evidence="The published layouts of the Bluetooth SIG; no captured value is public.",
)
