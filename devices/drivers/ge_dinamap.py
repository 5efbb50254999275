"""GE DINAMAP host communications, "Compact" revision 01: Compact, PRO, ProCare, CARESCAPE V100.

A serial line at 9600 8N1; `devices.wire.dinamap_line` knows the lines. A reply begins like its
command; one that does not is a refusal. A reading whose line bears a wrong checksum or none is
told, but as unverified: it never counts as live by itself.

The stale-result trap: right after a start the monitor may still report the previous result as
done. A result counts only if the monitor was seen busy, or its age fell, since the start, and
its age is no more than the time since. What the monitor holds when we connect is old and is not
told. Starts go out in normal mode only, after the monitor has said that it is idle and adult.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from devices.decoder import SERIAL, Output, Received, Write
from devices.driver import (
    Capabilities,
    Driver,
    Model,
    SerialSettings,
    TransportKind,
    UsbMatch,
)
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.wire.dinamap_line import (
    ADULT,
    BUSY,
    CANCEL,
    GET_RATE,
    GET_STATUS,
    START,
    UNKNOWN,
    Status,
    at_face_value,
    outcome,
    read_rate,
    read_status,
    refusal,
)
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged, LineFramer
from devices.wire.plausibility import RATE_PER_MIN, within

POLL_S = 1.0
IDLE_POLL_S = 5.0
PROBE_S = 1.0
ANSWER_S = 3.0
FINISH_S = 180.0
LINE_GAP_S = 1.0
AGE_TOLERANCE_S = 2.0
TRIES = 3
LONGEST_LINE = 64

_SILENT = "The monitor does not answer. Check that it is on, and the cable."


class _Phase(Enum):
    UNOPENED = auto()
    PROBING = auto()
    IDLE = auto()
    CHECKING = auto()
    STARTING = auto()
    MEASURING = auto()
    ABORTING = auto()


@dataclass(slots=True)
class _Determination:
    """One determination under way, and what the monitor said before it."""

    since: float
    before: Status
    seen_busy: bool = False
    without_result: int = 0

    def is_new(self, status: Status) -> bool:
        """Tell whether the monitor speaks of this determination and not of an earlier one."""
        if status.failed and not self.before.failed:
            return True
        return self.seen_busy or status.age_s < self.before.age_s

    def is_recent(self, status: Status, now: float) -> bool:
        """Tell whether the result can have been obtained since this began."""
        return status.age_s <= now - self.since + AGE_TOLERANCE_S


class DinamapDecoder:
    """One conversation with a monitor."""

    def __init__(self) -> None:
        """Begin with nothing known; lines are understood at face value until opened."""
        self._lines = LineFramer(LONGEST_LINE)
        self._exchange = Exchange(spacing_s=0.0)
        self._phase = _Phase.UNOPENED
        self._determination: _Determination | None = None
        self._reading: BloodPressure | None = None
        self._verified = False
        self._saw_it_end = False
        self._misses = 0
        self._last_octet = 0.0

    @property
    def deadline(self) -> float | None:
        """Return when to poll, or when to give up a reply."""
        return self._exchange.deadline

    def opening(self, now: float) -> Iterable[Output]:
        """Ask for the status, which inflates nothing, until the monitor answers."""
        self._phase = _Phase.PROBING
        self._exchange.ask(GET_STATUS, now, PROBE_S)
        return tuple(self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the lines mean and ask for."""
        out: list[Output] = []
        if self._lines.partial and now - self._last_octet > LINE_GAP_S:
            out += map(_violated, self._lines.give_up())
        self._last_octet = now
        for line in self._lines.feed(got.octets):
            out += self._line(line, now)
        return (*out, *self._write_due(now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Poll, or stop waiting for an answer."""
        out: list[Output] = []
        if self._exchange.overdue(now):
            out += self._missed(now)
        return (*out, *self._write_due(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Ask for the status first; the start follows when the monitor is idle and adult."""
        if self._phase is not _Phase.IDLE:
            return (_refused("The monitor is still busy: nothing was started."),)
        self._phase, self._misses = _Phase.CHECKING, 0
        if not self._exchange.outstanding:  # else the answer to the idle poll will do
            self._exchange.ask(GET_STATUS, now, PROBE_S)
        return tuple(self._write_due(now))

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Cancel at once, whatever is outstanding. A finished reading is told, not dropped."""
        if self._reading is not None:
            return tuple(self._tell(self._reading, now))
        if self._phase not in (_Phase.CHECKING, _Phase.STARTING, _Phase.MEASURING):
            return ()
        return self._cancel(now, FailureReason.ABORTED, "The measurement was stopped.")

    def _line(self, line: bytes | Damaged, now: float) -> Iterable[Output]:
        if isinstance(line, Damaged):
            return (_violated(line),)
        if self._phase is _Phase.UNOPENED:
            return at_face_value(line)
        status = read_status(line)
        if status is not None:
            return self._status(status, now)
        asked = self._exchange.outstanding
        self._exchange.answered()
        match self._phase:
            case _Phase.STARTING:
                return self._accepted(line, now)
            case _ if self._reading is not None:
                return self._rated(self._reading, line, now)
            case _ if line[1:3] in (b"NC", b"ND"):
                return self._acknowledged(line, now)
            case _ if asked:
                return (refusal(line), *self._missed(now))
            case _:
                return (refusal(line),)

    def _status(self, status: Status, now: float) -> Iterable[Output]:
        """Take a status; one that answers an earlier question than the last is passed over."""
        if self._phase in (_Phase.STARTING, _Phase.ABORTING) or self._reading is not None:
            return ()
        self._exchange.answered()
        self._misses = 0
        if self._phase is _Phase.CHECKING:
            return self._start_if_idle(status, now)
        if self._determination is not None:
            return self._progress(status, self._determination, now)
        return self._idle(status, now)

    def _idle(self, status: Status, now: float) -> Iterator[Output]:
        if self._phase is _Phase.PROBING:
            yield LinkChanged(state=LinkState.READY)
        self._settle(now)
        if status.status == BUSY:  # somebody pressed the monitor's own button
            yield LinkChanged(state=LinkState.MEASURING)
            self._watch(_Determination(now - IDLE_POLL_S, status, seen_busy=True), now)

    def _start_if_idle(self, status: Status, now: float) -> Iterable[Output]:
        if status.status == BUSY:
            text = "The monitor is already measuring: nothing was started."
        elif status.status == UNKNOWN and not self._saw_it_end:
            text = "The monitor does not know its own state: nothing was started."
        elif status.patient != ADULT:
            text = "The monitor is not in adult mode: set it on the monitor. Nothing was started."
        else:
            self._determination = _Determination(now, status)
            self._phase = _Phase.STARTING
            self._exchange.ask(START, now, ANSWER_S)
            return ()
        self._settle(now)
        return (_refused(text, status.frame),)

    def _accepted(self, line: bytes, now: float) -> Iterable[Output]:
        if line[1:3] == b"NC" and self._determination is not None:
            self._watch(self._determination, now)
            return ()
        self._settle(now)
        return (_refused("The monitor refused to start.", line + b"\r"),)

    def _acknowledged(self, line: bytes, now: float) -> Iterable[Output]:
        """Take the answer to a cancel; an acknowledgement that nobody waits for is late."""
        if self._phase is _Phase.ABORTING and line[1:3] == b"ND":
            self._settle(now)
        return ()

    def _progress(self, status: Status, under_way: _Determination, now: float) -> Iterable[Output]:
        if now - under_way.since >= FINISH_S:
            text = f"No result after {FINISH_S:.0f} s; the monitor was told to cancel."
            return self._cancel(now, FailureReason.TIMED_OUT, text)
        if status.status == BUSY:
            under_way.seen_busy = True
        elif under_way.is_new(status):
            return self._finished(status, under_way, now)
        self._watch(under_way, now)
        return ()

    def _finished(self, status: Status, under_way: _Determination, now: float) -> Iterable[Output]:
        found = outcome(status)
        if isinstance(found, Measured) and not under_way.is_recent(status, now):
            found = None
        match found:
            case Measured(measurement=BloodPressure() as reading, verified=verified):
                self._reading, self._verified = reading, verified
                self._exchange.ask(GET_RATE, now, ANSWER_S)
                return ()
            case None:
                return self._without_result(status, under_way, now)
            case _:
                self._settle(now)
                return _conclusive(found)

    def _without_result(
        self, status: Status, under_way: _Determination, now: float
    ) -> Iterable[Output]:
        """Wait a little for the result to appear; then somebody stopped it at the monitor."""
        under_way.without_result += 1
        if under_way.without_result < TRIES:
            self._watch(under_way, now)
            return ()
        self._settle(now)
        text = "The measurement was stopped at the monitor."
        return (MeasurementFailed(reason=FailureReason.ABORTED, text=text, frame=status.frame),)

    def _rated(self, reading: BloodPressure, line: bytes, now: float) -> Iterator[Output]:
        """Tell the reading, with the pulse rate if the monitor has it from the cuff."""
        rate = read_rate(line)
        if rate is None:
            yield refusal(line)
        elif rate.rate is not None and not within(rate.rate, RATE_PER_MIN):
            yield ProtocolViolated(reason="the pulse rate is no person's", frame=rate.frame)
        elif rate.from_cuff:
            reading = replace(reading, pulse_rate=rate.rate, frame=reading.frame + rate.frame)
            self._verified = self._verified and rate.verified
        yield from self._tell(reading, now)

    def _tell(self, reading: BloodPressure, now: float) -> Iterator[Output]:
        yield Measured(measurement=reading, verified=self._verified)
        self._settle(now)

    def _missed(self, now: float) -> Iterable[Output]:
        if self._reading is not None:
            return self._tell(self._reading, now)
        self._misses += 1
        match self._phase:
            case _Phase.STARTING:
                return self._cancel(now, FailureReason.NO_ANSWER, _SILENT)
            case _Phase.ABORTING:
                self._settle(now)
                return ()
            case _ if self._misses >= TRIES:
                return self._silent(now)
            case _:
                self._exchange.ask(GET_STATUS, now + POLL_S, PROBE_S)
                return ()

    def _silent(self, now: float) -> Iterable[Output]:
        if self._phase is _Phase.MEASURING:
            return self._cancel(now, FailureReason.NO_ANSWER, _SILENT)
        checking = self._phase is _Phase.CHECKING
        self._phase = _Phase.UNOPENED
        self._exchange.clear(now)
        lost = LinkChanged(state=LinkState.LOST, text=_SILENT)
        if checking:
            return (MeasurementFailed(reason=FailureReason.NO_ANSWER, text=_SILENT), lost)
        return (lost,)

    def _cancel(self, now: float, reason: FailureReason, text: str) -> Iterable[Output]:
        self._phase, self._determination = _Phase.ABORTING, None
        self._exchange.ask(CANCEL, now, ANSWER_S)
        return (*self._write_due(now), MeasurementFailed(reason=reason, text=text))

    def _watch(self, determination: _Determination, now: float) -> None:
        self._phase, self._determination = _Phase.MEASURING, determination
        self._exchange.ask(GET_STATUS, now + POLL_S, PROBE_S)

    def _settle(self, now: float) -> None:
        """Return to idle polling."""
        self._saw_it_end |= self._phase is _Phase.MEASURING
        self._phase, self._determination, self._reading = _Phase.IDLE, None, None
        self._misses = 0
        self._exchange.ask(GET_STATUS, now + IDLE_POLL_S, PROBE_S)

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(SERIAL, octets)


def _conclusive(found: DeviceEvent) -> Iterable[DeviceEvent]:
    """Return the outcome; numbers that cannot be used are told, and end the determination."""
    if not isinstance(found, ProtocolViolated):
        return (found,)
    text = "The monitor sent numbers that cannot be used."
    failed = MeasurementFailed(reason=FailureReason.DEVICE_FAULT, text=text, frame=found.frame)
    return (found, failed)


def _violated(damaged: Damaged) -> ProtocolViolated:
    return ProtocolViolated(reason=damaged.reason, frame=damaged.octets)


def _refused(text: str, frame: bytes = b"") -> MeasurementFailed:
    return MeasurementFailed(reason=FailureReason.REFUSED, text=text, frame=frame)


DRIVER = Driver(
    slug="ge_dinamap",
    title="GE DINAMAP monitor (PRO, ProCare, CARESCAPE V100)",
    transport=TransportKind.SERIAL,
    capabilities=Capabilities(blood_pressure=True, can_start=True, can_stop=True),
    decoder=DinamapDecoder,
    cables=(UsbMatch(vendor_id=0x0403, product_id=0x6001),),  # a public gateway drives one so
    serial=SerialSettings(baud_rate=9600),
    channels=(SERIAL,),
    unasked=(GET_STATUS, GET_RATE, CANCEL),
    confirms_ready=True,
    models=(
        Model(
            name="GE DINAMAP Compact, PRO, ProCare, CARESCAPE V100",
            quirks="The host port must be set to the Compact protocol, revision 01.",
        ),
    ),
    evidence=(
        "Three public implementations, one quoting the manual. The checksum was recovered from "
        "published commands; whether replies bear it is unknown, so a reading without one is "
        "asked about."
    ),
)
