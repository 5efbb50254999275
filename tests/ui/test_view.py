"""What the live screen says: numbers with their age, never a comparison of its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from devices.event import LinkChanged, LinkState, Measured
from devices.measurement import BloodPressure, Provenance
from kapmonitor.port import Snapshot
from kapmonitor.session.intent import Tick
from kapmonitor.session.trend import Direction
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.chart_spoken import spoken
from kapmonitor.ui.chart_view import Standing, chart_view
from kapmonitor.ui.keys import FIXED, key_map, observation_of
from kapmonitor.ui.next_view import PRESS_NOW, PRESS_START, next_view
from kapmonitor.ui.timeline_view import timeline
from kapmonitor.ui.typed import parse_typed
from kapmonitor.ui.view import SessionView, present
from kapmonitor.ui.wording import NONE, ago, change, countdown, number, since
from tests.support.builders import Course, dosed, opened, prepared, rested


def view_of(course: Course, **more: object) -> SessionView:
    shown = present(Snapshot(session=course.session, at=course.at, **more))  # type: ignore[arg-type]  # tests name the fields they set
    assert shown is not None
    return shown


def test_nothing_is_shown_without_a_session() -> None:
    assert present(Snapshot()) is None


def test_a_number_never_stands_without_its_age_and_source() -> None:
    course = dosed()
    course.wait(3)
    course.read(164, 98, 77)
    course.wait(1)
    shown = view_of(course)
    assert shown.blood_pressure.text == "164/98"
    assert shown.blood_pressure.age == "1 min ago · cuff · base +44/+20"
    assert shown.heart_rate.age == "1 min ago · cuff · base +9"
    assert shown.blood_pressure.priority is not None
    assert shown.heart_rate.priority is None


def test_no_reading_is_a_dash_and_not_a_zero() -> None:
    shown = view_of(opened())
    assert shown.blood_pressure.text == NONE
    assert shown.spo2.text == NONE
    assert shown.since_dose == ""


def test_an_old_value_says_so_and_greys() -> None:
    course = dosed()
    course.wait(course.session.preset.stale_after_min + 1)
    shown = view_of(course)
    assert shown.blood_pressure.stale
    assert shown.blood_pressure.age.startswith("old")


def test_a_typed_value_says_that_it_was_typed() -> None:
    course = dosed()
    course.pass_s(90)
    course.typed(130, 80, 70)
    assert "typed" in view_of(course).blood_pressure.age


def test_a_stored_reading_is_not_the_current_value() -> None:
    course = dosed()
    before = view_of(course).blood_pressure.text
    course.pass_s(90)
    course.read(180, 100, provenance=Provenance.STORED)
    assert view_of(course).blood_pressure.text == before


def test_the_alarm_line_says_value_limit_and_what_to_do() -> None:
    course = dosed()
    course.pass_s(120)
    course.read(205, 100)
    line = view_of(course).alarms.lines[0]
    assert line.priority is Priority.HIGH
    assert "205/100" in line.text
    assert "555-0142" in line.action


def test_a_failing_record_is_said() -> None:
    assert view_of(dosed(), record_fault="The disk is full.").not_saved == "The disk is full."


def test_the_rail_lights_the_current_step_and_says_why_others_wait() -> None:
    steps = {step.name: step for step in view_of(prepared()).steps}
    assert steps["prepare"].done
    assert steps["baseline"].current
    assert steps["monitoring"].blocked == "No dose has been recorded."
    assert not steps["dose"].done


def test_a_cuff_that_cannot_be_started_gets_a_prompt() -> None:
    course = dosed()
    final = course.session.preset.discharge.minimum_observation_min
    course.until(final + 1)
    shown = next_view(course.session, course.at)
    assert shown.prompt == PRESS_START
    assert not shown.measuring


def test_a_cuff_out_of_reach_gets_the_prompt_although_it_could_be_started() -> None:
    course = dosed(can_start=True)
    course.until(60, step_s=60)
    course.report(LinkChanged(state=LinkState.LOST))
    course.until(course.session.preset.discharge.minimum_observation_min + 1)
    shown = next_view(course.session, course.at)
    assert shown.prompt in (PRESS_START, PRESS_NOW)


def test_the_return_reading_waits_for_the_patient() -> None:
    course = dosed()
    course.until(60, step_s=60)
    shown = next_view(course.session, course.at)
    assert shown.title == "When back"
    assert shown.detail.startswith("latest ")
    assert shown.can_return
    assert shown.postponable == "return"


def test_what_is_to_come_is_told_by_the_clock_as_it_stands() -> None:
    """Session time goes on when somebody sets the clock: nothing comes an hour sooner by it."""
    course = dosed()
    course.until(10, step_s=60)
    before = view_of(course)
    next_before = next_view(course.session, course.at)
    course.step_clock(3600)
    course.give(Tick())
    after = view_of(course)
    next_after = next_view(course.session, course.at)
    assert next_after.title == next_before.title
    for was, now in (
        (before.earliest, after.earliest),
        (next_before.detail, next_after.detail),
    ):
        said, *_ = re.findall(r"\d\d:\d\d", was)
        says, *_ = re.findall(r"\d\d:\d\d", now)
        assert (int(said[:2]) + 1) % 24 == int(says[:2]), (was, now)
        assert said[3:] == says[3:]


def test_the_chart_draws_what_does_not_count_hollow_and_says_why() -> None:
    course = dosed()
    course.pass_s(90)
    course.read(150, 90, provenance=Provenance.UNCONFIRMED)
    drawn = chart_view(course.session, course.at)
    assert drawn.bars[-1].standing is Standing.HOLLOW
    assert drawn.bars[-1].mark == "unconfirmed"
    assert drawn.bars[0].standing is Standing.COUNTS
    assert drawn.simulated
    assert "150/90" in spoken(drawn)


def test_the_chart_is_told_in_sentences_that_follow_the_readings() -> None:
    course = dosed()
    course.until(20, step_s=60)
    before = spoken(chart_view(course.session, course.at))
    assert "Chart of 2 readings." in before
    assert "Baseline 120/78." in before
    assert "Dose 100 mg at minute 0" in before
    course.read(168, 99)
    course.read(190, 95, provenance=Provenance.UNCONFIRMED)
    told = spoken(chart_view(course.session, course.at))
    assert told.startswith("Simulated. Chart of 4 readings. Newest ")
    assert "190/95, pulse 70, unconfirmed." in told.split("Highest")[0], "the newest, as it stands"
    assert "168/99, pulse 70." in told.split("Highest")[1].split("Last change")[0]
    assert "Last change of systolic 48." in told, "what does not count changes nothing"


def test_a_chart_without_readings_says_so() -> None:
    course = opened()
    assert "Chart: no reading yet." in spoken(chart_view(course.session, course.at))


def test_the_time_axis_grows_in_steps() -> None:
    course = dosed()
    first = chart_view(course.session, course.at).last
    course.pass_s(30)
    assert chart_view(course.session, course.at).last == first


def test_the_timeline_is_newest_first_and_tells_the_dose() -> None:
    course = dosed()
    course.pass_s(60)
    course.read(140, 85)
    lines = timeline(course.session)
    assert "140/85" in lines[0]
    assert any("Dose" in line for line in lines)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("164/98/77", (164, 98, 77)),
        (" 120 / 80 ", (120, 80, None)),
        ("120 80 70", (120, 80, 70)),
        ("98,60", (98, 60, None)),
    ],
)
def test_the_typed_line_reads_the_order_of_a_display(
    typed: str, values: tuple[float, float, float | None]
) -> None:
    found = parse_typed(typed)
    assert found is not None
    assert (found.systolic, found.diastolic, found.pulse_rate) == values
    assert f"Systolic {values[0]}" in found.read_back()


@pytest.mark.parametrize(
    "typed", ["", "164", "164/", "1/2/3", "164/98/77/1", "16x/98", "-164/98", "17.6/10"]
)
def test_the_typed_line_guesses_nothing(typed: str) -> None:
    assert parse_typed(typed) is None


def test_digits_and_red_flags_have_no_logging_key() -> None:
    preset = opened().session.preset
    fixed = {each.key for each in FIXED}
    letters = [each.key for each in preset.observations if each.key]
    assert len(set(letters)) == len(letters)
    assert not fixed & set(letters)
    assert all(observation_of(preset, digit) is None for digit in "0123456789")
    assert all(not flag.key for flag in preset.red_flags)
    assert observation_of(preset, "s") == preset.observations[0]
    assert len(key_map(preset)) == 1 + len(FIXED) + len(letters)


def test_a_fixed_key_wins_over_a_button_that_claims_it() -> None:
    preset = opened().session.preset
    claimed = replace(preset.observations[0], key="B")
    assert observation_of(replace(preset, observations=(claimed,)), "B") is None


def test_words_for_times_and_numbers() -> None:
    assert [ago(s) for s in (5, 45, 60, 185, 7300)] == [
        "now",
        "under 1 min ago",
        "1 min ago",
        "3 min ago",
        "2 h 1 min ago",
    ]
    assert since(2530) == "+0:42:10"
    assert since(-60) == "-0:01:00"
    assert (number(None), number(7.0), number(92.5)) == (NONE, "7", "92.5")
    assert (change(120, 100), change(90, 100), change(100, 100)) == ("+20", "-10", "±0")
    assert change(None, 100) == ""
    assert countdown(-5) == "0:00"


def test_a_burst_out_of_the_memory_is_one_line_with_its_count() -> None:
    course = rested()
    for systolic in (141.0, 142.0, 143.0):
        old = BloodPressure(systolic=systolic, diastolic=90.0)
        course.report(Measured(measurement=old, provenance=Provenance.STORED))
    said = [line for line in timeline(course.session) if "Set aside" in line]
    assert len(said) == 1
    assert "(3 readings)" in said[0]
    assert "141" not in said[0]


def test_an_arrow_is_the_trend_and_the_change_from_baseline_has_none() -> None:
    course = dosed()
    course.until(10)
    course.read(130, 80)
    shown = view_of(course).blood_pressure
    assert shown.trend is None
    course.pass_s(120)
    course.read(150, 80)
    shown = view_of(course).blood_pressure
    assert shown.trend is Direction.RISING
    assert shown.age.startswith("now, rising · ")
    assert not {"↑", "↗"} & set(shown.age)
