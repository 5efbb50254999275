"""What was ordered and what was taken, with what stood in the way of it."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.record.fhir.codes import DOSE_UNITS, PATIENTS_OWN, ROUTES, SNOMED
from kapmonitor.record.fhir.parts import (
    Json,
    coding,
    concept,
    entry,
    notes,
    ours,
    present,
    quantity,
    reference,
)
from kapmonitor.record.fhir.source import Source
from kapmonitor.session.event import GateAssessed, GateOverridden, OrderRecorded
from kapmonitor.session.kept import DoseChange
from kapmonitor.session.state import Dose
from kapmonitor.session.vocabulary import Origin


def doses(source: Source) -> Iterator[Json]:
    """Yield the order in force, how the gate stood each time it changed, and each dose."""
    order = source.session.order
    if order is not None:
        yield _order(source, order)
    for each in source.entries:
        match each.event:
            case GateAssessed() as event:
                yield _assessed(source, each.seq, event)
            case GateOverridden() as event:
                yield _overridden(source, each.seq, event)
            case _:
                pass
    for dose in source.session.doses:
        yield _dose(source, dose)
    for never in source.session.never_given:
        told = _dose(source, never.dose)
        resource = told["resource"]
        said = f"Recorded in error, never given: {never.reason}{_by(never.by)}."
        resource["status"] = "entered-in-error"
        resource["note"] = [*notes([said]), *resource["note"]]
        yield told


def _order(source: Source, order: OrderRecorded) -> Json:
    """The prescriber's order as a person recorded it here: a copy, and nobody's instruction."""
    plan = [
        f"Booster allowed: {_amount_text(order.booster_amount, order.unit) or 'amount not said'}."
        if order.booster_allowed
        else "No booster.",
        f"Hold {order.hold_min:g} min." if order.hold_min is not None else "",
        f"Swish every {order.swish_interval_min:g} min."
        if order.swish_interval_min is not None
        else "",
        f"At the end: {order.lozenge_end.value}." if order.lozenge_end else "",
        f"Recorded from: {order.source.value.replace('_', ' ')}." if order.source else "",
        f"Prescriber's phone: {order.prescriber_phone}." if order.prescriber_phone else "",
        f"SHA-256 of the prescriber's file: {order.source_digest}." if order.source_digest else "",
    ]
    told = {
        "resourceType": "MedicationRequest",
        "meta": source.meta(),
        "status": "completed" if source.session.ended else "active",
        "intent": "order",
        "reportedBoolean": True,
        "medicationCodeableConcept": concept(text=order.drug),
        "subject": source.subject,
        "encounter": source.encounter,
        "requester": {"display": order.prescriber} if order.prescriber else None,
        "dosageInstruction": [
            present(
                text=_amount_text(order.amount, order.unit),
                route=_route(order.route),
                doseAndRate=[{"doseQuantity": _amount(order.amount, order.unit)}],
            )
        ],
        "note": notes(plan),
    }
    return entry(source.address("order"), present(**told))


def _assessed(source: Source, seq: int, event: GateAssessed) -> Json:
    values = (event.systolic, event.diastolic, event.pulse_rate)
    told = source.observed(seq) | {
        "code": ours("gate", "gate", "Whether the dose may be given, by the clinic's limits"),
        "valueCodeableConcept": ours("gate", event.state, event.state),
        "derivedFrom": source.readings(event.evidence),
        "note": notes(
            [
                *event.reasons,
                "Judged: {} / {}, pulse {}.".format(
                    *("unknown" if each is None else f"{each:g}" for each in values)
                ),
            ]
        ),
    }
    return entry(source.address("gate", seq), present(**told))


def _overridden(source: Source, seq: int, event: GateOverridden) -> Json:
    what = "Gate overridden for a booster" if event.for_booster else "Gate overridden"
    signed = event.countersigned or seq in source.session.countersigned
    told = source.observed(seq) | {
        "code": ours("gate", "override", what),
        "valueString": event.reason or "no reason was given",
        "component": [
            {"code": ours("detail", "clinician", "Clinician"), "valueString": event.clinician}
            if event.clinician
            else {},
            {
                "code": ours("detail", "contact", "When the clinician was reached"),
                "valueDateTime": source.when(event.contact_utc),
            },
            {
                "code": ours("detail", "countersigned", "Signed by the clinician"),
                "valueBoolean": signed,
            },
        ],
    }
    told["component"] = [each for each in told["component"] if each]
    return entry(source.address("gate", seq), present(**told))


def _dose(source: Source, dose: Dose) -> Json:
    """A lozenge is the patient's own, out of a pharmacy; what a clinic gives is administered."""
    common = {
        "meta": source.meta(),
        "status": "completed",
        "medicationCodeableConcept": concept(text=dose.drug),
        "subject": source.subject,
        "context": source.encounter,
    }
    text, route = _amount_text(dose.amount, dose.unit), _route(dose.route)
    amount = _amount(dose.amount, dose.unit)
    ordered = reference(source.address("order")) if source.session.order is not None else None
    if dose.route in PATIENTS_OWN:
        own: Json = {
            "resourceType": "MedicationStatement",
            "basedOn": [ordered] if ordered else [],
            "dosage": [{"text": text, "route": route, "doseAndRate": [{"doseQuantity": amount}]}],
        }
    else:
        own = {
            "resourceType": "MedicationAdministration",
            "request": ordered,
            "dosage": {"text": text, "route": route, "dose": amount},
        }
    return entry(source.address("dose", dose.seq), present(**(own | common | _taken(source, dose))))


def _taken(source: Source, dose: Dose) -> Json:
    """Return when it was taken, until when it was in the mouth, and what stood in its way."""
    lozenge = source.session.lozenge
    mine = lozenge if lozenge is not None and lozenge.dose_seq == dose.seq else None
    said = [
        "Booster." if dose.booster else "",
        f"Gate at the dose: {dose.gate}.",
        f"Lozenge: {mine.end.value}." if mine is not None and mine.end is not None else "",
        *dose.deviations,
        *(_changed(source, dose, each) for each in dose.changes),
    ]
    taken = source.when(dose.taken.utc)
    if mine is None or mine.out is None:
        return {"effectiveDateTime": taken, "note": notes(said)}
    period = {"start": taken, "end": source.when(mine.out.utc)}
    return {"effectivePeriod": period, "note": notes(said)}


def _changed(source: Source, dose: Dose, change: DoseChange) -> str:
    """Say what had been recorded before a correction."""
    before = f"{change.amount:g} {dose.unit}, {change.route}, {source.when(change.taken.utc)}"
    gone = " ".join(change.deviations)
    said = f" Said of it then: {gone}" if gone else ""
    when = source.when(change.at.utc)
    return f"Corrected {when}{_by(change.by)}: {change.reason}. Until then: {before}.{said}"


def _by(origin: Origin | None) -> str:
    return f" by {origin.operator.name}" if origin is not None else ""


def _route(route: str) -> Json:
    known = ROUTES.get(route)
    return concept(*([coding(SNOMED, known)] if known else []), text=route)


def _amount_text(amount: float | None, unit: str) -> str:
    return "" if amount is None else f"{amount:g} {unit}"


def _amount(amount: float, unit: str) -> Json:
    code = DOSE_UNITS.get(unit)
    if code is None:
        return {"value": amount, "unit": unit}
    return quantity(amount, (code, unit))
