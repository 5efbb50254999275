"""What the report says about alarms after its first page: each with its course and its evidence."""

from __future__ import annotations

from kapmonitor.language import say
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import AlarmKind, Priority
from kapmonitor.ui.alarm_history_view import KINDS, PRIORITIES, ToldAlarm, alarm_history
from kapmonitor.ui.limits_view import change_words
from kapmonitor.ui.paper.report_line import Line
from kapmonitor.ui.wording import clock

SIGNS = {Priority.HIGH: "▲▲▲", Priority.MEDIUM: "▲▲", Priority.LOW: "▲"}


def alarm_evidence(session: Session) -> tuple[Line, ...]:
    """Return the patient's alarms of medium priority and above with their course, oldest first.

    The others are told in full by their line among the answers: they rest on no reading, or ask
    for nothing.
    """
    return tuple(_line(each) for each in reversed(alarm_history(session)) if _tells_more(each))


def limits(session: Session) -> tuple[Line, ...]:
    """Return every change of a limit for this patient, in the order in which they were made."""
    return tuple(
        Line(clock(session, each.at.utc), change_words(session, each))
        for each in session.limit_changes
    )


def _tells_more(told: ToldAlarm) -> bool:
    return told.kind is AlarmKind.PHYSIOLOGICAL and told.priority is not Priority.LOW


def _line(told: ToldAlarm) -> Line:
    kind = f"{SIGNS[told.priority]} {say(PRIORITIES[told.priority])}, {say(KINDS[told.kind])}"
    parts = [kind, *told.steps]
    if told.evidence:
        parts.append(say("Evidence: {entries}").format(entries="; ".join(told.evidence)))
    return Line(told.raised, " · ".join(parts), told.priority is Priority.HIGH)
