"""How the gate, the dose and the journey change a session."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.session.event import (
    CallLogged,
    CheckMissed,
    CheckRecorded,
    DoseAdministered,
    Entry,
    EntryAmended,
    EntryWithdrawn,
    GateAssessed,
    GateOverridden,
    LozengeRemoved,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    PatientReturned,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.gate import booster_status
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import (
    CheckDone,
    Deviation,
    Dose,
    FreeNote,
    Lozenge,
    Observation,
    Session,
)

Dosing = (
    GateAssessed
    | GateOverridden
    | CallLogged
    | DoseAdministered
    | LozengeRemoved
    | PatientReturned
    | CheckRecorded
    | CheckMissed
    | ObservationRecorded
    | ObservationDetailed
    | NoteAdded
    | EntryWithdrawn
    | EntryAmended
)


def changed(entry: Entry, event: Dosing, session: Session) -> Session:  # noqa: C901  one line each
    """Return the session after a fact of the gate, the dose or the journey."""
    match event:
        case GateAssessed():
            lapsed = entry.at if event.state == "lapsed" else session.baseline_from
            return replace(session, gate=event, gate_at=entry.at, baseline_from=lapsed)
        case GateOverridden():
            return _overridden(entry, event, session)
        case CallLogged():
            return replace(session, calls=(*session.calls, (entry.at, event)))
        case DoseAdministered():
            return _dosed(entry, event, session)
        case LozengeRemoved():
            return _removed(entry, event, session)
        case PatientReturned():
            return replace(session, returned=entry.at, returned_seq=entry.seq)
        case CheckRecorded() | CheckMissed():
            done = CheckDone(
                seq=entry.seq,
                at=entry.at,
                check=event.check,
                seen=isinstance(event, CheckRecorded),
            )
            return replace(session, checks=(*session.checks, done))
        case ObservationRecorded():
            return replace(session, observations=(*session.observations, _seen(entry, event)))
        case ObservationDetailed():
            return _detailed(event, session)
        case NoteAdded():
            note = FreeNote(seq=entry.seq, at=entry.at, text=event.text)
            return replace(session, notes=(*session.notes, note))
        case EntryWithdrawn():
            return _withdrawn(event.seq, session)
        case EntryAmended():
            return _amended(entry, event, session)
        case _:
            assert_never(event)


def _seen(entry: Entry, event: ObservationRecorded) -> Observation:
    return Observation(
        seq=entry.seq, at=entry.at, code=event.code, kind=event.kind, label=event.label
    )


def _overridden(entry: Entry, event: GateOverridden, session: Session) -> Session:
    listed = replace(
        session,
        overrides=session.overrides | {entry.seq},
        gate_overrides=(*session.gate_overrides, (entry.seq, entry.at, event)),
    )
    if event.for_booster:
        return replace(listed, booster_override=event, booster_override_at=entry.at)
    return replace(listed, gate_override=event, gate_override_at=entry.at)


def _dosed(entry: Entry, event: DoseAdministered, session: Session) -> Session:
    dose = Dose(
        seq=entry.seq,
        at=entry.at,
        drug=event.drug,
        amount=event.amount,
        unit=event.unit,
        route=event.route,
        taken=event.taken,
        booster=event.booster,
        deviations=event.deviations,
        gate=_gate_at(entry.at, event, session),
    )
    said = tuple(Deviation(seq=entry.seq, at=entry.at, text=text) for text in event.deviations)
    in_mouth = session.preset.lozenge is not None
    return replace(
        session,
        doses=(*session.doses, dose),
        deviations=(*session.deviations, *said),
        lozenge=Lozenge(dose_seq=entry.seq) if in_mouth else session.lozenge,
        returned=None,
        returned_seq=None,
        check_opened=None,
        booster_override=None,
        booster_override_at=None,
    )


def _gate_at(at: Instant, event: DoseAdministered, session: Session) -> str:
    """Return how the gate stood; an override is worth as long as a baseline is."""
    given = session.booster_override_at if event.booster else session.gate_override_at
    if not event.booster and session.gate is not None and session.gate.state == "clear":
        return "clear"
    if given is not None and at.minutes_since(given) <= session.preset.baseline.expires_min:
        return "overridden"
    open_ = event.booster and booster_status(session, at).open
    return "clear" if open_ else "held"


def _removed(entry: Entry, event: LozengeRemoved, session: Session) -> Session:
    if session.lozenge is None:
        return session
    out = replace(session.lozenge, out=event.taken_out, end=event.end, out_seq=entry.seq)
    return replace(session, lozenge=out)


def _detailed(event: ObservationDetailed, session: Session) -> Session:
    def detail(seen: Observation) -> Observation:
        if seen.seq != event.seq:
            return seen
        return replace(
            seen,
            severity=event.severity if event.severity is not None else seen.severity,
            distress=event.distress if event.distress is not None else seen.distress,
            duration_min=(
                event.duration_min if event.duration_min is not None else seen.duration_min
            ),
        )

    return replace(session, observations=tuple(map(detail, session.observations)))


def _withdrawn(seq: int, session: Session) -> Session:
    lozenge = session.lozenge
    if lozenge is not None and lozenge.out_seq == seq:
        lozenge = Lozenge(dose_seq=lozenge.dose_seq)
    back = session.returned_seq == seq
    return replace(
        session,
        observations=tuple(
            replace(each, withdrawn=True) if each.seq == seq else each
            for each in session.observations
        ),
        notes=tuple(
            replace(each, withdrawn=True) if each.seq == seq else each for each in session.notes
        ),
        checks=tuple(each for each in session.checks if each.seq != seq),
        scores=tuple(each for each in session.scores if each.seq != seq),
        scores_withdrawn=(
            *session.scores_withdrawn,
            *(each for each in session.scores if each.seq == seq),
        ),
        lozenge=lozenge,
        returned=None if back else session.returned,
        returned_seq=None if back else session.returned_seq,
    )


def _amended(entry: Entry, event: EntryAmended, session: Session) -> Session:
    note = FreeNote(
        seq=entry.seq,
        at=entry.at,
        text=event.text,
        amends=event.seq,
        reason=event.reason,
        by=entry.origin,
    )
    return replace(session, notes=(*session.notes, note))
