"""One row a session, for lists: a pure fold over its entries, so that it can be rebuilt.

What a person took back does not count: the row is then folded anew, without those entries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from devices.measurement import BloodPressure
from kapmonitor.session.event import (
    BaselineBegun,
    DischargeCheckOpened,
    DoseAdministered,
    Entry,
    EntryWithdrawn,
    MeasurementRecorded,
    MonitoringContinued,
    RecordSigned,
    SessionEnded,
    SessionOpened,
)
from kapmonitor.session.phase import Phase
from kapmonitor.session.vocabulary import Outcome, Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """What a list of sessions shows of one. `patient` is the pseudonym."""

    id: str
    opened: datetime
    utc_offset_min: int
    simulated: bool
    setting: Setting
    preset: str
    patient: str
    session_number: int | None
    planned_sessions: int | None
    phase: Phase = Phase.PREPARATION
    readings: int = 0
    """Blood-pressure readings, those excluded later among them; counted, not folded."""
    dosed: datetime | None = None
    ended: datetime | None = None
    outcome: Outcome | None = None
    signed: datetime | None = None


def row_of(entries: Iterable[Entry]) -> SessionRow | None:
    """Return the row of a whole session; None while it was not opened."""
    kept = tuple(entries)
    withdrawn = {entry.event.seq for entry in kept if isinstance(entry.event, EntryWithdrawn)}
    row = stepped(None, (entry for entry in kept if entry.seq not in withdrawn))
    return row and replace(row, readings=sum(map(_is_reading, kept)))


def takes_back(entries: Iterable[Entry]) -> bool:
    """Return whether these entries need the row to be folded anew."""
    return any(isinstance(entry.event, EntryWithdrawn) for entry in entries)


def stepped(row: SessionRow | None, entries: Iterable[Entry]) -> SessionRow | None:
    """Return the row after these entries; entries before a session's opening change nothing."""
    for entry in entries:
        if isinstance(entry.event, SessionOpened):
            row = _opened(entry, entry.event)
        elif row is not None:
            row = _step(row, entry)
    return row


def _is_reading(entry: Entry) -> bool:
    event = entry.event
    return isinstance(event, MeasurementRecorded) and isinstance(event.measurement, BloodPressure)


def _opened(entry: Entry, event: SessionOpened) -> SessionRow:
    return SessionRow(
        id=event.session,
        opened=entry.at.utc,
        utc_offset_min=event.utc_offset_min,
        simulated=event.simulated,
        setting=event.setting,
        preset=_preset_id(event.preset_document),
        patient=event.patient,
        session_number=event.session_number,
        planned_sessions=event.planned_sessions,
    )


def _step(row: SessionRow, entry: Entry) -> SessionRow:
    match entry.event:
        case BaselineBegun() if row.phase is Phase.PREPARATION:
            return replace(row, phase=Phase.BASELINE)
        case DoseAdministered(taken=taken):
            return _dosed(row, taken.utc)
        case DischargeCheckOpened() if row.ended is None:
            return replace(row, phase=Phase.RECOVERY)
        case MonitoringContinued() if row.phase is Phase.RECOVERY:
            return replace(row, phase=Phase.MONITORING if row.dosed else Phase.BASELINE)
        case SessionEnded(outcome=outcome):
            ended = row.ended or entry.at.utc
            return replace(row, phase=Phase.CLOSED, ended=ended, outcome=outcome)
        case RecordSigned():
            return replace(row, phase=Phase.LOCKED, signed=entry.at.utc)
        case _:
            return row


def _dosed(row: SessionRow, taken: datetime) -> SessionRow:
    first = min(row.dosed, taken) if row.dosed else taken
    before = row.phase in {Phase.PREPARATION, Phase.BASELINE}
    return replace(row, dosed=first, phase=Phase.MONITORING if before else row.phase)


def _preset_id(document: str) -> str:
    try:
        return str(json.loads(document)["id"])
    except (ValueError, KeyError, TypeError):
        return ""
