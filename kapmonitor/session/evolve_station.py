"""How messages from the station change a session."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.session.event import Entry, StationMessageSeen, StationWrote
from kapmonitor.session.fact import replace
from kapmonitor.session.from_station import StationMessage
from kapmonitor.session.state import Session

FromStation = StationMessageSeen | StationWrote


def changed(entry: Entry, event: FromStation, session: Session) -> Session:
    """Return the session after a message, or after one was read."""
    by = entry.origin
    name = "" if by is None else by.operator.name
    match event:
        case StationWrote(text=text):
            station = "" if by is None else by.station
            fresh = StationMessage(seq=entry.seq, at=entry.at, by=name, station=station, text=text)
            messages = (*session.from_station, fresh)
        case StationMessageSeen(message=seq):
            messages = tuple(
                replace(each, seen=entry.at, seen_by=name)
                if each.seq == seq and each.seen is None
                else each
                for each in session.from_station
            )
        case _:
            assert_never(event)
    return replace(session, from_station=messages)
