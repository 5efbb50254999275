"""Wellue and Viatom BP2 cuffs: asked for their real-time data, twice a second while they measure.

`devices.wire.viatom_packet` knows the packets. Real-time data begin with nine octets of state
(the third is the battery), then a kind: 0 is measuring with the pressure in the cuff, 1 a result.
A result stays in the data until something else happens, so it is told once; it is told again,
equal or not, only after the cuff was seen pumping. Other kinds belong to the electrocardiogram.

The maker's sources know a command that switches the cuff to measuring; whether it inflates, and
how that is stopped, nobody has published. So the cuff is started at its own button only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from devices.decoder import Output, Received, Subscribe, Write
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import (
    BatteryReported,
    CuffPressureChanged,
    DeviceEvent,
    Measured,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged
from devices.wire.packets import violated
from devices.wire.plausibility import CUFF_PRESSURE_MMHG, implausible, within
from devices.wire.viatom_packet import CUFF, NOTIFY, WRITE, data_of

REAL_TIME = 0x08
POLL_S = 0.5
IDLE_POLL_S = 2.0
ANSWER_S = 2.0

_ASK = CUFF.ask(REAL_TIME)
_BATTERY_AT, _KIND_AT = 2, 9
_MEASURING, _RESULT = 0, 1
_SHORTEST_MEASURING, _SHORTEST_RESULT = 13, 21
_RESTING_MMHG = 15.0


class ViatomBp2Decoder:
    """One conversation with a cuff."""

    def __init__(self) -> None:
        """Begin with nothing known; packets are understood at face value until opened."""
        self._packets = CUFF.framer()
        self._exchange = Exchange(spacing_s=0.0)
        self._opened = False
        self._told: bytes | None = None
        self._pressure = 0.0
        self._battery: int | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to ask again."""
        return self._exchange.deadline

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe and ask for the first data."""
        self._opened = True
        self._exchange.ask(_ASK, now, ANSWER_S)
        return (Subscribe(NOTIFY), *self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean."""
        out: list[Output] = []
        for packet in self._packets.feed(got.octets, now):
            if isinstance(packet, Damaged):
                out.append(violated(packet))
            elif packet[1] == REAL_TIME:
                out += self._real_time(packet)
                self._ask_again(now)
        return (*out, *self._write_due(now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Ask again; an answer that did not come is asked for once more."""
        if self._exchange.overdue(now):
            self._exchange.ask(_ASK, now, ANSWER_S)
        return tuple(self._write_due(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: see the theory."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: see the theory."""
        return ()

    def _real_time(self, packet: bytes) -> Iterator[DeviceEvent]:
        data = data_of(packet)
        if not data:
            return  # the question's own form: an empty answer says nothing
        if len(data) <= _KIND_AT:
            yield ProtocolViolated(reason="too few octets for real-time data", frame=packet)
            return
        yield from self._charge(data[_BATTERY_AT])
        if data[_KIND_AT] == _MEASURING:
            yield from self._measuring(packet, data)
        elif data[_KIND_AT] == _RESULT:
            yield from self._result(packet, data)

    def _charge(self, percent: int) -> Iterator[DeviceEvent]:
        if percent <= 100 and percent != self._battery:
            self._battery = percent if self._opened else None
            yield BatteryReported(percent=float(percent))

    def _measuring(self, packet: bytes, data: bytes) -> Iterator[DeviceEvent]:
        pressure = float(_number(data, _KIND_AT + 2))
        if len(data) < _SHORTEST_MEASURING or not within(pressure, CUFF_PRESSURE_MMHG):
            yield ProtocolViolated(reason="no cuff pressure looks like this", frame=packet)
            return
        if pressure > _RESTING_MMHG and not data[_KIND_AT + 1]:  # letting air out is no new one
            self._told = None
        if pressure or self._pressure or not self._opened:
            yield CuffPressureChanged(pressure=pressure, frame=packet)
        self._pressure = pressure

    def _result(self, packet: bytes, data: bytes) -> Iterator[DeviceEvent]:
        self._pressure = 0.0
        if self._opened and data[_KIND_AT:] == self._told:
            return
        self._told = data[_KIND_AT:]
        yield _reading(packet, data)

    def _ask_again(self, now: float) -> None:
        if self._opened:
            wait = POLL_S if self._pressure else IDLE_POLL_S
            self._exchange.ask(_ASK, now + wait, ANSWER_S)

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(WRITE, octets)


def _reading(packet: bytes, data: bytes) -> DeviceEvent:
    if len(data) < _SHORTEST_RESULT:
        return ProtocolViolated(reason="too few octets for a result", frame=packet)
    systolic, diastolic, mean, pulse = (float(_number(data, _KIND_AT + at)) for at in (4, 6, 8, 10))
    if (fault := implausible(systolic, diastolic, pulse or None)) is not None:
        return ProtocolViolated(reason=fault, frame=packet)
    reading = BloodPressure(
        systolic=systolic,
        diastolic=diastolic,
        mean=mean or None,
        pulse_rate=pulse or None,
        frame=packet,
    )
    return Measured(measurement=reading)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


DRIVER = Driver(
    slug="viatom_bp2",
    title="Wellue / Viatom BP2 blood-pressure cuff",
    transport=TransportKind.BLE,
    capabilities=Capabilities(blood_pressure=True, live_pressure=True),
    decoder=ViatomBp2Decoder,
    matches=(BleMatch(name="BP2 "), BleMatch(name="BP2A"), BleMatch(name="BP2W")),
    unasked=(_ASK,),
    channels=(NOTIFY,),
    streams=(NOTIFY,),
    models=(
        Model(name="Wellue / Viatom BP2, BP2A, BP2W"),
        Model(name="Wellue / Viatom AirBP", quirks="Its advertised name is not known."),
    ),
    evidence=(
        "Its maker's public sources; no published log. The command that switches it to measuring "
        "is known by name only, so it is not sent. The irregular-pulse octets are not read."
    ),
)
