"""Two people's signatures under the discharge check, where the clinic asks for them.

A signature is over what was recorded when it was given: an answer that changes afterwards takes
both away. One person never signs twice, under whatever id.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import say
from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.event import (
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
    DrivingAnswered,
    EntryWithdrawn,
    EscortRecorded,
    Event,
    FindingRecorded,
    HandoverRecorded,
    RuleSaidBack,
    ScoreItemRecorded,
    ScoreRecorded,
)
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Outcome, ProvenBy, Signing

PEOPLE = 2
_ANSWERS = (
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
    DrivingAnswered,
    EscortRecorded,
    FindingRecorded,
    HandoverRecorded,
    RuleSaidBack,
    ScoreItemRecorded,
    ScoreRecorded,
)


def signing_words(signing: Signing | None) -> str:
    """Return how the person behind a signature was proven."""
    if signing is not None and signing.how is ProvenBy.SECRET:
        return say("secret re-entered")
    return say("name typed")


def unsigned_by(event: Event, session: Session) -> bool:
    """Return whether a fact takes the signatures away: it changes what they stood under."""
    if not session.signatures or session.ended is not None:
        return False
    if isinstance(event, EntryWithdrawn):
        return event.seq in {
            *(each.seq for each in session.doses),
            *(each.seq for each in session.scores),
        }
    return isinstance(event, _ANSWERS)


def wanted(session: Session) -> bool:
    """Return whether the clinic asks for a second signature in this session."""
    return session.clinic.second_signature


def second_signature(session: Session, _at: Instant) -> Iterator[CriterionResult]:
    """Yield whether two people signed the check; nothing where the clinic does not ask."""
    if not wanted(session):
        return
    names = [each.operator.name for each in session.signatures]
    met = len(names) >= PEOPLE
    told = say("{count} of {people} signed.").format(count=len(names), people=PEOPLE)
    if met:
        told = f"{', '.join(names)}."
    yield CriterionResult(
        id="two-signatures",
        text=say("Two people signed the check"),
        result=Result.MET if met else Result.UNKNOWN,
        reason=told,
        evidence=tuple(each.seq for each in session.signatures),
        needs="" if met else say("Two different people sign, after the last answer."),
        overridable=False,
    )


def against_signing(session: Session, person: Operator) -> Iterator[str]:
    """Yield why a person cannot sign the check now."""
    if not wanted(session):
        yield say("The clinic asks for no second signature.")
    if not person.name.strip():
        yield say("A signature needs a name.")
    name = person.name.strip().casefold()
    for each in session.signatures:
        if each.operator.id == person.id or each.operator.name.strip().casefold() == name:
            yield say("{name} has signed already: another person must sign.").format(
                name=person.name
            )
    if len(session.signatures) >= PEOPLE:
        yield say("Two people have signed already.")


def against_locking(session: Session) -> str | None:
    """Return why the record cannot be locked yet; a session without a dose needs one person."""
    dosed = session.ended is not None and session.ended.outcome is not Outcome.NOT_DOSED
    if wanted(session) and dosed and len(session.signatures) < PEOPLE:
        return say("The clinic asks for two people's signatures: {count} so far.").format(
            count=len(session.signatures)
        )
    return None
