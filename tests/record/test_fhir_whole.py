"""Nothing of a session gets lost on its way into a bundle without a page saying so."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from fhir.resources.R4B.bundle import Bundle

from devices.measurement import Provenance
from kapmonitor.record.codec import EVENTS, KINDS
from kapmonitor.record.fhir.bundle import bundle
from kapmonitor.record.fhir.source import Source
from kapmonitor.session import event as facts
from kapmonitor.session.event import Entry, Event
from kapmonitor.session.evolve import fold
from kapmonitor.session.intents.alarming import AcknowledgeAlarms
from tests.record.every_event import EVERY_EVENT
from tests.record.examples import entries_of, pressure, recorded, words
from tests.support.builders import TELEHEALTH, Course, dosed, prepared, recovered
from tests.support.us_core import Json, coded, complaints, resources

PAGE = Path(__file__).parents[2] / "docs" / "fhir.md"
ROW = re.compile(r"^\| `([a-z_]+)` \| (.+?) \|$", re.MULTILINE)


def made(entries: tuple[Entry, ...]) -> Json:
    return bundle(Source(session=fold(entries), entries=entries, head="d" * 64))


def everything() -> tuple[Entry, ...]:
    """Return a session with a fact of each kind, the later ones about earlier ones.

    The facts of the golden record that name an entry name none that is there: others stand in.
    """
    told = [each.event for each in EVERY_EVENT]
    opening = prepared(TELEHEALTH).entries[0].event
    assert isinstance(opening, facts.SessionOpened)
    told[0] = replace(opening, simulated=False)
    unsure = replace(recorded(), provenance=Provenance.UNCONFIRMED)
    score = facts.ScoreRecorded(scale="moaas", value=5)
    signed = told.pop()
    told += [unsure, recorded(pressure(150.0, 95.0)), score]
    last = len(told)
    seen = place_of(facts.ObservationRecorded, told)
    about: list[Event] = [
        facts.MeasurementConfirmed(seq=last - 2, taken_now=True),
        facts.MeasurementMarkedInError(seq=last - 1, reason="wrong arm"),
        facts.EntryWithdrawn(seq=seen),
        facts.ObservationDetailed(seq=seen + 1, severity="mild"),
        amended(place_of(facts.DoseAdministered, told), "typing error", "It was 90 mg"),
        amended(last, "unclear", "After the second call"),
        facts.Countersigned(seq=place_of(facts.GateOverridden, told), clinician="Dr. Sample"),
    ]
    kinds = {type(each) for each in about}
    silent = facts.AudioResumed()
    filled = [silent if type(each) in kinds else each for each in told]
    return entries_of(*filled, *about, signed)


def place_of(kind: type[Event], among: list[Event]) -> int:
    return next(number for number, each in enumerate(among, 1) if isinstance(each, kind))


def amended(seq: int, reason: str, text: str) -> facts.EntryAmended:
    return facts.EntryAmended(seq=seq, reason=reason, text=words(text, ref=f"amend-{seq}"))


WHOLE = everything()


def of_the_session(told: Json) -> list[Json]:
    """Return a bundle's resources without the number of targets that each signature lists."""
    return [
        {name: value for name, value in each["resource"].items() if name != "target"}
        for each in told["entry"]
    ]


def test_every_fact_is_carried_or_the_page_says_why_not() -> None:
    rows = dict(ROW.findall(PAGE.read_text(encoding="utf-8")))
    assert rows.keys() == {each.name for each in KINDS}, "docs/fhir.md: one row for each fact"
    whole = of_the_session(made(WHOLE))
    carried = {"session_opened"}
    for number, each in enumerate(WHOLE[1:], 1):
        without = (*WHOLE[:number], *WHOLE[number + 1 :])
        if of_the_session(made(without)) != whole:
            carried.add(EVENTS.kind_of(each.event).name)
    said = {name for name, told in rows.items() if not told.startswith("not carried: ")}
    assert carried == said


def test_a_session_with_every_fact_is_accepted() -> None:
    told = made(WHOLE)
    Bundle.model_validate(told)
    assert not list(complaints(told))


def test_a_correction_shows_on_what_it_corrects_and_says_whose_it_is() -> None:
    told = made(WHOLE)
    dose, never = resources(told, "MedicationStatement")
    assert never["status"] == "entered-in-error"
    assert any("Until then: 100 mg" in each["text"] for each in dose["note"])
    assert "Amended (typing error): It was 90 mg" in [each["text"] for each in dose["note"]]
    (score,) = [each for each in resources(told, "Observation") if each["status"] == "amended"]
    assert score["code"]["coding"][0]["code"] == "moaas"
    done = {
        each["activity"]["coding"][0]["code"]: each
        for each in resources(told, "Provenance")
        if "activity" in each
    }
    assert done.keys() == {"UPDATE", "NULLIFY"}
    assert done["UPDATE"]["agent"][0]["who"]["display"] == "Ada Therapist"
    wrong = [each["status"] for each in coded(told, "85354-9") if "wrong arm" in str(each)]
    assert wrong == ["entered-in-error"]


def test_signatures_say_who_when_and_over_which_digest() -> None:
    told = made(WHOLE)
    signed = [each for each in resources(told, "Provenance") if "signature" in each]
    names = [each["signature"][0]["who"]["display"] for each in signed]
    assert names.count("Dr. Sample") == 1
    assert set(names) == {"Ada Therapist", "Dr. Sample"}
    assert signed[-1]["entity"][0]["what"]["identifier"]["value"] == "a" * 64
    assert len(signed[-1]["target"]) > len(signed[0]["target"]) == 1
    how = [each["reason"][0]["text"] for each in signed]
    assert set(how) == {"Signed with the person's secret re-entered", "Signed by a typed name"}
    assert how[-1] == "Signed with the person's secret re-entered"


def test_an_alarm_tells_its_evidence_and_what_was_done() -> None:
    course = dosed()
    course.read(205, 121)
    (code, *_) = course.session.alarms
    course.ask(AcknowledgeAlarms(codes=(code,)))
    course.note(facts.AlarmActionRecorded(code=code, did="called the prescriber"))
    told = made(tuple(course.entries))
    (alarm,) = [each for each in resources(told, "DetectedIssue") if "mitigation" in each]
    assert alarm["severity"] == "high"
    done = [each["action"]["text"] for each in alarm["mitigation"]]
    assert done == ["acknowledged", "called the prescriber"]
    (panel,) = [each for each in coded(told, "85354-9") if "205" in str(each)]
    assert {"reference": f"urn:uuid:{panel['id']}"} in alarm["evidence"][0]["detail"]


def test_a_personal_limit_says_whose_it_is_and_why() -> None:
    (moved, restored) = [
        each
        for each in resources(made(WHOLE), "Observation")
        if each["code"]["coding"][0]["system"] == "urn:kapmonitor:limit"
    ]
    assert [each["text"] for each in moved["note"]] == [
        "Reason: treated hypertension",
        "Authorised by: Dr. Sample",
    ]
    assert moved["performer"][0]["display"] == "Ada Therapist"
    assert restored["valueString"] == "the preset's own again"


def test_a_score_tells_each_item_and_a_total_only_when_it_is_whole() -> None:
    course = recovered()
    (rule, *_) = [each for each in course.session.preset.discharge.scores if each.id == "pads"]
    assert rule.scale is not None
    asked = [each for each in rule.scale.items if not each.compared]
    for item in asked[:-1]:
        course.note(facts.ScoreItemRecorded(scale="pads", item=item.id, points=2))
    form, totals = pads(course)
    assert form["status"] == "in-progress"
    assert not totals
    course.note(facts.ScoreItemRecorded(scale="pads", item=asked[-1].id, points=2))
    form, (total,) = pads(course)
    assert form["status"] == "completed"
    assert [each["linkId"] for each in form["item"]] == [each.id for each in rule.scale.items]
    assert total["valueQuantity"]["value"] == 2 * len(rule.scale.items)


def pads(course: Course) -> tuple[Json, list[Json]]:
    told = made(tuple(course.entries))
    Bundle.model_validate(told)
    assert not list(complaints(told))
    (form,) = [
        each
        for each in resources(told, "QuestionnaireResponse")
        if each["questionnaire"].endswith(":score-pads")
    ]
    totals = [
        each
        for each in resources(told, "Observation")
        if each["code"]["coding"][0] == {"system": "urn:kapmonitor:score", "code": "pads"}
    ]
    return form, totals
