"""The session as a fold: each entry changes it in one way, and nothing else does.

Total over everything the record can hold: what was once recorded is always applied, whatever
today's rules say. What may be recorded is decided elsewhere (`decide`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import assert_never

from kapmonitor.session import (
    evolve_alarming,
    evolve_dosing,
    evolve_ending,
    evolve_measuring,
    evolve_opening,
    evolve_remote,
    evolve_station,
)
from kapmonitor.session.clinic import UNDECIDED
from kapmonitor.session.event import Entry, SessionOpened
from kapmonitor.session.fact import replace
from kapmonitor.session.preset_file import parse
from kapmonitor.session.protocol import ProtocolPreset
from kapmonitor.session.signatures import unsigned_by
from kapmonitor.session.state import Session

Later = (
    evolve_measuring.Measuring
    | evolve_alarming.Alarming
    | evolve_dosing.Dosing
    | evolve_opening.Opening
    | evolve_ending.Ending
    | evolve_remote.OfLink
    | evolve_station.FromStation
)
"""Every fact but the opening."""

PRESETS_KEPT = 8
"""How many presets stay parsed, so that histories of many sessions open fast."""


def apply(entry: Entry, session: Session | None) -> Session:
    """Return the session after one entry. The first entry must open it, else ValueError."""
    event = entry.event
    if isinstance(event, SessionOpened):
        return _opened(entry, event)
    if session is None:
        raise ValueError("The first entry of a session must open it.")
    if unsigned_by(event, session):
        session = replace(session, signatures=())
    changed = _changed(entry, event, session)
    if changed.next_seq == entry.seq + 1:
        return changed
    return replace(changed, last=entry.at, next_seq=entry.seq + 1)


def fold(entries: Iterable[Entry]) -> Session:
    """Return the session that the entries amount to. Raises ValueError when there are none."""
    session: Session | None = None
    for entry in entries:
        session = apply(entry, session)
    if session is None:
        raise ValueError("No entries: no session.")
    return session


@lru_cache(maxsize=PRESETS_KEPT)
def preset_in(document: str) -> ProtocolPreset:
    """Return the preset that a session carries. Raises PresetError."""
    return parse(json.loads(document))


def _changed(entry: Entry, event: Later, session: Session) -> Session:
    if isinstance(event, evolve_measuring.Measuring):
        return evolve_measuring.changed(entry, event, session)
    if isinstance(event, evolve_alarming.Alarming):
        return evolve_alarming.changed(entry, event, session)
    if isinstance(event, evolve_dosing.Dosing):
        return evolve_dosing.changed(entry, event, session)
    if isinstance(event, evolve_opening.Opening):
        return evolve_opening.changed(entry, event, session)
    if isinstance(event, evolve_ending.Ending):
        return evolve_ending.changed(entry, event, session)
    if isinstance(event, evolve_remote.OfLink):
        return evolve_remote.changed(entry, event, session)
    if isinstance(event, evolve_station.FromStation):
        return evolve_station.changed(entry, event, session)
    assert_never(event)


def _opened(entry: Entry, event: SessionOpened) -> Session:
    preset = preset_in(event.preset_document)
    return Session(
        id=event.session,
        simulated=event.simulated,
        setting=event.setting,
        preset=preset,
        alarm_rules=preset.alarms,
        emergency_number=event.emergency_number,
        limit_rooms=event.limit_rooms,
        approval=event.approval,
        patient=event.patient,
        age_years=event.age_years,
        session_number=event.session_number,
        planned_sessions=event.planned_sessions,
        utc_offset_min=event.utc_offset_min,
        zone=event.zone,
        clock_changes=event.clock_changes,
        clinic=event.clinic or UNDECIDED,
        opened=entry.at,
        opened_by=entry.origin,
        last=entry.at,
        next_seq=entry.seq + 1,
    )
