"""Viatom BPM-188 upper-arm cuffs: started and stopped by software, live pressure, one result.

`devices.wire.viatom_bpm` knows the frames. While it measures the cuff sends its pressure every
second, whoever started it, and in the end a result or an error. A start is preceded by asking
for its state: a cuff that is busy is not started; one that says nothing of its state and sends
no pressure either is at rest. Its clock is read from each result and never set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from devices.decoder import Output, Received, Subscribe, Write
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import (
    CuffPressureChanged,
    FailureReason,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.wire.framing import Damaged
from devices.wire.packets import violated
from devices.wire.viatom_bpm import (
    BUSY_STATES,
    GET_STATE,
    START,
    STATE,
    STOP,
    framer,
    kind,
    meaning,
)

NOTIFY, WRITE = "2af0", "2af1"

STATE_S = 2.5
"""How long to wait for the state; a cuff that measures sends pressure every 0.8 s."""
ACCEPT_S = 10.0
FINISH_S = 180.0
ABORT_S = 3.0
"""How long after a stop an error of the cuff is only its echo."""
RESTING_MMHG = 15.0


class _Phase(Enum):
    UNOPENED = auto()
    IDLE = auto()
    CHECKING = auto()
    STARTING = auto()
    MEASURING = auto()
    ABORTING = auto()


class ViatomBpmDecoder:
    """One conversation with a cuff."""

    def __init__(self) -> None:
        """Begin with nothing known; frames are understood at face value until opened."""
        self._frames = framer()
        self._phase = _Phase.UNOPENED
        self._ends: float | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to give up the phase."""
        return self._ends

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe: the cuff speaks by itself."""
        self._phase = _Phase.IDLE
        return (Subscribe(NOTIFY),)

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean and ask for."""
        out: list[Output] = []
        for frame in self._frames.feed(got.octets, now):
            out += (violated(frame),) if isinstance(frame, Damaged) else self._hear(frame, now)
        return out

    def elapsed(self, now: float) -> Iterable[Output]:
        """Start a cuff that is silent, or stop one that has no end."""
        if self._ends is None or now < self._ends:
            return ()
        return tuple(self._phase_over(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Ask for the state first; the start follows when the cuff is at rest."""
        if self._phase is not _Phase.IDLE:
            return (_refused("The cuff is still busy: nothing was started."),)
        self._enter(_Phase.CHECKING, now + STATE_S)
        return (Write(WRITE, GET_STATE),)

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Stop at once what is under way, whoever started it."""
        if self._phase not in (_Phase.CHECKING, _Phase.STARTING, _Phase.MEASURING):
            return ()
        return self._abort(now, FailureReason.ABORTED, "The measurement was stopped.")

    def _hear(self, frame: bytes, now: float) -> Iterator[Output]:
        event = meaning(frame)
        match event:
            case None:
                if kind(frame) == STATE and self._phase is _Phase.CHECKING:
                    yield from self._state(frame, now)
            case CuffPressureChanged(pressure=pressure):
                yield event
                yield from self._pressure(pressure or 0.0, now)
            case MeasurementFailed() if self._phase is _Phase.ABORTING:
                self._enter(_Phase.IDLE)
            case ProtocolViolated() if kind(frame) is not None and self._phase in (
                _Phase.STARTING,
                _Phase.MEASURING,
            ):
                self._enter(_Phase.IDLE)
                yield event
                yield _unusable(frame)
            case _:
                self._enter(_Phase.IDLE)
                yield event

    def _state(self, frame: bytes, now: float) -> Iterator[Output]:
        if frame[5:-1] and frame[5] in BUSY_STATES:
            self._enter(_Phase.IDLE)
            yield _refused("The cuff is measuring: nothing was started.", frame)
        else:
            yield self._start(now)

    def _pressure(self, pressure: float, now: float) -> Iterator[Output]:
        match self._phase:
            case _Phase.CHECKING if pressure > RESTING_MMHG:
                self._enter(_Phase.MEASURING, now + FINISH_S)
                yield _refused("There is pressure in the cuff: nothing was started.")
            case _Phase.STARTING:
                self._enter(_Phase.MEASURING, now + FINISH_S)
            case _Phase.IDLE if pressure > RESTING_MMHG:
                self._enter(_Phase.MEASURING, now + FINISH_S)
            case _:
                pass

    def _start(self, now: float) -> Write:
        self._enter(_Phase.STARTING, now + ACCEPT_S)
        return Write(WRITE, START)

    def _phase_over(self, now: float) -> Iterator[Output]:
        match self._phase:
            case _Phase.CHECKING:
                yield self._start(now)
            case _Phase.STARTING:
                text = "The cuff did not begin to measure; it was told to stop."
                yield from self._abort(now, FailureReason.NO_ANSWER, text)
            case _Phase.MEASURING:
                text = f"No end after {FINISH_S:.0f} s; the cuff was told to stop."
                yield from self._abort(now, FailureReason.TIMED_OUT, text)
            case _:
                self._enter(_Phase.IDLE)

    def _abort(self, now: float, reason: FailureReason, text: str) -> tuple[Output, ...]:
        self._enter(_Phase.ABORTING, now + ABORT_S)
        return (Write(WRITE, STOP), MeasurementFailed(reason=reason, text=text))

    def _enter(self, phase: _Phase, ends: float | None = None) -> None:
        if self._phase is not _Phase.UNOPENED:
            self._phase, self._ends = phase, ends


def _refused(text: str, frame: bytes = b"") -> MeasurementFailed:
    return MeasurementFailed(reason=FailureReason.REFUSED, text=text, frame=frame)


def _unusable(frame: bytes) -> MeasurementFailed:
    return MeasurementFailed(
        reason=FailureReason.DEVICE_FAULT,
        text="The cuff sent numbers that cannot be used.",
        frame=frame,
    )


DRIVER = Driver(
    slug="viatom_bpm188",
    title="Viatom BPM-188 blood-pressure cuff",
    transport=TransportKind.BLE,
    capabilities=Capabilities(
        blood_pressure=True, can_start=True, can_stop=True, live_pressure=True
    ),
    decoder=ViatomBpmDecoder,
    matches=(BleMatch(name="BPM-188"),),
    unasked=(GET_STATE, STOP),
    channels=(NOTIFY,),
    streams=(NOTIFY,),
    models=(
        Model(name="Viatom BPM-188", quirks="Says goodbye and hangs up after two minutes."),
        Model(name="Jamr F1102T"),
    ),
    evidence=(
        "Its maker's public sources, and one owner's published log of a whole measurement whose "
        "numbers match the display, with single frames of others. The state's values and the "
        "meaning of the octets taken for an uneven pulse rest on one source each."
    ),
)
