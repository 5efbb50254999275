"""The conversation with a Raycome or Maibobo monitor, the same on the wire and over Bluetooth.

Connect, ask for the supply voltage, start; then the monitor pushes live pressure and the result
by itself. A start is preceded by the question for the voltage, because a weak battery stops the
pump midway. Some models do not know "connect", so either answer makes it ready. Whatever may
have been started and does not answer is told to stop, and so is one that has sent its result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from devices.decoder import SERIAL, Output, Received, Subscribe, Write
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)
from devices.measurement import Provenance
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged
from devices.wire.packets import violated
from devices.wire.raycome_frame import (
    ECHOES,
    LOWEST_SUPPLY_MV,
    POWER,
    USB_VERSION,
    Command,
    data_of,
    framer,
    kind,
    supply_mv,
    told,
)

SPACING_S = 0.55
"""The monitor misses a frame that comes sooner after another."""
ANSWER_S = 2.0
FINISH_S = 180.0
TRIES = 3
EMPTY_CUFF_MMHG = 15.0


class Phase(Enum):
    """Where the conversation stands."""

    UNOPENED = auto()
    CONNECTING = auto()
    PROBING = auto()
    IDLE = auto()
    CHECKING = auto()
    STARTING = auto()
    MEASURING = auto()
    STOPPING = auto()


class RaycomeDecoder:
    """One conversation with a monitor."""

    def __init__(
        self, version: int = USB_VERSION, *, writes: str = SERIAL, notifies: str | None = None
    ) -> None:
        """Begin with nothing known; frames are understood at face value until opened."""
        self._version, self._writes, self._notifies = version, writes, notifies
        self._frames = framer()
        self._exchange = Exchange(SPACING_S)
        self._phase = Phase.UNOPENED
        self._ends: float | None = None
        self._misses = 0
        self._asked = False
        """Whether we started what is under way, or a person at the monitor."""
        self._knows_connect = self._answers_power = False

    @property
    def deadline(self) -> float | None:
        """Return when to ask, to give up an answer, or to give up the phase."""
        times = (self._exchange.deadline, self._ends)
        return min((t for t in times if t is not None), default=None)

    def opening(self, now: float) -> Iterable[Output]:
        """Connect and ask for the supply voltage, which inflates nothing."""
        self._enter(Phase.CONNECTING)
        self._ask(Command.CONNECT, now)
        subscribing = (Subscribe(self._notifies),) if self._notifies else ()
        return (*subscribing, *self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean and ask for."""
        out: list[Output] = []
        for frame in self._frames.feed(got.octets, now):
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
        """Look at the battery first, where the model tells of it; the start follows."""
        if self._phase is not Phase.IDLE:
            return (_refused("The monitor is still busy: nothing was started."),)
        if self._answers_power:
            self._enter(Phase.CHECKING)
            self._ask(Command.QUERY_POWER, now)
        else:
            self._start(now)
        return tuple(self._write_due(now))

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Stop whatever is under way."""
        if self._phase not in (Phase.CHECKING, Phase.STARTING, Phase.MEASURING):
            return ()
        text = "The measurement was stopped."
        return (
            self._stop(now, Phase.STOPPING),
            MeasurementFailed(reason=FailureReason.ABORTED, text=text),
        )

    def _understand(self, frame: bytes, now: float) -> Iterator[Output]:
        if kind(frame) in ECHOES:
            yield from self._echo(ECHOES[kind(frame)], frame, now)
        elif kind(frame) == POWER:
            yield from self._power(frame, now)
        else:
            event = told(frame)
            if event is not None:
                yield from self._news(event, now)

    def _echo(self, command: Command, frame: bytes, now: float) -> Iterator[Output]:
        succeeded = data_of(frame)[:1] == b"\x00"
        match self._phase, command:
            case Phase.CONNECTING, Command.CONNECT if succeeded:
                self._probe(now)
            case Phase.STARTING, Command.START if succeeded:
                self._enter(Phase.MEASURING, now + FINISH_S, asked=True)
            case Phase.STARTING, Command.START:
                self._enter(Phase.IDLE)
                yield _refused("The monitor refused to start.", frame)
            case Phase.STOPPING, Command.STOP:
                self._enter(Phase.IDLE)
            case _:
                pass

    def _power(self, frame: bytes, now: float) -> Iterator[Output]:
        supply = supply_mv(frame)
        match self._phase:
            case Phase.CONNECTING | Phase.PROBING:
                self._answers_power = True
                yield from self._ready()
            case Phase.CHECKING if supply is not None and supply > LOWEST_SUPPLY_MV:
                self._start(now)
            case Phase.CHECKING:
                self._enter(Phase.IDLE)
                yield _refused("The monitor's battery is too low: nothing was started.", frame)
            case _:
                pass

    def _news(self, event: DeviceEvent, now: float) -> Iterator[Output]:
        if isinstance(event, Measured) and self._phase is Phase.STARTING:
            yield replace(event, provenance=Provenance.STORED)  # it was there before the start
            return
        yield event
        match event:
            case CuffPressureChanged(pressure=pressure):
                self._see_pressure(pressure or 0.0, now)
            case Measured() | MeasurementFailed() if self._asked and self._under_way():
                yield self._stop(now, Phase.IDLE)
            case Measured() | MeasurementFailed() if self._under_way():
                self._enter(Phase.IDLE)
            case _:
                pass

    def _see_pressure(self, pressure: float, now: float) -> None:
        """Pressure says that it measures: at our word, or at its own button."""
        inflating = pressure > EMPTY_CUFF_MMHG
        if self._phase is Phase.STARTING:
            self._enter(Phase.MEASURING, now + FINISH_S, asked=True)
        elif inflating and self._phase in (Phase.IDLE, Phase.CHECKING):
            self._enter(Phase.MEASURING, now + FINISH_S)

    def _unanswered(self, now: float) -> Iterator[Output]:
        self._misses += 1
        match self._phase:
            case Phase.CONNECTING | Phase.PROBING:
                yield from self._not_found(now)
            case Phase.CHECKING if self._misses < TRIES:
                self._ask(Command.QUERY_POWER, now)
            case Phase.CHECKING:
                self._enter(Phase.IDLE)
                yield _silent("The monitor stopped answering: nothing was started.")
            case Phase.STARTING:
                yield self._stop(now, Phase.STOPPING)
                yield _silent("The monitor did not answer the start; it was told to stop.")
            case _:
                pass

    def _not_found(self, now: float) -> Iterator[Output]:
        if self._knows_connect:
            yield from self._ready()
        elif self._misses < TRIES:
            self._phase = Phase.PROBING
            self._ask(Command.QUERY_POWER, now)
        else:
            self._enter(Phase.UNOPENED)
            text = "The monitor does not answer. Check that it is on, and the connection."
            yield LinkChanged(state=LinkState.LOST, text=text)

    def _phase_over(self, now: float) -> Iterator[Output]:
        if self._phase is Phase.MEASURING and self._asked:
            yield self._stop(now, Phase.STOPPING)
            text = f"No end after {FINISH_S:.0f} s; the monitor was told to stop."
            yield MeasurementFailed(reason=FailureReason.TIMED_OUT, text=text)
        else:
            self._enter(Phase.IDLE)

    def _probe(self, now: float) -> None:
        self._enter(Phase.PROBING)
        self._knows_connect = True
        self._ask(Command.QUERY_POWER, now)

    def _ready(self) -> Iterator[Output]:
        self._enter(Phase.IDLE)
        yield LinkChanged(state=LinkState.READY)

    def _start(self, now: float) -> None:
        self._enter(Phase.STARTING, asked=True)
        self._ask(Command.START, now)

    def _stop(self, now: float, following: Phase) -> Write:
        self._enter(following, now + ANSWER_S if following is Phase.STOPPING else None)
        self._exchange.clear(now)
        return Write(self._writes, Command.STOP.octets(self._version))

    def _under_way(self) -> bool:
        return self._phase in (Phase.STARTING, Phase.MEASURING)

    def _enter(self, phase: Phase, ends: float | None = None, *, asked: bool = False) -> None:
        self._phase, self._ends, self._asked = phase, ends, asked
        self._misses = 0
        self._exchange.forget()

    def _ask(self, command: Command, at: float) -> None:
        self._exchange.ask(command.octets(self._version), at, ANSWER_S)

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(self._writes, octets)


def _refused(text: str, frame: bytes = b"") -> MeasurementFailed:
    return MeasurementFailed(reason=FailureReason.REFUSED, text=text, frame=frame)


def _silent(text: str) -> MeasurementFailed:
    return MeasurementFailed(reason=FailureReason.NO_ANSWER, text=text)
