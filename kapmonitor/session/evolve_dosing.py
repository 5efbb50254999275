"""How the gate, the dose and the journey change a session."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.session import evolve_dose
from kapmonitor.session.event import (
    CallLogged,
    CheckMissed,
    CheckRecorded,
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
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
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.state import (
    CheckDone,
    FreeNote,
    Observation,
    Session,
)
from kapmonitor.session.vocabulary import Amendment

Dosing = (
    GateAssessed
    | GateOverridden
    | CallLogged
    | DoseAdministered
    | DoseCorrected
    | DoseWithdrawn
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
            return evolve_dose.dosed(entry, event, session)
        case DoseCorrected():
            return evolve_dose.corrected(entry, event, session)
        case DoseWithdrawn():
            return evolve_dose.never_given(entry, event, session)
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


_NO_WORDS = PersonalText(ref="", salt="", text="", digest="")


def _in_error(seq: int, session: Session) -> Session:
    """Let what was logged in error count for nothing; once signed, nothing changes any more."""
    seen, said, scored = session.observations, session.notes, session.scores
    logged = {each.seq for each in seen} | {each.seq for each in said}
    logged |= {each.seq for each in scored}
    return _withdrawn(seq, session) if seq in logged else session


def _withdrawn(seq: int, session: Session) -> Session:
    lozenge = session.lozenge
    if lozenge is not None and lozenge.out_seq == seq:
        lozenge = replace(lozenge, out=None, end=None, out_seq=None)
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
        text=event.text or _NO_WORDS,
        amends=event.seq,
        reason=event.reason,
        by=entry.origin,
        manner=event.manner,
        happened=event.happened,
    )
    if event.manner is Amendment.IN_ERROR and session.signed_by is None:
        session = _in_error(event.seq, session)
    return replace(session, notes=(*session.notes, note))
