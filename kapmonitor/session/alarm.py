"""Alarms as conditions with a life, after the terms of IEC 60601-1-8 (without its claims).

`conditions` says what is wrong now, purely from facts; `reconcile` says which transitions that
makes against the alarms that are open; both are recorded. High alarms latch until a person
acknowledges them; medium ones too, or until two normal readings; low ones clear themselves.
Acknowledging never clears and clearing never acknowledges. A stale value keeps its alarm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from kapmonitor.language import say
from kapmonitor.session.alarm_late import late_values
from kapmonitor.session.alarm_rules import (
    group_of,
    normal_since,
    on_signals,
    physiological,
    signal_of,
)
from kapmonitor.session.condition import Found
from kapmonitor.session.event import AlarmChanged, AlarmCleared, AlarmRaised, AudioResumed
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import AlarmRule, Signal
from kapmonitor.session.readings import VITAL_SIGNS
from kapmonitor.session.red_flags import standing_symptoms
from kapmonitor.session.state import Alarm, Session
from kapmonitor.session.technical import technical
from kapmonitor.session.vocabulary import AlarmKind, Priority
from kapmonitor.session.words import term, with_numbers

Transition: TypeAlias = AlarmRaised | AlarmChanged | AlarmCleared | AudioResumed


@fact
class Moved:
    """What may have moved since the alarms were last reconciled; the rest stands as it was.

    A strap sends a value each second for hours: nothing is judged anew that cannot have changed.
    """

    values: frozenset[Signal] = frozenset(VITAL_SIGNS)
    facts: bool = True
    """Whether anything was recorded beside samples of `values`."""
    time: bool = True
    """Whether what depends on time alone is looked at."""


EVERYTHING = Moved()
ONLY_TIME = Moved(values=frozenset(), facts=False)


def conditions(session: Session, at: Instant, moved: Moved = EVERYTHING) -> Mapping[str, Found]:
    """Return every alarm condition that exists at this moment, by code."""
    found: dict[str, Found] = {}
    if session.ended is None:
        seen = physiological(session) if moved.facts else _on_moved(session, moved)
        found = {one.code: _escalated(session, one, at) for one in seen}
        if moved.facts:
            found.update((one.code, one) for one in late_values(session))
    equipment = technical(session, at) if moved.time else _standing(session, AlarmKind.TECHNICAL)
    found.update((one.code, one) for one in equipment)
    return found


def reconcile(session: Session, at: Instant, moved: Moved = EVERYTHING) -> tuple[Transition, ...]:
    """Return what to record so that the open alarms say what is wrong now."""
    if session.signed_by is not None:
        return ()
    found = conditions(session, at, moved)
    changed = (
        *_ended(session, found),
        *_begun(session, found),
        *_released(session, found),
    )
    return (*changed, *_audio(session, at, changed))


def _on_moved(session: Session, moved: Moved) -> Iterator[Found]:
    if moved.values:
        yield from on_signals(session, moved.values)
    for one in _standing(session, AlarmKind.PHYSIOLOGICAL):
        if signal_of(session, one.code) not in moved.values:
            yield one


def _standing(session: Session, kind: AlarmKind) -> Iterator[Found]:
    """Yield the open alarms of a kind as the conditions that they were last found to be."""
    for alarm in session.alarms.values():
        if alarm.active and alarm.kind is kind:
            yield Found(
                code=alarm.code,
                kind=alarm.kind,
                priority=alarm.priority,
                reason=alarm.reason,
                action=alarm.action,
                confirmed=alarm.confirmed,
                evidence=alarm.evidence,
                group=alarm.code,
            )


def _escalated(session: Session, found: Found, at: Instant) -> Found:
    """Raise a medium condition that lasts, or that nobody answers; it does not sink back."""
    alarm = session.alarms.get(found.code)
    if alarm is None or not alarm.active or found.priority is Priority.HIGH:
        return found
    if alarm.priority is Priority.HIGH:
        return _still_high(found, alarm)
    if alarm.priority is not Priority.MEDIUM:
        return found
    for rule in session.alarm_rules:
        minutes = _minutes(rule.signal, alarm, at)
        if rule.bound is not None and minutes is not None and rule.bound.holds(minutes):
            return _raised_to(session, found, rule, minutes)
    return _with_symptoms(session, found)


def _with_symptoms(session: Session, found: Found) -> Found:
    """Raise a medium condition that a repeat confirmed while symptoms stand beside it."""
    for rule in session.alarm_rules:
        if rule.signal is not Signal.MEDIUM_CONFIRMED_SYMPTOMS or rule.bound is None:
            continue
        felt = standing_symptoms(session, rule.symptoms)
        if found.confirmed and rule.bound.holds(len(felt)):
            words = ", ".join(term(session, code).lower() for code in felt)
            return replace(
                found,
                priority=rule.priority,
                reason=say("{reason} With {words}.").format(reason=found.reason, words=words),
                action=with_numbers(session, rule.action),
            )
    return found


def _minutes(signal: Signal, alarm: Alarm, at: Instant) -> float | None:
    """Return how long a medium alarm has lasted, or has gone unanswered."""
    lasted = at.minutes_since(alarm.priority_since or alarm.raised)
    if signal is Signal.MEDIUM_PERSISTING_MIN:
        return lasted
    if signal is Signal.MEDIUM_UNACKNOWLEDGED_MIN and alarm.acknowledged is None:
        return lasted
    return None


def _raised_to(session: Session, found: Found, rule: AlarmRule, minutes: float) -> Found:
    if rule.signal is Signal.MEDIUM_UNACKNOWLEDGED_MIN:
        why, then = say("Not answered for {minutes:.0f} min.").format(minutes=minutes), found.action
    else:
        why, then = (
            say("For {minutes:.0f} min now.").format(minutes=minutes),
            with_numbers(session, rule.action),
        )
    return replace(found, priority=rule.priority, reason=f"{found.reason} {why}", action=then)


def _still_high(found: Found, alarm: Alarm) -> Found:
    """Keep an escalated alarm as it was told until there is newer evidence."""
    if found.evidence == alarm.evidence or found.stream:
        return replace(
            found,
            priority=Priority.HIGH,
            reason=alarm.reason,
            action=alarm.action,
            confirmed=found.confirmed or alarm.confirmed,
            evidence=alarm.evidence,
        )
    return replace(found, priority=Priority.HIGH, action=alarm.escalated_to or found.action)


def _begun(session: Session, found: Mapping[str, Found]) -> Iterator[Transition]:
    for code, one in found.items():
        alarm = session.alarms.get(code)
        if alarm is None or not alarm.active:
            yield AlarmRaised(
                code=code,
                kind=one.kind,
                priority=one.priority,
                reason=one.reason,
                action=one.action,
                confirmed=one.confirmed,
                evidence=one.evidence,
            )
        elif _differs(alarm, one):
            yield AlarmChanged(
                code=code,
                priority=one.priority,
                reason=one.reason,
                action=one.action,
                confirmed=one.confirmed,
                evidence=one.evidence,
            )


def _differs(alarm: Alarm, one: Found) -> bool:
    """Return whether an open alarm must be told anew; not for each beat of a stream."""
    if alarm.priority is not one.priority or alarm.confirmed is not one.confirmed:
        return True
    if one.stream:
        return False
    told = (alarm.reason, alarm.action, alarm.evidence)
    return told != (one.reason, one.action, one.evidence)


def _ended(session: Session, found: Mapping[str, Found]) -> Iterator[Transition]:
    for code, alarm in session.alarms.items():
        if alarm.active and code not in found:
            group = _group(session, code)
            same = (one.priority.rank for one in found.values() if one.group == group)
            graver = max(same, default=0) >= alarm.priority.rank
            yield AlarmCleared(code=code, released=graver)


def _group(session: Session, code: str) -> str:
    rule = next((rule for rule in session.preset.alarms if rule.id == code), None)
    return code if rule is None else group_of(rule)


def _released(session: Session, found: Mapping[str, Found]) -> Iterator[Transition]:
    """A medium alarm that has cleared leaves the screen after enough normal readings."""
    enough = session.preset.sound.medium_clears_after_normal
    for code, alarm in session.alarms.items():
        if alarm.active or alarm.priority is not Priority.MEDIUM or code in found:
            continue
        physiological_one = alarm.kind is AlarmKind.PHYSIOLOGICAL
        if physiological_one and normal_since(session, code, alarm.evidence) >= enough:
            yield AlarmCleared(code=code, released=True)


def _audio(session: Session, at: Instant, moved: tuple[Transition, ...]) -> Iterator[Transition]:
    """End the audio pause in time, or when a high alarm begins or an alarm becomes high."""
    until = session.audio_paused_until_s
    if until is None:
        return
    if at.elapsed_s >= until or any(_is_new_high(session, each) for each in moved):
        yield AudioResumed()


def _is_new_high(session: Session, each: Transition) -> bool:
    match each:
        case AlarmRaised(priority=Priority.HIGH):
            return True
        case AlarmChanged(code=code, priority=Priority.HIGH):
            return session.alarms[code].priority is not Priority.HIGH
        case _:
            return False
