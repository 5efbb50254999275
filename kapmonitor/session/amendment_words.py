"""An amendment in words, alike wherever it stands beside what it amends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from kapmonitor.language import mark, say
from kapmonitor.session.kept import FreeNote
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Amendment

Clock = Callable[[datetime], str]
"""How a time of day is written where the words go."""

MANNERS = {
    Amendment.IN_ERROR: mark("marked in error"),
    Amendment.CORRECTED: mark("corrected"),
    Amendment.LATE_ENTRY: mark("late entry"),
    Amendment.NOTE: mark("note added"),
}


def amendments_of(session: Session) -> Iterator[FreeNote]:
    """Yield the amendments that stand, in the order they were made."""
    return (each for each in session.notes if each.amends is not None and not each.withdrawn)


def after_signing(session: Session) -> int:
    """Return how many amendments were made after the record was signed."""
    signed = session.signed_seq
    return sum(signed is not None and each.seq > signed for each in amendments_of(session))


def said(note: FreeNote, clock: Clock) -> str:
    """Return what an amendment says: corrected: It was 131 (reason: misread; by Ada)."""
    by = say("; by {name}").format(name=note.by.operator.name) if note.by else ""
    told = _told(note, clock)
    return say("{told} (reason: {reason}{by})").format(told=told, reason=note.reason, by=by)


def _told(note: FreeNote, clock: Clock) -> str:
    words = say(MANNERS[note.manner]) if note.manner else say("amended")
    if note.happened is not None:
        words = say("{words}, happened {time}").format(words=words, time=clock(note.happened.utc))
    text = say("erased") if note.text.text is None else note.text.text
    return f"{words}: {text}" if text else words


def beside(session: Session, clock: Clock) -> dict[int, str]:
    """Return what stands beside each entry since it was amended, by entry; late entries apart.

    Where it says no more than that the entry is wrong, the reason stands there.
    """
    found: dict[int, str] = {}
    for note in amendments_of(session):
        if note.amends is not None and note.manner is not Amendment.LATE_ENTRY:
            before = f"{found[note.amends]}; " if note.amends in found else ""
            told = _told(note, clock) if note.text.text != "" else said(note, clock)
            found[note.amends] = f"{before}{told}"
    return found
