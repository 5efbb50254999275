"""One row a session, for lists: a pure fold over its entries, so that it can be rebuilt.

It follows the session's phases as `session.phase` tells them, and nothing that could be taken
back: a list shows where a session stood, the session itself what became of each entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kapmonitor.session.event import (
    BaselineBegun,
    DischargeCheckOpened,
    DoseAdministered,
    Entry,
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


FOLLOWED = (
    SessionOpened,
    BaselineBegun,
    DoseAdministered,
    DischargeCheckOpened,
    MonitoringContinued,
    SessionEnded,
    RecordSigned,
)
"""The facts that a row follows."""


def stepped(row: SessionRow | None, entries: Iterable[Entry]) -> SessionRow | None:
    """Return the row after these entries; entries before a session's opening change nothing."""
    for entry in entries:
        if isinstance(entry.event, SessionOpened):
            row = _opened(entry, entry.event)
        elif row is not None:
            row = _step(row, entry)
    return row


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
            phase = Phase.LOCKED if row.signed else Phase.CLOSED
            return replace(row, phase=phase, ended=entry.at.utc, outcome=outcome)
        case RecordSigned():
            return replace(row, phase=Phase.LOCKED, signed=entry.at.utc)
        case _:
            return row


def _dosed(row: SessionRow, taken: datetime) -> SessionRow:
    first = min(row.dosed, taken) if row.dosed else taken
    return replace(row, dosed=first, phase=row.phase if row.ended else Phase.MONITORING)


def _preset_id(document: str) -> str:
    try:
        return str(json.loads(document)["id"])
    except (ValueError, KeyError, TypeError):
        return ""
