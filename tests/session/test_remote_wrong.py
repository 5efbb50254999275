"""What comes wrong over a link is told: conflicts, another person, another version."""

from __future__ import annotations

from dataclasses import replace

from kapmonitor.session.event import (
    AlarmRaised,
    CheckWordsCompared,
    HelpAnswered,
    PatientCalled,
    PatientSideChanged,
    RemoteConflictFound,
)
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import AcknowledgeAlarms
from kapmonitor.session.intents.remote import (
    HeartRatesSaid,
    PatientSaid,
    ProgramStarted,
    RemotePairingDone,
    RemotePassingState,
    RemoteVersionMet,
    SideChanged,
)
from kapmonitor.session.remote_gate import of_the_link
from kapmonitor.session.vocabulary import AlarmKind, Priority
from tests.support.afar import LINK, OTHER, Afar, message, reading
from tests.support.builders import TELEHEALTH, Course, opened


def far(course: Course) -> Afar:
    afar = Afar(course)
    afar.pair()
    return afar


def test_the_same_number_with_other_content_is_kept_beside_the_first_and_alarms_once() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    first, second = (reading(1, (value, 80.0), course.at) for value in (120.0, 180.0))
    afar.arrive(first)
    afar.arrive(second)
    afar.arrive(second)
    events = [entry.event for entry in course.entries]
    assert len([each for each in events if isinstance(each, RemoteConflictFound)]) == 1
    assert [each.measurement.systolic for each in course.session.readings] == [120.0]
    assert len(course.session.remote.conflicts) == 1
    assert course.session.alarms["remote-conflict"].active
    course.ask(AcknowledgeAlarms())
    assert "remote-conflict" not in course.session.alarms


def test_a_side_that_contradicts_itself_often_is_one_alarm_until_somebody_has_seen_it() -> None:
    """A disk that was put back gives each of its numbers anew: nothing else is to be hidden."""
    course = opened(TELEHEALTH)
    afar = far(course)
    for value in (120.0, 121.0):
        for number in range(1, 31):
            afar.arrive(reading(number, (value + number, 80.0), course.at))
    raised = [e.event for e in course.entries if isinstance(e.event, AlarmRaised)]
    assert [each.code for each in raised].count("remote-conflict") == 1
    course.ask(AcknowledgeAlarms())
    assert "remote-conflict" not in course.session.alarms
    afar.arrive(reading(7, (90.0, 50.0), course.at))
    assert course.session.alarms["remote-conflict"].active


def test_a_reading_under_two_numbers_is_one_reading() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    first = reading(1, (120.0, 80.0), course.at)
    afar.arrive(first)
    afar.arrive(replace(first, number=2))
    assert len(course.session.readings) == 1
    assert set(course.session.remote.numbers(LINK)) == {1, 2}
    assert course.session.remote.conflicts == ()


def test_a_reading_that_says_something_else_under_another_number_is_never_merged_in_silence() -> (
    None
):
    course = opened(TELEHEALTH)
    afar = far(course)
    first, second = (reading(1, (value, 80.0), course.at) for value in (120.0, 180.0))
    afar.arrive(first)
    for number in (2, 3, 3):
        afar.arrive(replace(second, number=number))
    assert [each.measurement.systolic for each in course.session.readings] == [120.0]
    found = [e.event for e in course.entries if isinstance(e.event, RemoteConflictFound)]
    assert [(each.number, each.reading) for each in found] == [
        (2, first.reading),
        (3, first.reading),
    ]
    assert set(course.session.remote.numbers(LINK)) == {1, 2, 3}  # each may be acknowledged
    assert course.session.alarms["remote-conflict"].active
    afar.arrive(replace(first, number=4))  # as it came first: no further conflict
    assert len(course.session.remote.conflicts) == 2
    assert fold(course.entries) == course.session


def test_who_says_that_the_names_are_not_theirs_has_allowed_nothing() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    afar.say(SideChanged(start_allowed=True))
    afar.say(PatientSaid(code="not_me"))
    assert course.session.remote.start_allowed is None


def test_a_call_for_help_is_heard_whatever_is_wrong_with_its_number() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    afar.say(SideChanged(sight="hidden"))
    afar.arrive(message(1, PatientSaid(code="help", help=True)))
    (call,) = course.session.remote.calls
    assert call.help
    assert len(course.session.remote.conflicts) == 1


def test_whoever_says_that_the_names_are_not_theirs_is_no_symptom_and_holds_the_dose() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    afar.say(PatientSaid(code="not_me"))
    assert course.session.remote.calls == ()
    seq = course.session.remote.denied_seq
    alarm = course.session.alarms[f"remote-wrong-person:{seq}"]
    assert (alarm.kind, alarm.priority) == (AlarmKind.TECHNICAL, Priority.MEDIUM)
    assert "pair again" in " ".join(of_the_link(course.session))
    course.give(RemotePairingDone(link=OTHER, key_id=0))
    assert course.session.remote.denied_seq is None
    assert f"remote-wrong-person:{seq}" not in course.session.alarms


def test_a_full_disk_and_a_call_are_recorded_once_however_often_they_are_told() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    before = len(course.entries)
    for _ in range(3):
        course.give(RemotePassingState(link=OTHER, error="cannot_record", help=True))
        course.give(RemotePassingState(link=LINK, error="cannot_record", help=True))
    assert course.session.alarms["remote-cannot-record"].active
    (call,) = course.session.remote.calls
    assert call.help
    told = [type(entry.event) for entry in course.entries[before:]]
    assert told.count(PatientSideChanged) == told.count(PatientCalled) == 1
    afar.say(SideChanged(error=""))
    assert "remote-cannot-record" not in course.session.alarms
    course.give(RemotePassingState(link=LINK, error="cannot_record"))
    assert course.session.alarms["remote-cannot-record"].active
    again = RemotePassingState(link=LINK, help=True)
    course.note(HelpAnswered(call=call.seq))
    course.pass_s(2)
    course.give(again)  # it was on its way
    assert [each.answered is None for each in course.session.remote.calls] == [False]
    course.pass_s(4)
    course.give(again)
    assert [each.answered is None for each in course.session.remote.calls] == [False, True]
    # A page that was reloaded could keep its first words: its disk takes again.
    afar.say(SideChanged(sight="hidden"))
    afar.say(ProgramStarted(instance="02" * 8, app="page", system="", can=()))
    assert "remote-cannot-record" not in course.session.alarms
    assert course.session.remote.patient.sight is None, "its window is another"


def test_another_version_is_told_once_each_until_somebody_has_seen_it() -> None:
    course = opened(TELEHEALTH)
    far(course)
    for version in (2, 2, 3):
        course.give(RemoteVersionMet(link=LINK, version=version))
    assert set(course.session.remote.versions) == {2, 3}
    assert course.session.alarms["remote-version"].active
    course.ask(AcknowledgeAlarms())
    assert "remote-version" not in course.session.alarms


def test_heart_rates_of_a_sensor_that_nobody_assigned_are_one_entry_and_no_flood() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    rates = HeartRatesSaid(
        values=tuple(float(rate) for rate in range(60, 90)),
        step_s=1.0,
        driver="bluetooth_hrp",
        device=f"link://{LINK}",
    )
    before = len(course.entries)
    afar.arrive(replace(message(1, rates, "hr"), placed_utc=course.at.utc, bound_s=0.1))
    assert course.session.quarantined == ()
    assert len(course.session.remote.unread) == 1
    assert len(course.entries) - before <= 3


def test_what_a_stranger_allowed_is_no_word_of_the_patients() -> None:
    course = opened(TELEHEALTH)
    course.give(RemotePairingDone(link=LINK, key_id=0))
    afar = Afar(course)
    afar.say(SideChanged(start_allowed=True))
    assert course.session.remote.start_allowed is True
    course.note(CheckWordsCompared(link=LINK, same=False))
    course.give(RemotePairingDone(link=OTHER, key_id=0))
    course.note(CheckWordsCompared(link=OTHER, same=True))
    assert course.session.remote.start_allowed is None
