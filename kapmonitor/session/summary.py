"""A session in a few figures: for the report, the chart, the note and the list.

Peaks and minutes come from readings that count. A value holds until the next one, at most as
long as the preset calls a value current: silence is not time in range.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from kapmonitor.session.baseline import Baseline, baseline
from kapmonitor.session.breach import VALUE_OF, breach
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import Vital, countable, newest_first
from kapmonitor.session.state import Alarm, Reading, Session
from kapmonitor.session.vocabulary import Outcome, Priority

_FROM_CUFF = (Signal.SYSTOLIC, Signal.DIASTOLIC, Signal.HEART_RATE)


@fact
class Peak:
    """The highest value since the dose."""

    value: float
    seq: int
    at: Instant
    minute: float
    """Minutes after the first dose."""


@fact
class Summary:
    """What a session came to, so far."""

    session: str
    readings: int
    """Blood-pressure readings, those that do not count among them."""
    failed: int
    alarms: Mapping[Priority, int]
    gate: str
    """clear, held or overridden, at the first dose; without one, as it stands."""
    outcome: Outcome | None
    baseline: Baseline | None
    peaks: Mapping[Signal, Peak]
    last: Reading | None
    """The newest whole reading that counts: the recovery, once it is over."""
    minutes_outside: Mapping[Signal, float]
    """Minutes after the dose beyond any of the preset's alarm limits, by vital sign."""
    observed_min: float
    """Minutes from the first dose to the end, or to now."""


def summary(session: Session, at: Instant | None = None) -> Summary:
    """Return the figures of a session, up to its end, else to `at`, else to its last entry."""
    compared = baseline(session)
    end = session.ended_at or at or session.last
    since = {signal: _since_dose(session, signal) for signal in _FROM_CUFF}
    return Summary(
        session=session.id,
        readings=len(session.readings),
        failed=len(session.failures),
        alarms=_alarms(session),
        gate=gate_word(session),
        outcome=session.ended.outcome if session.ended is not None else None,
        baseline=compared,
        peaks={signal: _peak(session, values) for signal, values in since.items() if values},
        last=_last(session),
        minutes_outside={
            signal: _minutes_outside(session, (signal, end), values, compared)
            for signal, values in since.items()
        },
        observed_min=end.minutes_since(session.doses[0].taken) if session.doses else 0.0,
    )


def gate_word(session: Session) -> str:
    """Return how the gate stood at the first dose, or stands."""
    if session.doses:
        return session.doses[0].gate
    if session.gate is not None and session.gate.state == "clear":
        return "clear"
    return "overridden" if session.gate_override is not None else "held"


def _alarms(session: Session) -> dict[Priority, int]:
    all_of_them: tuple[Alarm, ...] = (*session.alarm_history, *session.alarms.values())
    counted = Counter(alarm.priority for alarm in all_of_them)
    return {priority: counted[priority] for priority in Priority}


def _since_dose(session: Session, signal: Signal) -> list[Vital]:
    """Return the values since the first dose, the oldest first."""
    if not session.doses:
        return []
    start = session.doses[0].taken.elapsed_s
    return [one for one in newest_first(session, signal) if one.at.elapsed_s >= start][::-1]


def _peak(session: Session, values: list[Vital]) -> Peak:
    top = max(values, key=lambda one: one.value)
    minute = top.at.minutes_since(session.doses[0].taken)
    return Peak(value=top.value, seq=top.seq, at=top.at, minute=minute)


def _last(session: Session) -> Reading | None:
    whole = [each for each in countable(session) if each.complete]
    return max(whole, key=lambda each: each.when.elapsed_s, default=None)


def _minutes_outside(
    session: Session,
    about: tuple[Signal, Instant],
    values: list[Vital],
    compared: Baseline | None,
) -> float:
    signal, until = about
    rules = [rule for rule in session.alarm_rules if VALUE_OF.get(rule.signal) is signal]
    moments = [*(one.at for one in values), until]
    outside = 0.0
    for one, (begin, end) in zip(values, pairwise(moments), strict=True):
        if any(breach(rule, one.value, compared) for rule in rules):
            outside += min(end.minutes_since(begin), session.preset.stale_after_min)
    return max(0.0, outside)
