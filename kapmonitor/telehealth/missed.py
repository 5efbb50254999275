"""What a person did while the record failed: carried out once the record holds it.

The engine hands an entry on once, as it comes; what was not durable then is not handed on again,
which is right for a cuff that would start late. Words that agree and an end that is due are not
late: until they are carried out nothing is assigned, and no key is erased.
"""

from __future__ import annotations

from kapmonitor.session.event import CheckWordsCompared, Entry, SessionEnded
from kapmonitor.session.state import Session


class Missed:
    """Of one session's link, what is still to be carried out: the newest of each kind."""

    def __init__(self) -> None:
        self._entries: dict[type, Entry] = {}

    def sort(self, entries: tuple[Entry, ...], *, saved: bool) -> tuple[Entry, ...]:
        """Return what may be carried out now, and keep what is not durable yet."""
        for entry in entries:
            self._entries.pop(type(entry.event), None)
            if not saved and isinstance(entry.event, CheckWordsCompared | SessionEnded):
                self._entries[type(entry.event)] = entry
        return entries if saved else ()

    @property
    def said(self) -> bool | None:
        """What a person said of the check words, kept until the record holds it; None: nothing."""
        entry = self._entries.get(CheckWordsCompared)
        event = None if entry is None else entry.event
        return event.same if isinstance(event, CheckWordsCompared) else None

    def due(self, session: Session) -> list[Entry]:
        """Return, once, what the record holds by now."""
        found = [entry for entry in self._entries.values() if _is_held(entry, session)]
        for entry in found:
            del self._entries[type(entry.event)]
        return found


def _is_held(entry: Entry, session: Session) -> bool:
    match entry.event:
        case CheckWordsCompared(link=link, same=same):
            return (session.remote.link, session.remote.words_same) == (link, same)
        case _:
            return session.ended is not None
