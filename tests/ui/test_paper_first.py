"""The first page of the report with more of everything than it has room for, and amendments."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kapmonitor.record.csv_export import csv_lines
from kapmonitor.session.event import EntryAmended, ScoreItemRecorded
from kapmonitor.session.intent import (
    AdministerDose,
    AnswerDriving,
    Discharge,
    GiveWrittenAdvice,
    OpenDischargeCheck,
    OverrideDischarge,
    RecordHandover,
    RecordSaidBack,
    ReportDoseTaken,
    SignRecord,
)
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import DrivingAnswer
from kapmonitor.ui.paper import report_view
from tests.support.builders import dose, recovered
from tests.support.parts import words as about
from tests.ui.test_paper import HEAD, printed

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_first_page_holds_whatever_the_session_was_like(tmp_path: Path) -> None:
    first = printed(_crowded(), tmp_path)[0]
    for words in (
        "▲ Discharged by override at",
        "Decided by",
        "▲ not met: ",
        "more on the next pages",
        "the worst here",
        "Record digest",
        "No driving",
    ):
        assert words in first, words


def test_what_the_first_page_cuts_stands_whole_after_it(tmp_path: Path) -> None:
    whole = " ".join(printed(_crowded(), tmp_path)[1:])
    for deviation in report_view.deviations(_crowded()):
        assert deviation.words.split(":")[1].strip()[:30] in whole
    assert "In full" in whole


@cache
def _crowded() -> Session:
    """A session with more of everything than a page has room for."""
    course = recovered()
    for minute in range(8):
        course.pass_s(60)
        course.read(185.0 + minute, 112.0, 90.0)
        given = replace(dose(course, booster=True), taken_utc=course.at.utc)
        course.ask(_taken(given))
    course.ask(OpenDischargeCheck())
    course.ask(AnswerDriving(answer=DrivingAnswer.NO))
    course.ask(RecordHandover(means="driven_by_escort", handed_over_utc=course.at.utc))
    course.ask(RecordSaidBack(said_back=True))
    course.ask(GiveWrittenAdvice())
    course.ask(OverrideDischarge(reason="falling, seen by video " * 40, clinician="Dr. Sample"))
    return course.session


def _taken(given: AdministerDose) -> ReportDoseTaken:
    return ReportDoseTaken(
        drug=given.drug,
        amount=given.amount,
        unit=given.unit,
        route=given.route,
        taken_utc=given.taken_utc,
        booster=given.booster,
    )


def test_an_amendment_after_signing_stands_beside_what_it_corrects(tmp_path: Path) -> None:
    course = recovered()
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest=HEAD))
    reading = course.session.readings[-1]
    right = about("It was 131 on the display", "w9")
    course.note(EntryAmended(seq=reading.seq, reason="misread", text=right))
    first, second = printed(course.session, tmp_path)
    assert "Amendments ▲ 1, beside what they correct" in first
    assert "121/78 – 70 – cuff, ▲ amended: It was 131 on the display" in second
    assert "(reason: misread; by Ruth Sample)" in second
    assert "amended after signing: 1 times" in first


def test_a_wrong_time_zero_is_amended_in_sight_and_moves_no_minute(tmp_path: Path) -> None:
    """Use error: wrong T0. What was shown and decided that day stays; what is right is beside."""
    course = recovered()
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest=HEAD))
    given, before = course.session.doses[0], tuple(csv_lines(course.entries))
    right = about("It was taken at 09:02", "w9")
    course.note(EntryAmended(seq=given.seq, reason="clock misread", text=right))
    assert course.session.doses == (given,)
    assert tuple(csv_lines(course.entries))[: len(before)] == before
    first, second = printed(course.session, tmp_path)
    assert "; ▲ amended: It was taken at 09:02" in first
    assert "(reason: clock misread; by Ruth Sample)" in second


def test_a_score_stands_in_the_report_item_by_item(tmp_path: Path) -> None:
    course = recovered()
    items = {"activity": 2, "nausea-pain": 1, "bleeding": 2, "intake-output": 2}
    for item, points in items.items():
        course.note(ScoreItemRecorded(scale="pads", item=item, points=points))
    course.note(ScoreItemRecorded(scale="modified-aldrete", item="activity", points=2))
    second = printed(course.session, tmp_path)[1]
    assert "9. Blood pressure and pulse against baseline: 2 (Within 20 %, " in second
    assert "Pain, nausea, vomiting: 1 (Moderate)" in second
    assert "Source: Chung F" in second
    assert "▲ no total: 3 items missing" in second
