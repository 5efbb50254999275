"""Which reading to ask for next, without anybody pressing a button.

Two reasons: a value beyond a limit, or an unusual one, is to be confirmed; a required reading is
due. The program inflates the cuff only where the cuff can be started and clinic and patient have
agreed, never twice within the preset's rest for the arm, and stops trying when it keeps failing.
One request at a time; it is recorded before anything inflates, so a restart repeats nothing.
"""

from __future__ import annotations

from kapmonitor.session.decide_measuring import (
    can_start,
    request_id,
    seconds_to_wait,
    starts_by_itself,
)
from kapmonitor.session.event import MeasurementRequested
from kapmonitor.session.evolve_measuring import newest_seq
from kapmonitor.session.instant import Instant
from kapmonitor.session.readings import countable
from kapmonitor.session.schedule import Due, DueState, due
from kapmonitor.session.state import Alarm, Reading, Session
from kapmonitor.session.technical_rules import rule_for
from kapmonitor.session.vocabulary import CUFFS, Priority, Role

REPEAT = "repeat"
SCHEDULED = "scheduled"
REPEAT_WITHIN_MIN = 10.0
"""A reading older than this is no longer confirmed by a repeat, but followed by the next."""

TRIES_UNLESS_SAID = 2


def wanted(session: Session, at: Instant) -> MeasurementRequested | None:
    """Return the request to make now, if any."""
    if session.request is not None or session.ended is not None:
        return None
    if session.baseline_begun is None and not session.doses:
        return None
    return _repeat(session, at) or _scheduled(session, at)


def cuff_to_repeat(session: Session) -> Role:
    """Return which cuff a person means who asks for a repeat: that of the gravest doubt."""
    doubts = [alarm for alarm in session.alarms.values() if alarm.active and not alarm.confirmed]
    gravest = max(doubts, key=lambda alarm: alarm.priority.rank, default=None)
    told = gravest.evidence if gravest is not None else ()
    second = any(
        reading.role is Role.SECOND_CUFF for reading in session.readings if reading.seq in told
    )
    return Role.SECOND_CUFF if second and Role.SECOND_CUFF in session.devices else Role.CUFF


def _repeat(session: Session, at: Instant) -> MeasurementRequested | None:
    reading = _doubted(session, at)
    if reading is None:
        return None
    started = can_start(session, reading.role) and starts_by_itself(session)
    if started and seconds_to_wait(session, at) > 0:
        return None
    return MeasurementRequested(
        request=request_id(session),
        role=reading.role,
        reason=REPEAT,
        due=None,
        by_program=started,
    )


def _doubted(session: Session, at: Instant) -> Reading | None:
    """Return a cuff's newest reading that waits to be confirmed and that nobody asked for yet."""
    there = (cuff for cuff in CUFFS if cuff is Role.CUFF or cuff in session.devices)
    found = (_doubted_of(session, cuff, at) for cuff in there)
    return next((each for each in found if each is not None), None)


def _doubted_of(session: Session, cuff: Role, at: Instant) -> Reading | None:
    readings = countable(session, cuff)
    last = readings[-1] if readings else None
    if last is None or session.repeat_of.get(cuff) == newest_seq(session, cuff):
        return None
    if at.minutes_since(last.when) > REPEAT_WITHIN_MIN:
        return None
    unproven = any(_asks(session, alarm, last.seq) for alarm in session.alarms.values())
    odd = bool(last.queried) and last.request not in session.repeats
    return last if unproven or odd else None


def _asks(session: Session, alarm: Alarm, seq: int) -> bool:
    """Return whether an alarm rests on this reading alone and the preset asks for another."""
    if not alarm.active or alarm.confirmed or seq not in alarm.evidence:
        return False
    asking = any(
        rule.id == alarm.code and rule.confirm_within_min is not None
        for rule in session.alarm_rules
    )
    return asking or alarm.priority is not Priority.LOW


def _scheduled(session: Session, at: Instant) -> MeasurementRequested | None:
    """Start a required reading that is due; one that only a person can start shows as due."""
    if not (starts_by_itself(session) and can_start(session, Role.CUFF)):
        return None
    if seconds_to_wait(session, at) > 0:
        return None
    for each in due(session, at):
        if _is_wanted(session, each):
            return MeasurementRequested(
                request=request_id(session),
                role=Role.CUFF,
                reason=SCHEDULED,
                due=each.id,
                by_program=True,
            )
    return None


def _is_wanted(session: Session, each: Due) -> bool:
    if not each.required or each.state not in {DueState.DUE, DueState.OVERDUE}:
        return False
    tried = session.starts.get(each.id, 0) - each.done
    return tried < _tries(session)


def _tries(session: Session) -> int:
    """Return how many attempts may fail before a person is asked to type."""
    rule = rule_for(session, "cuff-error-repeated")
    count = rule.steps[0].after_count if rule is not None else None
    return count or TRIES_UNLESS_SAID
