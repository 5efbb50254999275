"""The discharge check: every criterion met, not met and unknown; every way a session ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.decide import Refused
from kapmonitor.session.discharge import assess, assessment, local, not_before
from kapmonitor.session.event import EscortRecorded, FindingRecorded, ScoreRecorded
from kapmonitor.session.intent import (
    AnswerDriving,
    CloseWithoutDose,
    ContinueMonitoring,
    CountersignEntry,
    Discharge,
    GiveWrittenAdvice,
    OpenDischargeCheck,
    OverrideDischarge,
    RecordHandover,
    RecordSaidBack,
    ReportCareTransferred,
    ReportDoseTaken,
    ReportLeftAgainstAdvice,
    SignRecord,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import Answer, DrivingAnswer, Outcome
from tests.support.builders import (
    IV,
    OFFICE,
    PRESETS,
    TELEHEALTH,
    Course,
    document,
    dosed,
    edited,
    events,
    gated,
    number,
    opened,
    recovered,
    rested,
    words,
)

MET, NOT_MET, UNKNOWN = Result.MET, Result.NOT_MET, Result.UNKNOWN


def criterion(course: Course, name: str) -> CriterionResult:
    return next(each for each in assess(course.session, course.at) if each.id == name)


def result(course: Course, name: str) -> Result:
    return criterion(course, name).result


def checked(
    *readings: tuple[float, float, float],
    baseline: tuple[float, float, float] = (120, 78, 68),
    gap: float = 5,
) -> Course:
    """Return a session at its end with these readings, so many minutes apart."""
    course = dosed(baseline=baseline)
    course.until(110, step_s=60)
    for number_of, values in enumerate(readings):
        course.wait(gap if number_of else 1, step_s=60)
        course.read(*values)
    return course


# Vital signs


@pytest.mark.parametrize(
    ("baseline", "leaving", "expected"),
    [
        ((120, 78, 68), (122, 80, 70), MET),
        ((100, 60, 68), (124, 76, 70), MET),  # over 20 %, but in range
        ((136, 88, 68), (152, 94, 70), MET),  # out of range, but within 20 %
        ((136, 88, 68), (160, 94, 70), NOT_MET),  # at the cap
        ((136, 88, 68), (150, 100, 70), NOT_MET),
        ((110, 70, 68), (145, 80, 70), NOT_MET),  # neither
        ((120, 78, 68), (122, 96, 70), NOT_MET),
        ((120, 78, 68), (85, 60, 70), NOT_MET),  # low, and 29 % down
        ((96, 60, 68), (88, 52, 70), MET),  # low, but at home there
    ],
)
def test_blood_pressure_by_percent_or_range_and_cap(
    baseline: tuple[float, float, float],
    leaving: tuple[float, float, float],
    expected: Result,
) -> None:
    course = checked(leaving, leaving, baseline=baseline)
    assert result(course, "blood-pressure") is expected
    assert criterion(course, "blood-pressure").from_readings


def test_blood_pressure_needs_its_number_of_readings_spaced_and_fresh() -> None:
    once = checked((120, 80, 70))
    assert criterion(once, "blood-pressure").reason == (
        "1 of 2 readings of the last 15 min, 5 min apart."
    )
    close = checked((120, 80, 70), (120, 80, 70), gap=4)
    assert result(close, "blood-pressure") is UNKNOWN
    fresh = checked((120, 80, 70), (120, 80, 70))
    assert result(fresh, "blood-pressure") is MET
    fresh.wait(11, step_s=60)
    assert result(fresh, "blood-pressure") is UNKNOWN


def test_a_bad_reading_between_two_good_ones_is_not_passed_over() -> None:
    course = checked((120, 80, 70), (175, 100, 70), (121, 80, 70), gap=3)
    assert result(course, "blood-pressure") is NOT_MET


def test_an_early_bad_reading_no_longer_matters() -> None:
    course = checked((175, 100, 70), (121, 80, 70), (121, 80, 70))
    assert result(course, "blood-pressure") is MET


def test_readings_of_before_the_last_dose_do_not_count() -> None:
    course = checked((120, 80, 70), (120, 80, 70))
    again(course)
    assert result(course, "blood-pressure") is UNKNOWN
    assert result(course, "heart-rate") is UNKNOWN


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


def test_without_a_baseline_only_the_range_can_speak() -> None:
    course = rested()
    again(course)
    course.until(120, step_s=60)
    course.read(146, 80)
    assert criterion(course, "blood-pressure").reason == (
        "146/80 is out of range, and there is no baseline to compare with."
    )
    assert result(course, "blood-pressure") is UNKNOWN
    course.read(165, 80)
    assert result(course, "blood-pressure") is NOT_MET


def test_nothing_is_known_without_a_dose() -> None:
    course = gated()
    results = assess(course.session, course.at)
    assert all(each.result is UNKNOWN for each in results if each.id != "escort")
    assert criterion(course, "minimum-time").reason == "No dose was recorded."
    assert not_before(course.session) is None


@pytest.mark.parametrize(("rate", "expected"), [(110, MET), (111, NOT_MET), (49, NOT_MET)])
def test_heart_rate(rate: float, expected: Result) -> None:
    course = checked((120, 80, rate))
    assert result(course, "heart-rate") is expected
    course.wait(16, step_s=60)
    assert result(course, "heart-rate") is UNKNOWN


def test_saturation_only_where_it_was_measured() -> None:
    course = rested()
    again(course)
    assert not [each for each in assess(course.session, course.at) if each.id == "spo2"]
    course.pass_s(60)
    course.typed(spo2=93)
    assert result(course, "spo2") is NOT_MET
    course.typed(spo2=94)
    assert result(course, "spo2") is MET
    course.wait(16, step_s=60)
    assert result(course, "spo2") is UNKNOWN


def test_a_preset_may_leave_saturation_out() -> None:
    vitals = json.loads(document())["discharge"]["vitals"]
    del vitals["spo2"]
    course = dosed(text=edited(discharge__vitals=vitals))
    course.typed(spo2=80)
    assert not [each for each in assess(course.session, course.at) if each.id == "spo2"]


def test_minimum_time_counts_from_the_last_dose() -> None:
    course = dosed()
    course.until(119.9, step_s=60)
    assert result(course, "minimum-time") is NOT_MET
    assert criterion(course, "minimum-time").needs == "0 min more."
    course.until(120)
    assert result(course, "minimum-time") is MET
    again(course)
    assert criterion(course, "minimum-time").reason == "0 of 120 min."


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


@pytest.mark.parametrize(("score", "expected"), [(9, MET), (8, NOT_MET)])
def test_an_optional_score_counts_once_it_is_given(score: float, expected: Result) -> None:
    course = dosed()
    assert "modified-aldrete" not in [each.id for each in assess(course.session, course.at)]
    course.pass_s(60)
    course.note(ScoreRecorded(scale="modified-aldrete", value=score))
    assert result(course, "modified-aldrete") is expected


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


# The ways a session ends


def end_of(course: Course) -> Outcome:
    assert course.session.ended is not None
    return course.session.ended.outcome


def test_a_discharge_with_everything_met_stores_the_whole_assessment() -> None:
    course = recovered()
    course.ask(Discharge())
    assert end_of(course) is Outcome.DISCHARGED
    ended = course.session.ended
    assert ended is not None
    assert {each.result for each in ended.assessment} == {"met"}
    assert ended.not_before == not_before(course.session)
    assert phase_of(course.session) is Phase.CLOSED


def test_a_discharge_is_refused_with_every_open_item() -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    reasons = course.refusals(Discharge())
    blocking = [each for each in assess(course.session, course.at) if each.blocks]
    assert len(reasons) == len(blocking)
    assert len(reasons) > 12
    assert course.session.ended is None
    assert dosed().refusals(Discharge())[0] == "This is not possible while monitoring."


UNDO: dict[str, Callable[[Course], object]] = {
    "driving": lambda course: course.ask(AnswerDriving(answer=DrivingAnswer.NOT_SURE)),
    "said-back": lambda course: course.ask(RecordSaidBack(said_back=False)),
    "awake": lambda course: course.note(FindingRecorded(criterion="awake", answer=Answer.NO)),
    "blood-pressure": lambda course: course.read(166, 99),
}


@pytest.mark.parametrize("name", UNDO)
def test_one_open_item_is_enough(name: str) -> None:
    course = recovered()
    UNDO[name](course)
    reasons = course.refusals(Discharge())
    assert len(reasons) == 1


def override(reason: str = "seen by video", clinician: str = "Dr. Sample") -> OverrideDischarge:
    return OverrideDischarge(reason=reason, clinician=clinician)


def test_an_override_is_named_reasoned_and_countersigned_later() -> None:
    course = recovered()
    course.read(166, 99)
    assert course.refusals(override("", " ")) == (
        "An override needs a reason.",
        "An override needs the name of the clinician who decided.",
    )
    made = course.ask(override())
    assert end_of(course) is Outcome.OVERRIDDEN
    ended = course.session.ended
    assert ended is not None
    assert (ended.reason, ended.clinician) == ("seen by video", "Dr. Sample")
    assert "not_met" in {each.result for each in ended.assessment}
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    course.ask(CountersignEntry(seq=made[0].seq, clinician="Dr. Sample"))
    assert course.session.countersigned == {made[0].seq}


@pytest.mark.parametrize("name", ["driving", "said-back"])
def test_nobody_overrides_the_ride_or_the_rule(name: str) -> None:
    course = recovered()
    course.read(166, 99)
    UNDO[name](course)
    reasons = course.refusals(override())
    assert len(reasons) == 1
    assert reasons[0].endswith("Nobody can override this.")


def test_an_override_with_nothing_to_override_is_refused() -> None:
    assert recovered().refusals(override()) == ("Everything is met: discharge instead.",)


def test_the_check_can_be_left_and_its_answers_stay() -> None:
    course = recovered()
    course.ask(ContinueMonitoring())
    assert phase_of(course.session) is Phase.MONITORING
    assert course.session.findings
    course.ask(OpenDischargeCheck())
    course.ask(Discharge())


def test_leaving_against_advice_is_never_refused_and_has_its_note() -> None:
    for make in (opened, dosed, recovered):
        course = make()
        note = words("walks, insists", "risk")
        course.ask(ReportLeftAgainstAdvice(reason="bus", risk_note=note))
        assert end_of(course) is Outcome.LEFT_AGAINST_ADVICE
        ended = course.session.ended
        assert ended is not None
        assert ended.risk_note is note


def test_handing_over_care_is_never_refused() -> None:
    course = dosed()
    course.ask(ReportCareTransferred(to="ambulance", reason="chest pain"))
    assert end_of(course) is Outcome.CARE_TRANSFERRED
    ended = course.session.ended
    assert ended is not None
    assert ended.reason == "To ambulance. chest pain"


def test_what_happens_at_the_door_is_recorded_too() -> None:
    course = recovered()
    course.ask(Discharge())
    course.ask(ReportCareTransferred(to="", reason="fainted at the door"))
    assert end_of(course) is Outcome.CARE_TRANSFERRED
    assert events(course.entries).count("SessionEnded") == 2


def test_the_end_closes_what_was_open() -> None:
    course = dosed(can_start=True)
    course.until(90.2)
    made = course.ask(ReportCareTransferred(to="", reason="x"))
    assert events(made)[:3] == ["SessionEnded", "RequestEnded", "ReadingMissed"]
    assert course.session.missed["return"] == "The session ended first."


def test_a_signature_needs_a_name_and_an_ended_session() -> None:
    course = dosed()
    assert course.refusals(SignRecord(signed_by=" ", digest="")) == (
        "This is not possible while monitoring.",
        "A signature needs a name.",
    )


def test_closing_without_a_dose_has_no_assessment() -> None:
    course = gated()
    course.ask(CloseWithoutDose(reason="held"))
    assert end_of(course) is Outcome.NOT_DOSED
    assert assessment(course.session, course.at)
    ended = course.session.ended
    assert ended is not None
    assert ended.assessment == ()


@pytest.mark.parametrize("name", [OFFICE, TELEHEALTH])
def test_asking_before_there_is_a_dose(name: str) -> None:
    course = gated(name)
    assert course.refusals(RecordSaidBack(said_back=True)) == (
        "This is not possible before the dose.",
        "No dose was recorded.",
    )
