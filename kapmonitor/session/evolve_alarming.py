"""How alarms, the answers to them and the computer's state change a session."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.session.event import (
    AlarmAcknowledged,
    AlarmActionRecorded,
    AlarmChanged,
    AlarmCleared,
    AlarmRaised,
    AudioPaused,
    AudioResumed,
    ClockDiscontinuityDetected,
    Entry,
    HostConditionChanged,
    LimitMadePersonal,
    LimitRestored,
    SoundSet,
    SoundTested,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.limits import in_force
from kapmonitor.session.state import Alarm, AlarmMoment, PersonalLimit, Session
from kapmonitor.session.vocabulary import AlarmStep

Alarming = (
    AlarmRaised
    | AlarmChanged
    | AlarmCleared
    | AlarmAcknowledged
    | AlarmActionRecorded
    | AudioPaused
    | AudioResumed
    | SoundSet
    | SoundTested
    | LimitMadePersonal
    | LimitRestored
    | HostConditionChanged
    | ClockDiscontinuityDetected
)


def changed(entry: Entry, event: Alarming, session: Session) -> Session:  # noqa: C901  one line each
    """Return the session after a fact about alarms."""
    match event:
        case AlarmRaised():
            return _raised(entry, event, session)
        case AlarmChanged():
            return _changed(entry, event, session)
        case AlarmCleared():
            return _cleared(entry, event, session)
        case AlarmAcknowledged():
            return _acknowledged(entry, event, session)
        case AlarmActionRecorded():
            return _did(entry, event, session)
        case AudioPaused():
            return replace(session, audio_paused_until_s=event.until_s)
        case AudioResumed():
            return replace(session, audio_paused_until_s=None)
        case SoundSet():
            return replace(session, sound={**session.sound, event.priority: event.mode})
        case SoundTested():
            return replace(session, sound_tested=(entry.at, event))
        case LimitMadePersonal() | LimitRestored():
            return _limited(entry, event, session)
        case HostConditionChanged():
            return replace(session, host={**session.host, event.condition: event})
        case ClockDiscontinuityDetected():
            return replace(session, clock_steps=(*session.clock_steps, (entry.at, event.step_s)))
        case _:
            assert_never(event)


def _limited(entry: Entry, event: LimitMadePersonal | LimitRestored, session: Session) -> Session:
    moved = event if isinstance(event, LimitMadePersonal) else None
    change = PersonalLimit(
        seq=entry.seq,
        at=entry.at,
        by=entry.origin.operator.name if entry.origin is not None else "",
        rule=event.rule,
        value=moved.value if moved is not None else None,
        reason=event.reason,
        authorised_by=moved.authorised_by if moved is not None else "",
        restored=moved is None,
    )
    changes = (*session.limit_changes, change)
    rules = in_force(session.preset, changes)
    return replace(session, limit_changes=changes, alarm_rules=rules)


def _raised(entry: Entry, event: AlarmRaised, session: Session) -> Session:
    alarm = Alarm(
        code=event.code,
        kind=event.kind,
        priority=event.priority,
        reason=event.reason,
        action=event.action,
        confirmed=event.confirmed,
        evidence=event.evidence,
        raised_seq=entry.seq,
        raised=entry.at,
        changed=entry.at,
        priority_since=entry.at,
        course=(
            AlarmMoment(
                at=entry.at,
                step=AlarmStep.RAISED,
                priority=event.priority,
                words=event.reason,
                evidence=event.evidence,
            ),
        ),
    )
    before = session.alarms.get(event.code)
    history = session.alarm_history if before is None else (*session.alarm_history, before)
    return replace(session, alarms={**session.alarms, event.code: alarm}, alarm_history=history)


def _changed(entry: Entry, event: AlarmChanged, session: Session) -> Session:
    alarm = session.alarms.get(event.code)
    if alarm is None:
        return session
    graver = event.priority.rank > alarm.priority.rank
    same = event.priority is alarm.priority
    now = replace(
        alarm,
        priority=event.priority,
        reason=event.reason,
        action=event.action,
        confirmed=event.confirmed,
        evidence=event.evidence,
        changed=entry.at,
        priority_since=alarm.priority_since if same else entry.at,
        acknowledged=None if graver else alarm.acknowledged,
        acknowledged_by="" if graver else alarm.acknowledged_by,
        course=(*alarm.course, _changing(entry, event, alarm)),
        escalated_to=_escalated_to(event, alarm),
    )
    return replace(session, alarms={**session.alarms, event.code: now})


def _escalated_to(event: AlarmChanged, alarm: Alarm) -> str:
    if event.priority is alarm.priority:
        return alarm.escalated_to
    graver = event.priority.rank > alarm.priority.rank
    return event.action if graver and event.action != alarm.action else ""


def _changing(entry: Entry, event: AlarmChanged, alarm: Alarm) -> AlarmMoment:
    step = AlarmStep.CHANGED
    if event.confirmed and not alarm.confirmed:
        step = AlarmStep.CONFIRMED
    if event.priority.rank > alarm.priority.rank:
        step = AlarmStep.ESCALATED
    return AlarmMoment(
        at=entry.at,
        step=step,
        priority=event.priority,
        words=event.reason,
        evidence=event.evidence,
    )


def _cleared(entry: Entry, event: AlarmCleared, session: Session) -> Session:
    alarm = session.alarms.get(event.code)
    if alarm is None:
        return session
    over = alarm
    if alarm.active:
        gone = AlarmMoment(at=entry.at, step=AlarmStep.CLEARED, priority=alarm.priority)
        over = replace(alarm, cleared=entry.at, course=(*alarm.course, gone))
    if over.latching and over.acknowledged is None and not event.released:
        return replace(session, alarms={**session.alarms, event.code: over})
    return _retired(session, over)


def _retired(session: Session, alarm: Alarm) -> Session:
    shown = {code: each for code, each in session.alarms.items() if code != alarm.code}
    return replace(session, alarms=shown, alarm_history=(*session.alarm_history, alarm))


def _acknowledged(entry: Entry, event: AlarmAcknowledged, session: Session) -> Session:
    by = entry.origin.operator.name if entry.origin is not None else ""
    for code in event.codes:
        alarm = session.alarms.get(code)
        if alarm is None or alarm.acknowledged is not None:
            continue
        answer = AlarmMoment(
            at=entry.at, step=AlarmStep.ACKNOWLEDGED, priority=alarm.priority, by=by
        )
        seen = replace(
            alarm, acknowledged=entry.at, acknowledged_by=by, course=(*alarm.course, answer)
        )
        if seen.active:
            session = replace(session, alarms={**session.alarms, code: seen})
        else:
            session = _retired(session, seen)
    return session


def _did(entry: Entry, event: AlarmActionRecorded, session: Session) -> Session:
    """Add what was done to the shown alarm, or to the last one of that code that is over."""
    alarm = session.alarms.get(event.code)
    if alarm is not None:
        acted = _acted(entry, event, alarm)
        return replace(session, alarms={**session.alarms, event.code: acted})
    history = list(session.alarm_history)
    for place in reversed(range(len(history))):
        if history[place].code == event.code:
            history[place] = _acted(entry, event, history[place])
            break
    return replace(session, alarm_history=tuple(history))


def _acted(entry: Entry, event: AlarmActionRecorded, alarm: Alarm) -> Alarm:
    by = entry.origin.operator.name if entry.origin is not None else ""
    deed = AlarmMoment(
        at=entry.at, step=AlarmStep.DID, priority=alarm.priority, words=event.did, by=by
    )
    return replace(alarm, course=(*alarm.course, deed))
