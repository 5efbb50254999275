"""What an erasure takes, leaves and cannot reach, in sentences for whoever decides on it."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import mark, say
from kapmonitor.record.erasure import Erasable
from kapmonitor.record.practice import ExportMade
from kapmonitor.record.push_facts import PushDelivered

GOES = mark(
    "Goes from the record: name, date of birth, numbers and contacts of {patient}, and {words} "
    "texts about people in their sessions (notes, escort, address, signature, amendments). "
    "Sessions: {sessions}."
)
GONE = mark(
    "Erased from the record: name, date of birth, numbers and contacts of {patient}, and {words} "
    "texts about people in their sessions. Sessions: {sessions}. That it was done is recorded."
)
STAYS = mark(
    "Stays, under the pseudonym: readings, doses, alarms, answers, times, the age in years, and "
    "the reasons that were typed for a decision. The chain stays whole."
)
CANNOT = mark(
    "Cannot be reached from here: backups on other disks, printed reports, what was copied to a "
    "clipboard, and files that were saved. Destroy them where they are."
)
EXPORTED = mark("Saved from session {session} on {when}: {format}.")
COPY = mark("An older copy of the record lies beside it: {path}")
SENT = mark("Session {session} was sent to {server} on {when}: it stands in that chart.")
_LISTED = 20


def lines(what: Erasable, *, gone: bool = False) -> Iterator[str]:
    """Yield the sentences, before it is done or after."""
    yield say(GONE if gone else GOES).format(
        patient=what.patient, words=what.words, sessions=len(what.sessions)
    )
    yield say(STAYS)
    yield say(CANNOT)
    for path in what.copies:
        yield say(COPY).format(path=path)
    for entry in what.exports[-_LISTED:]:
        if isinstance(entry.event, ExportMade):
            yield say(EXPORTED).format(
                session=entry.event.session,
                when=f"{entry.utc:%Y-%m-%d %H:%M} UTC",
                format=entry.event.format,
            )
        elif isinstance(entry.event, PushDelivered):
            yield say(SENT).format(
                session=entry.event.session,
                when=f"{entry.utc:%Y-%m-%d %H:%M} UTC",
                server=entry.event.server,
            )
    if (more := len(what.exports) - _LISTED) > 0:
        yield say("And {more} files before these.").format(more=more)
