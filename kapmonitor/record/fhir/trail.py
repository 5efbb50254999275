"""Who wrote it, who signed what, and what was corrected: as Provenance, and on what it is about.

A resource that was corrected says so itself as well (`status`, `note`): a receiver who reads no
Provenance must not take a corrected value for an untouched one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kapmonitor.record.fhir.codes import AUTHORS_SIGNATURE, DOCUMENT_EVENT, OURS, VERIFICATION
from kapmonitor.record.fhir.codes import DATA_OPERATION as DONE
from kapmonitor.record.fhir.parts import Json, coding, concept, entry, present, reference
from kapmonitor.record.fhir.source import Source
from kapmonitor.session.event import (
    CheckSigned,
    Countersigned,
    DoseCorrected,
    DoseWithdrawn,
    Entry,
    EntryAmended,
    EntryWithdrawn,
    IdentityConfirmed,
    MeasurementConfirmed,
    MeasurementMarkedInError,
    RecordSigned,
    SessionOpened,
)
from kapmonitor.session.vocabulary import Amendment, ProvenBy

UPDATED, NULLIFIED = ("UPDATE", "revise"), ("NULLIFY", "nullify")
_AMENDABLE = {
    ("Observation", "final"): "amended",
    ("QuestionnaireResponse", "completed"): "amended",
    ("DetectedIssue", "final"): "amended",
}

_ERRONEOUS = ("Observation", "QuestionnaireResponse", "DetectedIssue", "MedicationAdministration")
"""The kinds of resources that the standard can call entered in error without losing them."""
_MANNERS = {
    None: "Amended",
    Amendment.IN_ERROR: "Marked in error",
    Amendment.CORRECTED: "Corrected",
    Amendment.LATE_ENTRY: "Late entry",
    Amendment.NOTE: "Note added",
}


def corrected(source: Source, made: list[Json]) -> None:
    """Mark in place whatever was amended: its status where the standard has one, and a note."""
    by_address = {each["fullUrl"]: each["resource"] for each in made}
    for each in source.entries:
        if not isinstance(each.event, EntryAmended):
            continue
        for address in source.made_of(each.event.seq):
            if (resource := by_address.get(address)) is not None:
                _amend(resource, each.event, source.when(each.at.utc))


def _amend(resource: Json, event: EntryAmended, when: str) -> None:
    kind = (resource["resourceType"], resource["status"])
    wrong = event.manner is Amendment.IN_ERROR and resource["resourceType"] in _ERRONEOUS
    resource["status"] = "entered-in-error" if wrong else _AMENDABLE.get(kind, kind[1])
    if resource["resourceType"] not in ("QuestionnaireResponse", "DetectedIssue"):
        said = f"{_MANNERS[event.manner]} ({event.reason})"
        if event.text is not None:
            said += f": {event.text.text or 'erased'}"
        resource["note"] = [*resource.get("note", ()), {"text": said, "time": when}]


def trail(source: Source, made: list[Json]) -> Iterator[Json]:
    """Yield who wrote all this, then each signature, correction and confirmation, in order."""
    known = {each["fullUrl"]: each["resource"] for each in made}
    yield _written(source, list(known))
    for each in source.entries:
        told = _about(source, each, known)
        if told is not None and told["target"]:
            yield entry(source.address("provenance", each.seq), present(**told))


def _about(source: Source, each: Entry, known: Mapping[str, Json]) -> Json | None:
    match each.event:
        case EntryAmended(seq=seq, reason=reason) | DoseCorrected(seq=seq, reason=reason):
            about = _by(source, each, "enterer") | {"activity": _activity(UPDATED)}
        case (
            MeasurementMarkedInError(seq=seq, reason=reason) | DoseWithdrawn(seq=seq, reason=reason)
        ):
            about = _by(source, each, "enterer") | {"activity": _activity(NULLIFIED)}
        case EntryWithdrawn(seq=seq):
            reason = "taken back"
            about = _by(source, each, "enterer") | {"activity": _activity(NULLIFIED)}
        case MeasurementConfirmed(seq=seq, taken_now=now):
            reason = "taken just now" if now else "not taken just now"
            about = _by(source, each, "verifier")
        case _:
            return _signed(source, each, known)
    targets = [reference(at) for at in source.made_of(seq) if at in known]
    return about | {"target": targets, "reason": [concept(text=reason or "no reason was given")]}


def _signed(source: Source, each: Entry, known: Mapping[str, Json]) -> Json | None:
    match each.event:
        case IdentityConfirmed(identifiers=identifiers):
            words = ", ".join(one.value.replace("_", " ") for one in identifiers)
            return _by(source, each, "verifier") | {
                "target": [source.subject],
                "reason": [concept(text=f"Compared with the patient: {words}")],
            }
        case CheckSigned(name=name) as event:
            target = source.address("discharge")
            who = source.who(each.seq) or {"display": name}
            signature = _signature(source, each, AUTHORS_SIGNATURE, who | {"display": name})
        case Countersigned(seq=seq, clinician=clinician) as event:
            target = next(source.made_of(seq), "")
            signature = _signature(source, each, VERIFICATION, {"display": clinician})
        case RecordSigned(signed_by=name) as event:
            who = source.who(each.seq) or {"display": name}
            signature = _signature(source, each, AUTHORS_SIGNATURE, who | {"display": name})
            return signature | _bound(event) | {"target": [reference(at) for at in known]}
        case _:
            return None
    targets = [reference(target)] if target in known else []
    return signature | _bound(event) | {"target": targets}


def _bound(event: CheckSigned | Countersigned | RecordSigned) -> Json:
    """Return what a signature is over, and how the person was proven."""
    secret = event.signing is not None and event.signing.how is ProvenBy.SECRET
    how = "Signed with the person's secret re-entered" if secret else "Signed by a typed name"
    over = [_entity(event.digest, "the record that was signed, by its digest")]
    return present(reason=[concept(text=how)], entity=over if event.digest else None)


def _by(source: Source, each: Entry, role: str) -> Json:
    who = source.who(each.seq) or {"display": _software(source)}
    return {
        "resourceType": "Provenance",
        "meta": source.meta(),
        "recorded": source.when(each.at.utc),
        "agent": [_agent(role, who)],
    }


def _signature(source: Source, each: Entry, kind: Json, who: Json) -> Json:
    """A signature as the program keeps it: who and when; the record's chain is what binds it."""
    when = source.when(each.at.utc)
    return _by(source, each, "enterer") | {
        "agent": [_agent("attester", who)],
        "signature": [{"type": [kind], "when": when, "who": who}],
    }


def _written(source: Source, targets: list[str]) -> Json:
    """Return who wrote all this, when, and out of which state of the record."""
    opening = source.entries[0].event
    digest = opening.preset_digest if isinstance(opening, SessionOpened) else ""
    preset = f"{OURS}:preset:{source.session.preset.id}:{digest}"
    resource = present(
        resourceType="Provenance",
        meta=source.meta(),
        target=[reference(each) for each in targets],
        recorded=source.when(source.session.last.utc),
        policy=[preset],
        agent=[
            *(_agent("author", source.person(each)) for each in source.operators),
            _agent("assembler", {"display": _software(source)}),
        ],
        entity=[_entity(source.head, "the append-only record, whose digest this is")],
    )
    return entry(source.address("provenance"), resource)


def _agent(role: str, who: Json) -> Json:
    return {"type": concept(coding(DOCUMENT_EVENT, role)), "who": who}


def _entity(digest: str, words: str) -> Json:
    what = {
        "identifier": {"system": f"{OURS}:record-digest", "value": digest},
        "display": words,
    }
    return {"role": "source", "what": what}


def _activity(code: tuple[str, str]) -> Json:
    return concept(coding(DONE, code))


def _software(source: Source) -> str:
    opening = source.entries[0].event
    return opening.software if isinstance(opening, SessionOpened) else "kapmonitor"
