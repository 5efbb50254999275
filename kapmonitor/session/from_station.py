"""Messages from the station: each stays in sight until a person in the room has read it."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import say
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText


@fact
class StationMessage:
    """One message: the entry, who wrote it where, and who read it; None: nobody did yet."""

    seq: int
    at: Instant
    by: str
    station: str
    text: PersonalText
    seen: Instant | None = None
    seen_by: str = ""


def unseen(messages: tuple[StationMessage, ...]) -> tuple[StationMessage, ...]:
    """Return those that nobody in the room has read, oldest first."""
    return tuple(each for each in messages if each.seen is None)


def lines(messages: tuple[StationMessage, ...]) -> Iterator[tuple[Instant, int, str]]:
    """Yield when each came and when it was read, with its entry, in words."""
    for each in messages:
        text = each.text.text if each.text.text is not None else say("erased")
        told = say("From the station, {person}: {text}").format(person=each.by, text=text)
        yield each.at, each.seq, told
        if each.seen is not None:
            read = say("Message from the station read by {by}.").format(by=each.seen_by or "-")
            yield each.seen, each.seq, read
