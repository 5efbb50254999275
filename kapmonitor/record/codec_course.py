"""The gate, the dose and what happened while the patient was inward, as the record writes it."""

from __future__ import annotations

from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import (
    FLAG,
    INSTANT,
    MAYBE_PERSONAL,
    MOMENT,
    NUMBER,
    PERSONAL,
    TEXT,
    WHOLE,
    choice,
    many,
    maybe,
)
from kapmonitor.session.event import (
    CallLogged,
    CheckMissed,
    CheckRecorded,
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
    EntryAmended,
    EntryWithdrawn,
    Event,
    GateAssessed,
    GateOverridden,
    LozengeRemoved,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    PatientReturned,
)
from kapmonitor.session.vocabulary import Amendment, LozengeEnd, ObservationKind

_MAYBE_NUMBER = maybe(NUMBER)
_MANNER = maybe(choice(Amendment))

COURSE: tuple[Kind[Event], ...] = (
    kind(
        GateAssessed,
        "gate_assessed",
        state=TEXT,
        reasons=many(TEXT),
        systolic=_MAYBE_NUMBER,
        diastolic=_MAYBE_NUMBER,
        pulse_rate=_MAYBE_NUMBER,
        evidence=many(WHOLE),
    ),
    kind(
        GateOverridden,
        "gate_overridden",
        reason=TEXT,
        clinician=TEXT,
        contact_utc=MOMENT,
        countersigned=FLAG,
        for_booster=FLAG,
    ),
    kind(CallLogged, "call_logged", to=TEXT, result=TEXT),
    kind(
        DoseAdministered,
        "dose_administered",
        drug=TEXT,
        amount=NUMBER,
        unit=TEXT,
        route=TEXT,
        taken=INSTANT,
        booster=FLAG,
        deviations=many(TEXT),
    ),
    kind(
        DoseCorrected,
        "dose_corrected",
        seq=WHOLE,
        reason=TEXT,
        taken=maybe(INSTANT),
        amount=_MAYBE_NUMBER,
        route=maybe(TEXT),
        gate=TEXT,
        deviations=many(TEXT),
    ),
    kind(DoseWithdrawn, "dose_withdrawn", seq=WHOLE, reason=TEXT),
    kind(LozengeRemoved, "lozenge_removed", taken_out=INSTANT, end=choice(LozengeEnd)),
    kind(PatientReturned, "patient_returned"),
    kind(CheckRecorded, "check_recorded", check=TEXT),
    kind(CheckMissed, "check_missed", check=TEXT),
    kind(
        ObservationRecorded,
        "observation_recorded",
        code=TEXT,
        kind=choice(ObservationKind),
        label=TEXT,
    ),
    kind(
        ObservationDetailed,
        "observation_detailed",
        seq=WHOLE,
        severity=maybe(TEXT),
        distress=maybe(WHOLE),
        duration_min=_MAYBE_NUMBER,
    ),
    kind(NoteAdded, "note_added", text=PERSONAL),
    kind(EntryWithdrawn, "entry_withdrawn", seq=WHOLE),
    kind(
        EntryAmended,
        "entry_amended",
        seq=WHOLE,
        reason=TEXT,
        text=MAYBE_PERSONAL,
        manner=maybe(choice(Amendment)),
        happened=maybe(INSTANT),
    ),
)
