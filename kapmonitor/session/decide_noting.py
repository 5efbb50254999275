"""Decisions about facts that a person only notes: checked for sense, never for convenience."""

from __future__ import annotations

from kapmonitor.session import decide_opening, limits
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    ChecklistAnswered,
    DeviceAssigned,
    EntryAmended,
    FindingRecorded,
    HeartRateSourceChosen,
    LimitMadePersonal,
    LimitRestored,
    MeasurementConfirmed,
    MeasurementMarkedInError,
    Noted,
    ObservationDetailed,
    OrderRecorded,
    SoundSet,
)
from kapmonitor.session.state import Session


def note(draft: Draft, fact: Noted) -> None:
    """Add a fact as it was noted, or refuse it with every reason."""
    match fact:
        case DeviceAssigned():
            decide_opening.assign_device(draft, fact)
        case OrderRecorded():
            decide_opening.record_order(draft, fact)
        case HeartRateSourceChosen():
            decide_opening.choose_heart_rate(draft, fact)
        case SoundSet():
            decide_opening.set_sound(draft, fact)
        case LimitMadePersonal():
            draft.refuse_for(*limits.against_moving(draft.session, fact))
            draft.asked(fact)
        case LimitRestored():
            draft.refuse_for(*limits.against_restoring(draft.session, fact))
            draft.asked(fact)
        case _:
            draft.refuse_for(_senseless(draft.session, fact))
            draft.asked(fact)


def _senseless(session: Session, fact: Noted) -> str | None:
    """Return why a fact names nothing that exists."""
    match fact:
        case MeasurementConfirmed(seq=seq):
            return None if _is_measurement(session, seq) else "There is no such reading."
        case MeasurementMarkedInError(seq=seq, reason=reason):
            if not _is_measurement(session, seq):
                return "There is no such reading."
            return None if reason.strip() else "Say why the reading is wrong."
        case ObservationDetailed(seq=seq):
            known = any(seen.seq == seq for seen in session.observations)
            return None if known else "There is no such observation."
        case EntryAmended(seq=seq):
            return None if 0 < seq < session.next_seq else "There is no such entry."
        case FindingRecorded(criterion=criterion):
            asked = {each.id for each in session.preset.discharge.human}
            return None if criterion in asked else "The preset does not ask this."
        case ChecklistAnswered(item=item):
            items = {each.id for each in session.preset.checklist}
            return None if item in items else "The preset does not ask this."
        case _:
            return None


def _is_measurement(session: Session, seq: int) -> bool:
    readings = any(reading.seq == seq for reading in session.readings)
    return readings or any(sample.seq == seq for sample in session.samples)
