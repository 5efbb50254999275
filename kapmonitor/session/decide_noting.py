"""Decisions about facts that a person only notes: checked for sense, never for convenience."""

from __future__ import annotations

from collections.abc import Iterable

from kapmonitor.language import say
from kapmonitor.session import decide_opening, limits, remote_notes
from kapmonitor.session.decide_amending import against_amending
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    ChecklistAnswered,
    CheckWordsCompared,
    CompanionStated,
    DeviceAssigned,
    EntryAmended,
    FindingRecorded,
    HandoverDetailed,
    HeartRateSourceChosen,
    HelpAnswered,
    LimitMadePersonal,
    LimitRestored,
    MeasurementConfirmed,
    MeasurementMarkedInError,
    MeasuringStated,
    Noted,
    ObservationDetailed,
    OrderRecorded,
    RemoteStartAllowed,
    ScoreItemRecorded,
    ScoreRecorded,
    SoundSet,
    StationMessageSeen,
    TrialReadingAccepted,
)
from kapmonitor.session.scales import against_score
from kapmonitor.session.state import Session
from kapmonitor.session.times import future


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
        case _:
            draft.refuse_for(*_against(draft, fact))
            draft.asked(fact)


def _against(draft: Draft, fact: Noted) -> Iterable[str | None]:
    """Return every reason against what was noted."""
    match fact:
        case HandoverDetailed(arrived=arrived, camera_ended=ended):
            times = (each.utc for each in (arrived, ended) if each is not None)
            return tuple(future(draft.at, each) for each in times)
        case EntryAmended():
            return against_amending(draft, fact)
        case LimitMadePersonal():
            return limits.against_moving(draft.session, fact)
        case (
            CheckWordsCompared()
            | CompanionStated()
            | HelpAnswered()
            | RemoteStartAllowed()
            | TrialReadingAccepted()
        ):
            return (remote_notes.against(draft.session, fact),)
        case LimitRestored():
            return limits.against_restoring(draft.session, fact)
        case _:
            return (_senseless(draft.session, fact),)


def _senseless(session: Session, fact: Noted) -> str | None:  # noqa: C901  one line each
    """Return why a fact names nothing that exists."""
    match fact:
        case MeasurementConfirmed(seq=seq):
            return None if _is_measurement(session, seq) else say("There is no such reading.")
        case MeasurementMarkedInError(seq=seq, reason=reason):
            if not _is_measurement(session, seq):
                return say("There is no such reading.")
            return None if reason.strip() else say("Say why the reading is wrong.")
        case MeasuringStated(posture=None, site=None, cuff_size=None):
            return say("Say posture, arm or size of the cuff.")
        case ObservationDetailed(seq=seq):
            known = any(seen.seq == seq for seen in session.observations)
            return None if known else say("There is no such observation.")
        case FindingRecorded(criterion=criterion):
            asked = {each.id for each in session.preset.discharge.human}
            return None if criterion in asked else say("The preset does not ask this.")
        case ScoreRecorded() | ScoreItemRecorded():
            return _unscorable(session, fact)
        case StationMessageSeen(message=seq):
            known = any(each.seq == seq for each in session.from_station)
            return None if known else say("There is no such message.")
        case ChecklistAnswered(item=item):
            items = {each.id for each in session.preset.checklist}
            return None if item in items else say("The preset does not ask this.")
        case _:
            return None


def _unscorable(session: Session, fact: ScoreRecorded | ScoreItemRecorded) -> str | None:
    items = _items(session, fact.scale)
    if isinstance(fact, ScoreRecorded):
        by_items = say("This score is taken item by item.") if len(items) > 1 else None
        return by_items or against_score(fact.scale, fact.value)
    levels = items.get(fact.item, frozenset())
    known = bool(levels) and (fact.points is None or fact.points in levels)
    return None if known else say("The score has no such item, or no such points.")


def _items(session: Session, scale: str) -> dict[str, frozenset[int]]:
    """Return the items of a score that a person answers, with their points."""
    scores = (each.scale for each in session.preset.discharge.scores if each.id == scale)
    return {
        item.id: frozenset(level.points for level in item.levels)
        for found in scores
        if found is not None
        for item in found.items
        if not item.compared
    }


def _is_measurement(session: Session, seq: int) -> bool:
    readings = any(reading.seq == seq for reading in session.readings)
    return readings or any(sample.seq == seq for sample in session.samples)
