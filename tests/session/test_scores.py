"""The optional scores: no total while an item is missing, and the traps that a total hides."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from kapmonitor.presets import find, with_scores
from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.decide import Refused
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import ScoreItemRecorded, ScoreRecorded
from kapmonitor.session.intent import Discharge, OpenDischargeCheck
from kapmonitor.session.preset_file import parse
from kapmonitor.session.preset_reader import PresetError
from kapmonitor.session.scale import Scale
from kapmonitor.session.scoring import scored
from tests.support.builders import (
    PRESETS,
    Course,
    document,
    dose,
    dosed,
    edited,
    gated,
    recovered,
)

ALDRETE = {"activity": 2, "breathing": 2, "consciousness": 2, "oxygen": 2}
PADS = {"activity": 2, "nausea-pain": 2, "bleeding": 2, "intake-output": 2}
MET, NOT_MET, UNKNOWN = Result.MET, Result.NOT_MET, Result.UNKNOWN


def answer(course: Course, scale: str, points: dict[str, int]) -> None:
    for item, given in points.items():
        course.note(ScoreItemRecorded(scale=scale, item=item, points=given))


def criterion(course: Course, name: str) -> CriterionResult | None:
    found = assess(course.session, course.at)
    return next((each for each in found if each.id == f"score-{name}"), None)


def definition(course: Course, name: str) -> Scale:
    scores = course.session.preset.discharge.scores
    found = next(each.scale for each in scores if each.id == name)
    assert found is not None
    return found


def at_the_check(systolic: float = 121.0, diastolic: float = 78.0) -> Course:
    """Return a session at its check, with one reading after a baseline of 120/78, 68."""
    course = dosed()
    course.until(119, step_s=60)
    course.read(systolic, diastolic, 68.0)
    course.ask(OpenDischargeCheck())
    return course


def test_a_score_that_nobody_began_is_not_in_the_check() -> None:
    course = recovered()
    assert criterion(course, "pads") is None
    assert criterion(course, "modified-aldrete") is None
    course.ask(Discharge())


def test_no_total_while_an_item_is_missing() -> None:
    course = at_the_check()
    answer(course, "pads", {"activity": 2, "bleeding": 2})
    found = criterion(course, "pads")
    assert found is not None
    assert found.result is UNKNOWN
    assert found.reason.startswith("3 of 5 items scored, no total.")
    assert "Pain, nausea, vomiting: Not scored;" in found.reason
    assert scored(course.session, definition(course, "pads"), course.at).total is None


@pytest.mark.parametrize(
    ("scale", "points", "expected", "says"),
    [
        ("modified-aldrete", ALDRETE, MET, "10."),
        ("modified-aldrete", ALDRETE | {"breathing": 1}, MET, "9."),
        ("modified-aldrete", ALDRETE | {"breathing": 0}, NOT_MET, "8, at least 9 asked for."),
        ("pads", PADS, MET, "10."),
        ("pads", PADS | {"activity": 1}, NOT_MET, "Oriented and steady gait: 1, 2 is needed"),
        ("pads", PADS | {"intake-output": 0}, NOT_MET, "no item may be 0"),
    ],
)
def test_a_whole_score(scale: str, points: dict[str, int], expected: Result, says: str) -> None:
    course = at_the_check()
    answer(course, scale, points)
    found = criterion(course, scale)
    assert found is not None
    assert found.result is expected
    assert says in found.reason


def test_nine_points_without_a_steady_gait_are_not_enough() -> None:
    course = at_the_check()
    answer(course, "pads", PADS | {"activity": 1})
    assert scored(course.session, definition(course, "pads"), course.at).total == 9
    found = criterion(course, "pads")
    assert found is not None
    assert found.blocks


@pytest.mark.parametrize(
    ("systolic", "diastolic", "points"),
    [
        (144, 78, 2),
        (145, 78, 1),
        (121, 94, 1),
        (96, 70, 2),
        (95, 70, 1),
        (180, 78, 1),
        (181, 78, 0),
    ],
)
def test_pressure_is_compared_in_percent_of_the_baseline(
    systolic: float, diastolic: float, points: int
) -> None:
    course = at_the_check(systolic, diastolic)
    found = scored(course.session, definition(course, "modified-aldrete"), course.at)
    (circulation,) = [each for each in found.items if each.item.compared]
    assert circulation.points == points
    assert circulation.evidence == (course.session.readings[-1].seq,)


def test_twenty_millimetres_are_not_twenty_percent() -> None:
    """From 95, a rise of 20 mmHg is 21 percent: a copy in mmHg would give both points."""
    course = dosed(baseline=(95.0, 70.0, 68.0))
    course.until(119, step_s=60)
    course.read(115.0, 70.0, 68.0)
    found = scored(course.session, definition(course, "modified-aldrete"), course.at)
    assert [each.points for each in found.items if each.item.compared] == [1]


def test_an_item_that_computes_itself_needs_a_fresh_reading() -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    answer(course, "modified-aldrete", ALDRETE)
    found = criterion(course, "modified-aldrete")
    assert found is not None
    assert found.result is UNKNOWN
    assert "No reading of the last" in found.reason


def test_an_answer_can_be_taken_back_and_the_score_leaves_the_check() -> None:
    course = recovered()
    answer(course, "pads", {"activity": 0})
    with pytest.raises(Refused, match="no total"):
        course.ask(Discharge())
    course.note(ScoreItemRecorded(scale="pads", item="activity", points=None))
    assert criterion(course, "pads") is None
    course.ask(Discharge())


def test_a_whole_score_never_discharges_by_itself() -> None:
    course = at_the_check()
    answer(course, "modified-aldrete", ALDRETE)
    answer(course, "pads", PADS)
    with pytest.raises(Refused, match="Not answered"):
        course.ask(Discharge())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(None, 5, MET), (None, 4, NOT_MET), (4, 4, MET), (4, 3, NOT_MET)],
)
def test_moaas_is_five_or_as_before(before: int | None, after: int, expected: Result) -> None:
    course = dosed() if before is None else _scored_before(before)
    course.ask(OpenDischargeCheck())
    course.note(ScoreRecorded(scale="moaas", value=after))
    found = criterion(course, "moaas")
    assert found is not None
    assert found.result is expected


def _scored_before(value: int) -> Course:
    course = gated()
    course.note(ScoreRecorded(scale="moaas", value=value))
    course.pass_s(30)
    course.ask(dose(course))
    return course


@pytest.mark.parametrize("name", PRESETS)
def test_the_painful_levels_of_moaas_are_not_offered(name: str) -> None:
    scores = find(name).preset.discharge.scores
    (moaas,) = [each.scale for each in scores if each.id == "moaas"]
    assert moaas is not None
    assert min(level.points for item in moaas.items for level in item.levels) == 2


@pytest.mark.parametrize(
    "fact",
    [
        ScoreRecorded(scale="pads", value=10),
        ScoreItemRecorded(scale="pads", item="vitals", points=2),
        ScoreItemRecorded(scale="pads", item="activity", points=3),
        ScoreItemRecorded(scale="cadss", item="1", points=1),
    ],
)
def test_what_the_score_does_not_ask_is_refused(fact: ScoreRecorded | ScoreItemRecorded) -> None:
    course = at_the_check()
    with pytest.raises(Refused):
        course.note(fact)


def test_a_clinic_may_ask_for_more_and_not_for_less() -> None:
    stricter, looser = (_asking(value) for value in (10, 8))
    assert parse(stricter).discharge.scores[0].at_least == 10
    with pytest.raises(PresetError, match="9 or more"):
        parse(looser)


def test_a_score_that_does_not_ship_is_refused_by_name() -> None:
    with pytest.raises(PresetError, match="cadss"):
        with_scores({"discharge": {"score": [{"id": "cadss", "name": "CADSS"}]}})


def test_a_file_cannot_reword_a_score() -> None:
    named = {"id": "pads", "name": "PADS", "definition": {"id": "pads", "item": []}}
    whole = with_scores({"discharge": {"score": [named]}})
    shipped = json_of(document())["discharge"]["score"][1]["definition"]
    assert whole["discharge"] == {"score": [named | {"definition": shipped}]}


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"item": []}, "at least one"),
        ({"pass": {"at_least": 9, "at_most": 1}}, "one of them"),
        ({"pass": {"at_least": 9, "requires": [{"id": "charm", "points": 2}]}}, "charm"),
        ({"surprise": 1}, "unknown key"),
    ],
)
def test_a_definition_is_read_strictly(edit: dict[str, object], says: str) -> None:
    whole = json_of(document())
    whole["discharge"]["score"][0]["definition"] |= edit
    with pytest.raises(PresetError, match=says):
        parse(whole)


def _asking(value: int) -> Mapping[str, object]:
    whole = json_of(edited())
    whole["discharge"]["score"][0]["at_least"]["value"] = value
    return whole


def json_of(text: str) -> dict[str, dict[str, list[dict[str, dict[str, object]]]]]:
    """Return a document; only its scores are looked at."""
    found: dict[str, dict[str, list[dict[str, dict[str, object]]]]] = json.loads(text)
    return found
