"""The silent looks: due, overdue, missed, done, taken back."""

from __future__ import annotations

from kapmonitor.session.event import CheckRecorded
from kapmonitor.session.intent import (
    MarkReturned,
    OpenDischargeCheck,
    ReportDoseTaken,
    Withdraw,
)
from kapmonitor.session.schedule import (
    checks,
    checks_due,
)
from kapmonitor.session.vocabulary import Priority
from tests.support.builders import (
    Course,
    dosed,
    edited,
    events,
    gear,
    number,
)

LOOK = "breathing-seen-mouth-clear"


def further(course: Course) -> ReportDoseTaken:
    return ReportDoseTaken(
        drug="ketamine",
        amount=50,
        unit="mg",
        route="sublingual",
        taken_utc=course.at.utc,
        booster=True,
    )


# Silent looks


def test_looks_are_due_every_quarter_of_an_hour_from_the_dose() -> None:
    course = dosed()
    course.until(14.9)
    assert checks_due(course.session, course.at) == ()
    course.until(15)
    assert checks_due(course.session, course.at) == (LOOK,)
    course.note(CheckRecorded(check=LOOK))
    assert checks_due(course.session, course.at) == ()
    course.until(30)
    assert checks_due(course.session, course.at) == (LOOK,)


def test_a_look_not_done_is_low_after_five_minutes_then_medium_after_two_missed() -> None:
    course = dosed()
    code = f"check-overdue:{LOOK}"
    course.until(19.9)
    assert code not in gear(course)
    course.until(20)
    assert gear(course)[code] is Priority.LOW
    course.until(30)
    assert [done.seen for done in course.session.checks] == [False]
    assert gear(course)[code] is Priority.LOW
    course.until(45)
    assert gear(course)[code] is Priority.MEDIUM
    course.note(CheckRecorded(check=LOOK))
    assert code not in gear(course)
    assert checks(course.session)[0].missed == 0


def test_looks_end_with_the_return_and_with_the_check() -> None:
    course = dosed()
    course.until(16)
    course.ask(MarkReturned())
    assert checks(course.session) == ()
    other = dosed()
    other.until(16)
    other.ask(OpenDischargeCheck())
    assert checks(other.session) == ()


def test_a_look_can_be_taken_back() -> None:
    course = dosed()
    course.until(16)
    made = course.note(CheckRecorded(check=LOOK))
    course.ask(Withdraw(seq=made[0].seq))
    assert checks_due(course.session, course.at) == (LOOK,)


def test_looks_begin_anew_with_a_further_dose() -> None:
    course = dosed()
    course.until(20)
    course.note(CheckRecorded(check=LOOK))
    course.until(25)
    course.ask(further(course))
    course.until(39.9)
    assert checks_due(course.session, course.at) == ()
    course.until(40)
    assert checks_due(course.session, course.at) == (LOOK,)


def test_looks_may_begin_later() -> None:
    look = {
        "id": "look",
        "text": "Look",
        "every": number(10, "min"),
        "from": number(30, "min"),
        "low_after": number(5, "min"),
        "medium_after_missed": number(2, "1"),
    }
    course = dosed(text=edited(check=[look]))
    course.until(29)
    assert checks_due(course.session, course.at) == ()
    course.until(30)
    assert checks_due(course.session, course.at) == ("look",)


def test_most_seconds_nothing_follows() -> None:
    course = dosed()
    course.until(3)
    before = len(course.entries)
    course.wait(10, step_s=1)
    assert events(course.entries[before:]) == []
