"""What was outside the clinic's limits, what was done about it, and the patient's own limits.

Alarms about the equipment are left out: they tell of a cable or a battery, not of a patient.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.record.fhir.codes import MMHG, PER_MINUTE, PERCENT
from kapmonitor.record.fhir.parts import Json, concept, entry, notes, ours, present, quantity
from kapmonitor.record.fhir.source import Source
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Alarm, AlarmMoment, PersonalLimit
from kapmonitor.session.vocabulary import AlarmKind, AlarmStep, Priority

_SEVERITY = {Priority.HIGH: "high", Priority.MEDIUM: "moderate", Priority.LOW: "low"}
_PRESSURES = {
    Signal.SYSTOLIC,
    Signal.DIASTOLIC,
    Signal.SYSTOLIC_RISE,
    Signal.DIASTOLIC_RISE,
    Signal.SYSTOLIC_FALL,
}
_UNITS = dict.fromkeys(_PRESSURES, MMHG) | {
    Signal.HEART_RATE: PER_MINUTE,
    Signal.SPO2: PERCENT,
}


def alarms(source: Source) -> Iterator[Json]:
    """Yield every alarm about the patient, then every change of a limit."""
    session = source.session
    for alarm in (*session.alarm_history, *session.alarms.values()):
        if alarm.kind is AlarmKind.PHYSIOLOGICAL:
            yield _alarm(source, alarm)
    for change in session.limit_changes:
        yield _limit(source, change)


def _alarm(source: Source, alarm: Alarm) -> Json:
    period = {"start": source.when(alarm.raised.utc)}
    if alarm.cleared is not None:
        period["end"] = source.when(alarm.cleared.utc)
    seen = source.readings(sorted({*alarm.evidence, *_rested_on(alarm)}))
    proof = "Confirmed by a repeat." if alarm.confirmed else "Not confirmed by a repeat."
    told = {
        "resourceType": "DetectedIssue",
        "meta": source.meta(),
        "status": "final",
        "code": ours("alarm", alarm.code, alarm.reason),
        "severity": _SEVERITY[alarm.priority],
        "patient": source.subject,
        "identifiedPeriod": period,
        "evidence": [{"detail": seen}] if seen else [],
        "detail": " ".join(filter(None, (alarm.reason, proof, alarm.action))),
        "mitigation": [
            _done(source, each)
            for each in alarm.course
            if each.step in (AlarmStep.DID, AlarmStep.ACKNOWLEDGED)
        ],
    }
    return entry(source.address("alarm", alarm.raised_seq), present(**told))


def _rested_on(alarm: Alarm) -> set[int]:
    return {seq for each in alarm.course for seq in each.evidence}


def _done(source: Source, moment: AlarmMoment) -> Json:
    words = moment.words if moment.step is AlarmStep.DID else ""
    told = words.replace("_", " ") or moment.step.value
    return present(
        action=concept(text=told),
        date=source.when(moment.at.utc),
        author={"display": moment.by} if moment.by else None,
    )


def _limit(source: Source, change: PersonalLimit) -> Json:
    rules = source.session.preset.alarms
    rule = next((each for each in rules if each.id == change.rule), None)
    name = change.rule if rule is None else f"{change.rule} ({rule.signal.value})"
    told = source.observed(change.seq) | {
        "code": ours("limit", change.rule, f"Alarm limit of this patient: {name}"),
        **_value(change, None if rule is None else rule.signal),
        "note": notes(
            [
                f"Reason: {change.reason}" if change.reason else "",
                f"Authorised by: {change.authorised_by}" if change.authorised_by else "",
            ]
        ),
    }
    return entry(source.address("limit", change.seq), present(**told))


def _value(change: PersonalLimit, signal: Signal | None) -> Json:
    if change.restored:
        return {"valueString": "the preset's own again"}
    if change.value is None:
        return {"valueString": "off for this patient"}
    unit = _UNITS.get(signal) if signal is not None else None
    if unit is None:
        return {"valueQuantity": {"value": change.value}}
    return {"valueQuantity": quantity(change.value, unit)}
