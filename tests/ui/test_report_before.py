"""What the report says of the time before the dose: the right patient, the place, the promise."""

from __future__ import annotations

from dataclasses import replace

from kapmonitor.session.event import AgreementSigned, EscortRecorded, PlaceRecorded
from kapmonitor.session.evolve_opening import ESCORT_LATE
from kapmonitor.session.intent import ReportLeftAgainstAdvice
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer, Identifier
from kapmonitor.ui.paper.report_before import before_lines
from kapmonitor.ui.paper.report_view import deviations
from tests.support.builders import TELEHEALTH, Course, opening, words

DRAWN = "1000x300 10,20 30,40"


def prepared_at_home() -> Session:
    course = Course(TELEHEALTH)
    both = (Identifier.NAME, Identifier.LOCAL_ID)
    course.ask(replace(opening(TELEHEALTH), identified_by=both))
    course.note(
        PlaceRecorded(
            address=words("1 Sample Street", "a"),
            emergency_number="112",
            callback_phone=words("555-0188", "b"),
            read_back=Answer.NO,
            backup_channel=words("555-0199", "c"),
        )
    )
    course.note(
        EscortRecorded(
            name=words("Ann", "d"),
            relationship="sister",
            phone=words("555-0177", "e"),
            adult=Answer.YES,
            in_the_home=Answer.YES,
            looks_in=Answer.YES,
        )
    )
    signed = AgreementSigned(
        text="No driving.", name=words("", "f"), method="drawn", drawing=words(DRAWN, "g")
    )
    course.note(signed)
    return course.session


def told(session: Session) -> dict[str, tuple[str, bool]]:
    return {line.name: (line.words, line.grave) for line in before_lines(session)}


def test_who_compared_what_when_is_told() -> None:
    words_, grave = told(prepared_at_home())["Right patient"]
    assert words_.startswith("name, local number, compared 09:00 by ")
    assert not grave


def test_an_address_that_was_not_read_back_is_grave() -> None:
    said = told(prepared_at_home())
    assert said["Place"] == (
        "▲ 1 Sample Street, not read back, emergency 112, call back 555-0188, "
        "if the call breaks off: 555-0199",
        True,
    )
    assert said["Chaperone"] == ("18 or older: yes, in the home: yes, looks in: yes", False)


def test_an_erased_signature_is_said_to_be_erased() -> None:
    session = prepared_at_home()
    assert told(session)["Signed"] == ("drawn, see below", False)
    signed = session.agreement
    assert signed is not None
    gone = PersonalText(ref="g", salt="", text=None, digest="d")
    erased = replace(session, agreement=replace(signed, drawing=gone))
    assert told(erased)["Signed"] == ("the drawing was erased", False)


def test_an_escort_named_after_the_patient_left_is_red_in_the_report() -> None:
    course = Course(TELEHEALTH)
    course.ask(opening(TELEHEALTH))
    course.ask(ReportLeftAgainstAdvice(reason="Went home.", risk_note=words("calm", "w9")))
    course.note(EscortRecorded(name=words("Bob", "b"), relationship="", phone=words("555", "p")))
    late = deviations(course.session)[-1]
    assert late.grave
    assert ESCORT_LATE in late.words
