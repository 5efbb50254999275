"""How a request for a reading fares at the patient's side, and what ends it there."""

from __future__ import annotations

from devices.event import FailureReason
from kapmonitor.language import mark, say
from kapmonitor.session.decide_device import fail
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import RequestEnded, RequestStaged
from kapmonitor.session.intents.remote import RequestAnswered
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import RequestStage

DECLINED = mark("The patient does not want a reading now.")
NOT_SHOWN = mark("The request was not shown to the patient in time.")
FAILED = mark("The patient's cuff gave no reading.")

_REASONS = {
    RequestStage.DECLINED: DECLINED,
    RequestStage.EXPIRED: NOT_SHOWN,
    RequestStage.FAILED: FAILED,
}


def ended_by(stage: RequestStage) -> str | None:
    """Return why a stage ends a request without a reading; None: it does not."""
    reason = _REASONS.get(stage)
    return None if reason is None else say(reason)


def answered(draft: Draft, said: RequestAnswered) -> None:
    """Keep what was said of a request, whenever it comes; end the request if it is still open."""
    draft.caused(RequestStaged(request=said.request, stage=said.stage, why=said.why))
    request = draft.session.request
    reason = ended_by(said.stage)
    if request is None or request.request != said.request or reason is None:
        return
    if said.stage is RequestStage.FAILED:
        fail(draft, request, reason=_cause(said.why), text=reason)
    else:
        draft.caused(RequestEnded(request=request.request, reason=reason))


def _cause(why: PersonalText | None) -> FailureReason:
    """Return the cuff's own reason, where the patient's side gave one of its words."""
    word = "" if why is None else why.text or ""
    known = word in set(FailureReason)
    return FailureReason(word) if known else FailureReason.DEVICE_FAULT
