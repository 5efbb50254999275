"""How the facts of the link to the patient's side change a session."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.session.event import (
    CheckWordsCompared,
    CompanionStated,
    Entry,
    HelpAnswered,
    PatientCalled,
    PatientProgramEnded,
    PatientProgramStarted,
    PatientSideChanged,
    RemoteConflictFound,
    RemoteEntryKept,
    RemoteLinkChanged,
    RemoteMessageReceived,
    RemoteNumbersLost,
    RemoteNumbersReserved,
    RemotePaired,
    RemotePersonDenied,
    RemoteStartAllowed,
    RemoteTamperingSuspected,
    RemoteVersionDiffered,
    RequestStaged,
    TrialReadingAccepted,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.instant import Instant
from kapmonitor.session.kept_remote import Call, Gap, Loss, PatientSide, Remote, Stage, Trial
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkStanding

OfLink = (
    CheckWordsCompared
    | CompanionStated
    | HelpAnswered
    | PatientCalled
    | PatientProgramEnded
    | PatientProgramStarted
    | PatientSideChanged
    | RemoteConflictFound
    | RemoteEntryKept
    | RemoteLinkChanged
    | RemoteMessageReceived
    | RemoteNumbersLost
    | RemoteNumbersReserved
    | RemotePaired
    | RemotePersonDenied
    | RemoteStartAllowed
    | RemoteTamperingSuspected
    | RemoteVersionDiffered
    | RequestStaged
    | TrialReadingAccepted
)


def changed(entry: Entry, event: OfLink, session: Session) -> Session:
    """Return the session after a fact of the link."""
    return replace(session, remote=_remote(entry, event, session.remote))


def _remote(entry: Entry, event: OfLink, now: Remote) -> Remote:  # noqa: C901  one line each
    match event:
        case RemoteMessageReceived():
            return _received(event, now)
        case RemotePaired():
            return _paired(entry, event, now)
        case RemoteLinkChanged():
            return _linked(entry, event, now)
        case RemoteNumbersReserved():
            reserved = {**now.reserved, (event.link, event.of): event.upto}
            return replace(now, reserved=reserved)
        case RemoteNumbersLost():
            loss = Loss(at=entry.at, seq=entry.seq, link=event.link, numbers=event.numbers)
            return replace(now, losses=(*now.losses, loss))
        case RemoteConflictFound():
            seen = (event.link, event.number, event.digest)
            return replace(
                now,
                conflicts=(*now.conflicts, entry.seq),
                contradicted=now.contradicted | {seen},
            )
        case RemoteEntryKept():
            return replace(now, unread=(*now.unread, entry.seq))
        case RemoteTamperingSuspected():
            return replace(now, refusals=event.refusals, suspected_seq=entry.seq)
        case RemoteVersionDiffered(version=version):
            return replace(now, versions={**now.versions, version: entry.seq})
        case RemotePersonDenied(link=link):
            denied = replace(now, denied_seq=entry.seq, start_allowed=None)
            return denied if link == now.link else now
        case PatientProgramStarted() | PatientProgramEnded() | PatientSideChanged():
            before = event.resume_of if isinstance(event, PatientProgramStarted) else None
            patient = _patient(entry, event, now.patient)
            return replace(now, patient=patient, resume_of=before or now.resume_of)
        case RequestStaged():
            return _staged(entry, event, now)
        case PatientCalled() | HelpAnswered():
            return replace(now, calls=_calls(entry, event, now.calls))
        case _:
            return _said(event, now)


def _said(
    event: CheckWordsCompared | CompanionStated | RemoteStartAllowed | TrialReadingAccepted,
    now: Remote,
) -> Remote:
    match event:
        case CheckWordsCompared():
            return _compared(event, now)
        case CompanionStated():
            return replace(now, used=event.used)
        case RemoteStartAllowed():
            return replace(now, start_allowed=event.allowed)
        case TrialReadingAccepted():
            trial = Trial(seq=event.seq, into_baseline=event.into_baseline)
            return replace(now, trial=trial)
        case _:
            assert_never(event)


def _compared(event: CheckWordsCompared, now: Remote) -> Remote:
    """Take what a person found; what a stranger may have allowed is no word of the patient's."""
    if event.link != now.link:
        return now
    allowed = now.start_allowed if event.same else None
    return replace(now, words_same=event.same, start_allowed=allowed)


def _received(event: RemoteMessageReceived, now: Remote) -> Remote:
    numbers = {**now.numbers(event.link), event.number: event.digest}
    kept = replace(now, kept={**now.kept, event.link: numbers})
    if event.reading is not None and event.link == now.link:
        # The first content under an id is what counts: what comes later is held against it.
        kept = replace(kept, readings={event.reading: event.digest, **kept.readings})
    if event.wall_ms is not None and event.link == now.link:
        kept = replace(kept, bound_s=event.bound_s, ahead_s=event.ahead_s)
    return kept


def _paired(entry: Entry, event: RemotePaired, now: Remote) -> Remote:
    """Begin anew with the link in force; another link's test reading proves nothing of this one."""
    same = event.link == now.link
    return replace(
        now,
        link=event.link,
        key_id=event.key_id,
        paired=entry.at,
        joined=now.joined if same else entry.at,
        # A newer key of the same link goes on from where the older one did.
        resume_of=event.resume_of or (now.resume_of if same else None),
        words_same=None,
        denied_seq=None,
        trial=now.trial if same else None,
        standing=LinkStanding.WAITING,
        since=entry.at,
        side=None,
        told_lost=False,
        bound_s=None,
        gaps=now.gaps_until(entry.at),
        patient=now.patient if same else PatientSide(),
    )


def _linked(entry: Entry, event: RemoteLinkChanged, now: Remote) -> Remote:
    return replace(
        now,
        standing=event.standing,
        since=now.since if _goes_on(event, now) and now.since is not None else entry.at,
        side=event.side,
        told_lost=event.told_lost,
        bound_s=event.bound_s,
        gaps=_gaps(entry.at, event, now),
    )


def _goes_on(event: RemoteLinkChanged, now: Remote) -> bool:
    """Return whether nothing has begun: a side that is down, and not heard by a program that was
    started since, is one and the same silence.
    """
    unheard = (LinkStanding.DOWN, LinkStanding.WAITING)
    return event.standing is now.standing or (event.standing in unheard and now.standing in unheard)


def _gaps(at: Instant, event: RemoteLinkChanged, now: Remote) -> tuple[Gap, ...]:
    """A gap begins when the link is down, or with the waiting for a side that was not heard; it
    ends when that is heard."""
    gaps = now.gaps_until(at)
    lasting = gaps[-1] if gaps and gaps[-1].end is None else None
    match event.standing:
        case LinkStanding.DOWN if lasting is None:
            return (*gaps, Gap(start=at, end=None, side=event.side))
        case LinkStanding.DOWN | LinkStanding.OK if lasting is not None:
            ended = at if event.standing is LinkStanding.OK else None
            return (*gaps[:-1], replace(lasting, end=ended, side=lasting.side or event.side))
        case _:
            return now.gaps


def _patient(
    entry: Entry,
    event: PatientProgramStarted | PatientProgramEnded | PatientSideChanged,
    known: PatientSide,
) -> PatientSide:
    match event:
        case PatientProgramStarted():
            new = known.program is None or known.program.instance != event.instance
            # What a new process says was kept on its disk: it takes again. Its window is another.
            error, sight = (None, None) if new else (known.error, known.sight)
            begun = replace(known, program=event, started=entry.at, ended=None)
            return replace(begun, error=error, sight=sight)
        case PatientProgramEnded():
            return replace(known, ended=entry.at)
        case PatientSideChanged():
            return _side(entry, event, known)
        case _:
            assert_never(event)


def _side(entry: Entry, event: PatientSideChanged, known: PatientSide) -> PatientSide:
    """Take the newest of each thing that was said; what was not said stays."""
    slept = known.slept if event.slept_s is None else (*known.slept, (entry.at, event.slept_s))
    moved = event.cuff is not None and event.cuff != known.cuff
    error = known.error if event.error is None else event.error or None
    return replace(
        known,
        cuff=event.cuff or known.cuff,
        cuff_since=entry.at if moved else known.cuff_since,
        power=event.power or known.power,
        battery_percent=known.battery_percent
        if event.battery_percent is None
        else event.battery_percent,
        sight=event.sight or known.sight,
        error=error,
        error_seq=entry.seq if error and error != known.error else known.error_seq,
        slept=slept,
    )


def _staged(entry: Entry, event: RequestStaged, now: Remote) -> Remote:
    told = Stage(at=entry.at, stage=event.stage, why=event.why)
    course = (*now.stages.get(event.request, ()), told)
    return replace(now, stages={**now.stages, event.request: course})


def _calls(
    entry: Entry, event: PatientCalled | HelpAnswered, calls: tuple[Call, ...]
) -> tuple[Call, ...]:
    if isinstance(event, PatientCalled):
        call = Call(seq=entry.seq, at=entry.at, code=event.code, text=event.text, help=event.help)
        return (*calls, call)
    by = entry.origin.operator.name if entry.origin is not None else ""
    return tuple(
        replace(each, answered=entry.at, answered_by=by)
        if each.seq == event.call and each.answered is None
        else each
        for each in calls
    )
