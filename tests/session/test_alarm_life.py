"""The life of an alarm: confirmed, latched, answered, superseded, escalated, heard."""

from __future__ import annotations

import pytest

from kapmonitor.session.alarm import EVERYTHING, conditions, reconcile
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.decide import Refused
from kapmonitor.session.event import (
    AlarmActionRecorded,
    AlarmChanged,
    AlarmCleared,
    AlarmRaised,
    MeasurementMarkedInError,
    ObservationRecorded,
    SoundSet,
)
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    CancelReading,
    PauseAudio,
    ReportCareTransferred,
    ResumeAudio,
    SignRecord,
)
from kapmonitor.session.vocabulary import (
    HostCondition,
    ObservationKind,
    Priority,
    SoundMode,
)
from tests.support.builders import IM, Course, dosed, edited, number, signs

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


# Light and sound


def test_nothing_to_tell() -> None:
    course = spoken()
    told = annunciation(course.session, course.at)
    assert (told.priority, told.audible, told.flashing, told.lines) == (None, False, False, ())
    assert told.reminder_at is None


def test_the_most_urgent_line_comes_first() -> None:
    course = spoken()
    course.host(HostCondition.SOUND_LOST)
    reading(course, 152, 125)
    course.host(HostCondition.INTERNAL_FAULT)
    lines = annunciation(course.session, course.at).lines
    assert [line.priority for line in lines] == [HIGH, HIGH, LOW, LOW]
    assert [line.code for line in lines] == [
        "dbp-critical",
        "internal-fault",
        "sbp-rise-advisory",
        "sound-output-lost",
    ]
    assert lines[0].active
    assert not lines[0].confirmed


@pytest.mark.parametrize(
    ("value", "priority", "audible", "flashing"),
    [(152, LOW, False, False), (184, MEDIUM, True, True), (204, HIGH, True, True)],
)
def test_each_priority_has_its_light_and_sound(
    value: float, priority: Priority, audible: bool, flashing: bool
) -> None:
    course = spoken()
    reading(course, value, 85)
    told = annunciation(course.session, course.at)
    assert (told.priority, told.audible, told.flashing) == (priority, audible, flashing)


def test_medium_sound_can_be_set_off_and_low_on() -> None:
    course = spoken()
    reading(course, 184, 85)
    course.note(SoundSet(priority=MEDIUM, mode=SoundMode.OFF))
    assert not annunciation(course.session, course.at).audible
    assert annunciation(course.session, course.at).flashing
    course.note(SoundSet(priority=MEDIUM, mode=SoundMode.SOFT))
    assert annunciation(course.session, course.at).sounding is MEDIUM
    low = spoken()
    reading(low, 152, 85)
    low.note(SoundSet(priority=LOW, mode=SoundMode.SOFT))
    assert annunciation(low.session, low.at).sounding is LOW


def test_sound_pauses_for_a_span_of_the_menu_and_comes_back() -> None:
    course = spoken()
    reading(course, 204, 90)
    assert course.refusals(PauseAudio(seconds=600)) == (
        "The sound can be paused for 30, 60, 120 s.",
    )
    assert course.refusals(ResumeAudio()) == ("The sound is not paused.",)
    course.ask(PauseAudio(seconds=60))
    told = annunciation(course.session, course.at)
    assert not told.audible
    assert told.sounding is HIGH
    assert told.audio_paused_until is not None
    course.wait(0.9)
    assert not annunciation(course.session, course.at).audible
    course.wait(0.2)
    assert annunciation(course.session, course.at).audible
    assert course.session.audio_paused_until_s is None


def test_a_pause_can_be_ended_by_hand() -> None:
    course = spoken()
    course.ask(PauseAudio(seconds=120))
    course.ask(ResumeAudio())
    assert course.session.audio_paused_until_s is None


def test_a_new_high_alarm_breaks_through_a_pause_and_a_medium_one_does_not() -> None:
    course = spoken()
    course.ask(PauseAudio(seconds=120))
    reading(course, 184, 90, after=1)
    assert course.session.audio_paused_until_s is not None
    course.note(ObservationRecorded(code="seizure", kind=ObservationKind.RED_FLAG))
    assert course.session.audio_paused_until_s is None


def test_an_alarm_that_becomes_high_breaks_through_a_pause() -> None:
    course = spoken()
    reading(course, 184, 90)
    course.wait(4.5)
    course.ask(PauseAudio(seconds=120))
    course.wait(0.7)
    assert course.session.alarms["sbp-urgent"].priority is HIGH
    assert course.session.audio_paused_until_s is None


def test_a_high_alarm_told_anew_does_not_break_through_a_pause() -> None:
    course = spoken()
    reading(course, 204, 90)
    course.ask(PauseAudio(seconds=120))
    reading(course, 206, 90, after=61)
    assert course.session.audio_paused_until_s is not None


def test_an_unanswered_alarm_is_shown_afresh_now_and_then() -> None:
    course = spoken()
    reading(course, 204, 90)
    told = annunciation(course.session, course.at)
    assert told.reminder_at == course.at.later(seconds=120)
    course.pass_s(150)
    told = annunciation(course.session, course.at)
    assert told.reminder_at == course.at.later(seconds=90)
    course.ask(AcknowledgeAlarms())
    assert annunciation(course.session, course.at).reminder_at is None


def test_a_preset_may_ask_for_no_reminder() -> None:
    course = dosed(text=edited(sound__reminder=number(0, "s")))
    reading(course, 204, 90)
    assert annunciation(course.session, course.at).reminder_at is None


def test_conditions_look_at_everything_unless_told_otherwise() -> None:
    course = spoken()
    reading(course, 204, 90)
    assert set(conditions(course.session, course.at)) == set(
        conditions(course.session, course.at, EVERYTHING)
    )
    assert reconcile(course.session, course.at) == ()


def test_an_unknown_alarm_cannot_be_answered() -> None:
    with pytest.raises(Refused):
        spoken().ask(AcknowledgeAlarms(codes=("nothing",)))
