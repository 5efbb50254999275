"""How the facts of preparation change a session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, assert_never

from kapmonitor.language import mark, say
from kapmonitor.session.event import (
    AgreementSigned,
    BaselineBegun,
    ChecklistAnswered,
    CuffStartAgreed,
    DeviceAssigned,
    DeviceReleased,
    Entry,
    EscortRecorded,
    HeartRateSourceChosen,
    IdentityConfirmed,
    OrderRecorded,
    PlaceRecorded,
    RestStarted,
    ScoreRecorded,
    SessionResumed,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.state import Answered, Deviation, Score, Session, Silence
from kapmonitor.session.vocabulary import LinkStanding, Role

Opening = (
    SessionResumed
    | IdentityConfirmed
    | OrderRecorded
    | ChecklistAnswered
    | ScoreRecorded
    | EscortRecorded
    | PlaceRecorded
    | AgreementSigned
    | DeviceAssigned
    | DeviceReleased
    | CuffStartAgreed
    | HeartRateSourceChosen
    | BaselineBegun
    | RestStarted
)

ESCORT_LATE = mark("Escort named after the patient had left")
K = TypeVar("K")
V = TypeVar("V")


def changed(entry: Entry, event: Opening, session: Session) -> Session:  # noqa: C901  one line each
    """Return the session after a fact of preparation."""
    match event:
        case SessionResumed():
            return _resumed(entry, session)
        case IdentityConfirmed():
            return replace(session, identified=(entry.at, entry.origin, event))
        case OrderRecorded():
            return replace(session, order=event)
        case ChecklistAnswered():
            answered = Answered(seq=entry.seq, at=entry.at, origin=entry.origin, fact=event)
            return replace(session, checklist={**session.checklist, event.item: answered})
        case ScoreRecorded():
            score = Score(seq=entry.seq, at=entry.at, scale=event.scale, value=event.value)
            return replace(session, scores=(*session.scores, score))
        case EscortRecorded():
            return _escorted(entry, event, session)
        case PlaceRecorded():
            return replace(session, place=event)
        case AgreementSigned():
            return replace(session, agreement=event)
        case DeviceAssigned():
            return _assigned(event, session)
        case DeviceReleased():
            return _released(event.role, session)
        case CuffStartAgreed():
            return replace(session, cuff_start_agreed=event.agreed)
        case HeartRateSourceChosen():
            return replace(session, heart_rate_source=event.role)
        case BaselineBegun():
            return replace(session, baseline_begun=entry.at)
        case RestStarted():
            return _rested(entry, session)
        case _:
            assert_never(event)


def without(mapping: Mapping[K, V], key: K) -> dict[K, V]:
    """Return a copy of a mapping that lacks one key."""
    return {name: value for name, value in mapping.items() if name != key}


def _resumed(entry: Entry, session: Session) -> Session:
    """Nothing is known of any link, and nobody listened in the meantime."""
    deaf = tuple(
        Silence(role=role, start=session.last, end=entry.at)
        for role in session.devices
        if not any(each.role is role and each.end is None for each in session.silences)
    )
    remote = session.remote
    was_heard = remote.standing in (LinkStanding.OK, LinkStanding.LATE)
    unheard = replace(
        remote,
        standing=LinkStanding.WAITING,
        since=entry.at if was_heard else remote.since,
        side=None,
        told_lost=False,
    )
    return replace(session, links={}, silences=(*session.silences, *deaf), remote=unheard)


def _escorted(entry: Entry, event: EscortRecorded, session: Session) -> Session:
    """Take the escort; one who is named when the patient has left already stays visible as that."""
    named = replace(session, escort=event)
    if session.handover is None and session.ended is None:
        return named
    late = Deviation(seq=entry.seq, at=entry.at, text=say(ESCORT_LATE))
    return replace(named, deviations=(*named.deviations, late))


def _assigned(event: DeviceAssigned, session: Session) -> Session:
    fresh = _released(event.role, session)
    return replace(fresh, devices={**fresh.devices, event.role: event})


def _released(role: Role, session: Session) -> Session:
    """Forget what was known about the device that had the role; its readings stay."""
    return replace(
        session,
        devices=without(session.devices, role),
        device_notes=without(session.device_notes, role),
        links=without(session.links, role),
        violations=without(session.violations, role),
        silences=tuple(
            replace(silence, end=session.last)
            if silence.role is role and silence.end is None
            else silence
            for silence in session.silences
        ),
    )


def _rested(entry: Entry, session: Session) -> Session:
    """A rest that follows a hold over full readings is a recheck."""
    gate, assessed, rested = session.gate, session.gate_at, session.rest_started
    again = (
        gate is not None
        and gate.state == "hold"
        and gate.systolic is not None
        and assessed is not None
        and rested is not None
        and assessed.elapsed_s >= rested.elapsed_s
    )
    return replace(session, rest_started=entry.at, rechecks=session.rechecks + int(again))
