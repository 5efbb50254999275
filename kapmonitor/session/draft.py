"""The entries of one decision while they are made: each is applied before the next is thought of.

What a measurement causes can thus be read off the session that already holds the measurement.
Nothing outside the decision sees a draft.
"""

from __future__ import annotations

from typing import NoReturn

from kapmonitor.session.event import Entry, Event
from kapmonitor.session.evolve import apply
from kapmonitor.session.instant import Instant
from kapmonitor.session.refusal import Refused
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Origin


class Draft:
    """One decision on its way: the session as it would be, and the entries that make it so."""

    def __init__(
        self, session: Session, at: Instant, origin: Origin | None, forbidden: tuple[str, ...] = ()
    ) -> None:
        """Begin from a session; `forbidden` are reasons known before anything is looked at."""
        self.session = session
        self.at = at
        self._origin = origin
        self._forbidden = forbidden
        self._entries: list[Entry] = []

    @property
    def person(self) -> Operator | None:
        """Return who asks; None: the program itself."""
        return self._origin.operator if self._origin is not None else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries so far."""
        return tuple(self._entries)

    def refuse_for(self, *reasons: str | None) -> None:
        """Raise Refused with these and all earlier reasons, if there are any."""
        known = (*self._forbidden, *(reason for reason in reasons if reason))
        if known:
            raise Refused(tuple(dict.fromkeys(known)))

    def refuse(self, reason: str) -> NoReturn:
        """Raise Refused with this and all earlier reasons."""
        raise Refused(tuple(dict.fromkeys((*self._forbidden, reason))))

    def asked(self, event: Event) -> None:
        """Add what the person did or asked for."""
        self._add(event, self._origin)

    def caused(self, event: Event) -> None:
        """Add what follows from it: the program's own entry."""
        self._add(event, None)

    def _add(self, event: Event, origin: Origin | None) -> None:
        entry = Entry(seq=self.session.next_seq, at=self.at, origin=origin, event=event)
        self._entries.append(entry)
        self.session = apply(entry, self.session)
