"""QardioArm cuffs: the standard measurement value, and a control characteristic that starts it.

Without a button of its own the cuff is started by software: F1 01 starts and F1 02 cancels. It
tells its state as F2 and a number. While it measures it sends the cuff pressure as a
measurement with diastolic 0; the result is the first value with a diastolic pressure after the
state "completed". There is no time stamp. A cuff with a low battery stops within seconds and
sends numbers that are none: a result sooner than `SHORTEST_S` after the start is a failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from devices.decoder import Output, Received, Subscribe, Write
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import (
    CuffPressureChanged,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.wire.blood_pressure_value import read_measurement
from devices.wire.gatt import DETAIL_CHANNELS, DeviceDetails
from devices.wire.layout import Refused

MEASUREMENT = "2a35"
CONTROL = "583cb5b3-875d-40ed-9098-c39eb0c1983d"
START, CANCEL = b"\xf1\x01", b"\xf1\x02"

SHORTEST_S = 10.0
ACCEPT_S = 10.0
"""How long a start may stay without any sign of the pump."""
FINISH_S = 120.0
RESULT_S = 5.0
"""How long after "completed" the result may come."""
CANCEL_S = 5.0
"""How long what the cuff says is still of the measurement that was cancelled."""

_STATE = 0xF2
_INFLATING, _MEASURING, _DEFLATING, _COMPLETED, _ABORTED, _ERROR = range(1, 7)


class _Phase(Enum):
    UNOPENED = auto()
    IDLE = auto()
    STARTING = auto()
    MEASURING = auto()
    COMPLETED = auto()
    FAILED = auto()
    CANCELLING = auto()


class QardioArmDecoder:
    """One conversation with a cuff."""

    def __init__(self) -> None:
        """Begin with nothing known; values are understood at face value until opened."""
        self._details = DeviceDetails()
        self._phase = _Phase.UNOPENED
        self._began = 0.0
        self._ends: float | None = None
        self._early: Measured | None = None
        """A result that came before the cuff said that it had completed."""

    @property
    def deadline(self) -> float | None:
        """Return when to give up the phase."""
        return self._ends

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe to both channels, then ask who it is."""
        self._phase = _Phase.IDLE
        return (Subscribe(MEASUREMENT), Subscribe(CONTROL), *self._details.reads())

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what one value means."""
        match got.channel:
            case "2a35":
                return tuple(self._value(got.octets, now))
            case channel if channel == CONTROL:
                return tuple(self._control(got.octets, now))
            case _:
                event = self._details.feed(got)
                return (event or _violated("nothing is known of this channel", got.octets),)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Stop waiting for the pump, for the end, or for the result."""
        if self._ends is None or now < self._ends:
            return ()
        return tuple(self._phase_over(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Start, unless a measurement is under way."""
        if self._phase not in (_Phase.IDLE, _Phase.FAILED):
            text = "The cuff is still busy: nothing was started."
            return (MeasurementFailed(reason=FailureReason.REFUSED, text=text),)
        self._enter(_Phase.STARTING, now, ACCEPT_S)
        return (Write(CONTROL, START),)

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Cancel what was started."""
        if self._phase not in (_Phase.STARTING, _Phase.MEASURING):
            return ()
        return self._cancel(now, FailureReason.ABORTED, "The measurement was stopped.")

    def _control(self, octets: bytes, now: float) -> Iterator[Output]:
        if len(octets) != 2 or octets[0] != _STATE:
            yield _violated("no state of the cuff looks like this", octets)
        elif self._phase is not _Phase.UNOPENED:
            yield from self._state(octets, now)

    def _state(self, octets: bytes, now: float) -> Iterator[Output]:
        under_way = self._phase in (_Phase.STARTING, _Phase.MEASURING)
        match octets[1]:
            case 1 | 2 | 3:
                self._see_measuring(now)
            case 4 if under_way:
                yield from self._completed(now)
            case 5 if under_way:
                yield from self._failed(FailureReason.ABORTED, "The measurement ended.", octets)
            case 6 if under_way:
                text = "The cuff could not measure. Check how it sits, and its batteries."
                yield from self._failed(FailureReason.DEVICE_FAULT, text, octets)
            case _:
                pass

    def _value(self, octets: bytes, now: float) -> Iterator[Output]:
        try:
            event = read_measurement(octets)
        except Refused as refusal:
            yield _violated(str(refusal), octets)
            return
        if isinstance(event, CuffPressureChanged):
            if self._phase is not _Phase.COMPLETED and event.pressure:
                self._see_measuring(now)
            yield event
        elif isinstance(event, Measured):
            yield from self._result(event, now)
        elif self._phase is not _Phase.CANCELLING:
            self._enter(_Phase.FAILED)
            yield event

    def _result(self, event: Measured, now: float) -> Iterator[Output]:
        match self._phase:
            case _Phase.UNOPENED | _Phase.IDLE:
                yield event
            case _Phase.STARTING | _Phase.MEASURING:
                self._early = event
            case _Phase.COMPLETED:
                yield from self._tell(event, now)
            case _:
                yield _violated("a value after the measurement had failed", event.measurement.frame)

    def _see_measuring(self, now: float) -> None:
        if self._phase is _Phase.STARTING:
            self._phase, self._ends = _Phase.MEASURING, self._began + FINISH_S
        elif self._phase in (_Phase.IDLE, _Phase.FAILED):
            self._enter(_Phase.MEASURING, now, FINISH_S)

    def _completed(self, now: float) -> Iterator[Output]:
        early = self._early
        self._phase, self._ends = _Phase.COMPLETED, now + RESULT_S
        if now - self._began < SHORTEST_S:
            yield from self._too_soon(now, early.measurement.frame if early else b"")

    def _tell(self, event: Measured, now: float) -> Iterator[Output]:
        if now - self._began < SHORTEST_S:
            yield from self._too_soon(now, event.measurement.frame)
        else:
            self._enter(_Phase.IDLE)
            yield event

    def _too_soon(self, now: float, frame: bytes) -> Iterator[Output]:
        text = (
            f"The cuff said it was done after {now - self._began:.0f} s, too soon to have "
            "measured. Its batteries may be low."
        )
        yield from self._failed(FailureReason.DEVICE_FAULT, text, frame)

    def _phase_over(self, now: float) -> Iterator[Output]:
        match self._phase:
            case _Phase.STARTING:
                text = "The cuff did not begin to measure; it was told to stop."
                yield from self._cancel(now, FailureReason.NO_ANSWER, text)
            case _Phase.MEASURING:
                text = f"No end after {FINISH_S:.0f} s; the cuff was told to stop."
                yield from self._cancel(now, FailureReason.TIMED_OUT, text)
            case _Phase.CANCELLING:
                self._enter(_Phase.IDLE)
            case _:
                yield from self._no_result()

    def _no_result(self) -> Iterator[Output]:
        """Tell what came too early, as unverified, if nothing came in its place."""
        early = self._early
        self._enter(_Phase.IDLE)
        if early is not None:
            yield replace(early, verified=False)
        else:
            text = "The cuff completed its measurement and sent no result."
            yield MeasurementFailed(reason=FailureReason.NO_ANSWER, text=text)

    def _cancel(self, now: float, reason: FailureReason, text: str) -> tuple[Output, ...]:
        self._enter(_Phase.CANCELLING, now, CANCEL_S)
        return (Write(CONTROL, CANCEL), MeasurementFailed(reason=reason, text=text))

    def _failed(self, reason: FailureReason, text: str, frame: bytes) -> Iterator[Output]:
        self._enter(_Phase.FAILED)
        yield MeasurementFailed(reason=reason, text=text, frame=frame)

    def _enter(self, phase: _Phase, now: float = 0.0, lasts_s: float | None = None) -> None:
        if self._phase is _Phase.UNOPENED:
            return
        self._phase, self._began = phase, now
        self._ends = None if lasts_s is None else now + lasts_s
        self._early = None


def _violated(reason: str, octets: bytes) -> ProtocolViolated:
    return ProtocolViolated(reason=reason, frame=octets)


DRIVER = Driver(
    slug="qardio_arm",
    title="QardioArm blood-pressure cuff",
    transport=TransportKind.BLE,
    capabilities=Capabilities(
        blood_pressure=True, can_start=True, can_stop=True, live_pressure=True
    ),
    decoder=QardioArmDecoder,
    matches=(BleMatch(name="QardioARM"), BleMatch(name="QardioArm"), BleMatch(name="Qardio Arm")),
    unasked=(CANCEL,),
    channels=(MEASUREMENT, CONTROL, *DETAIL_CHANNELS),
    models=(
        Model(name="QardioArm", quirks="Second-hand only: its maker closed in 2025."),
        Model(name="QardioArm 2"),
    ),
    evidence=(
        "Two independent public readers and a port of one agree on start, cancel and states; the "
        "advertised name is from memory. A result sooner than 10 s after the start, or before the "
        "cuff says that it has completed, does not count as live."
    ),
)
