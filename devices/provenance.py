"""Does a blood-pressure reading describe the present moment? Live, stored, or ask a person.

A reading is not "now" because it arrived now: cuffs replay their memory on connection, oldest
first, and their clocks are claims. What speaks for now is that we asked for the measurement,
or that cuff pressure was streaming just before, or a stamp that lies in the present once the
agent's clock, as read *before* it was written on this connection, is corrected for. Where the
evidence contradicts itself, nobody guesses: the reading stays UNCONFIRMED. A moment ago is not
now if the device was not this patient's yet (`not_before`): that reading is memory.

A cuff that advertises the number of its newest record (`record_numbers`) speaks for now too,
where no stamp does: one record more than a moment ago, all records here, and this one new.

A reading that cannot be placed waits `HOLD_S` when its device has a memory, because the next
few octets often settle it: the clock is being read, or a younger reading follows in the same
burst and this one was memory. Nothing placed ever waits, and order is kept.

Each reading is dated too (`devices.dating`): of now if it was seen to happen, else by its stamp
where the device's clock is known. A reading that waited in the device for a computer that slept
may still count as live, but never as taken when it arrived. Repeats are known by
`devices.seen_readings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from devices.dating import FINE_S, STEP_S, WHOLE_MINUTE_S, Span, Tie, Ties, within
from devices.event import (
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    Measured,
    MeasurementFailed,
)
from devices.evidence import SHORTEST_MEASUREMENT_S, Evidence, Sign
from devices.measurement import SPOT_CHECK, BloodPressure, Provenance, PulseOximetry, Taken
from devices.record_numbers import RecordNumbers
from devices.seen_readings import Remembered, SeenReadings, is_credible

LIVE_PAST_S = 180.0
LIVE_FUTURE_S = 60.0
PRESSURE_PROOF_MMHG = 15.0
"""Below this a cuff may simply be lying there."""
HOLD_S = 2.0
AGE_TOLERANCE_S = 2.0


class _Age(Enum):
    """What time stamps alone say of a reading's age."""

    PRESENT = auto()
    PAST = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The device sent a reading again that was already told; it is not a second one."""

    measured: Measured


@dataclass(slots=True)
class _Held:
    measured: Measured
    reading: Remembered
    arrived: float
    wall: datetime
    unseen: bool
    """Whether its octets are like none that this device told before."""


@dataclass(slots=True)
class ProvenanceJudge:
    """Marks the readings of one connection. `now` is monotonic, `wall` the host's wall time."""

    has_memory: bool
    opened: float
    seen: SeenReadings = field(default_factory=SeenReadings)
    numbers: RecordNumbers = field(default_factory=RecordNumbers)
    ties: Ties = field(default_factory=Ties)
    not_before: datetime | None = None
    """The host's wall time from which on the device's measurements are this patient's."""
    _evidence: Evidence = field(init=False)
    _held: list[_Held] = field(init=False, default_factory=list)
    _now: float = field(init=False, default=0.0)
    """When something was heard last."""

    def __post_init__(self) -> None:
        """Begin with no evidence."""
        self._evidence, self._now = Evidence(self.opened), self.opened
        self.numbers.connecting()

    @property
    def deadline(self) -> float | None:
        """Return when `elapsed` must be called for a held reading, or None."""
        return self._held[0].arrived + HOLD_S if self._held else None

    def asked(self, now: float, wall: datetime) -> None:
        """Note that the host told the device to measure."""
        self._evidence.asked = Sign(now, wall)

    def clock_written(self, now: float, wall: datetime) -> None:
        """Note that the device's clock may from now on be the host's."""
        self._evidence.written = (now, wall)

    def feed(
        self, event: DeviceEvent, now: float, wall: datetime
    ) -> tuple[DeviceEvent | Duplicate, ...]:
        """Return what may be told now, in order; a reading bears its provenance and its time."""
        self._now = now
        match event:
            case Measured(measurement=BloodPressure() as reading):
                return tuple(self._reading(event, reading, now, wall))
            case Measured(measurement=PulseOximetry() as check) if SPOT_CHECK in check.status:
                return tuple(self._reading(event, check, now, wall))
            case Measured():
                return (_streamed(event),)
            case CuffPressureChanged(pressure=pressure):
                if pressure is not None and pressure > PRESSURE_PROOF_MMHG:
                    self._evidence.pressure = Sign(now, wall)
            case ClockReported(device_time=device_time):
                return (event, *self._clock(device_time, now, wall))
            case MeasurementFailed():
                return (*self.closing(), self._failure(event, now, wall))
            case _:
                pass
        return (event,)

    def elapsed(self, now: float) -> tuple[DeviceEvent, ...]:
        """Return the held readings whose time is up."""
        self._now = now
        due = [held for held in self._held if now >= held.arrived + HOLD_S]
        self._held = self._held[len(due) :]
        return tuple(self._release(held) for held in due)

    def closing(self) -> tuple[DeviceEvent, ...]:
        """Return whatever is still held: nothing more will come to settle it."""
        held, self._held = self._held, []
        return tuple(self._release(one) for one in held)

    def _reading(
        self, event: Measured, reading: Remembered, now: float, wall: datetime
    ) -> Iterator[DeviceEvent | Duplicate]:
        unseen = self.seen.is_new(reading)
        self.numbers.arrived(reading.frame)
        if self.seen.is_repeat(reading, now):
            yield Duplicate(event)
            return
        self._settle_by(reading)
        held = _Held(event, reading, now, wall, unseen)
        if self.has_memory:
            self._held.append(held)
            yield from self._release_placed()
        else:
            yield self._release(held)

    def _settle_by(self, younger: Remembered) -> None:
        """Mark what is held: followed by a younger one it was memory."""
        for held in self._held:
            if not self._is_placed(held) and _follows(younger, held.reading):
                held.measured = replace(held.measured, provenance=Provenance.STORED)

    def _release_placed(self) -> Iterator[Measured]:
        while self._held and self._is_placed(self._held[0]):
            yield self._release(self._held.pop(0))

    def _failure(self, event: MeasurementFailed, now: float, wall: datetime) -> MeasurementFailed:
        """Tell a failure of now from one that the device keeps in its memory."""
        if event.device_time is not None and self._evidence.ended_s(now, wall) is None:
            age = self._stamped_age(event.device_time, now, wall)
            if age is _Age.PAST:
                return replace(event, provenance=Provenance.STORED)
        self._evidence.asked = None
        return event

    def _clock(
        self, device_time: datetime | None, now: float, wall: datetime
    ) -> Iterator[DeviceEvent]:
        if self._evidence.clock is None and device_time is not None:
            self._evidence.clock = Tie(device_time - wall, wall, now)
        yield from self._release_placed()

    def _is_placed(self, held: _Held) -> bool:
        verdict = self._verdict(held)
        by_conduct = verdict is Provenance.LIVE and self._age(held) is _Age.UNKNOWN
        return verdict is not Provenance.UNCONFIRMED and not by_conduct

    def _release(self, held: _Held) -> Measured:
        verdict = self._verdict(held)
        taken = self._taken(held, verdict)
        if verdict is Provenance.LIVE:
            self._learn(held)
            self._evidence.asked = self._evidence.pressure = None
            self.numbers.spent()
        return replace(held.measured, provenance=verdict, taken=taken)

    def _taken(self, held: _Held, verdict: Provenance) -> Taken | None:
        """Return when it was taken, counted back from now; None: nobody knows but by its arrival.

        What was seen to happen is of the moment in which it arrived, unless the device itself
        counts the seconds. Where that and a stamp contradict each other nobody guesses.
        """
        reading, live = held.reading, verdict is Provenance.LIVE
        if isinstance(reading, BloodPressure) and reading.age_s is not None:
            counted = Taken(ago_s=reading.age_s, within_s=AGE_TOLERANCE_S)
            return self._from_now(held, counted, live=live)
        ended_s = self._evidence.ended_s(held.arrived, held.wall)
        if ended_s is not None and verdict is not Provenance.STORED:
            return Taken(ago_s=0.0, within_s=ended_s + FINE_S) if live else None
        found = within(self._spans(held), LIVE_PAST_S if live else None)
        return None if found is None else self._from_now(held, found, live=live)

    def _from_now(self, held: _Held, taken: Taken, *, live: bool) -> Taken:
        """Count back from now instead of from the arrival: it may have been held a little. What
        came as good as at once is of the moment in which it came."""
        if live and taken.ago_s <= FINE_S:
            return Taken(ago_s=0.0, within_s=taken.ago_s + taken.within_s)
        return replace(taken, ago_s=taken.ago_s + max(0.0, self._now - held.arrived))

    def _spans(self, held: _Held) -> list[Span | None]:
        """Return when it was by each clock that the device may have kept as it stamped it."""
        stamp, evidence = held.reading.device_time, self._evidence
        if stamp is None:
            return []
        ties, written = [], evidence.written
        if evidence.clock is not None:
            ties.append(evidence.clock)
            if written is not None and self._may_be_after_writing(stamp):
                ties.append(Tie(timedelta(0), written[1], written[0]))
        elif self.ties.learned is not None and is_credible(stamp):
            ties.append(self.ties.learned)
        return [each.ago(stamp, held.wall, held.arrived) for each in ties]

    def _learn(self, held: _Held) -> None:
        """Note what its stamp says of the device's clock, if its measurement was seen."""
        stamp, evidence = held.reading.device_time, self._evidence
        ended_s = evidence.ended_s(held.arrived, held.wall)
        if stamp is not None and is_credible(stamp) and ended_s is not None:
            self.ties.learn(stamp, held.wall, held.arrived, ended_s)

    def _verdict(self, held: _Held) -> Provenance:
        if held.measured.provenance is not Provenance.UNCONFIRMED:
            return held.measured.provenance
        if not held.measured.verified:
            return Provenance.UNCONFIRMED
        happening = self._evidence.ended_s(held.arrived, held.wall) is not None
        age = self._age(held)
        if age is _Age.PAST:
            return Provenance.UNCONFIRMED if happening else Provenance.STORED
        if age is _Age.PRESENT or happening or self._is_newest(held):
            return Provenance.LIVE
        return Provenance.UNCONFIRMED

    def _is_newest(self, held: _Held) -> bool:
        """Tell whether the device's own count says that this was made a moment ago.

        It settles what no clock settles, and contradicts none.
        """
        stamp = held.reading.device_time
        if not held.unseen or (stamp is not None and self._evidence.clock is not None):
            return False
        if stamp is not None and self._age_at(stamp, held.wall, 0.0) is not _Age.PRESENT:
            return False
        return _recent(self.numbers.newest_since(), held.arrived, LIVE_PAST_S)

    def _age(self, held: _Held) -> _Age:
        reading = held.reading
        if isinstance(reading, BloodPressure) and reading.age_s is not None:
            return self._stated_age(reading.age_s, held)
        if reading.device_time is None:
            return _Age.UNKNOWN
        return self._stamped_age(reading.device_time, held.arrived, held.wall)

    def _stated_age(self, age_s: float, held: _Held) -> _Age:
        asked = self._evidence.asked
        passed_s = None if asked is None else asked.passed_s(held.arrived, held.wall)
        limit = LIVE_PAST_S if passed_s is None else passed_s + AGE_TOLERANCE_S
        if age_s > limit:
            return _Age.PAST
        taken = held.wall - timedelta(seconds=age_s)
        return self._recent_age(taken, held.wall, AGE_TOLERANCE_S)

    def _stamped_age(self, stamp: datetime, now: float, wall: datetime) -> _Age:
        clock, written = self._evidence.clock, self._evidence.written
        fine_s = WHOLE_MINUTE_S if stamp.second == 0 else AGE_TOLERANCE_S
        if clock is None:  # a near stamp proves little while the memory is being replayed
            by_host = self._age_at(stamp, wall, fine_s)
            replaying = now - self._evidence.opened < SHORTEST_MEASUREMENT_S
            near = by_host is _Age.PRESENT and not replaying
            return (
                _Age.PRESENT if near and not self._is_long_ago(stamp, wall, now) else _Age.UNKNOWN
            )
        by_offset = self._age_by(clock, stamp, now, wall)
        if written is None or not self._may_be_after_writing(stamp):
            return by_offset
        by_host = self._age_by(Tie(timedelta(0), written[1], written[0]), stamp, now, wall)
        if by_host in (by_offset, _Age.UNKNOWN):
            return by_offset
        return by_host if self._could_measure_since_writing(now) else _Age.UNKNOWN

    def _age_by(self, tie: Tie, stamp: datetime, now: float, wall: datetime) -> _Age:
        """Return what a stamp says by what was known of the device's clock a while ago.

        A host's wall that has jumped since was set, or the host slept, which no clock that went
        back did: what only one of the two would make memory is not.
        """
        fine_s = WHOLE_MINUTE_S if stamp.second == 0 else AGE_TOLERANCE_S
        jumped_s, taken = tie.jumped_s(wall, now), stamp - tie.ahead
        slept = self._age_at(taken, wall, fine_s)
        if abs(jumped_s) <= STEP_S:
            return slept
        was_set = self._age_at(taken, wall - timedelta(seconds=jumped_s), fine_s)
        return was_set if jumped_s < 0 or was_set is slept else _Age.UNKNOWN

    def _is_long_ago(self, stamp: datetime, wall: datetime, now: float) -> bool:
        """Tell whether an earlier reading of this device shows that a near stamp is an old one."""
        learned = self.ties.learned
        span = None if learned is None else learned.ago(stamp, wall, now)
        return span is not None and span.least > LIVE_PAST_S

    def _age_at(self, taken: datetime, wall: datetime, fine_s: float) -> _Age:
        seconds = (wall - taken).total_seconds()
        if seconds < -LIVE_FUTURE_S:
            return _Age.UNKNOWN
        if seconds > LIVE_PAST_S:
            return _Age.PAST
        return self._recent_age(taken, wall, fine_s)

    def _recent_age(self, taken: datetime, wall: datetime, fine_s: float) -> _Age:
        """Tell whether a moment ago is now: whose was the device? `fine_s`: its clock's grain."""
        if self.not_before is None or self.not_before > wall:  # our own clock was set back
            return _Age.PRESENT
        early_s = (self.not_before - taken).total_seconds()
        if early_s <= AGE_TOLERANCE_S:
            return _Age.PRESENT
        return _Age.UNKNOWN if early_s <= fine_s else _Age.PAST

    def _may_be_after_writing(self, stamp: datetime) -> bool:
        written = self._evidence.written
        return written is not None and stamp >= written[1] - timedelta(seconds=LIVE_FUTURE_S)

    def _could_measure_since_writing(self, now: float) -> bool:
        written = self._evidence.written
        return written is not None and now - written[0] >= SHORTEST_MEASUREMENT_S


def _streamed(event: Measured) -> Measured:
    """Mark a sample of a stream, which carries no memory: it is of now if it was checked."""
    if event.provenance is Provenance.UNCONFIRMED and event.verified:
        return replace(event, provenance=Provenance.LIVE)
    return event


def _follows(later: Remembered, earlier: Remembered) -> bool:
    """Tell whether `later` is the younger one; without two stamps the order of sending says."""
    if later.device_time is None or earlier.device_time is None:
        return True
    return later.device_time > earlier.device_time


def _recent(at: float | None, now: float, limit_s: float) -> bool:
    return at is not None and 0 <= now - at <= limit_s
