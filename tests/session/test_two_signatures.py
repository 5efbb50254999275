"""Two people sign the discharge check where the clinic asks for it; one never signs twice."""

from __future__ import annotations

import pytest

from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.criterion import Result
from kapmonitor.session.decide import Refused, decide
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import FindingRecorded, ScoreRecorded
from kapmonitor.session.intent import (
    Asked,
    Discharge,
    Intent,
    Note,
    OverrideDischarge,
    ReportLeftAgainstAdvice,
    SignCheck,
    SignRecord,
    Withdraw,
)
from kapmonitor.session.vocabulary import Answer, Operator, Origin
from tests.support.builders import Course, recovered, words

RUTH = Operator(id="ruth", name="Ruth Sample")
ANN = Operator(id="ann", name="Ann Other", role="nurse")
BOTH = ClinicRules(second_signature=True)
SIGN = SignRecord(signed_by="Ruth Sample", digest="d")


def asking(course: Course) -> Course:
    """Return a course whose clinic asks for two signatures."""
    return course.under(BOTH)


def by(course: Course, person: Operator, intent: Intent) -> None:
    course.give(Asked(intent=intent, origin=Origin(operator=person, station="office-1")))


def standing(course: Course) -> Result | None:
    found = assess(course.session, course.at)
    return next((each.result for each in found if each.id == "two-signatures"), None)


def test_nothing_is_asked_where_the_clinic_does_not_ask() -> None:
    course = recovered()
    assert standing(course) is None
    assert "The clinic asks for no second signature." in course.refusals(SignCheck())
    course.ask(Discharge())
    course.ask(SIGN)


def test_two_different_people_sign_before_the_discharge() -> None:
    course = asking(recovered())
    assert standing(course) is Result.UNKNOWN
    by(course, RUTH, SignCheck())
    assert standing(course) is Result.UNKNOWN
    with pytest.raises(Refused, match="1 of 2 signed"):
        course.ask(Discharge())
    by(course, ANN, SignCheck())
    assert standing(course) is Result.MET
    course.ask(Discharge())
    course.ask(SIGN)
    assert [each.operator.name for each in course.session.signatures] == [
        "Ruth Sample",
        "Ann Other",
    ]


@pytest.mark.parametrize("again", [RUTH, Operator(id="ruth-2", name=" ruth SAMPLE ")])
def test_one_person_never_signs_twice(again: Operator) -> None:
    course = asking(recovered())
    by(course, RUTH, SignCheck())
    before = course.session
    with pytest.raises(Refused, match="another person must sign"):
        by(course, again, SignCheck())
    assert course.session == before


def test_a_score_that_is_taken_back_takes_the_signatures_away() -> None:
    course = asking(recovered())
    course.ask(Note(fact=ScoreRecorded(scale="moaas", value=5)))
    scored = course.session.scores[-1].seq
    for person in (RUTH, ANN):
        by(course, person, SignCheck())
    assert standing(course) is Result.MET
    course.ask(Withdraw(seq=scored))
    assert standing(course) is Result.UNKNOWN


def test_an_answer_that_changes_takes_the_signatures_away() -> None:
    course = asking(recovered())
    for person in (RUTH, ANN):
        by(course, person, SignCheck())
    course.note(FindingRecorded(criterion="gait", answer=Answer.YES))
    assert standing(course) is Result.UNKNOWN
    assert course.session.signatures == ()


def test_nobody_overrides_a_missing_signature() -> None:
    course = asking(recovered())
    course.note(FindingRecorded(criterion="gait", answer=Answer.NO))
    with pytest.raises(Refused, match="Nobody can override this"):
        course.ask(OverrideDischarge(reason="seen", clinician="Dr. Sample"))
    for person in (RUTH, ANN):
        by(course, person, SignCheck())
    course.ask(OverrideDischarge(reason="seen", clinician="Dr. Sample"))


def test_a_patient_who_leaves_waits_for_no_signature_and_the_lock_does() -> None:
    course = asking(recovered())
    course.ask(ReportLeftAgainstAdvice(reason="wants home", risk_note=words("told", "w7")))
    with pytest.raises(Refused, match="two people's signatures: 0 so far"):
        course.ask(SIGN)
    for person in (RUTH, ANN):
        by(course, person, SignCheck())
    course.ask(SIGN)


def test_a_third_signature_is_refused() -> None:
    course = asking(recovered())
    for person in (RUTH, ANN):
        by(course, person, SignCheck())
    third = Origin(operator=Operator(id="c", name="C"), station="")
    with pytest.raises(Refused, match="Two people have signed"):
        decide(course.session, Asked(intent=SignCheck(), origin=third), course.at)
