"""The life of an alarm: confirmed, latched, answered, superseded, escalated, heard."""

from __future__ import annotations

from kapmonitor.language import speak_by
from kapmonitor.session.alarm import reconcile
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.event import (
    AlarmActionRecorded,
    AlarmChanged,
    AlarmCleared,
    AlarmRaised,
    MeasurementMarkedInError,
)
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    CancelReading,
    ReportCareTransferred,
    SignRecord,
)
from kapmonitor.session.vocabulary import (
    Priority,
)
from tests.support.builders import IM, Course, dosed, signs

LOW, MEDIUM, HIGH = Priority.LOW, Priority.MEDIUM, Priority.HIGH


def reading(course: Course, *values: float, after: float = 180) -> None:
    course.pass_s(after)
    course.read(*values)


def moves(course: Course, code: str) -> list[str]:
    """Return what happened to one alarm, in order."""
    told: list[str] = []
    for entry in course.entries:
        match entry.event:
            case AlarmRaised(code=c, priority=p) if c == code:
                told.append(f"raised {p}")
            case AlarmChanged(code=c, priority=p, confirmed=k) if c == code:
                told.append(f"changed {p} {'confirmed' if k else 'unconfirmed'}")
            case AlarmCleared(code=c, released=r) if c == code:
                told.append("released" if r else "cleared")
    return told


def spoken() -> Course:
    """Return a dosed session without lozenge and looks, so that only the patient alarms."""
    return dosed(IM)


def test_a_medium_value_is_raised_unconfirmed_then_confirmed_by_the_next() -> None:
    course = spoken()
    reading(course, 184, 90)
    assert not course.session.alarms["sbp-urgent"].confirmed
    reading(course, 186, 90)
    assert moves(course, "sbp-urgent") == ["raised medium", "changed medium confirmed"]


def test_two_readings_beyond_different_limits_of_one_value_confirm_it() -> None:
    course = spoken()
    reading(course, 164, 90)
    assert signs(course) == ["sbp-rise-urgent"]
    reading(course, 182, 90)
    assert signs(course) == ["sbp-rise-urgent"]
    assert course.session.alarms["sbp-rise-urgent"].confirmed


def test_an_alarm_goes_on_as_one_while_the_limit_that_trips_it_changes() -> None:
    course = spoken()
    reading(course, 182, 90)
    course.ask(AcknowledgeAlarms())
    reading(course, 168, 90)
    assert signs(course) == ["sbp-urgent"]
    alarm = course.session.alarms["sbp-urgent"]
    assert alarm.acknowledged is not None
    assert alarm.confirmed
    assert alarm.reason == "168/90. Systolic 168, limit 160: 8 over. Rise 48, limit 40: 8 over."


def test_a_low_alarm_clears_itself() -> None:
    course = spoken()
    reading(course, 152, 85)
    assert signs(course) == ["sbp-rise-advisory"]
    reading(course, 130, 85)
    assert not signs(course)
    assert [alarm.code for alarm in course.session.alarm_history][-1] == "sbp-rise-advisory"


def test_a_medium_alarm_stays_for_two_normal_readings() -> None:
    course = spoken()
    reading(course, 184, 90)
    reading(course, 130, 85)
    latched = course.session.alarms["sbp-urgent"]
    assert not latched.active
    reading(course, 131, 85)
    assert not signs(course)
    assert moves(course, "sbp-urgent") == ["raised medium", "cleared", "released"]


def test_a_milder_value_is_not_yet_a_normal_one() -> None:
    course = spoken()
    reading(course, 184, 90)
    for value in (155, 156, 157):
        reading(course, value, 85)
    assert signs(course) == ["sbp-urgent", "sbp-rise-advisory"]
    for value in (125, 126):
        reading(course, value, 80)
    assert not signs(course)


def test_a_medium_alarm_that_was_answered_leaves_with_the_first_normal_reading() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.ask(AcknowledgeAlarms(codes=("sbp-urgent",)))
    assert course.session.alarms["sbp-urgent"].active
    reading(course, 130, 85)
    assert not signs(course)


def test_a_cleared_alarm_leaves_when_it_is_answered() -> None:
    course = spoken()
    reading(course, 204, 90)
    reading(course, 130, 85)
    reading(course, 130, 85)
    reading(course, 130, 85)
    latched = course.session.alarms["sbp-critical"]
    assert not latched.active
    course.ask(AcknowledgeAlarms())
    assert not signs(course)
    over = course.session.alarm_history[-1]
    assert over.acknowledged_by == "Ruth Sample"


def test_acknowledging_never_clears() -> None:
    course = spoken()
    reading(course, 204, 90)
    course.ask(AcknowledgeAlarms())
    assert course.session.alarms["sbp-critical"].active
    assert course.refusals(AcknowledgeAlarms()) == ("There is no unanswered alarm of that kind.",)
    told = annunciation(course.session, course.at)
    assert told.lines[0].acknowledged
    assert not told.audible


def test_a_cleared_alarm_that_comes_back_is_a_new_one() -> None:
    course = spoken()
    reading(course, 204, 90)
    reading(course, 150, 85)
    reading(course, 206, 90)
    assert moves(course, "sbp-critical") == ["raised high", "cleared", "raised high"]
    assert course.session.alarms["sbp-critical"].active


def test_a_graver_limit_takes_the_place_of_the_milder() -> None:
    course = spoken()
    reading(course, 155, 85)
    reading(course, 184, 85)
    assert signs(course) == ["sbp-urgent"]
    reading(course, 204, 85)
    assert signs(course) == ["sbp-critical"]
    assert moves(course, "sbp-urgent") == ["raised medium", "released"]
    assert moves(course, "sbp-rise-advisory") == ["raised low", "released"]


def test_on_the_way_down_the_high_alarm_stays_until_it_is_answered() -> None:
    course = spoken()
    reading(course, 204, 85)
    reading(course, 184, 85)
    assert signs(course) == ["sbp-critical", "sbp-urgent"]
    assert not course.session.alarms["sbp-critical"].active
    assert course.session.alarms["sbp-urgent"].confirmed is True


def test_a_medium_alarm_nobody_answers_becomes_high_after_five_minutes() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.ask(CancelReading())
    course.wait(4.9)
    assert course.session.alarms["sbp-urgent"].priority is MEDIUM
    course.wait(0.2)
    alarm = course.session.alarms["sbp-urgent"]
    assert alarm.priority is HIGH
    assert alarm.reason.endswith("Not answered for 5 min.")
    course.wait(3)
    assert moves(course, "sbp-urgent") == ["raised medium", "changed high unconfirmed"]


def test_a_medium_alarm_that_lasts_becomes_high_though_it_was_answered() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.ask(AcknowledgeAlarms(codes=("sbp-urgent",)))
    course.wait(14.9)
    assert course.session.alarms["sbp-urgent"].priority is MEDIUM
    course.wait(0.2)
    alarm = course.session.alarms["sbp-urgent"]
    assert alarm.priority is HIGH
    assert alarm.acknowledged is None
    assert "For 15 min now." in alarm.reason
    assert alarm.action.startswith("Treat as confirmed; call prescriber.")


def test_an_escalated_alarm_does_not_sink_back() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.wait(5.1)
    course.ask(AcknowledgeAlarms())
    reading(course, 186, 90, after=1)
    alarm = course.session.alarms["sbp-urgent"]
    assert alarm.priority is HIGH
    assert alarm.confirmed
    assert alarm.reason.startswith("186/90.")
    assert alarm.acknowledged is not None
    reading(course, 125, 80)
    assert not signs(course)


def test_newer_evidence_does_not_make_milder_what_an_escalation_said_to_do() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.ask(AcknowledgeAlarms())
    course.wait(15.1)
    reading(course, 186, 90, after=1)
    alarm = course.session.alarms["sbp-urgent"]
    assert alarm.reason.startswith("186/90.")
    assert alarm.action.startswith("Treat as confirmed; call prescriber.")


def test_what_an_escalation_said_to_do_stays_when_another_language_is_spoken() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.ask(AcknowledgeAlarms())
    course.wait(15.1)
    speak_by(lambda text: f"~{text}")
    try:
        reading(course, 186, 90, after=1)
    finally:
        speak_by(None)
    alarm = course.session.alarms["sbp-urgent"]
    assert alarm.action.startswith("Treat as confirmed; call prescriber.")


def test_a_technical_alarm_is_not_escalated() -> None:
    course = dosed()
    course.until(119, step_s=30)
    overdue = course.session.alarms["reading-overdue:return"]
    assert overdue.priority is MEDIUM


def test_a_stale_value_keeps_its_alarm() -> None:
    course = spoken()
    reading(course, 152, 85)
    course.wait(30, step_s=60)
    assert course.session.alarms["sbp-rise-advisory"].active


def test_excluding_the_reading_ends_the_condition() -> None:
    course = spoken()
    reading(course, 204, 90)
    seq = course.session.readings[-1].seq
    course.note(MeasurementMarkedInError(seq=seq, reason="cuff on the chair"))
    assert not course.session.alarms["sbp-critical"].active


def test_what_was_done_is_kept_with_the_alarm_even_when_it_is_over() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.note(AlarmActionRecorded(code="sbp-urgent", did="checked the patient"))
    assert course.session.alarms["sbp-urgent"].did == ("checked the patient",)
    course.ask(AcknowledgeAlarms())
    reading(course, 120, 80)
    course.note(AlarmActionRecorded(code="sbp-urgent", did="called"))
    assert course.session.alarm_history[-1].did == ("checked the patient", "called")
    course.note(AlarmActionRecorded(code="nothing", did="looked"))


def test_everything_is_quiet_once_the_session_is_over() -> None:
    course = spoken()
    reading(course, 204, 90)
    course.ask(ReportCareTransferred(to="emergency services", reason="crisis"))
    assert not any(alarm.active for alarm in course.session.alarms.values())
    assert "sbp-critical" in signs(course)
    course.wait(5)
    course.ask(AcknowledgeAlarms())
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    assert reconcile(course.session, course.at) == ()


def test_a_graver_limit_takes_the_place_of_an_escalated_alarm_too() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.wait(5.1)
    assert course.session.alarms["sbp-urgent"].priority is HIGH
    reading(course, 204, 90, after=1)
    assert signs(course) == ["sbp-critical"]
