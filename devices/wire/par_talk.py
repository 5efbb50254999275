"""The conversation with a PAR blood-pressure board, the same at either speed.

A start is preceded by the question for the status, which inflates nothing: only a board in standby
is started, never one that runs a cycle of its own. It is accepted when the board begins to say its
cuff pressure; after "ended" the status is asked for once more and bears the result. A result that
stood there before, or that no inflation went before, is marked as stored. Code 30 and 31 mean a
saturation switch on one board and a pressure on another; neither is sent, nor is any setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from devices.decoder import SERIAL, Output, Received, Write
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import Provenance
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged
from devices.wire.packets import violated
from devices.wire.par_frame import (
    ABORT,
    BUSY_STATES,
    START,
    STATUS,
    Cuff,
    Dialect,
    Framer,
    Status,
    understood,
)

SPACING_S = 0.1
ANSWER_S = 1.5
AGAIN_S = 0.5
ACCEPT_S = 5.0
FINISH_S = 180.0
FRAME_GAP_S = 0.5
EMPTY_CUFF_MMHG = 15.0
TRIES = 3
STARTABLE_STATES = frozenset("12")
"""Standby, and an error that is over."""


class Phase(Enum):
    """Where the conversation stands."""

    UNOPENED = auto()
    PROBING = auto()
    IDLE = auto()
    CHECKING = auto()
    STARTING = auto()
    MEASURING = auto()
    FETCHING = auto()
    STOPPING = auto()


class ParDecoder:
    """One conversation with a board."""

    def __init__(self, dialect: Dialect) -> None:
        """Begin with nothing known; frames are understood at face value until opened."""
        self._dialect = dialect
        self._frames = Framer()
        self._exchange = Exchange(SPACING_S)
        self._phase = Phase.UNOPENED
        self._ends: float | None = None
        self._misses = 0
        self._asked = self._inflated = False
        self._last_octet = 0.0

    @property
    def deadline(self) -> float | None:
        """Return when to ask, to give up an answer, or to give up the phase."""
        times = (self._exchange.deadline, self._ends)
        return min((t for t in times if t is not None), default=None)

    def opening(self, now: float) -> Iterable[Output]:
        """Ask for the status, which inflates nothing, until the board answers."""
        self._enter(Phase.PROBING)
        self._ask_status(now)
        return tuple(self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean and ask for."""
        out: list[Output] = []
        if self._frames.partial and now - self._last_octet > FRAME_GAP_S:
            out += map(violated, self._frames.give_up())
        self._last_octet = now
        for frame in self._frames.feed(got.octets):
            if isinstance(frame, Damaged):
                out.append(violated(frame))
            else:
                out += self._understand(frame, now)
        return (*out, *self._write_due(now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Ask what is due, or stop waiting."""
        out: list[Output] = []
        if self._exchange.overdue(now):
            out += self._unanswered(now)
        if self._ends is not None and now >= self._ends:
            out += self._phase_over(now)
        return (*out, *self._write_due(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Look at the status first; the start follows when the board stands by."""
        if self._phase is not Phase.IDLE:
            return (
                _failed(FailureReason.REFUSED, "The board is still busy: nothing was started."),
            )
        self._enter(Phase.CHECKING)
        self._ask_status(now)
        return tuple(self._write_due(now))

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Abort whatever is under way."""
        if self._phase in (Phase.UNOPENED, Phase.PROBING, Phase.IDLE, Phase.STOPPING):
            return ()
        failed = _failed(FailureReason.ABORTED, "The measurement was stopped.")
        return (self._abort(now), failed)

    def _understand(self, frame: bytes, now: float) -> Iterator[Output]:
        match understood(frame):
            case Cuff() as cuff:
                yield cuff.pressure
                self._see_pressure(cuff, now)
            case Status() as status:
                self._exchange.answered()
                yield from self._status(status, now)
            case ProtocolViolated() as fault:
                yield fault
            case _ if self._phase in (Phase.IDLE, Phase.STARTING, Phase.MEASURING):
                self._phase, self._ends, self._misses = Phase.FETCHING, None, 0
                self._ask_status(now)
            case _ if self._phase is Phase.STOPPING:
                self._enter(Phase.IDLE)
            case _:
                pass

    def _see_pressure(self, cuff: Cuff, now: float) -> None:
        """Pressure says that it measures: at our word, or at its own button or cycle."""
        inflating = (cuff.pressure.pressure or 0.0) > EMPTY_CUFF_MMHG
        if self._phase is Phase.STARTING:
            self._enter(Phase.MEASURING, now + FINISH_S, asked=True)
        elif self._phase in (Phase.IDLE, Phase.CHECKING) and inflating:
            self._enter(Phase.MEASURING, now + FINISH_S)
        self._inflated = self._inflated or inflating

    def _status(self, status: Status, now: float) -> Iterator[Output]:
        match self._phase:
            case Phase.UNOPENED:
                yield status.outcome
            case Phase.PROBING:
                yield from self._found(status, now)
            case Phase.CHECKING if status.state in STARTABLE_STATES:
                self._enter(Phase.STARTING, asked=True)
                self._exchange.ask(self._dialect.command(START), now, ACCEPT_S)
            case Phase.CHECKING:
                self._enter(Phase.IDLE)
                text = (
                    "The board is not in standby, or runs a cycle of its own: nothing was started."
                )
                yield _failed(FailureReason.REFUSED, text)
            case Phase.FETCHING if status.state in BUSY_STATES and self._misses < TRIES:
                self._misses += 1
                self._ask_status(now + AGAIN_S)
            case Phase.FETCHING:
                yield from self._result(status.outcome)
            case _:
                pass

    def _found(self, status: Status, now: float) -> Iterator[Output]:
        """Become ready; what the board has to tell is from before this connection."""
        busy = status.state in BUSY_STATES
        self._enter(Phase.MEASURING if busy else Phase.IDLE, now + FINISH_S if busy else None)
        yield LinkChanged(state=LinkState.READY)
        if isinstance(status.outcome, Measured):
            yield _stored(status.outcome)

    def _result(self, outcome: DeviceEvent) -> Iterator[Output]:
        asked, inflated = self._asked, self._inflated
        self._enter(Phase.IDLE)
        if isinstance(outcome, Measured) and asked and not inflated:
            yield _stored(outcome)
            text = "The board ended without having inflated: its result is an old one."
            yield _failed(FailureReason.DEVICE_FAULT, text)
            return
        yield outcome
        if isinstance(outcome, ProtocolViolated):
            text = "The board sent numbers that cannot be used."
            yield _failed(FailureReason.DEVICE_FAULT, text, outcome.frame)

    def _unanswered(self, now: float) -> Iterator[Output]:
        self._misses += 1
        if self._phase is not Phase.STARTING and self._misses < TRIES:
            self._ask_status(now)
            return
        match self._phase:
            case Phase.PROBING:
                self._enter(Phase.UNOPENED)
                text = "The board does not answer. Check its power and the cable."
                yield LinkChanged(state=LinkState.LOST, text=text)
            case Phase.CHECKING:
                self._enter(Phase.IDLE)
                text = "The board stopped answering: nothing was started."
                yield _failed(FailureReason.NO_ANSWER, text)
            case Phase.STARTING:
                yield self._abort(now)
                text = "The board did not begin to inflate; it was told to stop."
                yield _failed(FailureReason.NO_ANSWER, text)
            case _:
                yield self._abort(now)
                text = "The board sent no result; it was told to stop. Check the cable."
                yield _failed(FailureReason.NO_ANSWER, text)

    def _phase_over(self, now: float) -> Iterator[Output]:
        if self._phase is Phase.MEASURING and self._asked:
            yield self._abort(now)
            text = f"No end after {FINISH_S:.0f} s; the board was told to stop."
            yield _failed(FailureReason.TIMED_OUT, text)
        else:
            self._enter(Phase.IDLE)

    def _abort(self, now: float) -> Write:
        self._enter(Phase.STOPPING, now + 2 * ANSWER_S)
        self._exchange.clear(now)
        return Write(SERIAL, ABORT)

    def _enter(self, phase: Phase, ends: float | None = None, *, asked: bool = False) -> None:
        self._phase, self._ends, self._asked = phase, ends, asked
        self._misses, self._inflated = 0, False
        self._exchange.forget()

    def _ask_status(self, at: float) -> None:
        self._exchange.ask(self._dialect.command(STATUS), at, ANSWER_S)

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(SERIAL, octets)


def _stored(measured: Measured) -> Measured:
    return replace(measured, provenance=Provenance.STORED)


def _failed(reason: FailureReason, text: str, frame: bytes = b"") -> MeasurementFailed:
    return MeasurementFailed(reason=reason, text=text, frame=frame)
