"""The entries of a session that a person can point at, in words. Pure; no Qt.

An amendment names what it corrects: by number in the record, by these words to people.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kapmonitor.language import say
from kapmonitor.session.amendment_words import beside
from kapmonitor.session.dose_words import named
from kapmonitor.session.event import ChecklistAnswered, FindingRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.words import term
from kapmonitor.ui.score_view import score_words, stated_words
from kapmonitor.ui.wording import clock, number


def entries(session: Session) -> dict[int, str]:
    """Return entry number to words, in the order of the record."""
    return {seq: f"{clock(session, at.utc)}  {words}" for seq, at, words in sorted(_named(session))}


def entry_words(session: Session, seq: int) -> str:
    """Return the words for an entry; its number where there are none."""
    return entries(session).get(seq, say("entry {seq}").format(seq=seq))


def amendments(session: Session) -> dict[int, str]:
    """Return what stands beside an entry since it was amended, by entry."""
    return beside(session, partial(clock, session))


def _named(session: Session) -> Iterator[tuple[int, Instant, str]]:
    for reading in session.readings:
        measured = reading.measurement
        words = say("Reading {systolic}/{diastolic}").format(
            systolic=number(measured.systolic), diastolic=number(measured.diastolic)
        )
        yield reading.seq, reading.when, words
    for dose in (*session.doses, *(each.dose for each in session.never_given)):
        yield dose.seq, dose.taken, named(dose)
    yield from _journey(session)
    for seq, at, _override in session.gate_overrides:
        yield seq, at, say("Gate overridden")
    if session.ended_seq is not None and session.ended_at is not None:
        yield session.ended_seq, session.ended_at, say("How the session ended")


def _journey(session: Session) -> Iterator[tuple[int, Instant, str]]:
    for seen in session.observations:
        yield seen.seq, seen.at, term(session, seen.code)
    for note in session.notes:
        yield note.seq, note.at, say("Note") if note.amends is None else say("Amendment")
    for score in session.scores:
        yield score.seq, score.at, score_words(score)
    for said in session.stated:
        yield said.seq, said.at, stated_words(said.fact)
    for signature in session.signatures:
        words = say("Check signed by {name}").format(name=signature.operator.name)
        yield signature.seq, signature.at, words
    if session.returned is not None and session.returned_seq is not None:
        yield session.returned_seq, session.returned, say("Patient is back")
    for found in (*session.checklist.values(), *session.findings.values()):
        yield found.seq, found.at, _asked(session, found.fact)


def _asked(session: Session, fact: ChecklistAnswered | FindingRecorded) -> str:
    if isinstance(fact, FindingRecorded):
        texts = {each.id: say(each.text) for each in session.preset.discharge.human}
        return texts.get(fact.criterion, fact.criterion)
    items = {each.id: say(each.text) for each in session.preset.checklist}
    return items.get(fact.item, fact.item)
