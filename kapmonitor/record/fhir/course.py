"""What was taken and what was seen: doses, symptoms, scores, calls."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.record.fhir.codes import (
    CATEGORY,
    DOSE_UNITS,
    MEDDRA,
    OURS,
    PATIENTS_OWN,
    ROUTES,
    SCORE,
    SNOMED,
)
from kapmonitor.record.fhir.parts import (
    Json,
    coding,
    concept,
    entry,
    notes,
    ours,
    present,
    quantity,
)
from kapmonitor.record.fhir.source import Source, TermCodes
from kapmonitor.session.state import Dose, Observation, Score

_EXAM = [concept(coding(CATEGORY, ("exam", "Exam")))]
_SURVEY = [concept(coding(CATEGORY, ("survey", "Survey")))]
NO_ANSWER = "no answer"
"""The result of a call that reached nobody."""


def course(source: Source) -> Iterator[Json]:
    """Yield doses, what was logged, scores and calls."""
    session = source.session
    for dose in session.doses:
        yield _dose(source, dose)
    for seen in session.observations:
        yield _observed(source, seen)
    for score in session.scores:
        yield _score(source, score)
    for number, (at, call) in enumerate(session.calls, 1):
        told = {
            "resourceType": "Communication",
            "meta": source.meta(),
            "status": "not-done" if call.result == NO_ANSWER else "completed",
            "statusReason": concept(text=NO_ANSWER) if call.result == NO_ANSWER else None,
            "category": [ours("call", call.to, f"Call to {call.to.replace('_', ' ')}")],
            "subject": source.subject,
            "encounter": source.encounter,
            "sent": source.when(at.utc),
            "note": notes([call.result.replace("_", " ")]),
        }
        yield entry(source.address("call", number), present(**told))


def _dose(source: Source, dose: Dose) -> Json:
    """A lozenge is the patient's own, out of a pharmacy; what a clinic gives is administered."""
    route = ROUTES.get(dose.route)
    where = concept(*([coding(SNOMED, route)] if route else []), text=dose.route)
    common = {
        "meta": source.meta(),
        "medicationCodeableConcept": concept(text=dose.drug),
        "subject": source.subject,
        "context": source.encounter,
        "effectiveDateTime": source.when(dose.taken.utc),
        "note": notes(
            [
                "Booster." if dose.booster else "",
                f"Gate at the dose: {dose.gate}.",
                *dose.deviations,
            ]
        ),
    }
    if dose.route in PATIENTS_OWN:
        told = common | {
            "resourceType": "MedicationStatement",
            "status": "completed",
            "dosage": [
                present(
                    text=f"{dose.amount:g} {dose.unit}",
                    route=where,
                    doseAndRate=[{"doseQuantity": _amount(dose)}],
                )
            ],
        }
    else:
        told = common | {
            "resourceType": "MedicationAdministration",
            "status": "completed",
            "dosage": {
                "text": f"{dose.amount:g} {dose.unit}",
                "route": where,
                "dose": _amount(dose),
            },
        }
    return entry(source.address("dose", dose.seq), present(**told))


def _amount(dose: Dose) -> Json:
    code = DOSE_UNITS.get(dose.unit)
    if code is None:
        return {"value": dose.amount, "unit": dose.unit}
    return quantity(dose.amount, (code, dose.unit))


def _observed(source: Source, seen: Observation) -> Json:
    known = source.terms.get(seen.code, TermCodes())
    codings = [
        *([coding(SNOMED, known.snomed_ct)] if known.snomed_ct else []),
        *([coding(MEDDRA, known.meddra)] if known.meddra else []),
        coding(f"{OURS}:term", seen.code),
    ]
    details = [
        _detail("severity", {"valueString": seen.severity} if seen.severity else None),
        _detail(
            "distress",
            None if seen.distress is None else {"valueQuantity": quantity(seen.distress, SCORE)},
        ),
        _detail(
            "duration",
            None
            if seen.duration_min is None
            else {"valueQuantity": quantity(seen.duration_min, ("min", "min"))},
        ),
    ]
    told = {
        "resourceType": "Observation",
        "meta": source.meta(),
        "status": "entered-in-error" if seen.withdrawn else "final",
        "category": [*_EXAM, ours("kind", seen.kind.value, seen.kind.value.replace("_", " "))],
        "code": concept(*codings, text=seen.label or seen.code.replace("-", " ")),
        "subject": source.subject,
        "encounter": source.encounter,
        "effectiveDateTime": source.when(seen.at.utc),
        "performer": [who] if (who := source.who(seen.seq)) else [],
        "valueBoolean": True,
        "component": [each for each in details if each],
    }
    return entry(source.address("seen", seen.seq), present(**told))


def _detail(name: str, value: Json | None) -> Json | None:
    return None if value is None else {"code": ours("detail", name, name)} | value


def _score(source: Source, score: Score) -> Json:
    told = {
        "resourceType": "Observation",
        "meta": source.meta(),
        "status": "final",
        "category": _SURVEY,
        "code": ours("score", score.scale, score.scale.replace("_", " ")),
        "subject": source.subject,
        "encounter": source.encounter,
        "effectiveDateTime": source.when(score.at.utc),
        "performer": [who] if (who := source.who(score.seq)) else [],
        "valueQuantity": quantity(score.value, SCORE),
    }
    return entry(source.address("score", score.seq), present(**told))
