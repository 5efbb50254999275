"""The decider: a session, something given, a moment; out come the entries that follow.

Pure. What was given and everything it causes (the gate, alarms, a reading that is no longer due,
a request that is answered, the next one) come in one tuple, to be recorded together or not at
all. What is not permitted raises `Refused` with every reason and changes nothing. A device's or
the computer's report is never refused; when nothing follows from it, nothing is recorded.
"""

from __future__ import annotations

from kapmonitor.language import say
from kapmonitor.session import consequences, decide_device, decide_intent, decide_remote
from kapmonitor.session.decide_opening import open_session
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import Entry
from kapmonitor.session.evolve import fold
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    Asked,
    DeviceReport,
    Given,
    HostReport,
    Intent,
    OpenSession,
    RemoteGiven,
    RequestFailed,
    Tick,
)
from kapmonitor.session.permitted import PERMITTED, forbidden, permitted
from kapmonitor.session.refusal import Refused
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Origin

__all__ = ["PERMITTED", "Decision", "Refused", "decide", "decision", "permitted", "refusals"]

_NOBODY = Origin(operator=Operator(id="", name=""), station="")


@fact
class Decision:
    """The entries that follow from an input, and the session as it then stands."""

    entries: tuple[Entry, ...]
    session: Session | None


def decide(session: Session | None, given: Given, at: Instant) -> tuple[Entry, ...]:
    """Return the entries that follow. Raises Refused, with every reason."""
    return decision(session, given, at).entries


def decision(session: Session | None, given: Given, at: Instant) -> Decision:
    """Return the entries that follow, already applied. Raises Refused, with every reason."""
    if session is None:
        return _without_session(given, at)
    if session.signed_by is not None and not isinstance(given, Asked):
        return Decision(entries=(), session=session)
    now = at if at.elapsed_s >= session.last.elapsed_s else _not_before(session, at)
    if isinstance(given, Asked):
        draft = Draft(session, now, given.origin, forbidden(session, given.intent))
        consequences.note_clock(draft)
        decide_intent.answer(draft, given.intent)
    else:
        draft = Draft(session, now, None)
        consequences.note_clock(draft)
        _take(draft, given)
    consequences.settle(draft)
    return Decision(entries=draft.entries, session=draft.session)


def refusals(session: Session | None, intent: Intent, at: Instant) -> tuple[str, ...]:
    """Return why an intent would be refused now; empty when it would not. Changes nothing."""
    try:
        decide(session, Asked(intent=intent, origin=_NOBODY), at)
    except Refused as refused:
        return refused.reasons
    return ()


def _without_session(given: Given, at: Instant) -> Decision:
    if not isinstance(given, Asked):
        return Decision(entries=(), session=None)
    if not isinstance(given.intent, OpenSession):
        raise Refused((say("No session is open."),))
    entries = open_session(given.intent, given.origin, at)
    return Decision(entries=entries, session=fold(entries))


def _not_before(session: Session, at: Instant) -> Instant:
    """Session time never runs back, whatever the clocks do."""
    return Instant(at.utc, session.last.elapsed_s)


def _take(
    draft: Draft, given: DeviceReport | HostReport | RequestFailed | RemoteGiven | Tick
) -> None:
    match given:
        case DeviceReport():
            decide_device.report(draft, given)
        case HostReport():
            decide_device.host(draft, given)
        case RequestFailed():
            decide_device.request_failed(draft, given)
        case Tick():
            pass
        case _:
            decide_remote.take(draft, given)
