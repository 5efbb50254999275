"""One session as one Bundle of FHIR R4 (4.0.1).

A collection: whoever receives it decides what becomes of it. Free notes stay in the record, since
process notes are kept apart from vital signs; so do values that a device told of somebody else.
"""

from __future__ import annotations

from kapmonitor.record.fhir.around import devices, encounter, people, provenance
from kapmonitor.record.fhir.codes import OURS
from kapmonitor.record.fhir.course import course
from kapmonitor.record.fhir.parts import Json
from kapmonitor.record.fhir.questions import questions
from kapmonitor.record.fhir.source import Source
from kapmonitor.record.fhir.vital_signs import vital_signs


def bundle(source: Source) -> Json:
    """Return the bundle as JSON values. The same session gives the same bundle."""
    entries = [
        *people(source),
        encounter(source),
        *devices(source),
        *vital_signs(source),
        *course(source),
        *questions(source),
    ]
    entries.append(provenance(source, [each["fullUrl"] for each in entries]))
    session = source.session
    return {
        "resourceType": "Bundle",
        "meta": source.meta(),
        "identifier": {"system": f"{OURS}:session", "value": session.id},
        "type": "collection",
        "timestamp": source.when(session.last.utc),
        "entry": entries,
    }
