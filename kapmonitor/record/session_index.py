"""One row a session, for lists: a pure fold over its entries, so that it can be rebuilt.

It follows the session's phases as `session.phase` tells them, and nothing that could be taken
back within reach of undo. A dose that proves to have been taken at another time, or never, is
followed: its row is made anew from the session's first entry (`needs_all`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from kapmonitor.session.event import (
    BaselineBegun,
    DischargeCheckOpened,
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
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
    doses: tuple[tuple[int, datetime], ...] = field(default=(), compare=False, repr=False)
    """Each dose's entry and time, while a row is made from the first entry on; not stored."""
    begun: bool = field(default=False, compare=False, repr=False)
    """Whether the baseline was begun: where a session without its dose is back at; not stored."""


FOLLOWED = (
    SessionOpened,
    BaselineBegun,
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
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


def needs_all(entries: Iterable[Entry]) -> bool:
    """Return whether a row can be told only from the session's first entry on."""
    return any(isinstance(entry.event, DoseCorrected | DoseWithdrawn) for entry in entries)


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
            return replace(row, phase=Phase.BASELINE, begun=True)
        case DoseAdministered() | DoseCorrected() | DoseWithdrawn():
            return _step_of_dose(row, entry.seq, entry.event)
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


def _step_of_dose(
    row: SessionRow, seq: int, event: DoseAdministered | DoseCorrected | DoseWithdrawn
) -> SessionRow:
    match event:
        case DoseAdministered():
            return _dosed(row, seq, event.taken.utc)
        case DoseCorrected(taken=taken):
            if taken is None:
                return row
            doses = [(it, taken.utc if it == event.seq else at) for it, at in row.doses]
            return _timed(row, doses)
        case _:
            return _timed(row, [(it, at) for it, at in row.doses if it != event.seq])


def _dosed(row: SessionRow, seq: int, taken: datetime) -> SessionRow:
    first = min(row.dosed, taken) if row.dosed else taken
    phase = row.phase if row.ended else Phase.MONITORING
    return replace(row, dosed=first, phase=phase, doses=(*row.doses, (seq, taken)))


def _timed(row: SessionRow, doses: list[tuple[int, datetime]]) -> SessionRow:
    """Return the row with these doses; without any the session is back before the gate."""
    phase = row.phase
    if not doses and phase in {Phase.MONITORING, Phase.RECOVERY}:
        phase = Phase.BASELINE if row.begun else Phase.PREPARATION
    first = min((at for _, at in doses), default=None)
    return replace(row, dosed=first, doses=tuple(doses), phase=phase)


def _preset_id(document: str) -> str:
    try:
        return str(json.loads(document)["id"])
    except (ValueError, KeyError, TypeError):
        return ""
