"""One session as one Bundle of FHIR R4 (4.0.1).

A collection: whoever receives it decides what becomes of it. Free notes stay in the record, since
process notes are kept apart from vital signs; so do values that a device told of somebody else.
"""

from __future__ import annotations

from kapmonitor.record.fhir.alarms import alarms
from kapmonitor.record.fhir.around import devices, encounter, people, place
from kapmonitor.record.fhir.codes import OURS
from kapmonitor.record.fhir.course import course
from kapmonitor.record.fhir.dose import doses
from kapmonitor.record.fhir.forms import forms
from kapmonitor.record.fhir.parts import Json
from kapmonitor.record.fhir.questions import questions
from kapmonitor.record.fhir.source import Source
from kapmonitor.record.fhir.trail import corrected, trail
from kapmonitor.record.fhir.vital_signs import vital_signs


def bundle(source: Source) -> Json:
    """Return the bundle as JSON values. The same session gives the same bundle."""
    entries = [
        *people(source),
        encounter(source),
        *place(source),
        *devices(source),
        *vital_signs(source),
        *doses(source),
        *course(source),
        *alarms(source),
        *questions(source),
        *forms(source),
    ]
    corrected(source, entries)
    entries.extend(trail(source, entries))
    session = source.session
    return {
        "resourceType": "Bundle",
        "meta": source.meta(),
        "identifier": {"system": f"{OURS}:session", "value": session.id},
        "type": "collection",
        "timestamp": source.when(session.last.utc),
        "entry": entries,
    }
