"""The criteria that people judge, and the way home: met, not met and unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.decide import Refused
from kapmonitor.session.discharge import assess, not_before
from kapmonitor.session.event import EscortRecorded, FindingRecorded, ScoreRecorded
from kapmonitor.session.intent import (
    AnswerDriving,
    GiveWrittenAdvice,
    OpenDischargeCheck,
    RecordHandover,
    RecordSaidBack,
    ReportDoseTaken,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import Answer, DrivingAnswer
from kapmonitor.session.wall import local
from tests.support.builders import (
    IV,
    PRESETS,
    Course,
    dosed,
    edited,
    number,
    opened,
    recovered,
    words,
)

MET, NOT_MET, UNKNOWN = Result.MET, Result.NOT_MET, Result.UNKNOWN


def criterion(course: Course, name: str) -> CriterionResult:
    return next(each for each in assess(course.session, course.at) if each.id == name)


def result(course: Course, name: str) -> Result:
    return criterion(course, name).result


def again(course: Course) -> None:
    course.pass_s(1)
    course.ask(
        ReportDoseTaken(
            drug="ketamine",
            amount=50,
            unit="mg",
            route="sublingual",
            taken_utc=course.at.utc,
            booster=True,
        )
    )


# People


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("awake", Answer.YES, MET),
        ("awake", Answer.NO, NOT_MET),
        ("awake", Answer.NOT_ASSESSED, UNKNOWN),
        ("suicide", Answer.NO, MET),
        ("suicide", Answer.YES, NOT_MET),
        ("suicide", Answer.NOT_ASSESSED, UNKNOWN),
    ],
)
def test_human_criteria(name: str, answer: Answer, expected: Result) -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    assert criterion(course, name).reason == "Not answered."
    assert result(course, name) is UNKNOWN
    course.note(FindingRecorded(criterion=name, answer=answer))
    assert result(course, name) is expected
    assert criterion(course, name).evidence == (course.session.findings[name].seq,)


@pytest.mark.parametrize("name", PRESETS)
def test_no_human_criterion_is_ever_answered_beforehand(name: str) -> None:
    course = dosed(name)
    course.ask(OpenDischargeCheck())
    wanted = {each.id for each in course.session.preset.discharge.human}
    results = {each.id: each.result for each in assess(course.session, course.at)}
    assert all(results[each] is UNKNOWN for each in wanted)


def test_an_answer_of_before_the_last_dose_says_nothing_after_it() -> None:
    course = recovered()
    again(course)
    assert phase_of(course.session) is Phase.MONITORING
    assert criterion(course, "awake").reason == "Answered before the last dose."
    assert result(course, "handover") is UNKNOWN
    assert result(course, "said-back") is UNKNOWN
    assert result(course, "distress") is UNKNOWN


@pytest.mark.parametrize(("after", "expected"), [(4, MET), (3, MET), (5, NOT_MET)])
def test_distress_is_compared_with_before_the_session(after: float, expected: Result) -> None:
    course = dosed()
    assert criterion(course, "distress").reason == "Not scored. Before the session: 4."
    assert result(course, "distress") is UNKNOWN
    course.pass_s(60)
    course.note(ScoreRecorded(scale="distress", value=after))
    assert result(course, "distress") is expected


def test_distress_never_scored_before_is_judged_by_a_person() -> None:
    course = opened(IV)
    again(course)
    course.ask(OpenDischargeCheck())
    course.note(ScoreRecorded(scale="distress", value=3))
    assert criterion(course, "distress").reason == "Not answered."
    assert "no higher than before" in criterion(course, "distress").needs
    course.note(FindingRecorded(criterion="distress", answer=Answer.YES))
    assert result(course, "distress") is MET


def test_a_finding_that_is_not_asked_is_refused() -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    with pytest.raises(Refused, match="does not ask"):
        course.note(FindingRecorded(criterion="tall", answer=Answer.YES))


# The way home


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, UNKNOWN),
        (DrivingAnswer.NO, MET),
        (DrivingAnswer.YES, NOT_MET),
        (DrivingAnswer.NOT_SURE, NOT_MET),
    ],
)
def test_only_a_plain_no_to_driving(answer: DrivingAnswer | None, expected: Result) -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    if answer is not None:
        course.ask(AnswerDriving(answer=answer))
    assert result(course, "driving") is expected
    assert not criterion(course, "driving").overridable


def test_the_escort_is_named_whole() -> None:
    course = opened()
    again(course)
    assert result(course, "escort") is UNKNOWN
    course.note(EscortRecorded(name=words("", "n"), relationship=" ", phone=words("", "p")))
    assert criterion(course, "escort").reason == "Name, Relationship, Phone missing."
    assert result(course, "escort") is NOT_MET
    course.note(EscortRecorded(name=words("A", "n"), relationship="wife", phone=words("5", "p")))
    assert result(course, "escort") is MET


def test_an_escort_whose_words_were_erased_was_still_named() -> None:
    course = dosed()
    escort = course.session.escort
    assert escort is not None
    erased = replace(escort, name=replace(escort.name, text=None))
    course.note(erased)
    assert result(course, "escort") is MET


def test_a_preset_may_ask_for_no_escort() -> None:
    handover = {"required": ["witness_user"], "means": ["other"], "rideshare_alone_allowed": True}
    course = dosed(text=edited(discharge__handover=handover))
    assert "escort" not in [each.id for each in assess(course.session, course.at)]


@pytest.mark.parametrize(
    ("means", "allowed", "expected"),
    [
        ("driven_by_escort", False, MET),
        ("taxi_or_rideshare_alone", False, NOT_MET),
        ("taxi_or_rideshare_alone", True, MET),
    ],
)
def test_the_way_home(means: str, allowed: bool, expected: Result) -> None:
    rule = {
        "required": ["means_of_leaving"],
        "means": ["driven_by_escort", "taxi_or_rideshare_alone"],
        "rideshare_alone_allowed": allowed,
    }
    course = dosed(text=edited(discharge__handover=rule))
    course.ask(OpenDischargeCheck())
    assert result(course, "handover") is UNKNOWN
    course.ask(RecordHandover(means=means, handed_over_utc=course.at.utc))
    assert result(course, "handover") is expected
    by = course.session.handover_by
    assert by is not None
    assert by.operator.name == "Ruth Sample"


def test_a_handover_that_makes_no_sense_is_refused() -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    later = course.at.utc + timedelta(hours=1)
    assert course.refusals(RecordHandover(means="balloon", handed_over_utc=later)) == (
        "This way home is not on the clinic's list.",
        "That time has not come yet.",
    )


def test_the_rule_is_said_back_and_the_sheet_given() -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    assert result(course, "said-back") is UNKNOWN
    course.ask(RecordSaidBack(said_back=False))
    assert result(course, "said-back") is NOT_MET
    course.ask(RecordSaidBack(said_back=True))
    assert result(course, "said-back") is MET
    assert not criterion(course, "said-back").overridable
    assert result(course, "written-advice") is UNKNOWN
    course.ask(GiveWrittenAdvice())
    assert result(course, "written-advice") is MET


@pytest.mark.parametrize(
    ("hours", "after_sleep", "expected"),
    [
        (24, True, datetime(2026, 3, 3, 14, 8, tzinfo=UTC)),
        (2, True, datetime(2026, 3, 3, 5, 0, tzinfo=UTC)),  # midnight there
        (2, False, datetime(2026, 3, 2, 16, 8, tzinfo=UTC)),
    ],
)
def test_no_driving_until_the_later_of_hours_and_the_next_day(
    hours: float, after_sleep: bool, expected: datetime
) -> None:
    rule = {"hours": number(hours, "h"), "after_sleep": after_sleep, "text": "No driving."}
    course = dosed(text=edited(discharge__no_driving=rule))
    found = not_before(course.session)
    assert found is not None
    assert found.replace(second=0) == expected.replace(minute=found.minute)
    assert local(course.session, found) == found - timedelta(hours=5)
