"""Wellue and Viatom oximeters worn on a finger or wrist (O2Ring and kin): asked every two seconds.

`devices.wire.viatom_packet` knows the packets. The sensor's answer has thirteen octets: saturation,
pulse rate, five unknown, battery, charging, motion, perfusion, and whether it feels a finger.
Without a finger, and for the values 0 and 255, there is no number. Nothing is ever configured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from devices.decoder import Output, Received, Subscribe, Write
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import BatteryReported, DeviceEvent, Measured, ProtocolViolated
from devices.measurement import PulseOximetry
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged
from devices.wire.packets import violated
from devices.wire.plausibility import RATE_PER_MIN, SPO2_PERCENT, within
from devices.wire.viatom_packet import NOTIFY, OXIMETER, WRITE, data_of

READ_SENSOR = 0x17
POLL_S = 2.0
ANSWER_S = 2.0

_ASK = OXIMETER.ask(READ_SENSOR)
_OCTETS = 13
_NO_VALUE = frozenset({0, 255})


class ViatomOximeterDecoder:
    """One conversation with an oximeter. A reply bears no command: only one question is asked."""

    def __init__(self) -> None:
        """Begin with nothing known; packets are understood at face value until opened."""
        self._packets = OXIMETER.framer()
        self._exchange = Exchange(spacing_s=0.0)
        self._opened = False
        self._battery: int | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to ask again."""
        return self._exchange.deadline

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe and ask for the first values."""
        self._opened = True
        self._exchange.ask(_ASK, now, ANSWER_S)
        return (Subscribe(NOTIFY), *self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean."""
        out: list[Output] = []
        for packet in self._packets.feed(got.octets, now):
            if isinstance(packet, Damaged):
                out.append(violated(packet))
                continue
            out += self._values(packet)
            if self._opened:
                self._exchange.ask(_ASK, now + POLL_S, ANSWER_S)
        return (*out, *self._write_due(now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Ask again; an answer that did not come is asked for once more."""
        if self._exchange.overdue(now):
            self._exchange.ask(_ASK, now, ANSWER_S)
        return tuple(self._write_due(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: a finger starts it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: taking it off stops it."""
        return ()

    def _values(self, packet: bytes) -> Iterator[DeviceEvent]:
        data = data_of(packet)
        if packet[1] != 0 or len(data) != _OCTETS:
            yield ProtocolViolated(reason="no answer of the sensor looks like this", frame=packet)
            return
        if data[7] <= 100 and data[7] != self._battery:
            self._battery = data[7] if self._opened else None
            yield BatteryReported(percent=float(data[7]))
        yield _oximetry(packet, data)

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(WRITE, octets)


def _oximetry(packet: bytes, data: bytes) -> DeviceEvent:
    if not data[11]:
        nothing = PulseOximetry(spo2=None, status=("sensor_off_patient",), frame=packet)
        return Measured(measurement=nothing)
    spo2, pulse_rate = (float(v) if v not in _NO_VALUE else None for v in data[:2])
    if spo2 is not None and not within(spo2, SPO2_PERCENT):
        return ProtocolViolated(reason="the saturation is no percentage", frame=packet)
    if pulse_rate is not None and not within(pulse_rate, RATE_PER_MIN):
        return ProtocolViolated(
            reason="the pulse rate is outside what a person can have", frame=packet
        )
    return Measured(measurement=PulseOximetry(spo2=spo2, pulse_rate=pulse_rate, frame=packet))


DRIVER = Driver(
    slug="viatom_o2ring",
    title="Wellue / Viatom worn oximeter",
    transport=TransportKind.BLE,
    capabilities=Capabilities(pulse_oximetry=True),
    decoder=ViatomOximeterDecoder,
    matches=(BleMatch(name="O2Ring"), BleMatch(name="Checkme_O2"), BleMatch(name="WearO2")),
    unasked=(_ASK,),
    channels=(NOTIFY,),
    streams=(NOTIFY,),
    models=(
        Model(name="Wellue O2Ring"),
        Model(name="Viatom Checkme O2, WearO2", quirks="The advertised names are from memory."),
    ),
    evidence=(
        "One public reader with three captured answers in its comments, and its maker's sources "
        "for the packet. Motion and perfusion are not shown."
    ),
)
