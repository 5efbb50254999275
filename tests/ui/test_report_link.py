"""What the report and the copied note tell of the link to the patient's home."""

from __future__ import annotations

from kapmonitor.record.note_text import LINES, note_lines
from kapmonitor.session.event import HelpAnswered, TrialReadingAccepted
from kapmonitor.session.fact import replace
from kapmonitor.session.intent import RequestReading
from kapmonitor.session.intents.remote import CuffSaid, PatientSaid, ProgramEnded, RequestAnswered
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, RequestStage
from kapmonitor.ui.paper.report_line import GRAVE
from kapmonitor.ui.paper.report_link import link_lines
from kapmonitor.ui.paper.report_readings import readings
from kapmonitor.ui.paper.report_view import happened
from tests.support.afar import Afar, reading
from tests.support.builders import TELEHEALTH, Course, dosed


def at_home() -> tuple[Course, Afar]:
    course = dosed(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    return course, afar


def told(course: Course) -> dict[str, str]:
    return {each.name: each.words for each in link_lines(course.session)}


def test_an_office_session_tells_of_no_link_and_typed_readings_say_so() -> None:
    assert link_lines(dosed().session) == ()
    assert not any("link" in line for line in note_lines(dosed().session))
    typed = dosed(TELEHEALTH)
    assert told(typed) == {"Link": "none: readings were typed, read aloud or texted"}
    assert "Telehealth: readings typed, no link to the patient's cuff" in note_lines(typed.session)


def test_readings_gaps_requests_clocks_and_the_end_are_told() -> None:
    course, afar = at_home()
    course.wait(1)
    afar.stand(LinkStanding.DOWN, LinkSide.PATIENT)
    course.wait(3)
    afar.stand(LinkStanding.OK)
    afar.read(138, 86, ago_s=120)
    course.note(TrialReadingAccepted(seq=course.session.readings[-1].seq))
    course.ask(RequestReading(reason="person"))
    assert course.session.request is not None
    expired = RequestAnswered(request=course.session.request.request, stage=RequestStage.EXPIRED)
    afar.say(expired)
    lines = told(course)
    count = len(course.session.readings)
    assert lines["Readings"] == f"1 of {count} came over the link"
    assert lines["Not heard"].endswith("(3 min), patient's side")
    assert lines["Clocks"] == "patient's +1:02:13, placed in ours to ± 0.4 s or better"
    assert lines["Asked of the patient"] == "1 asked, 0 came, 1 not shown in time"
    assert lines["Test reading"].startswith("138/86 at ")
    assert lines["Link"].startswith(GRAVE), "the check words were never compared"
    assert lines["End"] == "the link still stands"
    assert any("arrived" in row[-1] for row in readings(course.session)), "with when it came"
    afar.say(ProgramEnded())
    assert told(course)["End"].startswith("the patient's program said goodbye ")
    (line,) = (each for each in note_lines(course.session) if each.startswith("Telehealth"))
    assert line == (
        f"Telehealth: 1 of {count} readings over the link, 1 gap of the link, 3 min, "
        "test reading accepted"
    )
    assert len(note_lines(course.session)) <= LINES


def test_what_could_not_be_read_again_here_is_counted() -> None:
    course, afar = at_home()
    unproven = reading(1, (138.0, 86.0), course.at)
    assert isinstance(unproven.content, CuffSaid)
    afar.arrive(replace(unproven, content=replace(unproven.content, verified=False)))
    assert told(course)["Readings"].endswith("came over the link, 1 not verified here")
    assert any("1 not verified here" in line for line in note_lines(course.session))


def test_a_call_for_help_is_grave_until_and_after_it_was_answered() -> None:
    course, afar = at_home()
    afar.say(PatientSaid(code="help", help=True))
    (line,) = (each for each in happened(course.session) if "asks for help" in each.words)
    assert line.grave
    assert line.words.endswith("not answered")
    course.note(HelpAnswered(call=course.session.remote.calls[0].seq))
    (line,) = (each for each in happened(course.session) if "asks for help" in each.words)
    assert line.grave
    assert " by " in line.words
