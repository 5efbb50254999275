"""Whose chart a session goes into: one patient who carries the number, or nothing is sent."""

from __future__ import annotations

from typing import Any

import pytest

from kapmonitor.push.post import Failed, Taken
from kapmonitor.push.sending import ask
from kapmonitor.push.server import Server
from kapmonitor.push.standing import State
from kapmonitor.push.whom import Known, find
from kapmonitor.push.words import told
from kapmonitor.record.push_facts import NotSent, PushDelivered, PushFailed
from tests.push.conftest import SESSION, Bench
from tests.record.examples import THERAPIST
from tests.support.fhir_server import TOKEN, Chart, Json, Mood, html, moved, refusing, serving

MRN = "https://chart.example/mrn"


def carries(*ids: str, system: str = MRN, value: str = "4711", **more: str) -> list[Json]:
    """Return Patients of the chart's own, all with one number."""
    identifier = {"system": system, "value": value, **more}
    return [
        {
            "resourceType": "Patient",
            "id": each,
            "meta": {"versionId": "1"},
            "identifier": [identifier],
        }
        for each in ids
    ]


@pytest.fixture
def numbered(bench: Bench) -> Bench:
    """The bench, with a chart that numbers its patients and checks no reference."""
    bench.set_up(chart_patients=MRN)
    bench.chart.checks = False
    return bench


def refused(bench: Bench) -> NotSent:
    """Ask and try once; return why nothing was sent."""
    before, posts = list(bench.chart.kept), bench.chart.requests
    ask(bench.practice, SESSION, THERAPIST)
    result = bench.attempt()
    assert isinstance(result, Failed)
    assert (bench.chart.kept, bench.chart.requests) == (before, posts), "nothing was sent"
    assert (bench.standing().state, bench.standing().due) == (State.REFUSED, None)
    return result.reason


def subjects(chart: Chart) -> set[str]:
    return {each["subject"]["reference"] for each in chart.of("Observation")}


def test_a_patient_is_found_by_the_charts_own_number(numbered: Bench) -> None:
    assert refused(numbered) is NotSent.NO_PATIENT, "unknown, and the server would not look"
    assert told(numbered.standing()).startswith("The chart knows no patient by this number.")
    (known,) = carries("a-77.x")
    numbered.chart.kept = [known, *carries("78", value="4712"), *carries("79", system="urn:other")]
    numbered.chart.checks = True
    ask(numbered.practice, SESSION, THERAPIST)
    assert isinstance(numbered.attempt(), Taken)
    assert len(numbered.chart.of("Patient")) == 3
    assert numbered.chart.of("Patient")[0] == known, "the chart's own patient is left as it is"
    assert subjects(numbered.chart) == {"Patient/a-77.x"}


@pytest.mark.parametrize(
    ("kept", "searches", "why"),
    [
        (carries("1", "2"), True, NotSent.SEVERAL_PATIENTS),
        (carries("1", use="old"), True, NotSent.UNPROVEN_PATIENT),
        (carries("1", value="4712"), False, NotSent.UNPROVEN_PATIENT),
        (carries("1", system="urn:other"), False, NotSent.UNPROVEN_PATIENT),
        (carries("1") + carries("2", value="4712"), False, NotSent.UNPROVEN_PATIENT),
        ([], False, NotSent.NO_PATIENT),
    ],
    ids=["two", "old", "everybody is one", "of others", "one of everybody", "nobody at all"],
)
def test_whoever_is_not_the_one_is_nobody(
    numbered: Bench, kept: list[Json], searches: bool, why: NotSent
) -> None:
    numbered.chart.kept, numbered.chart.searches = kept, searches
    assert refused(numbered) is why


@pytest.mark.parametrize(
    ("mood", "why"),
    [
        (html, NotSent.NOT_FHIR),
        (refusing(200, "no such search"), NotSent.NOT_FHIR),
        (refusing(403), NotSent.TOKEN),
        (refusing(400, "no such search"), NotSent.REFUSED),
        (moved("https://elsewhere.example/fhir"), NotSent.MOVED),
    ],
    ids=["web page", "outcome alone", "may not search", "cannot search", "another host"],
)
def test_an_answer_that_is_no_search_sends_nothing(
    numbered: Bench, mood: Mood, why: NotSent
) -> None:
    numbered.chart.kept = carries("1")
    numbered.chart.moods.append(mood)
    assert refused(numbered) is why


def bundle(**more: Any) -> Mood:
    (patient,) = carries("1")
    whole = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": patient}]}

    def answer(handler: Any) -> bool:
        handler.answer(200, whole | more)
        return True

    return answer


def test_a_page_of_a_search_is_taken_for_no_more_than_it_proves() -> None:
    (patient,) = carries("1")
    answers: tuple[tuple[Json, NotSent], ...] = (
        ({"link": [{"relation": "next", "url": "x"}]}, NotSent.SEVERAL_PATIENTS),
        ({"total": 2}, NotSent.SEVERAL_PATIENTS),
        ({"type": "history"}, NotSent.NOT_FHIR),
        ({"entry": {}}, NotSent.NOT_FHIR),
        ({"entry": [{"fullUrl": "x"}]}, NotSent.NOT_FHIR),
        ({"entry": [{"resource": patient | {"resourceType": "Group"}}]}, NotSent.NOT_FHIR),
        ({"entry": [{"resource": patient | {"id": "1/../2"}}]}, NotSent.NOT_FHIR),
        ({"entry": [{"resource": patient | {"identifier": "4711"}}]}, NotSent.UNPROVEN_PATIENT),
    )
    chart, known = Chart(), Known(system=MRN, value="4711")
    with serving(chart) as base:
        for more, why in answers:
            chart.moods.append(bundle(**more))
            with pytest.raises(Failed) as failed:
                find(Server(base=base), TOKEN, known)
            assert (failed.value.reason, failed.value.final) == (why, True), more
        chart.moods.append(bundle())
        assert find(Server(base=base), TOKEN, known) == "1"


@pytest.mark.parametrize("number", ["47 11&_id=1#x", "47,11$|\\", "Ñ/%41+"])
def test_a_number_is_one_number_whatever_signs_it_has(number: str) -> None:
    chart = Chart(kept=carries("1", value=number) + carries("2", value="47"))
    with serving(chart) as base:
        assert find(Server(base=base), TOKEN, Known(system=MRN, value=number)) == "1"


def test_an_amended_session_goes_to_the_patient_of_the_first_time_only(numbered: Bench) -> None:
    numbered.chart.kept = carries("77")
    ask(numbered.practice, SESSION, THERAPIST)
    assert isinstance(numbered.attempt(), Taken)
    numbered.amend()
    (moved_on,) = carries("88")
    first = numbered.chart.kept[0]
    numbered.chart.kept[0] = first | {"identifier": []}
    numbered.chart.kept.append(moved_on)
    assert refused(numbered) is NotSent.OTHER_PATIENT
    assert "sent before" in told(numbered.standing())
    assert subjects(numbered.chart) == {"Patient/77"}
    numbered.chart.kept.remove(moved_on)
    numbered.chart.kept[0] = first
    ask(numbered.practice, SESSION, THERAPIST)
    assert isinstance(numbered.attempt(), Taken)
    assert subjects(numbered.chart) == {"Patient/77"}


@pytest.mark.parametrize(
    ("first", "then", "why"),
    [("", MRN, NotSent.OTHER_PATIENT), (MRN, "", NotSent.NO_PATIENT)],
    ids=["pseudonym, then number", "number, then pseudonym"],
)
def test_another_way_to_know_a_patient_moves_no_session(
    bench: Bench, first: str, then: str, why: NotSent
) -> None:
    bench.chart.kept = carries("77")
    bench.set_up(chart_patients=first)
    ask(bench.practice, SESSION, THERAPIST)
    assert isinstance(bench.attempt(), Taken)
    bench.amend()
    bench.set_up(chart_patients=then)
    assert refused(bench) is why


def test_neither_number_nor_patient_is_in_a_log_or_a_fact(
    numbered: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    assert refused(numbered) is NotSent.NO_PATIENT
    numbered.chart.kept = carries("chart-77")
    ask(numbered.practice, SESSION, THERAPIST)
    assert isinstance(numbered.attempt(), Taken)
    kept = "".join(str(each) for each in numbered.practice.facts_of(PushDelivered, PushFailed))
    log = "".join(record.getMessage() for record in caplog.records)
    for text in ("4711", "chart-77", "Quill"):
        assert text not in kept
        assert text not in log
