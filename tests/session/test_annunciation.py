"""What light, sound and banner say: from the session alone, at any moment."""

from __future__ import annotations

import pytest

from kapmonitor.session.alarm import EVERYTHING, conditions, reconcile
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.decide import Refused
from kapmonitor.session.event import (
    ObservationRecorded,
    SoundSet,
)
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    PauseAudio,
    ResumeAudio,
)
from kapmonitor.session.vocabulary import (
    HostCondition,
    ObservationKind,
    Priority,
    SoundMode,
)
from tests.support.builders import IM, Course, dosed, edited, number

LOW, MEDIUM, HIGH = Priority.LOW, Priority.MEDIUM, Priority.HIGH


def reading(course: Course, *values: float, after: float = 180) -> None:
    course.pass_s(after)
    course.read(*values)


def spoken() -> Course:
    """Return a dosed session without lozenge and looks, so that only the patient alarms."""
    return dosed(IM)


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
