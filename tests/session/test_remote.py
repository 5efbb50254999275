"""Readings of a cuff at home: each once, placed by when it was taken, and never taken for now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kapmonitor.session.baseline import progress
from kapmonitor.session.event import (
    CheckWordsCompared,
    ClockChange,
    CompanionStated,
    HelpAnswered,
    MeasurementRecorded,
    MeasurementRequested,
    RemoteMessageReceived,
    RemoteStartAllowed,
    RequestEnded,
    TrialReadingAccepted,
)
from kapmonitor.session.evolve import fold
from kapmonitor.session.gate import GateState, gate_status
from kapmonitor.session.intent import AcknowledgeAlarms, Note, RequestReading, StartRest
from kapmonitor.session.intents.remote import (
    EntryUnknown,
    PatientSaid,
    RemoteMessage,
    RemoteNumbersWanted,
    RemoteRequestStaged,
    RequestAnswered,
    SideChanged,
)
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import vital
from kapmonitor.session.relayed import TEST
from kapmonitor.session.remote_words import came, lines
from kapmonitor.session.vocabulary import (
    LinkSide,
    LinkStanding,
    Numbering,
    RequestStage,
)
from tests.support.afar import LINK, OTHER, Afar, hour_ago, message, reading
from tests.support.builders import TELEHEALTH, Course, dosed, opened, opening, prepared


def far(course: Course) -> Afar:
    afar = Afar(course)
    afar.pair()
    return afar


def asked_for(course: Course) -> str:
    """Return the open request; empty: none."""
    request = course.session.request
    return request.request if request is not None else ""


FIVE = tuple(
    reading(number, (110.0 + number, 70.0), opened(TELEHEALTH).at.later(seconds=10.0 * number))
    for number in range(1, 6)
)


@settings(max_examples=30, deadline=None)
@given(
    batches=st.lists(st.lists(st.sampled_from(FIVE), max_size=6), max_size=8),
    restarts=st.booleans(),
)
def test_each_reading_is_there_once_whatever_comes_again(
    batches: list[list[RemoteMessage]], restarts: bool
) -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    course.pass_s(60)
    for batch in [*batches, list(FIVE)]:
        afar.arrive(*batch)
        if restarts:
            assert fold(course.entries) == course.session
    seen = [each.measurement.systolic for each in course.session.readings]
    assert sorted(filter(None, seen)) == [111.0, 112.0, 113.0, 114.0, 115.0]
    assert course.session.remote.numbers(LINK) == {each.number: each.digest for each in FIVE}
    taken = [each.when.elapsed_s for each in course.session.readings]
    assert taken == [10.0 * number for number in _order(batches)]


def _order(batches: list[list[RemoteMessage]]) -> list[int]:
    """Return the numbers in the order in which they came first, each batch by itself sorted."""
    found: list[int] = []
    for batch in [*batches, list(FIVE)]:
        numbers = sorted({each.number for each in batch})
        found += [number for number in numbers if number not in found]
    return found


def test_a_reading_names_the_message_that_brought_it() -> None:
    course = opened(TELEHEALTH)
    far(course).read(121, 78)
    entries = {entry.seq: entry.event for entry in course.entries}
    (kept,) = course.session.readings
    assert isinstance(entries[kept.relayed or 0], RemoteMessageReceived)
    assert isinstance(entries[kept.seq], MeasurementRecorded)
    assert kept.trial


def test_what_cannot_be_trusted_is_set_aside_with_the_reason() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    course.pass_s(60)
    afar.arrive(reading(1, (120.0, 80.0), course.at, doubts=("The octets say 128/80.",)))
    afar.arrive(reading(1, (120.0, 80.0), course.at, link=OTHER), link=OTHER)
    afar.arrive(reading(2, (120.0, 80.0), hour_ago(course)))
    course.note(CheckWordsCompared(link=LINK, same=False))
    afar.arrive(reading(3, (120.0, 80.0), course.at))
    assert course.session.readings == ()
    assert [each.reasons[0] for each in course.session.quarantined] == [
        "The octets say 128/80.",
        "The device is not part of this session.",
        "Taken 08:00, before this record was opened: 120/80 mmHg.",
        "The check words were not the same on both sides.",
    ]


def test_a_reading_without_a_place_in_time_does_not_count_until_a_person_says_so() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    afar.arrive(reading(1, (190.0, 110.0), course.at, placed=False))
    (kept,) = course.session.readings
    assert not kept.counts
    assert "not known" in kept.queried[0]


def test_a_dangerous_value_behind_a_newer_one_is_seen_with_its_age() -> None:
    course = dosed(TELEHEALTH)
    course.wait(30)
    afar = far(course)
    old = reading(1, (196.0, 118.0), course.at.later(seconds=-1200))
    new = reading(2, (124.0, 80.0), course.at.later(seconds=-30))
    afar.arrive(old, new)
    newest = vital(course.session, Signal.SYSTOLIC)
    assert newest is not None
    assert newest.value == 124.0
    late = course.session.readings[-2]
    alarm = course.session.alarms[f"late-value:{late.seq}"]
    assert "196/118, taken 20 min before it arrived." in alarm.reason
    course.ask(AcknowledgeAlarms())
    assert f"late-value:{late.seq}" not in course.session.alarms


def test_what_waited_answers_no_request_and_no_reading_due_now() -> None:
    course = dosed(TELEHEALTH)
    course.wait(20)
    afar = far(course)
    course.ask(RequestReading())
    afar.read(124, 80, ago_s=600)
    kept = course.session.readings[-1]
    assert (kept.request, kept.due) == (None, None)
    assert asked_for(course)
    afar.read(125, 81)
    assert not asked_for(course)


def test_a_request_is_followed_step_by_step_and_ended_by_its_answer() -> None:
    course = dosed(TELEHEALTH)
    course.wait(3)
    afar = far(course)
    course.ask(RequestReading())
    name = asked_for(course)
    course.give(RemoteRequestStaged(request=name, stage=RequestStage.SENT))
    course.give(RemoteRequestStaged(request=name, stage=RequestStage.SENT))
    afar.say(RequestAnswered(request=name, stage=RequestStage.SHOWN))
    course.wait(1)
    assert "remote-no-answer" in course.session.alarms
    afar.say(RequestAnswered(request=name, stage=RequestStage.DECLINED))
    assert asked_for(course) == ""
    assert "remote-no-answer" not in course.session.alarms
    ended = [each.event for each in course.entries if isinstance(each.event, RequestEnded)]
    assert ended[-1].reason == "The patient does not want a reading now."
    afar.say(RequestAnswered(request=name, stage=RequestStage.DONE))
    told = [each.stage for each in course.session.remote.stages[name]]
    assert told == ["sent", "shown", "declined", "done"]
    assert len([each for each in course.entries if isinstance(each.event, RequestEnded)]) == len(
        ended
    )


def test_the_cuff_starts_from_afar_only_with_the_patients_word() -> None:
    course = dosed(TELEHEALTH)
    course.wait(3)
    afar = Afar(course)
    afar.pair(can_start=True)
    afar.say(SideChanged(start_allowed=True))  # after the dose it is no consent
    assert course.session.remote.start_allowed is None
    assert course.refusals(Note(fact=RemoteStartAllowed(allowed=True)))
    course.ask(RequestReading())
    requests = [each.event for each in course.entries]
    asked = [each for each in requests if isinstance(each, MeasurementRequested)]
    assert not asked[-1].by_program


def test_no_request_goes_to_a_side_that_is_not_heard() -> None:
    course = dosed(TELEHEALTH)
    afar = far(course)
    afar.stand(LinkStanding.DOWN, LinkSide.PATIENT)
    assert course.refusals(RequestReading()) == (
        "The patient's side is not connected: ask by voice or phone.",
    )


def clear_far() -> Afar:
    course = prepared(TELEHEALTH)
    afar = far(course)
    course.ask(StartRest())
    course.wait(course.session.preset.baseline.rest_min + 0.2)
    for _ in range(3):
        if not progress(course.session).complete:
            afar.read(120, 78)
            course.wait(course.session.preset.baseline.spacing_min + 0.1)
    return afar


def test_a_dose_waits_for_the_link_the_test_reading_and_the_clock() -> None:
    afar = clear_far()
    course = afar.course

    def held() -> tuple[str, ...]:
        status = gate_status(course.session, course.at)
        assert status.open is not bool(status.reasons)
        return status.reasons

    assert held() == ("No test reading from the patient's cuff was accepted.",)
    course.note(TrialReadingAccepted(seq=course.session.readings[0].seq))
    assert held() == ()
    afar.stand(LinkStanding.LATE)
    assert held() == ("The patient's side is not connected.",)
    afar.stand(LinkStanding.OK, bound_s=3.0)
    assert held() == ("The patient's clock is known to 3.0 s only; 2 s asked for.",)
    afar.stand(LinkStanding.OK, bound_s=None)
    assert held() == ("The patient's clock has not been compared with this one.",)
    course.note(CompanionStated(used=False))
    assert gate_status(course.session, course.at).state is GateState.CLEAR


def test_a_test_reading_is_no_part_of_the_baseline_unless_taken_in() -> None:
    course = prepared(TELEHEALTH, meanwhile=lambda course: far(course).read(118, 76))
    (trial,) = course.session.readings
    assert trial.trial
    course.note(TrialReadingAccepted(seq=trial.seq))
    assert course.refusals(Note(fact=TrialReadingAccepted(seq=99)))
    course.ask(StartRest())
    course.wait(1)
    assert progress(course.session).readings == ()
    course.note(TrialReadingAccepted(seq=trial.seq, into_baseline=True))
    done = progress(course.session)
    assert [each.seq for each in done.readings] == [trial.seq]
    assert done.next_from == done.rest_until, "the others are taken after the rest all the same"


def test_a_test_reading_that_is_asked_for_during_the_baseline_is_none_of_it() -> None:
    course = prepared(TELEHEALTH, meanwhile=far)
    afar = Afar(course, number=100)
    course.ask(StartRest())
    course.wait(5)
    course.ask(RequestReading(reason=TEST))
    afar.read(118, 76)
    course.wait(1)
    afar.read(119, 77)
    proof, counted = course.session.readings
    assert (proof.trial, counted.trial) == (True, False)
    assert progress(course.session).readings == (counted,)
    course.note(TrialReadingAccepted(seq=proof.seq, into_baseline=True))
    assert progress(course.session).readings == (proof, counted), "a person took it in"


def test_after_a_dose_every_reading_is_one_of_the_patient() -> None:
    course = dosed(TELEHEALTH)
    afar = far(course)
    course.wait(5)
    course.ask(RequestReading(reason=TEST))
    afar.read(118, 76)
    assert not course.session.readings[-1].trial


def test_a_call_for_help_stands_until_a_person_answers_it() -> None:
    afar = far(dosed(TELEHEALTH))
    course = afar.course
    afar.say(PatientSaid(code="help", help=True))
    (call,) = course.session.remote.calls
    code = f"remote-help:{call.seq}"
    assert course.session.alarms[code].priority == "high"
    course.ask(AcknowledgeAlarms())
    course.wait(1)
    assert course.session.alarms[code].active
    course.note(HelpAnswered(call=call.seq))
    assert code not in course.session.alarms


def test_an_unknown_entry_is_kept_and_holds_nothing_up() -> None:
    afar = far(opened(TELEHEALTH))
    afar.arrive(message(1, EntryUnknown(), "mood"), message(2, SideChanged(power="bat"), "state"))
    assert len(afar.course.session.remote.unread) == 1
    assert afar.course.session.remote.patient.power == "bat"


def test_only_what_changes_something_is_recorded_of_the_link() -> None:
    afar = far(dosed(TELEHEALTH))
    before = len(afar.course.entries)
    afar.stand(LinkStanding.OK, bound_s=0.1)
    assert len(afar.course.entries) == before
    afar.stand(LinkStanding.DOWN, LinkSide.PATIENT)
    (gap,) = afar.course.session.remote.gaps
    afar.stand(LinkStanding.OK)
    (gap,) = afar.course.session.remote.gaps
    assert gap.end is not None
    assert "remote-link-lost" not in afar.course.session.alarms


def test_numbers_of_our_own_are_reserved_in_rows_that_only_rise() -> None:
    course = opened(TELEHEALTH)
    for _ in range(2):
        course.give(RemoteNumbersWanted(link=LINK, of=Numbering.MESSAGES, count=1000))
    course.give(RemoteNumbersWanted(link=LINK, of=Numbering.SIGNS, count=10))
    assert course.session.remote.reserved == {
        (LINK, Numbering.MESSAGES): 2000,
        (LINK, Numbering.SIGNS): 10,
    }


def test_a_reading_says_when_it_was_taken_when_it_came_and_by_which_clock() -> None:
    afar = far(dosed(TELEHEALTH))
    afar.course.pass_s(300)
    afar.read(121, 78, ago_s=246)
    kept = afar.course.session.readings[-1]
    assert came(afar.course.session, kept).endswith("clock +1:02:13 ± 0.4 s")
    assert came(afar.course.session, kept).startswith("patient-side cuff, taken ")
    assert came(afar.course.session, afar.course.session.readings[0]) == ""


def test_over_the_hour_that_comes_twice_a_reading_keeps_its_order_and_its_age() -> None:
    course = Course(TELEHEALTH)
    step = ClockChange(at=course.at.utc + timedelta(minutes=30), utc_offset_min=-60)
    course.ask(replace(opening(TELEHEALTH), utc_offset_min=0, clock_changes=(step,)))
    afar = far(course)
    course.pass_s(1800 - 60)
    afar.read(121, 78)
    course.pass_s(120)
    afar.read(131, 88, ago_s=1)
    first, second = course.session.readings
    assert second.when.elapsed_s - first.when.elapsed_s == 119
    taken = [came(course.session, each).split()[3] for each in (first, second)]
    assert taken == sorted(taken, reverse=True)  # the wall went back between them


def test_what_happened_to_the_link_and_the_patient_is_told_in_order() -> None:
    afar = far(opened(TELEHEALTH))
    afar.course.pass_s(20)
    afar.stand(LinkStanding.DOWN, LinkSide.PATIENT)
    afar.course.pass_s(20)
    afar.stand(LinkStanding.OK)
    afar.say(SideChanged(slept_s=240.0))
    afar.say(PatientSaid(code="help", help=True))
    (call,) = afar.course.session.remote.calls
    afar.course.pass_s(20)
    afar.course.note(HelpAnswered(call=call.seq))
    assert [words for _at, _seq, words in lines(afar.course.session)] == [
        "The patient's side was paired.",
        "The patient's side was no longer heard.",
        "The patient's side was heard again.",
        "The patient's computer slept 4 min.",
        "The patient asks for help.",
        "Call for help answered by Ruth Sample.",
    ]
