"""A session as a FHIR Bundle: by an independent model of R4, and by the rules of US Core."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from fhir.resources.R4B.bundle import Bundle

from devices.event import FailureReason, MeasurementFailed
from devices.measurement import Provenance
from kapmonitor.record.fhir.bundle import bundle
from kapmonitor.record.fhir.source import Source, TermCodes
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import (
    CallLogged,
    HandoverDetailed,
    MeasurementMarkedInError,
    MeasuringStated,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    ScoreRecorded,
)
from kapmonitor.session.intent import Discharge
from kapmonitor.session.vocabulary import Answer, ObservationKind, Posture, Role, Site
from tests.support.builders import (
    IM,
    TELEHEALTH,
    Course,
    assign,
    dosed,
    prepared,
    recovered,
    words,
)
from tests.support.us_core import Json, coded, complaints, resources

NORA = Patient(
    id="p-7", name="Nora Quill", born=date(1982, 5, 3), added=datetime(2026, 1, 1, tzinfo=UTC)
)
TERMS = {"nausea": TermCodes(meddra="10028813", snomed_ct="422587007")}
PANEL, PULSE, OXIMETRY = "85354-9", "8867-4", "59408-5"


def told(course: Course, patient: Patient | None = None) -> Json:
    """Return the bundle of a session, once both judges have passed it."""
    source = Source(
        session=course.session,
        entries=tuple(course.entries),
        head="d" * 64,
        patient=patient,
        terms=TERMS,
    )
    made = bundle(source)
    Bundle.model_validate(made)
    assert not list(complaints(made))
    return made


def halves(panel: Json) -> list[float | None]:
    return [each.get("valueQuantity", {}).get("value") for each in panel["component"][:2]]


def test_a_whole_session_tells_encounter_dose_answers_and_its_digest() -> None:
    course = recovered()
    course.ask(Discharge())
    made = told(course)
    (encounter,) = resources(made, "Encounter")
    assert encounter["status"] == "finished"
    assert encounter["class"]["code"] == "AMB"
    (dose,) = resources(made, "MedicationStatement")
    assert dose["dosage"][0]["doseAndRate"][0]["doseQuantity"]["value"] == 100
    assert dose["dosage"][0]["route"]["coding"][0]["code"] == "37839007"
    before, after = resources(made, "QuestionnaireResponse")
    answers = {each["linkId"]: each["answer"][0] for each in after["item"]}
    assert answers["driving"] == {"valueCoding": {"system": "urn:kapmonitor:answer", "code": "no"}}
    assert answers["outcome"]["valueCoding"]["code"] == "discharged"
    asked = {each["linkId"]: each["answer"][0] for each in before["item"]}
    assert "valueString" in asked.pop("agreement")
    assert {each["valueCoding"]["code"] for each in asked.values()} == {"yes"}
    (provenance, *_) = resources(made, "Provenance")
    others = [each for each in made["entry"] if each["resource"]["resourceType"] != "Provenance"]
    assert len(provenance["target"]) == len(others)
    assert provenance["entity"][0]["what"]["identifier"]["value"] == "d" * 64


def test_the_same_session_gives_the_same_bundle() -> None:
    course = recovered()
    assert told(course) == told(course)


def test_a_dose_that_the_clinic_gives_is_an_administration() -> None:
    assert resources(told(dosed(IM)), "MedicationAdministration")
    assert not resources(told(dosed(IM)), "MedicationStatement")


def test_the_baseline_is_an_average_of_its_readings() -> None:
    (mean,) = coded(told(dosed()), "96607-7")
    assert halves(mean) == [120, 78]
    assert len(mean["derivedFrom"]) == 2
    assert mean["effectivePeriod"]["start"] < mean["effectivePeriod"]["end"]


def test_a_pulse_is_an_observation_of_its_own_and_a_missing_half_says_so() -> None:
    course = dosed()
    course.read(131, None, 81)
    made = told(course)
    panel = next(each for each in coded(made, PANEL) if None in halves(each))
    assert halves(panel) == [131, None]
    assert panel["component"][1]["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    pulse = next(each for each in coded(made, PULSE) if each["valueQuantity"]["value"] == 81)
    assert pulse["derivedFrom"][0]["reference"].endswith(panel["id"])


def test_what_does_not_count_is_told_and_told_as_such() -> None:
    course = dosed()
    course.read(150, 95, provenance=Provenance.UNCONFIRMED)
    (wrong,) = course.read(190, 101)[:1]
    course.note(MeasurementMarkedInError(seq=wrong.seq, reason="wrong arm"))
    made = told(course)
    panels = coded(made, PANEL)
    status = {halves(each)[0]: each["status"] for each in panels}
    assert status[150] == "preliminary"
    assert status[190] == "entered-in-error"
    excluded = next(each for each in panels if halves(each)[0] == 190)
    assert excluded["note"][0]["text"] == "Excluded: wrong arm"
    final = [each["status"] == "final" for each in panels]
    assert final == sorted(final, reverse=True), "those that count come first"


def test_what_a_memory_told_of_somebody_else_is_in_no_bundle() -> None:
    course = prepared()
    course.read(99, 55, 44, provenance=Provenance.STORED)
    assert not any(99 in halves(each) for each in coded(told(course), PANEL))
    assert 44 not in [each["valueQuantity"]["value"] for each in coded(told(course), PULSE)]


def test_a_failed_and_a_missed_reading_have_no_value_and_a_reason() -> None:
    course = dosed()
    course.report(
        MeasurementFailed(reason=FailureReason.MOVEMENT, text="The arm moved.", frame=b"")
    )
    course.until(200)
    reasons = [
        each["dataAbsentReason"]["coding"][0]["code"]
        for each in coded(told(course), PANEL)
        if "dataAbsentReason" in each
    ]
    assert "error" in reasons
    assert "not-performed" in reasons


@pytest.mark.parametrize(
    ("site", "code"), [(Site.LEFT_ARM, "368208006"), (Site.RIGHT_ARM, "368209003")]
)
def test_where_the_cuff_is_and_how_the_patient_sits_go_with_later_readings_only(
    site: Site, code: str
) -> None:
    course = dosed()
    course.read(131, 81)
    course.wait(5)
    course.note(
        MeasuringStated(role=Role.CUFF, posture=Posture.RECLINED, site=site, cuff_size=None)
    )
    course.wait(1)
    course.read(132, 82)
    panels = {halves(each)[0]: each for each in coded(told(course), PANEL)}
    assert panels[132]["bodySite"]["coding"][0]["code"] == code
    assert {"text": "Posture: reclined."} in panels[132]["note"]
    assert "bodySite" not in panels[131]


def test_a_handover_tells_when_the_escort_came_and_who_stays() -> None:
    course = recovered()
    course.note(
        HandoverDetailed(arrived=course.at, keys=Answer.YES, tonight=words("Her sister Jo"))
    )
    (*_, after) = resources(told(course), "QuestionnaireResponse")
    answers = {each["linkId"]: each["answer"][0] for each in after["item"]}
    assert answers["keys"]["valueCoding"]["code"] == "yes"
    assert answers["tonight"] == {"valueString": "Her sister Jo"}
    assert answers["escort_arrived"]["valueDateTime"].startswith("2026-03-02T")


def test_saturation_has_both_codes_and_a_strap_no_panel() -> None:
    course = dosed()
    for role in (Role.OXIMETER, Role.STRAP):
        assign(course, role)
    course.saturate(95)
    course.beat(72)
    made = told(course)
    (saturation,) = [each for each in coded(made, OXIMETRY) if each["valueQuantity"]["value"] == 95]
    assert saturation["device"]["reference"] in [each["fullUrl"] for each in made["entry"]]
    assert any(each["valueQuantity"]["value"] == 72 for each in coded(made, PULSE))


def test_symptoms_carry_verified_codes_and_what_was_said_of_them() -> None:
    course = dosed()
    (seen, *_) = course.note(
        ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM, label="Nausea")
    )
    course.note(ObservationDetailed(seq=seen.seq, severity="mild", distress=2, duration_min=5))
    course.note(ScoreRecorded(scale="moaas", value=5))
    course.note(CallLogged(to="prescriber", result="no answer"))
    made = told(course)
    nausea = next(
        each for each in resources(made, "Observation") if each["code"].get("text") == "Nausea"
    )
    assert [each["code"] for each in nausea["code"]["coding"]] == [
        "422587007",
        "10028813",
        "nausea",
    ]
    assert len(nausea["component"]) == 3
    assert [each["status"] for each in resources(made, "Communication")] == ["not-done"]


def test_free_notes_stay_in_the_record() -> None:
    course = dosed()
    course.note(NoteAdded(text=words("Spoke of her father.")))
    assert "father" not in str(told(course))


def test_far_away_what_the_patient_measured_is_the_patients() -> None:
    made = told(dosed(TELEHEALTH))
    (encounter,) = resources(made, "Encounter")
    assert encounter["class"]["code"] == "VR"
    for panel in coded(made, PANEL):
        assert "patient-supplied" in [each["code"] for each in panel["meta"]["tag"]]
        assert panel["performer"] == [panel["subject"]]


def test_every_resource_of_a_simulated_session_says_so() -> None:
    made = told(recovered(), NORA)
    assert "Nora" not in str(made), "a simulated session is nobody's"
    for each in (made, *(each["resource"] for each in made["entry"])):
        assert each["meta"]["security"][0]["code"] == "HTEST"
        assert "simulated" in [tag["code"] for tag in each["meta"]["tag"]]
