"""SunTech Medical OEM blood-pressure modules (Advantage, LX, A+) on a serial line, 9600 8N1.

`devices.wire.suntech_frame` knows the frames. Replies carry no opcode: what one means is known
only from its length, so a single request is outstanding at any time. The letter K, "the
measurement is finished", comes unasked between the replies.

Neonatal starts do not exist here. A start is preceded by a look at the cuff's pressure; whatever
may have been started and does not answer is aborted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from devices.decoder import SERIAL, Output, Received, Write
from devices.driver import Capabilities, Driver, Model, SerialSettings, TransportKind
from devices.event import (
    CuffPressureChanged,
    FailureReason,
    LinkChanged,
    LinkState,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged
from devices.wire.suntech_frame import (
    ABORT,
    ABORTED_BY_HOST,
    DATA,
    GET_DATA,
    GET_PRESSURE,
    LETTER,
    NO_PRESSURE,
    START,
    VALUE,
    failed,
    framer,
    outcome,
)

SPACING_S = 0.1
POLL_S = 0.25
ANSWER_S = 1.0
ACCEPT_S = 3.0
"""Longest wait for a start to be accepted: the order of a second is all that is published."""
FINISH_S = 140.0
"""Longest wait for the end of a measurement."""
DEFLATE_S = 5.0
"""How long a start waits for the cuff to be empty."""
FRAME_GAP_S = 0.5
EMPTY_CUFF_MMHG = 15
TRIES = 3


class _Phase(Enum):
    UNOPENED = auto()
    PROBING = auto()
    IDLE = auto()
    CHECKING = auto()
    STARTING = auto()
    MEASURING = auto()
    FETCHING = auto()
    ABORTING = auto()


class SunTechDecoder:
    """One conversation with a module."""

    def __init__(self) -> None:
        """Begin with nothing known; octets are understood at face value until opened."""
        self._frames = framer()
        self._exchange = Exchange(SPACING_S)
        self._phase = _Phase.UNOPENED
        self._ends: float | None = None
        self._misses = 0
        self._finished = False
        self._last_octet = 0.0

    @property
    def deadline(self) -> float | None:
        """Return when to ask, to give up a reply, or to give up the phase."""
        times = (self._exchange.deadline, self._ends)
        return min((t for t in times if t is not None), default=None)

    def opening(self, now: float) -> Iterable[Output]:
        """Ask for the cuff's pressure, which inflates nothing, until the module answers."""
        self._enter(_Phase.PROBING)
        self._exchange.ask(GET_PRESSURE, now, ANSWER_S)
        return tuple(self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean and ask for."""
        out: list[Output] = []
        if self._frames.partial and now - self._last_octet > FRAME_GAP_S:
            out += self._understand(self._frames.give_up(), now)
        self._last_octet = now
        out += self._understand(self._frames.feed(got.octets), now)
        return (*out, *self._write_due(now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Ask the next question, or stop waiting for an answer."""
        out: list[Output] = []
        if self._exchange.overdue(now):
            out += self._understand(self._frames.give_up(), now)
            out += self._unanswered(now)
        if self._ends is not None and now >= self._ends:
            out += self._phase_over(now)
        return (*out, *self._write_due(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Look at the cuff's pressure first; the start follows when it is empty."""
        if self._phase is not _Phase.IDLE:
            return (_refused("The module is still busy: nothing was started."),)
        self._enter(_Phase.CHECKING, ends=now + DEFLATE_S)
        self._exchange.ask(GET_PRESSURE, now, ANSWER_S)
        return tuple(self._write_due(now))

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Abort at once, whatever is outstanding."""
        if self._phase in (_Phase.UNOPENED, _Phase.PROBING, _Phase.IDLE, _Phase.ABORTING):
            return ()
        return (
            self._abort(now),
            MeasurementFailed(reason=FailureReason.ABORTED, text="The measurement was stopped."),
        )

    def _understand(self, found: Iterable[bytes | Damaged], now: float) -> Iterator[Output]:
        for frame in found:
            if isinstance(frame, Damaged):
                yield ProtocolViolated(reason=frame.reason, frame=frame.octets)
            elif frame[1] == LETTER:
                yield from self._letter(chr(frame[2]), frame, now)
            elif frame[1] == VALUE:
                yield from self._value(int.from_bytes(frame[2:4], "little"), frame, now)
            elif frame[1] == DATA:
                yield from self._data(frame)

    def _letter(self, letter: str, frame: bytes, now: float) -> Iterator[Output]:
        match self._phase, letter:
            case _Phase.STARTING, "O":
                self._enter(_Phase.MEASURING, ends=now + FINISH_S)
                self._exchange.ask(GET_PRESSURE, now + POLL_S, ANSWER_S)
            case _Phase.STARTING, "B":
                yield from self._busy(frame, now)
            case _Phase.STARTING, "E" | "N" | "D" | "S" | "T":
                self._enter(_Phase.IDLE)
                yield _refused("The module refused to start.", frame)
            case _Phase.MEASURING, "K":
                self._finish(now)
            case _Phase.MEASURING | _Phase.FETCHING, "A":
                self._enter(_Phase.ABORTING, ends=now + ANSWER_S)
                yield failed(ABORTED_BY_HOST, frame)
            case _Phase.ABORTING, "K":
                self._enter(_Phase.IDLE)
            case _:
                pass

    def _value(self, value: int, frame: bytes, now: float) -> Iterator[Output]:
        if value != NO_PRESSURE:
            yield CuffPressureChanged(pressure=float(value), frame=frame)
        self._exchange.answered()
        self._misses = 0
        match self._phase:
            case _Phase.PROBING:
                self._enter(_Phase.IDLE)
                yield LinkChanged(state=LinkState.READY)
            case _Phase.CHECKING:
                self._start_if_empty(value, now)
            case _Phase.MEASURING:
                self._poll(now)
            case _:
                pass

    def _start_if_empty(self, pressure: int, now: float) -> None:
        if pressure > EMPTY_CUFF_MMHG:  # an unknown pressure is 0xFFFF
            self._exchange.ask(GET_PRESSURE, now + POLL_S, ANSWER_S)
        else:
            self._enter(_Phase.STARTING)
            self._exchange.ask(START, now, ACCEPT_S)

    def _busy(self, frame: bytes, now: float) -> Iterator[Output]:
        self._misses += 1
        if self._misses > 1:
            self._enter(_Phase.IDLE)
            yield _refused("The module is busy: nothing was started.", frame)
        else:
            self._exchange.ask(START, now + 1.0, ACCEPT_S)

    def _poll(self, now: float) -> None:
        if self._finished:
            self._fetch(now)
        else:
            self._exchange.ask(GET_PRESSURE, now + POLL_S, ANSWER_S)

    def _finish(self, now: float) -> None:
        """Fetch the result, but let an outstanding reply come first: it bears no name."""
        self._finished = True
        if not self._exchange.outstanding:
            self._fetch(now)

    def _fetch(self, now: float) -> None:
        self._enter(_Phase.FETCHING)
        self._exchange.ask(GET_DATA, now, ANSWER_S)

    def _data(self, frame: bytes) -> Iterator[Output]:
        found = outcome(frame)
        yield found
        if self._phase is _Phase.FETCHING:
            self._enter(_Phase.IDLE)
            if isinstance(found, ProtocolViolated):
                yield MeasurementFailed(
                    reason=FailureReason.DEVICE_FAULT,
                    text="The module sent numbers that cannot be used.",
                    frame=frame,
                )

    def _unanswered(self, now: float) -> Iterator[Output]:
        self._misses += 1
        if self._phase is _Phase.MEASURING and self._finished:
            self._fetch(now)
        elif self._phase is _Phase.STARTING or self._misses >= TRIES:
            yield from self._silent(now)
        else:
            question = GET_DATA if self._phase is _Phase.FETCHING else GET_PRESSURE
            self._exchange.ask(question, now, ANSWER_S)

    def _silent(self, now: float) -> Iterator[Output]:
        """Give up a module that does not answer; what it may be doing is aborted."""
        if self._phase is _Phase.PROBING:
            self._enter(_Phase.UNOPENED)
            yield LinkChanged(
                state=LinkState.LOST,
                text="The cuff module does not answer. Check its power and the cable.",
            )
            return
        fetching = self._phase is _Phase.FETCHING
        what = "sent no whole result" if fetching else "stopped answering"
        yield self._abort(now)
        yield MeasurementFailed(
            reason=FailureReason.NO_ANSWER,
            text=f"The cuff module {what}; it was told to abort. Check the cable.",
        )

    def _phase_over(self, now: float) -> Iterator[Output]:
        match self._phase:
            case _Phase.CHECKING:
                self._enter(_Phase.IDLE)
                yield _refused("There is still pressure in the cuff: nothing was started.")
            case _Phase.MEASURING:
                yield self._abort(now)
                yield MeasurementFailed(
                    reason=FailureReason.TIMED_OUT,
                    text=f"No end after {FINISH_S:.0f} s; the module was told to abort.",
                )
            case _:
                self._enter(_Phase.IDLE)

    def _abort(self, now: float) -> Write:
        self._enter(_Phase.ABORTING, ends=now + 2 * ANSWER_S)
        self._exchange.clear(now)
        return Write(SERIAL, ABORT)

    def _enter(self, phase: _Phase, ends: float | None = None) -> None:
        self._phase, self._ends = phase, ends
        self._misses = 0
        self._finished = False
        self._exchange.answered()

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(SERIAL, octets)


def _refused(text: str, frame: bytes = b"") -> MeasurementFailed:
    return MeasurementFailed(reason=FailureReason.REFUSED, text=text, frame=frame)


DRIVER = Driver(
    slug="suntech_oem",
    title="SunTech OEM blood-pressure module",
    transport=TransportKind.SERIAL,
    capabilities=Capabilities(
        blood_pressure=True, can_start=True, can_stop=True, live_pressure=True
    ),
    decoder=SunTechDecoder,
    serial=SerialSettings(baud_rate=9600),
    channels=(SERIAL,),
    unasked=(GET_PRESSURE, GET_DATA, ABORT),
    confirms_ready=True,
    models=(Model(name="SunTech Advantage, LX and A+ modules, and monitors built on them"),),
    evidence="Public implementations and the maker's examples that they quote agree.",
)
