"""Every way a session ends, with what is refused and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.discharge import assess, assessment, not_before
from kapmonitor.session.event import FindingRecorded
from kapmonitor.session.intent import (
    AnswerDriving,
    CloseWithoutDose,
    ContinueMonitoring,
    CountersignEntry,
    Discharge,
    OpenDischargeCheck,
    OverrideDischarge,
    RecordSaidBack,
    ReportCareTransferred,
    ReportLeftAgainstAdvice,
    SignRecord,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import Answer, DrivingAnswer, Outcome
from tests.support.builders import (
    OFFICE,
    TELEHEALTH,
    Course,
    dosed,
    events,
    gated,
    opened,
    recovered,
    words,
)

MET, NOT_MET, UNKNOWN = Result.MET, Result.NOT_MET, Result.UNKNOWN


def criterion(course: Course, name: str) -> CriterionResult:
    return next(each for each in assess(course.session, course.at) if each.id == name)


def result(course: Course, name: str) -> Result:
    return criterion(course, name).result


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
    course.ask(CountersignEntry(seq=made[0].seq, clinician="Dr. Other"))
    assert course.session.countersigned[made[0].seq].clinician == "Dr. Other"


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
