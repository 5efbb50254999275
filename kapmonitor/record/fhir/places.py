"""Where each entry of the record went: the resources that tell of it, by the names they have.

One table, for whoever refers to an entry: the evidence of an alarm, a correction, a signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from devices.measurement import BloodPressure, HeartRate, PulseOximetry
from kapmonitor.session.event import (
    AgreementSigned,
    CallLogged,
    ChecklistAnswered,
    CheckMissed,
    CheckRecorded,
    DoseAdministered,
    DrivingAnswered,
    Entry,
    FindingRecorded,
    GateAssessed,
    GateOverridden,
    HandoverDetailed,
    HandoverRecorded,
    LimitMadePersonal,
    LimitRestored,
    MeasurementFailureRecorded,
    MeasurementRecorded,
    ObservationRecorded,
    OrderRecorded,
    PatientReturned,
    ReadingMissed,
    RuleSaidBack,
    ScoreItemRecorded,
    ScoreRecorded,
    SessionEnded,
)

Name = tuple[object, ...]
"""What a resource is called within its session; its address is made of it."""

_OWN: Mapping[type, str] = {
    MeasurementFailureRecorded: "reading",
    ReadingMissed: "reading",
    DoseAdministered: "dose",
    GateAssessed: "gate",
    GateOverridden: "gate",
    ObservationRecorded: "seen",
    CheckRecorded: "look",
    CheckMissed: "look",
    PatientReturned: "look",
    ScoreRecorded: "score",
    CallLogged: "call",
    LimitMadePersonal: "limit",
    LimitRestored: "limit",
}
"""Facts with a resource of their own, named by this and the entry's number."""
_SHARED: Mapping[type, str] = {
    OrderRecorded: "order",
    ChecklistAnswered: "checklist",
    AgreementSigned: "checklist",
    FindingRecorded: "discharge",
    DrivingAnswered: "discharge",
    HandoverRecorded: "discharge",
    HandoverDetailed: "discharge",
    RuleSaidBack: "discharge",
    SessionEnded: "discharge",
}
"""Facts of which the newest, or all together, make one resource."""


def places(entry: Entry) -> Iterator[Name]:
    """Yield the names of the resources that tell of an entry; none: it is not carried."""
    kind = type(entry.event)
    if kind in _OWN:
        yield (_OWN[kind], entry.seq)
    elif kind in _SHARED:
        yield (_SHARED[kind],)
    elif isinstance(entry.event, MeasurementRecorded):
        yield from _measured(entry.seq, entry.event.measurement)
    elif isinstance(entry.event, ScoreItemRecorded):
        yield ("form", entry.event.scale)


def _measured(seq: int, measured: BloodPressure | HeartRate | PulseOximetry) -> Iterator[Name]:
    if isinstance(measured, BloodPressure):
        yield ("reading", seq)
        if measured.pulse_rate is not None:
            yield ("pulse", seq)
        return
    if isinstance(measured, PulseOximetry):
        if measured.spo2 is not None:
            yield ("saturation", seq)
        if measured.pulse_rate is not None:
            yield ("heart-rate", seq)
    elif measured.heart_rate is not None:
        yield ("heart-rate", seq)
