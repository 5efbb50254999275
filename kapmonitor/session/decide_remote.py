"""Decisions about what the link to the patient's side gives. None of it is ever refused.

What is known already causes nothing: whoever gives it may give it again after any fault.
"""

from __future__ import annotations

from typing import assert_never

from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    PatientCalled,
    PatientSideChanged,
    RemoteLinkChanged,
    RemoteNumbersLost,
    RemoteNumbersReserved,
    RemotePaired,
    RemoteTamperingSuspected,
    RemoteVersionDiffered,
    RequestEnded,
    RequestStaged,
)
from kapmonitor.session.intents.remote import (
    RemoteArrived,
    RemoteGiven,
    RemoteLinkReport,
    RemoteNumbersWanted,
    RemotePairingDone,
    RemotePassingState,
    RemoteRequestStaged,
    RemoteSuspicion,
    RemoteUndelivered,
    RemoteVersionMet,
)
from kapmonitor.session.remote_gate import is_timed
from kapmonitor.session.remote_messages import arrived
from kapmonitor.session.remote_requests import ended_by

HEARD_S = 5.0
"""Seconds after which the patient's side has heard of an answer, and calls no more for it."""


def take(draft: Draft, given: RemoteGiven) -> None:  # noqa: C901  one line each
    """Record what the link gives, as far as it is new."""
    match given:
        case RemoteArrived():
            for message in sorted(given.messages, key=lambda each: each.number):
                arrived(draft, given.link, message)
        case RemoteLinkReport():
            _linked(draft, given)
        case RemotePassingState():
            _passing(draft, given)
        case RemotePairingDone():
            _paired(draft, given)
        case RemoteNumbersWanted():
            _reserve(draft, given)
        case RemoteRequestStaged():
            _staged(draft, given)
        case RemoteUndelivered():
            _lost(draft, given)
        case RemoteSuspicion() | RemoteVersionMet():
            _of_refused(draft, given)
        case _:
            assert_never(given)


def _linked(draft: Draft, given: RemoteLinkReport) -> None:
    """Record a change of what is shown or held: not each sign of life, nor each new bound."""
    now, session = draft.session.remote, draft.session
    if given.link != now.link:
        return
    known = (given.bound_s is None) is (now.bound_s is None)
    timed = is_timed(session, given.bound_s) is not is_timed(session, now.bound_s) or not known
    told = (given.standing, given.side, given.told_lost)
    if timed or told != (now.standing, now.side, now.told_lost):
        draft.caused(
            RemoteLinkChanged(
                link=given.link,
                standing=given.standing,
                side=given.side,
                told_lost=given.told_lost,
                bound_s=given.bound_s,
            )
        )


def _passing(draft: Draft, given: RemotePassingState) -> None:
    """Record what the patient's disk cannot keep: it comes again, with each sign of life.

    A call that comes right after an answer was on its way before that was known there.
    """
    remote = draft.session.remote
    if given.link != remote.link:
        return
    if given.error is not None and given.error != remote.patient.error:
        draft.caused(PatientSideChanged(link=given.link, error=given.error))
    calls = [each.answered for each in remote.calls if each.help]
    answered_s = [draft.at.elapsed_s - each.elapsed_s for each in calls if each is not None]
    if given.help and None not in calls and min(answered_s, default=HEARD_S) >= HEARD_S:
        draft.caused(PatientCalled(link=given.link, code="help", help=True))


def _paired(draft: Draft, given: RemotePairingDone) -> None:
    now = draft.session.remote
    if (given.link, given.key_id) == (now.link, now.key_id):
        return
    draft.caused(RemotePaired(link=given.link, key_id=given.key_id))


def _reserve(draft: Draft, given: RemoteNumbersWanted) -> None:
    known = draft.session.remote.reserved.get((given.link, given.of), 0)
    upto = known + max(1, given.count)
    draft.caused(RemoteNumbersReserved(link=given.link, of=given.of, upto=upto))


def _lost(draft: Draft, given: RemoteUndelivered) -> None:
    """Record what is new of it; a number that has come meanwhile is not lost."""
    remote = draft.session.remote
    known = remote.lost_of(given.link) | remote.numbers(given.link).keys()
    if new := tuple(sorted(set(given.numbers) - known)):
        draft.caused(RemoteNumbersLost(link=given.link, numbers=new))


def _staged(draft: Draft, given: RemoteRequestStaged) -> None:
    """Record a stage once; one that ends the request ends it here too."""
    told = draft.session.remote.stages.get(given.request, ())
    if any(each.stage is given.stage for each in told):
        return
    draft.caused(RequestStaged(request=given.request, stage=given.stage))
    request = draft.session.request
    reason = ended_by(given.stage)
    if request is not None and request.request == given.request and reason is not None:
        draft.caused(RequestEnded(request=given.request, reason=reason))


def _of_refused(draft: Draft, given: RemoteSuspicion | RemoteVersionMet) -> None:
    if isinstance(given, RemoteVersionMet):
        if given.version not in draft.session.remote.versions:
            draft.caused(RemoteVersionDiffered(link=given.link, version=given.version))
    elif given.refusals != draft.session.remote.refusals:
        draft.caused(
            RemoteTamperingSuspected(link=given.link, refusals=given.refusals, why=given.why)
        )
