"""The codes of the export: LOINC, SNOMED CT, UCUM and the profiles of US Core.

LOINC and UCUM as US Core's vital-sign profiles fix them; SNOMED CT as HL7's own value sets print
them. What has no verified code gets a code of ours, in a system of ours, and says so by that.
"""

from __future__ import annotations

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
MEDDRA = "https://www.meddra.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
DOCUMENT_EVENT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
DATA_OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
SIGNATURE = "urn:iso-astm:E1762-95:2013"
US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition"
US_CORE_TAGS = "http://hl7.org/fhir/us/core/CodeSystem/us-core-tags"
OURS = "urn:kapmonitor"
"""Ours are told by their path: urn:kapmonitor:provenance, :score, :term, :criterion."""

BLOOD_PRESSURE = ("85354-9", "Blood pressure panel with all children optional")
SYSTOLIC = ("8480-6", "Systolic blood pressure")
DIASTOLIC = ("8462-4", "Diastolic blood pressure")
MEAN = ("8478-0", "Mean blood pressure")
AVERAGE = ("96607-7", "Blood pressure panel mean systolic and mean diastolic")
AVERAGE_SYSTOLIC = ("96608-5", "Systolic blood pressure mean")
AVERAGE_DIASTOLIC = ("96609-3", "Diastolic blood pressure mean")
HEART_RATE = ("8867-4", "Heart rate")
OXYGEN_SATURATION = ("2708-6", "Oxygen saturation in Arterial blood")
PULSE_OXIMETRY = ("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry")

AUTHORS_SIGNATURE = {
    "system": SIGNATURE,
    "code": "1.2.840.10065.1.12.1.1",
    "display": "Author's Signature",
}
VERIFICATION = {
    "system": SIGNATURE,
    "code": "1.2.840.10065.1.12.1.5",
    "display": "Verification Signature",
}
"""Why a signature was given (ASTM E1762-95, as HL7's value set of signature types prints it)."""

MMHG = ("mm[Hg]", "mmHg")
PER_MINUTE = ("/min", "/min")
PERCENT = ("%", "%")
SCORE = ("{score}", "score")
DOSE_UNITS = {"mg": "mg", "mg/kg": "mg/kg", "ml": "mL", "g": "g"}
"""Units of an order that UCUM knows under a code; any other is told as text."""

NON_INVASIVE = ("17146006", "Non-invasive")
SITES = {
    "left_arm": ("368208006", "Left upper arm structure"),
    "right_arm": ("368209003", "Right upper arm structure"),
}
"""The other sites of a cuff have no code that was verified, and are told as text."""
ROUTES = {
    "sublingual": ("37839007", "Sublingual route"),
    "intramuscular": ("78421000", "Intramuscular route"),
    "intravenous": ("47625008", "Intravenous route"),
    "intranasal": ("46713006", "Nasal route"),
}
PATIENTS_OWN = frozenset({"sublingual"})
"""Routes whose drug a pharmacy gave to the patient: what is taken is stated, not administered."""
