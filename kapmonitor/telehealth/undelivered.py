"""What a lost computer of the patient's never delivered: told to the session once that is certain.

It is certain when the patient's side, heard under the newest key, says that nothing of its own
waits: what is missing then was written by another, whose key has ended. It may have been readings;
nobody knows. Who was lost can come back under new digits: then it is recorded after all.
"""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.link.inbox import Inbox
from kapmonitor.session.intents.remote import RemoteUndelivered
from kapmonitor.session.remote_words import lost
from kapmonitor.session.state import Session
from kapmonitor.telehealth.core import Core

LOOK_AT_THE_CUFF = mark("If readings are missing, have the cuff's memory read aloud and type them.")


def tell(core: Core, link: str, inbox: Inbox) -> None:
    """Tell the session of numbers that it does not know as lost yet."""
    session = core.session
    known = frozenset[int]() if session is None else session.remote.lost_of(link)
    if new := inbox.lost - known:
        core.post(RemoteUndelivered(link=link, numbers=tuple(sorted(new))))


def notes(session: Session) -> tuple[str, ...]:
    """Return what the therapist reads of it."""
    count = session.remote.lost
    return (f"{lost(count)} {say(LOOK_AT_THE_CUFF)}",) if count else ()
