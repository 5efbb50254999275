"""What happened, as flags on the lane under the chart. Pure; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kapmonitor.language import say
from kapmonitor.session.code_words import coded
from kapmonitor.session.dose_words import crossed_out, named
from kapmonitor.session.instant import Instant
from kapmonitor.session.measuring import changes
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority
from kapmonitor.session.words import term
from kapmonitor.ui.score_view import score_words, stated_words
from kapmonitor.ui.wording import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that happened, on the lane under the plot."""

    x: float
    words: str
    dose: bool = False
    alarm: Priority | None = None


def flags(session: Session, start: Instant) -> tuple[Flag, ...]:
    """Return every flag once, in the order of time; `start` is minute zero."""
    found = {*_doses(session, start), *_entries(session, start), *_alarms(session, start)}
    return tuple(sorted(found, key=lambda flag: (flag.x, flag.words)))


def _doses(session: Session, start: Instant) -> Iterator[Flag]:
    for dose in session.doses:
        yield Flag(
            x=dose.taken.minutes_since(start),
            words=named(dose) + (say(", corrected") if dose.changes else ""),
            dose=True,
        )
    for told in crossed_out(session, partial(clock, session)):
        yield Flag(x=told.at.minutes_since(start), words=told.words)


def _entries(session: Session, start: Instant) -> Iterator[Flag]:
    """Yield what people logged; scores of before the dose stand in the preparation."""
    moments = [
        (each.at, term(session, each.code)) for each in session.observations if not each.withdrawn
    ]
    moments += [(each.at, say("Note")) for each in session.notes if not each.withdrawn]
    moments += [
        (each.at, score_words(each))
        for each in session.scores
        if session.doses and each.at.elapsed_s > start.elapsed_s
    ]
    moments += [(each.at, stated_words(each.fact)) for each in changes(session)]
    if session.lozenge is not None and session.lozenge.out is not None:
        moments.append((session.lozenge.out, say("Lozenge out")))
    if session.returned is not None:
        moments.append((session.returned, say("Is back")))
    for at, words in moments:
        yield Flag(x=at.minutes_since(start), words=words)


def _alarms(session: Session, start: Instant) -> Iterator[Flag]:
    for alarm in (*session.alarm_history, *session.alarms.values()):
        if alarm.priority is not Priority.LOW:
            yield Flag(
                x=alarm.raised.minutes_since(start),
                words=say("{priority} alarm").format(priority=coded(alarm.priority)),
                alarm=alarm.priority,
            )
