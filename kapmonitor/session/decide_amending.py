"""What an amendment needs: an entry, a reason, words, and for a late entry its time."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import say
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import EntryAmended
from kapmonitor.session.state import Session
from kapmonitor.session.times import future
from kapmonitor.session.vocabulary import Amendment


def against_amending(draft: Draft, fact: EntryAmended) -> Iterator[str | None]:
    """Yield every reason against an amendment."""
    session = draft.session
    if not 0 < fact.seq < session.next_seq:
        yield say("There is no such entry.")
    if fact.manner is not None and not fact.reason.strip():
        yield say("Say why.")
    said = fact.text is not None and bool((fact.text.text or "").strip())
    if not said and fact.manner is not Amendment.IN_ERROR:
        yield say("Say what is right, or what happened.")
    if fact.manner is Amendment.LATE_ENTRY and fact.happened is None:
        yield say("Say when it happened.")
    if fact.happened is not None:
        yield future(draft.at, fact.happened.utc)
    if fact.manner is Amendment.IN_ERROR and session.signed_by is None:
        yield _better_way(session, fact.seq)


def _better_way(session: Session, seq: int) -> str | None:
    """Return what to do instead while the session still reckons with an entry."""
    if any(each.seq == seq for each in session.readings):
        return say("Exclude the reading instead: then it counts for nothing.")
    if any(each.seq == seq for each in session.doses):
        return say("Correct the dose instead: what follows from it is then reckoned anew.")
    return None
