"""After a restart, a second code or a clock that was wrong: no value and no silence is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from devices.measurement import BloodPressure
from kapmonitor.link.peer import DOWN_MS
from kapmonitor.session.event import (
    CompanionStated,
    DeviceAssigned,
    MeasurementConfirmed,
    RemoteEntryKept,
)
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import ResumeSession, Tick
from kapmonitor.session.intents.remote import (
    HeartRatesSaid,
    ProgramStarted,
    RemoteMessage,
    RemotePairingDone,
    RemoteUndelivered,
)
from kapmonitor.session.kept_remote import DOWN_S
from kapmonitor.session.remote_words import lines
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, Priority, Role
from kapmonitor.ui.chart_view import chart_view
from tests.support.afar import LINK, OTHER, Afar, hour_ago, message, reading
from tests.support.builders import (
    TELEHEALTH,
    Course,
    document,
    dosed,
    edited,
    number,
    opened,
    words,
)

LOST = "remote-link-lost"
RATES = words("the rates as they came", "r1")


def far(course: Course) -> Afar:
    afar = Afar(course)
    afar.pair()
    return afar


def guessed_early(course: Course, number: int) -> RemoteMessage:
    """Return a reading of now by a clock that was an hour slow, and was never compared."""
    placed = course.at.utc - timedelta(hours=1)
    return replace(reading(number, (188.0, 112.0), course.at), placed_utc=placed, bound_s=None)


def rates(course: Course, *, bound_s: float | None) -> RemoteMessage:
    """Return heart rates of an assigned sensor, placed an hour before now."""
    address = f"link://{LINK}"
    said = HeartRatesSaid(values=(71.0, 72.0), step_s=1.0, driver="bluetooth_hrp", device=address)
    worn = DeviceAssigned(
        role=Role.STRAP,
        driver="bluetooth_hrp",
        address=address,
        title="A strap at home",
        can_start=False,
        simulated=True,
    )
    course.note(worn)
    placed = course.at.utc - timedelta(hours=1)
    made = message(9, said, "hr")
    return replace(made, placed_utc=placed, bound_s=bound_s, body=RATES)


def started(resume_of: str | None = None) -> ProgramStarted:
    return ProgramStarted(instance="ab", app="1", system="t", can=(), resume_of=resume_of)


def later(course: Course, seconds: float) -> None:
    course.pass_s(seconds)
    course.give(Tick())


def set_aside(course: Course) -> list[float | None]:
    """Return the upper value of each reading that was set aside."""
    those = [each.measurement for each in course.session.quarantined]
    return [each.systolic for each in those if isinstance(each, BloodPressure)]


def lost(course: Course) -> Priority | None:
    shown = course.session.alarms.get(LOST)
    return shown.priority if shown is not None else None


def with_a_limit() -> str:
    """Return the preset of a clinic that calls contact lost for long high."""
    rules = json.loads(document(TELEHEALTH))["technical"]
    (rule,) = [each for each in rules if each["id"] == LOST]
    rule["step"].append({"priority": "high", "after": number(20, "min")})
    return edited(TELEHEALTH, technical=rules)


def test_a_reading_whose_time_is_a_guess_of_before_the_session_is_kept_and_asked_about() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    course.pass_s(1200)
    afar.arrive(guessed_early(course, 1))
    (kept,) = course.session.readings
    assert (kept.measurement.systolic, kept.measurement.diastolic) == (188.0, 112.0)
    assert not kept.counts
    assert "not known" in kept.queried[0]
    assert course.session.quarantined == ()
    course.note(MeasurementConfirmed(seq=kept.seq, taken_now=True))
    (kept,) = course.session.readings
    assert kept.counts
    assert kept.when.elapsed_s == 1200
    assert fold(course.entries) == course.session


def test_a_guess_of_before_keeps_its_value_where_readings_of_before_are_expected() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    course.pass_s(1200)
    afar.say(started(OTHER))
    afar.arrive(guessed_early(course, 2))
    assert course.session.readings == ()
    assert set_aside(course) == [188.0]


def test_a_clock_that_was_set_while_the_program_was_down_empties_no_reading() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    course.pass_s(1800)
    taken = course.at.later(seconds=-1200)
    # Half an hour later, by a clock that is an hour behind: nobody knows how long it was.
    course.step_clock(-1800)
    course.ask(ResumeSession(gap_s=0))
    afar.arrive(reading(1, (188.0, 112.0), replace(taken, utc=taken.utc - timedelta(hours=1))))
    assert course.session.readings == ()
    assert set_aside(course) == [188.0]
    assert "188/112" in course.session.quarantined[0].reasons[0]


def test_a_second_code_of_the_same_link_still_takes_over_what_the_lost_machine_had() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    afar.say(started(OTHER))
    course.give(RemotePairingDone(link=LINK, key_id=1))
    afar.say(started())
    afar.arrive(reading(3, (188.0, 112.0), hour_ago(course)))
    assert set_aside(course) == [188.0]
    course.give(RemotePairingDone(link=OTHER, key_id=0))
    assert course.session.remote.resume_of is None  # another patient's side goes on from nothing


def test_heart_rates_without_a_true_place_stay_in_the_record_in_one_entry() -> None:
    for resume_of, bound_s in ((None, None), (None, 0.4), (OTHER, 0.4)):
        course = opened(TELEHEALTH)
        course.give(RemotePairingDone(link=LINK, key_id=0))
        afar = Afar(course)
        course.pass_s(1200)
        afar.say(started(resume_of))
        afar.arrive(rates(course, bound_s=bound_s))
        (kept,) = [e.event for e in course.entries if isinstance(e.event, RemoteEntryKept)]
        assert kept.body == RATES
        assert course.session.quarantined == ()


def test_a_lost_link_stays_lost_over_a_restart_and_goes_on_to_the_clinics_limit() -> None:
    course = dosed(TELEHEALTH, text=with_a_limit())
    afar = far(course)
    later(course, 10)
    afar.stand(LinkStanding.DOWN, LinkSide.PATIENT)
    later(course, 600)
    assert lost(course) is Priority.MEDIUM
    course.ask(ResumeSession(gap_s=0))
    afar.stand(LinkStanding.WAITING, LinkSide.PATIENT, bound_s=None)
    assert lost(course) is Priority.MEDIUM
    later(course, 601)
    assert lost(course) is Priority.HIGH
    afar.stand(LinkStanding.OK)
    assert not course.session.alarms[LOST].active  # high stays until a person has seen it
    assert fold(course.entries) == course.session


def test_a_link_that_was_well_gets_its_own_time_after_a_restart() -> None:
    course = dosed(TELEHEALTH)
    afar = far(course)
    later(course, 600)
    course.ask(ResumeSession(gap_s=0))
    assert lost(course) is Priority.LOW
    afar.stand(LinkStanding.WAITING, LinkSide.PATIENT, bound_s=None)
    later(course, DOWN_S - 1)
    assert lost(course) is Priority.LOW
    later(course, 1)
    assert lost(course) is Priority.MEDIUM
    assert DOWN_S * 1000 == DOWN_MS


def test_a_new_link_whose_patient_never_speaks_rises_as_one_that_is_down() -> None:
    course = dosed(TELEHEALTH, text=with_a_limit())
    course.give(RemotePairingDone(link=LINK, key_id=0))
    later(course, 1)
    assert lost(course) is Priority.LOW
    later(course, 60)
    assert lost(course) is Priority.MEDIUM
    later(course, 1200)
    assert lost(course) is Priority.HIGH


def gaps(course: Course) -> list[tuple[float, float | None]]:
    """Return the gaps as the chart would draw them now, from and to, in seconds."""
    found = course.session.remote.gaps_until(course.at)
    return [(each.start.elapsed_s, each.end.elapsed_s if each.end else None) for each in found]


def test_a_side_that_is_never_heard_is_a_gap_from_the_pairing_on() -> None:
    course = dosed(TELEHEALTH)
    course.give(RemotePairingDone(link=LINK, key_id=0))
    paired = course.at.elapsed_s
    later(course, DOWN_S - 1)
    assert gaps(course) == [], "it may come in a moment"
    later(course, 1)
    assert gaps(course) == [(paired, None)]
    assert [(each.start, each.words) for each in chart_view(course.session, course.at).gaps] == [
        ((paired - course.session.doses[0].taken.elapsed_s) / 60, "link down")
    ]
    later(course, 50)
    course.give(RemotePairingDone(link=LINK, key_id=1))
    later(course, 1)
    assert gaps(course) == [(paired, None)], "new digits end no silence"
    Afar(course).stand(LinkStanding.OK)
    assert gaps(course) == [(paired, course.at.elapsed_s)]
    later(course, 60)
    course.give(RemotePairingDone(link=LINK, key_id=2))
    later(course, 1)
    Afar(course).stand(LinkStanding.OK)
    assert len(gaps(course)) == 1, "a side that is heard at once leaves none"
    assert fold(course.entries) == course.session


def test_a_side_that_is_not_used_leaves_no_gap() -> None:
    course = dosed(TELEHEALTH)
    course.give(RemotePairingDone(link=LINK, key_id=0))
    course.note(CompanionStated(used=False))
    later(course, 600)
    assert gaps(course) == []


def test_what_was_lost_with_a_computer_is_recorded_once_and_taken_if_it_comes_after_all() -> None:
    course = opened(TELEHEALTH)
    afar = far(course)
    later(course, 60)
    afar.arrive(reading(1, (120.0, 80.0), course.at), reading(4, (124.0, 80.0), course.at))
    for numbers in ((2, 3), (3, 2), (1, 2, 3)):
        course.give(RemoteUndelivered(link=LINK, numbers=numbers))
    (loss,) = course.session.remote.losses
    assert (loss.numbers, course.session.remote.lost) == ((2, 3), 2)
    (told,) = [text for _, seq, text in lines(course.session) if seq == loss.seq]
    assert told == "2 messages of the patient's side were not delivered by the lost computer."
    afar.arrive(reading(3, (123.0, 80.0), course.at))
    assert course.session.remote.lost_of(LINK) == {2}
    assert len(course.session.readings) == 3
    assert course.session.remote.conflicts == ()
    assert fold(course.entries) == course.session
