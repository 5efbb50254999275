"""How the discharge check, the outcome and the signatures change a session."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.session.event import (
    CheckSigned,
    Countersigned,
    DischargeCheckOpened,
    DrivingAnswered,
    Entry,
    FindingRecorded,
    HandoverDetailed,
    HandoverRecorded,
    MonitoringContinued,
    RecordSigned,
    RuleSaidBack,
    ScoreItemRecorded,
    SessionEnded,
    WrittenAdviceGiven,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.state import Answered, ItemAnswered, Session, Signature
from kapmonitor.session.vocabulary import Operator, Outcome

Ending = (
    DischargeCheckOpened
    | MonitoringContinued
    | FindingRecorded
    | ScoreItemRecorded
    | DrivingAnswered
    | HandoverRecorded
    | HandoverDetailed
    | RuleSaidBack
    | WrittenAdviceGiven
    | CheckSigned
    | SessionEnded
    | Countersigned
    | RecordSigned
)


def changed(entry: Entry, event: Ending, session: Session) -> Session:  # noqa: C901  one line each
    """Return the session after a fact of its ending."""
    match event:
        case DischargeCheckOpened():
            return replace(session, check_opened=entry.at)
        case MonitoringContinued():
            return replace(session, check_opened=None)
        case FindingRecorded():
            found = Answered(seq=entry.seq, at=entry.at, origin=entry.origin, fact=event)
            return replace(session, findings={**session.findings, event.criterion: found})
        case ScoreItemRecorded():
            given = ItemAnswered(seq=entry.seq, at=entry.at, points=event.points)
            items = {**session.score_items, (event.scale, event.item): given}
            return replace(session, score_items=items)
        case DrivingAnswered():
            return replace(session, driving=event.answer)
        case HandoverRecorded():
            return replace(session, handover=event, handover_by=entry.origin)
        case HandoverDetailed():
            return replace(session, handover_more=_with(event, session.handover_more))
        case RuleSaidBack():
            return replace(session, said_back=event)
        case WrittenAdviceGiven():
            return replace(session, advice_given=True)
        case CheckSigned():
            return _signed(entry, event, session)
        case SessionEnded():
            return _ended(entry, event, session)
        case Countersigned():
            signed = {**session.countersigned, event.seq: event}
            return replace(session, countersigned=signed)
        case RecordSigned():
            return replace(
                session,
                signed_by=event.signed_by,
                signed_digest=event.digest,
                signed_seq=entry.seq,
                signing=event.signing,
            )
        case _:
            assert_never(event)


def _with(event: HandoverDetailed, before: HandoverDetailed | None) -> HandoverDetailed:
    """Return what is known of a handover: what was said earlier stands where nothing new is."""
    if before is None:
        return event
    return HandoverDetailed(
        arrived=event.arrived or before.arrived,
        confirmed=event.confirmed or before.confirmed,
        keys=event.keys or before.keys,
        tonight=event.tonight or before.tonight,
        follow_up=event.follow_up or before.follow_up,
        same_place=event.same_place or before.same_place,
        camera_ended=event.camera_ended or before.camera_ended,
    )


def _signed(entry: Entry, event: CheckSigned, session: Session) -> Session:
    person = entry.origin.operator if entry.origin else Operator(id="", name=event.name)
    signature = Signature(
        seq=entry.seq, at=entry.at, operator=replace(person, name=event.name), signing=event.signing
    )
    return replace(session, signatures=(*session.signatures, signature))


def _ended(entry: Entry, event: SessionEnded, session: Session) -> Session:
    reported = event.outcome is Outcome.OVERRIDDEN
    return replace(
        session,
        ended=event,
        ended_at=entry.at,
        ended_seq=entry.seq,
        overrides=session.overrides | {entry.seq} if reported else session.overrides,
    )
