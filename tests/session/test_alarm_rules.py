"""What an alarm says and on which value it rests; when each trips stands in `alarms.toml`."""

from __future__ import annotations

from kapmonitor.session.event import ObservationDetailed, ObservationRecorded
from kapmonitor.session.intent import ReportDoseTaken, Withdraw
from kapmonitor.session.vocabulary import ObservationKind, Priority, Role
from tests.support.builders import (
    TELEHEALTH,
    Course,
    assign,
    dosed,
    opened,
    order,
    signs,
)

MEDIUM, HIGH = Priority.MEDIUM, Priority.HIGH


def priorities(course: Course) -> dict[str, Priority]:
    return {code: course.session.alarms[code].priority for code in signs(course)}


def test_the_words_say_value_doubt_limit_margin_and_what_to_do() -> None:
    course = dosed(baseline=(118, 80, 68))
    course.pass_s(60)
    course.read(164, 98)
    alarm = course.session.alarms["sbp-rise-urgent"]
    assert alarm.reason == (
        "164/98, not confirmed. Systolic 164, limit 160: 4 over. Rise 46, limit 40: 6 over."
    )
    assert alarm.action == (
        "Repeat within 2 min. Still 158 or more: call the prescriber, 555-0142."
    )
    assert alarm.evidence == (course.session.readings[-1].seq,)
    course.pass_s(120)
    course.read(163, 98)
    alarm = course.session.alarms["sbp-rise-urgent"]
    assert alarm.confirmed
    assert "not confirmed" not in alarm.reason
    assert alarm.action == "Repeat within 2 min. Confirmed: call the prescriber, 555-0142."


def test_a_low_alarm_calls_nobody() -> None:
    course = dosed()
    course.pass_s(60)
    course.read(152, 85)
    assert course.session.alarms["sbp-rise-advisory"].action == "Repeat in 5 min."


def test_a_fall_is_told_downwards_and_a_rate_by_itself() -> None:
    course = dosed()
    course.pass_s(60)
    course.read(90, 60, 155)
    assert "Fall 30, at the limit of 30." in course.session.alarms["sbp-fall"].reason
    assert "Still 90 or less" in course.session.alarms["sbp-fall"].action
    assert course.session.alarms["hr-very-high"].reason == (
        "Heart rate 155, not confirmed. Limit 150: 5 over."
    )
    course.typed(spo2=89)
    assert course.session.alarms["spo2-very-low"].reason == (
        "SpO2 89 %, not confirmed. Limit 90: 1 under."
    )


def test_a_half_reading_is_judged_on_what_it_has() -> None:
    course = dosed()
    course.read(205, None)
    assert course.session.alarms["sbp-critical"].reason.startswith("205/?")
    course.read(None, 125)
    assert "dbp-critical" in signs(course)


def test_the_number_to_call_follows_the_order_and_the_place() -> None:
    course = dosed(TELEHEALTH)
    course.read(182, 80)
    assert course.session.alarms["sbp-critical"].action == (
        "Repeat at once; prescriber now; emergency services if confirmed or any red flag. "
        "Prescriber: 555-0142. Emergency number there: 112."
    )
    course.note(order(prescriber_phone="555-0199"))
    assert "555-0199" in course.session.alarms["sbp-critical"].action
    plain = opened()
    plain.typed(184, 100, 60)
    assert plain.session.alarms["sbp-urgent"].action == (
        "Repeat within 2 min; red-flag check; call prescriber if confirmed. "
        "Still 180 or more: call."
    )


def test_without_a_baseline_there_is_no_rise_and_no_fall() -> None:
    course = opened()
    course.typed(175, 105, 45)
    assert signs(course) == ["sbp-advisory", "dbp-advisory", "hr-low"]


def test_a_baseline_that_was_cut_short_still_shows_a_rise() -> None:
    course = opened()
    course.typed(110, 70, 60)
    course.pass_s(60)
    course.ask(
        ReportDoseTaken(drug="k", amount=1, unit="mg", route="sublingual", taken_utc=course.at.utc)
    )
    course.pass_s(60)
    course.typed(152, 80, 60)
    assert signs(course) == ["sbp-rise-urgent"]


def test_a_red_flag_is_high_and_stands_until_it_is_over() -> None:
    course = dosed()
    made = course.note(ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG))
    assert priorities(course) == {"red-flag:chest-pain": HIGH}
    assert course.session.alarms["red-flag:chest-pain"].reason == "Chest pain or pressure."
    course.note(ObservationRecorded(code="seizure", kind=ObservationKind.RED_FLAG))
    assert len(signs(course)) == 2
    course.note(ObservationDetailed(seq=made[0].seq, duration_min=3.0))
    assert not course.session.alarms["red-flag:chest-pain"].active
    assert course.session.alarms["red-flag:seizure"].active


def test_a_red_flag_taken_back_ends_and_stays_shown_until_answered() -> None:
    course = dosed()
    made = course.note(ObservationRecorded(code="own-words", kind=ObservationKind.RED_FLAG))
    assert course.session.alarms["red-flag:own-words"].reason == "Own words."
    course.ask(Withdraw(seq=made[0].seq))
    assert not course.session.alarms["red-flag:own-words"].active
    assert course.session.observations[0].withdrawn


def test_ordinary_symptoms_are_no_alarm() -> None:
    course = dosed()
    course.note(ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM))
    assert not signs(course)


# A strap


def strapped() -> Course:
    course = dosed()
    assign(course, Role.STRAP)
    return course


def beat_on(course: Course, *rates: float) -> None:
    for rate in rates:
        course.pass_s(1)
        course.beat(rate)


def test_a_lone_beat_beyond_a_limit_waits_for_its_neighbour() -> None:
    course = strapped()
    beat_on(course, 70, 72, 155, 71, 70)
    assert not signs(course)
    beat_on(course, 155, 156)
    assert priorities(course) == {"hr-very-high": HIGH}
    assert course.session.alarms["hr-very-high"].confirmed


def test_a_first_beat_beyond_a_limit_is_told_at_once() -> None:
    course = strapped()
    beat_on(course, 155)
    assert not course.session.alarms["hr-very-high"].confirmed


def test_a_rate_at_the_limit_does_not_ring_like_a_doorbell() -> None:
    course = strapped()
    beat_on(course, *([129, 131, 131, 128] * 30))
    told = [entry.event for entry in course.entries if hasattr(entry.event, "code")]
    assert [event.code for event in told if event.code.startswith("hr-")] == [
        "hr-advisory",
        "hr-advisory",
        "hr-high",
    ]
    beat_on(course, *([100] * 12))
    assert not course.session.alarms["hr-high"].active


def test_the_gravest_of_a_stream_takes_the_place_of_the_milder() -> None:
    course = strapped()
    beat_on(course, 135, 136, 137)
    assert signs(course) == ["hr-high"]
    beat_on(course, 155, 156)
    assert signs(course) == ["hr-very-high"]
    beat_on(course, *([135] * 12))
    assert priorities(course) == {"hr-very-high": HIGH, "hr-high": MEDIUM}
    assert not course.session.alarms["hr-very-high"].active


def test_a_sensor_that_falls_silent_keeps_its_alarm() -> None:
    course = strapped()
    beat_on(course, 155, 156)
    course.wait(5, step_s=30)
    assert course.session.alarms["hr-very-high"].active


def test_a_saturation_stream_is_judged_each_second() -> None:
    course = dosed()
    assign(course, Role.OXIMETER)
    for value in (97, 96, 91, 90, 89, 88):
        course.pass_s(1)
        course.saturate(value)
    assert priorities(course) == {"spo2-very-low": HIGH}
