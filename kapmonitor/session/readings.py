"""What the readings of a session say, with age and source: only those that count.

Order is by when a reading was taken, as far as is known, not by when it arrived: a value typed
ten minutes late is ten minutes old. A value without an age does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from devices.measurement import Provenance
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Reading, Sample, Session
from kapmonitor.session.vocabulary import ReadingSource, Role

STREAM_GAP_S = 10.0
"""Samples closer than this are one stream; what a lone one says waits for its neighbour."""

VITAL_SIGNS = (Signal.SYSTOLIC, Signal.DIASTOLIC, Signal.HEART_RATE, Signal.SPO2)


@fact
class Vital:
    """One value with its age and where it came from."""

    value: float
    at: Instant
    seq: int
    role: Role
    provenance: Provenance
    source: ReadingSource | None = None
    stream: bool = False
    """Whether it is one of many samples a minute, not a reading by itself."""


def countable(session: Session, *cuffs: Role) -> tuple[Reading, ...]:
    """Return the readings that count, in the order in which they were taken.

    Those of the session's own cuff, unless others are named: what is averaged, compared with the
    baseline or scheduled stays on one arm.
    """
    wanted = cuffs or (Role.CUFF,)
    kept = [reading for reading in session.readings if reading.counts and reading.role in wanted]
    return tuple(sorted(kept, key=lambda reading: reading.when.elapsed_s))


def value_of(reading: Reading, signal: Signal) -> float | None:
    """Return what a reading says about a vital sign; None where it says nothing."""
    match signal:
        case Signal.SYSTOLIC:
            return reading.measurement.systolic
        case Signal.DIASTOLIC:
            return reading.measurement.diastolic
        case Signal.HEART_RATE:
            return reading.measurement.pulse_rate
        case _:
            return None


def vital(session: Session, signal: Signal) -> Vital | None:
    """Return the newest value of a vital sign, whatever its age."""
    found = [*islice(newest_first(session, signal), 1)]
    sampled = [
        one
        for sample in session.sample_latest.values()
        if (one := _of_sample(sample, signal)) is not None
    ]
    return max((*found, *sampled), key=lambda one: one.at.elapsed_s, default=None)


def heart_rate(session: Session, at: Instant) -> Vital | None:
    """Return the heart rate to show: that of the chosen source while it is current."""
    chosen, newest = session.heart_rate_source, vital(session, Signal.HEART_RATE)
    if chosen is None or newest is None or newest.role is chosen:
        return newest
    own = [one for one in newest_first(session, Signal.HEART_RATE) if one.role is chosen][:1]
    sample = session.sample_latest.get(chosen)
    felt = _of_sample(sample, Signal.HEART_RATE) if sample is not None else None
    found = max((*own, *([felt] if felt else [])), key=lambda one: one.at.elapsed_s, default=None)
    current = found is not None and _is_current(session, found, at)
    return found if current else newest


def second_cuff(session: Session, signal: Signal) -> Vital | None:
    """Return the newest value of the second cuff, while it is one of the session's devices.

    Once it is released, what it said last stands until the first cuff has measured again.
    """
    newest = next(newest_first(session, signal, Role.SECOND_CUFF), None)
    if newest is None or Role.SECOND_CUFF in session.devices:
        return newest
    own = next(newest_first(session, signal), None)
    superseded = own is not None and own.at.elapsed_s > newest.at.elapsed_s
    return None if superseded else newest


def newest_first(session: Session, signal: Signal, *cuffs: Role) -> Iterator[Vital]:
    """Yield the values of a vital sign that readings gave, the newest first (see `countable`)."""
    for reading in reversed(countable(session, *cuffs)):
        value = value_of(reading, signal)
        if value is not None:
            yield Vital(
                value=value,
                at=reading.when,
                seq=reading.seq,
                role=reading.role,
                provenance=reading.provenance,
                source=reading.source,
            )


def stream(session: Session, newest: Vital, signal: Signal) -> tuple[Vital, ...]:
    """Return the samples of the last seconds from the source of `newest`, newest first."""
    found: list[Vital] = []
    since = newest.at.elapsed_s - STREAM_GAP_S
    for sample in reversed(session.samples):
        if sample.at.elapsed_s < since:
            break
        if sample.role is newest.role and sample.counts:
            one = _of_sample(sample, signal)
            found.extend([one] if one is not None else [])
    return tuple(found)


def is_stale(session: Session, seen: Vital, at: Instant) -> bool:
    """Return whether a value is too old to be called current."""
    return at.minutes_since(seen.at) > session.preset.stale_after_min


def _is_current(session: Session, seen: Vital, at: Instant) -> bool:
    if seen.stream:
        return at.elapsed_s - seen.at.elapsed_s <= STREAM_GAP_S
    return not is_stale(session, seen, at)


def _of_sample(sample: Sample, signal: Signal) -> Vital | None:
    value = sample.heart_rate if signal is Signal.HEART_RATE else None
    if signal is Signal.SPO2:
        value = sample.spo2
    if value is None:
        return None
    return Vital(
        value=value,
        at=sample.at,
        seq=sample.seq,
        role=sample.role,
        provenance=sample.provenance,
        stream=sample.provenance is not Provenance.MANUAL,
    )
