"""What follows of itself: from every input, and from time that passes.

In one order: requests that took too long, readings and looks that were missed, the gate, alarms,
and last the next request, which depends on all of them. Each step sees what the step before it
recorded. Most seconds nothing follows and nothing is recorded.
"""

from __future__ import annotations

from devices.event import FailureReason
from devices.measurement import HeartRate, PulseOximetry
from kapmonitor.language import mark, say
from kapmonitor.session.alarm import EVERYTHING, ONLY_TIME, Moved, reconcile
from kapmonitor.session.decide_device import fail
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    CheckMissed,
    ClockDiscontinuityDetected,
    Event,
    MeasurementRecorded,
    ReadingMissed,
    RequestEnded,
    SessionEnded,
)
from kapmonitor.session.gate import gate_changed
from kapmonitor.session.protocol import Signal
from kapmonitor.session.requests import wanted
from kapmonitor.session.schedule import Due, DueState, due, overdue_checks

CLOCK_STEP_S = 2.0
"""UTC and the monotonic clock may disagree by this much; more is a step of the clock."""

STARTED_TIMEOUT_S = 180.0
"""An inflation with its own retries is over by then."""

PROMPT_TIMEOUT_S = 300.0
"""A prompt that nobody followed makes room for the next."""

NO_ANSWER = mark("The cuff did not answer in time.")
NOT_PRESSED = mark("Nobody pressed START.")
TIME_RAN_OUT = mark("Its time ran out.")
NOT_KNOWN = mark("Due then, not taken: the time of the dose was not known.")
OFFERED_ONLY = mark("Offered, not taken.")
ENDED_FIRST = mark("The session ended first.")


def note_clock(draft: Draft) -> None:
    """Record that somebody set the computer's clock; session time goes on unmoved."""
    last, at = draft.session.last, draft.at
    step = (at.utc - last.utc).total_seconds() - (at.elapsed_s - last.elapsed_s)
    if abs(step) > CLOCK_STEP_S and draft.session.signed_by is None:
        draft.caused(ClockDiscontinuityDetected(step_s=round(step, 3)))


def settle(draft: Draft) -> None:
    """Add everything that follows from the session as it now stands, at this moment."""
    if draft.session.signed_by is not None:
        return
    moved = _moved(draft)
    if moved.time:
        _pass_time(draft)
        moved = _moved(draft)
    for transition in reconcile(draft.session, draft.at, moved):
        draft.caused(transition)
    if moved.time:
        request = wanted(draft.session, draft.at)
        if request is not None:
            draft.caused(request)


def _moved(draft: Draft) -> Moved:
    """Return what this input may have changed: often only time, or one sample of a stream."""
    if not draft.entries:
        return ONLY_TIME
    values: set[Signal] = set()
    for entry in draft.entries:
        sampled = _sampled(entry.event)
        if not sampled:
            return EVERYTHING
        values |= sampled
    return Moved(values=frozenset(values), facts=False, time=False)


def _sampled(event: Event) -> frozenset[Signal]:
    """Return which vital signs an entry gave, if it is a sample of a stream."""
    if isinstance(event, MeasurementRecorded) and event.source is None:
        match event.measurement:
            case HeartRate():
                return frozenset({Signal.HEART_RATE})
            case PulseOximetry():
                return frozenset({Signal.HEART_RATE, Signal.SPO2})
            case _:
                pass
    return frozenset()


def _pass_time(draft: Draft) -> None:
    if draft.session.ended is None:
        _time_out(draft)
        _miss(draft)
        answer = gate_changed(draft.session, draft.at)
        if answer is not None:
            draft.caused(answer)
    else:
        _wind_up(draft)


def _time_out(draft: Draft) -> None:
    request, since = draft.session.request, draft.session.requested_at
    if request is None or since is None:
        return
    waited = draft.at.elapsed_s - since.elapsed_s
    if request.by_program and waited >= STARTED_TIMEOUT_S:
        fail(draft, request, reason=FailureReason.NO_ANSWER, text=say(NO_ANSWER))
    elif not request.by_program and waited >= PROMPT_TIMEOUT_S:
        draft.caused(RequestEnded(request=request.request, reason=say(NOT_PRESSED)))


def _miss(draft: Draft) -> None:
    """Record readings and looks whose time ran out; a missing one is never silent."""
    for each in due(draft.session, draft.at):
        over = each.state in {DueState.MISSED, DueState.NOT_TAKEN}
        if over and each.id not in draft.session.missed:
            draft.caused(ReadingMissed(due=each.id, reason=_why_missed(each)))
    for look in overdue_checks(draft.session, draft.at):
        draft.caused(CheckMissed(check=look.rule.id))


def _why_missed(each: Due) -> str:
    """Say why a reading is missing, and do not accuse where nobody could know of it."""
    if not each.required:
        return say(OFFERED_ONLY)
    over = each.until_s is not None and each.until_s <= each.known_s
    return say(NOT_KNOWN) if over else say(TIME_RAN_OUT)


def _wind_up(draft: Draft) -> None:
    """At the end, close what was open: the request, and readings whose time had come."""
    if not any(isinstance(entry.event, SessionEnded) for entry in draft.entries):
        return
    if draft.session.request is not None:
        draft.caused(RequestEnded(request=draft.session.request.request, reason=say(ENDED_FIRST)))
    for each in due(draft.session, draft.at):
        if each.state in {DueState.DUE, DueState.OVERDUE} and each.id not in draft.session.missed:
            draft.caused(ReadingMissed(due=each.id, reason=say(ENDED_FIRST)))
