"""The baseline: rest, readings at least so far apart, averaged as the preset says.

Two readings are averaged; when they differ by as much as the preset says, a third is taken and
the last two are averaged (ESH 2021). A typed reading counts as a paired one does.
"""

from __future__ import annotations

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import BaselineRule, Signal
from kapmonitor.session.readings import countable, vital
from kapmonitor.session.state import Reading, Session


@fact
class Baseline:
    """The values that rises, falls and the discharge check compare with."""

    systolic: float
    diastolic: float
    heart_rate: float | None
    at: Instant
    """When its newest reading was taken."""
    evidence: tuple[int, ...]
    complete: bool
    """Whether rest, number and spacing were as the preset asks, or as a person said."""


@fact
class Progress:
    """How far the baseline has come."""

    readings: tuple[Reading, ...]
    """Those that count towards it, in order."""
    needed: int
    rest_until: Instant | None
    """When the rest is over; None: it was not started."""
    next_from: Instant | None
    """From when the next reading counts; None: none is needed, or the rest was not started."""

    @property
    def complete(self) -> bool:
        """Return whether nothing is missing."""
        return len(self.readings) >= self.needed


def progress(session: Session) -> Progress:
    """Return how far the baseline has come."""
    rule = session.preset.baseline
    rested = rest_until(session)
    if rested is None:
        return Progress(readings=(), needed=rule.readings, rest_until=None, next_from=None)
    start = _start(session, rested)
    picked = _picked(_candidates(session, start), rule)
    needed = rule.readings + int(_differ(picked[: rule.readings], rule))
    following = None
    if len(picked) < needed:
        following = _following(picked, rule, start)
    return Progress(readings=picked, needed=needed, rest_until=rested, next_from=following)


def _following(picked: tuple[Reading, ...], rule: BaselineRule, start: Instant) -> Instant:
    """Return from when the next reading counts: after the rest, and apart from the last."""
    apart = (each.when.later(seconds=rule.spacing_min * 60) for each in picked[-1:])
    return max((start, *apart), key=lambda each: each.elapsed_s)


def rest_until(session: Session) -> Instant | None:
    """Return when the rest in progress is over; a recheck has its own length."""
    if session.rest_started is None:
        return None
    rule = session.preset
    minutes = rule.gate.recheck_wait_min if session.rechecks else rule.baseline.rest_min
    return session.rest_started.later(seconds=minutes * 60)


def baseline(session: Session) -> Baseline | None:
    """Return the baseline in force: complete, else assessed before, else what there is."""
    done = progress(session)
    if done.complete:
        return _average(session, _averaged(done.readings, session.preset.baseline), complete=True)
    return _assessed_before(session) or _incomplete(session)


def _start(session: Session, rested: Instant) -> Instant:
    """A lapsed baseline begins anew with the readings after it lapsed; no new rest is asked."""
    lapsed = session.baseline_from
    return lapsed if lapsed is not None and lapsed.elapsed_s > rested.elapsed_s else rested


def _candidates(session: Session, start: Instant) -> tuple[Reading, ...]:
    until = min((dose.taken.elapsed_s for dose in session.doses), default=None)
    return tuple(
        reading
        for reading in countable(session)
        if reading.complete
        and _may_count(session, reading, start)
        and (until is None or reading.when.elapsed_s <= until)
    )


def _may_count(session: Session, reading: Reading, start: Instant) -> bool:
    """A reading counts from the rest on; a test reading only where a person took it in.

    One that was taken in counts without the program's rest, and for the first baseline alone: what
    is taken again is taken anew.
    """
    if not reading.trial:
        return reading.when.elapsed_s >= start.elapsed_s
    trial = session.remote.trial
    chosen = trial is not None and trial.into_baseline and trial.seq == reading.seq
    return chosen and not session.rechecks and session.baseline_from is None


def _picked(candidates: tuple[Reading, ...], rule: BaselineRule) -> tuple[Reading, ...]:
    """Return the first readings far enough apart, and one more when they differ."""
    picked: list[Reading] = []
    for reading in candidates:
        if picked and reading.when.minutes_since(picked[-1].when) < rule.spacing_min:
            continue
        picked.append(reading)
        enough = rule.readings + int(_differ(tuple(picked[: rule.readings]), rule))
        if len(picked) >= enough:
            break
    return tuple(picked)


def _differ(readings: tuple[Reading, ...], rule: BaselineRule) -> bool:
    """Return whether the first full set of readings differs so much that one more is needed."""
    if len(readings) < max(2, rule.readings):
        return False
    systolic = [reading.measurement.systolic or 0.0 for reading in readings]
    diastolic = [reading.measurement.diastolic or 0.0 for reading in readings]
    widest = max(max(systolic) - min(systolic), max(diastolic) - min(diastolic))
    return widest >= rule.third_if_differs_by


def _averaged(readings: tuple[Reading, ...], rule: BaselineRule) -> tuple[Reading, ...]:
    return readings[-2:] if len(readings) > rule.readings else readings


def _average(session: Session, readings: tuple[Reading, ...], *, complete: bool) -> Baseline:
    systolic = [reading.measurement.systolic or 0.0 for reading in readings]
    diastolic = [reading.measurement.diastolic or 0.0 for reading in readings]
    rates = [each for reading in readings if (each := reading.measurement.pulse_rate) is not None]
    return Baseline(
        systolic=sum(systolic) / len(systolic),
        diastolic=sum(diastolic) / len(diastolic),
        heart_rate=sum(rates) / len(rates) if rates else _heart_rate_before(session),
        at=readings[-1].when,
        evidence=tuple(reading.seq for reading in readings),
        complete=complete,
    )


def _heart_rate_before(session: Session) -> float | None:
    """Return the strap's rate where the cuff gave none; after the dose it is no baseline."""
    seen = None if session.doses else vital(session, Signal.HEART_RATE)
    if seen is not None:
        return seen.value
    return session.gate.pulse_rate if session.gate is not None else None


def _assessed_before(session: Session) -> Baseline | None:
    """Return the baseline that the gate last judged, while its readings still count."""
    gate, at = session.gate, session.gate_at
    if gate is None or at is None or gate.systolic is None or gate.diastolic is None:
        return None
    counting = {reading.seq: reading for reading in session.readings if reading.counts}
    if not gate.evidence or not counting.keys() >= set(gate.evidence):
        return None
    return Baseline(
        systolic=gate.systolic,
        diastolic=gate.diastolic,
        heart_rate=gate.pulse_rate,
        at=counting[gate.evidence[-1]].when,
        evidence=gate.evidence,
        complete=True,
    )


def _incomplete(session: Session) -> Baseline | None:
    """Return the mean of what was read before the dose, marked as incomplete."""
    readings = _candidates(session, session.opened.later(seconds=-session.opened.elapsed_s))
    if not session.doses or not readings:
        return None
    return _average(session, readings, complete=False)
