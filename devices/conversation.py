"""One connection to one device, without I/O: decoder, provenance and link state together.

Octets, time and requests come in; events to tell and steps to carry out go out, in order. The
rules for starting a cuff by software live here, because they hold for every driver: never
while one runs or the state is unknown, never sooner than the driver's floor, and whatever was
started is aborted when the link is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from devices.dating import Ties
from devices.decoder import Output, Read, Received, Send, Subscribe, Write, WriteClock
from devices.driver import Driver
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)
from devices.evidence import PRESSURE_VALID_S
from devices.measurement import BloodPressure, Provenance
from devices.provenance import (
    PRESSURE_PROOF_MMHG,
    Duplicate,
    ProvenanceJudge,
)
from devices.record_numbers import RecordNumbers
from devices.seen_readings import SeenReadings
from devices.wire.omron_advertisement import ADVERTISED, read_omron_advertisement

LONGEST_MEASUREMENT_S = 200.0
"""Beyond this a start is given up, whatever the driver waits for."""

ASK_THE_DISPLAY = "If its display shows a reading, type it in."


class CannotStart(Exception):
    """The cuff may not or cannot be told to measure now; `text` says why, for a person."""

    def __init__(self, text: str) -> None:
        """Keep the sentence."""
        super().__init__(text)
        self.text = text


@dataclass(slots=True)
class CuffMemory:
    """What outlives one connection of one device: hand the same one to each of its cuffs."""

    seen: SeenReadings = field(default_factory=SeenReadings)
    numbers: RecordNumbers = field(default_factory=RecordNumbers)
    ties: Ties = field(default_factory=Ties)
    not_before: datetime | None = None
    """The host's wall time from which on its measurements are this patient's."""
    last_start: float | None = None
    """Monotonic time at which software last started it."""
    unfinished: bool = False
    """Whether what was started last neither ended nor was told to stop, as far as was heard."""


@dataclass(slots=True)
class _Measuring:
    since: float
    asked: bool
    last_sign: float


class Conversation:
    """One connection. `now` is monotonic time in seconds, `wall` the host's local wall time."""

    def __init__(self, driver: Driver, memory: CuffMemory, now: float) -> None:
        """Begin unconnected."""
        self._driver = driver
        self._memory = memory
        self._decoder = driver.decoder()
        self._judge = ProvenanceJudge(
            has_memory=driver.capabilities.stored_memory,
            opened=now,
            seen=memory.seen,
            numbers=memory.numbers,
            ties=memory.ties,
            not_before=memory.not_before,
        )
        self._state = LinkState.CONNECTING
        self._measuring: _Measuring | None = None
        self._told_a_result = False

    @property
    def state(self) -> LinkState:
        """Return where the connection stands."""
        return self._state

    @property
    def deadline(self) -> float | None:
        """Return when `elapsed` must be called next, or None."""
        times = (self._decoder.deadline, self._judge.deadline, self._patience_ends())
        return min((t for t in times if t is not None), default=None)

    def opening(self, now: float, wall: datetime) -> Iterator[DeviceEvent | Send]:
        """Yield the first steps; READY follows them unless the driver says it by itself."""
        yield from self._through(self._decoder.opening(now), now, wall)
        if not self._driver.confirms_ready:
            yield self._link(LinkState.READY)

    def received(self, got: Received, now: float, wall: datetime) -> Iterator[DeviceEvent | Send]:
        """Yield what octets mean and ask for."""
        if got.channel == ADVERTISED:
            self._heard_before(got.octets, now)
            return
        yield from self._through(self._decoder.feed(got, now), now, wall)

    def elapsed(self, now: float, wall: datetime) -> Iterator[DeviceEvent | Send]:
        """Yield what the passing of time brings."""
        deadline = self._decoder.deadline
        if deadline is not None and now >= deadline:
            yield from self._through(self._decoder.elapsed(now), now, wall)
        for event in self._judge.elapsed(now):
            yield from self._tell(event, now)
        yield from self._give_up(now, wall)

    def start(self, now: float, wall: datetime) -> Iterator[DeviceEvent | Send]:
        """Yield the steps that start a measurement. Raises CannotStart."""
        self._check_start(now)
        self._memory.last_start, self._memory.unfinished = now, True
        self._judge.asked(now, wall)
        self._measuring = _Measuring(since=now, asked=True, last_sign=now)
        yield self._link(LinkState.MEASURING)
        yield from self._through(self._decoder.start_measurement(now), now, wall)

    def stop(self, now: float, wall: datetime) -> Iterator[DeviceEvent | Send]:
        """Yield the steps that abort a measurement; none where the device cannot be told."""
        yield from self._through(self._decoder.stop_measurement(now), now, wall)

    def closing(self, now: float, wall: datetime) -> Iterator[DeviceEvent | Send]:
        """Yield what must be said and told before we hang up: an abort, held readings."""
        if self._measuring is not None and self._driver.capabilities.can_stop:
            yield from self.stop(now, wall)
            self._memory.unfinished = False
        yield from self._remaining(FailureReason.ABORTED, "The connection was closed.", now)

    def ended(self, fault: str | None, now: float) -> Iterator[DeviceEvent]:
        """Yield the last events of a link that the device ended or, with `fault`, that broke."""
        interrupted = self._measuring is not None and self._measuring.asked
        text = fault or "The cuff ended the connection."
        yield from self._remaining(FailureReason.LINK_LOST, text, now)
        if not self._told_a_result and self._driver.capabilities.blood_pressure:
            text = f"{text} {ASK_THE_DISPLAY}"
        lost = fault is not None or interrupted
        yield self._link(LinkState.LOST if lost else LinkState.ABSENT, text)

    def _through(
        self, outputs: Iterable[Output], now: float, wall: datetime
    ) -> Iterator[DeviceEvent | Send]:
        for output in outputs:
            match output:
                case Subscribe() | Read() | Write():
                    yield output
                case WriteClock(channel=channel, encode=encode, optional=optional):
                    self._judge.clock_written(now, wall)
                    yield Write(channel, encode(wall), optional=optional)
                case _:
                    yield from self._judged(output, now, wall)

    def _heard_before(self, octets: bytes, now: float) -> None:
        if (told := read_omron_advertisement(octets)) is not None:
            self._memory.numbers.advertised(told.records, now)

    def _judged(self, event: DeviceEvent, now: float, wall: datetime) -> Iterator[DeviceEvent]:
        for told in self._judge.feed(event, now, wall):
            if not isinstance(told, Duplicate):
                yield from self._tell(told, now)

    def _tell(self, event: DeviceEvent, now: float) -> Iterator[DeviceEvent]:
        """Yield the event with the change of link state that it implies."""
        match event:
            case LinkChanged(state=state):
                self._state = state
                yield event
            case CuffPressureChanged(pressure=pressure):
                yield from self._pressure_seen(pressure, now)
                yield event
            case Measured(measurement=BloodPressure()) | MeasurementFailed():
                yield event
                yield from self._result(event.provenance)
            case _:
                yield event

    def _pressure_seen(self, pressure: float | None, now: float) -> Iterator[DeviceEvent]:
        if pressure is None or pressure <= PRESSURE_PROOF_MMHG:
            return
        if self._measuring is not None:
            self._measuring.last_sign = now
        elif self._state is LinkState.READY:
            self._measuring = _Measuring(since=now, asked=False, last_sign=now)
            yield self._link(LinkState.MEASURING)

    def _result(self, provenance: Provenance) -> Iterator[DeviceEvent]:
        if provenance is Provenance.STORED:  # what is on the display may still be unheard
            return
        self._told_a_result, self._memory.unfinished = True, False
        self._measuring = None
        if self._state is LinkState.MEASURING:
            yield self._link(LinkState.READY)

    def _patience_ends(self) -> float | None:
        if self._measuring is None:
            return None
        if self._measuring.asked:
            return self._measuring.since + LONGEST_MEASUREMENT_S
        return self._measuring.last_sign + PRESSURE_VALID_S

    def _give_up(self, now: float, wall: datetime) -> Iterator[DeviceEvent | Send]:
        ends = self._patience_ends()
        if self._measuring is None or ends is None or now < ends:
            return
        if self._measuring.asked:
            yield from self.stop(now, wall)
            text = "The cuff was asked to measure and brought no result in time."
            failed = MeasurementFailed(reason=FailureReason.TIMED_OUT, text=text)
            yield from self._judged(failed, now, wall)
        else:
            self._measuring = None
            yield self._link(LinkState.READY)

    def _remaining(self, reason: FailureReason, text: str, now: float) -> Iterator[DeviceEvent]:
        for event in self._judge.closing():
            yield from self._tell(event, now)
        if self._measuring is not None and self._measuring.asked:
            self._measuring = None
            yield MeasurementFailed(reason=reason, text=f"{text} The measurement has no result.")

    def _check_start(self, now: float) -> None:
        if not self._driver.capabilities.can_start:
            raise CannotStart("This cuff starts only by its own button.")
        match self._state:
            case LinkState.READY:
                pass
            case LinkState.MEASURING:
                raise CannotStart("A measurement is already running.")
            case LinkState.CONNECTING | LinkState.PAIRING | LinkState.ABSENT | LinkState.LOST:
                raise CannotStart("The cuff is not ready: nothing was started.")
            case _ as unknown:
                assert_never(unknown)
        self._check_interval(now)
        self._check_unfinished(now)

    def _check_interval(self, now: float) -> None:
        floor = self._driver.minimum_start_interval_s
        last = self._memory.last_start
        if last is not None and now - last < floor:
            raise CannotStart(
                f"The last start was {now - last:.0f} s ago and {floor:.0f} s must pass between "
                f"two. Try again in {floor - (now - last):.0f} s."
            )

    def _check_unfinished(self, now: float) -> None:
        """A driver that confirms READY has asked the device; of any other we know nothing."""
        last = self._memory.last_start
        if self._driver.confirms_ready or not self._memory.unfinished or last is None:
            return
        left = LONGEST_MEASUREMENT_S - (now - last)
        if left > 0:
            raise CannotStart(
                "The connection was lost during a measurement, and this cuff does not tell whether "
                f"it still measures: nothing was started. Look at it, or try again in {left:.0f} s."
            )

    def _link(self, state: LinkState, text: str = "") -> LinkChanged:
        self._state = state
        return LinkChanged(state=state, text=text)
