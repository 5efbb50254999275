"""The plan laid out anew when a dose proves to have been taken at another time, or never.

What was measured keeps its own time. A reading goes on standing for the planned one it was taken
for while it still falls into that one's span; otherwise for the one that its true time falls
into, if any. What was recorded as missed is asked for again where its time has not gone by.
"""

from __future__ import annotations

from devices.measurement import Provenance
from kapmonitor.session.fact import replace
from kapmonitor.session.instant import Instant
from kapmonitor.session.schedule import Due, DueState, due, satisfied_by
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.vocabulary import Role

_OVER = frozenset({DueState.MISSED, DueState.NOT_TAKEN})


def replanned(session: Session, before: Session, at: Instant) -> Session:
    """Return the session whose plan follows its doses; `before` is how it stood with the old."""
    found = _placed(replace(session, missed={}))
    over_before = {each.id for each in due(replace(before, missed={}), at) if each.state in _OVER}
    planned = {each.id: each for each in due(found, at)}
    missed = {
        name: reason
        for name, reason in before.missed.items()
        if name in planned and _stays_missed(planned[name], by_time=name in over_before)
    }
    moved = {
        name: min(until, planned[name].latest_s or until)
        for name, until in session.postponed_until_s.items()
        if name in planned
    }
    return replace(
        found,
        missed=missed,
        postponed_until_s=moved,
        postponed={name: told for name, told in session.postponed.items() if name in planned},
        starts={name: count for name, count in session.starts.items() if name in planned},
    )


def _stays_missed(planned: Due, *, by_time: bool) -> bool:
    """Return whether a reading is still missed: its time is over, or a person passed on it."""
    if planned.state in _OVER:
        return True
    return not by_time and planned.state in {DueState.DUE, DueState.OVERDUE}


def _placed(session: Session) -> Session:
    """Return the session with each reading at the planned one that its true time falls into."""
    order = sorted(session.readings, key=lambda each: (each.when.elapsed_s, each.seq))
    free = {each.seq: replace(each, due=None) for each in order}
    found = replace(session, readings=tuple(free[each.seq] for each in session.readings))
    for reading in order:
        name = _place(found, reading)
        if name is not None:
            free[reading.seq] = replace(reading, due=name)
            found = replace(session, readings=tuple(free[each.seq] for each in session.readings))
    return found


def _place(session: Session, reading: Reading) -> str | None:
    first = min((dose.taken.elapsed_s for dose in session.doses), default=None)
    of_now = reading.provenance is not Provenance.STORED
    if first is None or reading.when.elapsed_s <= first:
        return None
    if not (reading.role is Role.CUFF and reading.complete and of_now):
        return None
    for each in due(session, reading.when):
        if each.id == reading.due and each.open and each.opens_s <= reading.when.elapsed_s:
            return reading.due
    return satisfied_by(session, reading.when)
