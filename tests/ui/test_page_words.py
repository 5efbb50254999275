"""The pages' words: times near now, who did what, what is still open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimeZone

from kapmonitor.session.baseline import progress
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import ChecklistAnswered
from kapmonitor.session.fact import replace
from kapmonitor.session.vocabulary import Answer, Operator, Origin
from kapmonitor.session.wall import local
from kapmonitor.ui.pages import baseline_words, words
from kapmonitor.ui.pages.open_words import StillOpen, open_line, still_open
from kapmonitor.ui.wording import clock
from kapmonitor.ui.zone import here
from tests.support.builders import OFFICE, TELEHEALTH, dosed, opened, order, prepared, rested

RUTH = Operator(id="ruth", name="Ruth Sample")


def test_a_person_is_you_or_a_name_and_the_program_is_nobody() -> None:
    by_ruth = Origin(operator=RUTH, station="office-1")
    assert words.who(by_ruth, RUTH) == "you"
    assert words.who(by_ruth, Operator(id="ben", name="Ben")) == "Ruth Sample"
    assert words.who(None, RUTH) == ""


@pytest.mark.parametrize(
    ("ahead_s", "said"),
    [
        (0.0, ""),
        (-149.0, ""),
        (-240.0, "clock 4 min behind"),
        (18_000.0, "clock 5 h 0 min ahead"),
        (-20 * 365 * 86_400.0, "clock not set"),
    ],
)
def test_a_devices_clock_is_told_where_it_is_more_than_drift(ahead_s: float, said: str) -> None:
    assert words.clock_words(ahead_s) == said


@pytest.mark.parametrize("text", ["", "25:00", "12:60", "noon", "1", "12:3", "12:30:10"])
def test_what_is_no_time_of_day_is_no_time(text: str) -> None:
    course = opened()
    assert words.parse_time(text, course.session, course.at.utc) is None


@given(hour=st.integers(0, 23), minute=st.integers(0, 59), now=st.integers(0, 24 * 60 - 1))
def test_a_time_is_read_back_on_the_wall_clock_and_lies_within_half_a_day(
    hour: int, minute: int, now: int
) -> None:
    session = opened().session
    moment = datetime(2026, 3, 2, now // 60, now % 60, 20, tzinfo=UTC)
    meant = words.parse_time(f"{hour}:{minute:02d}", session, moment)
    assert meant is not None
    assert (local(session, meant).hour, local(session, meant).minute) == (hour, minute)
    assert meant - moment <= words.HALF_A_DAY


def test_a_time_a_minute_ahead_stays_ahead_so_that_it_is_refused() -> None:
    course = opened()  # 14:00 UTC is 09:00 on this wall
    assert words.parse_time("9:05", course.session, course.at.utc) == datetime(
        2026, 3, 2, 14, 5, tzinfo=UTC
    )
    assert words.parse_time("23:50", course.session, course.at.utc) == datetime(
        2026, 3, 2, 4, 50, tzinfo=UTC
    )


@pytest.mark.parametrize("text", ["", "1984", "02/03/1984", "2084-01-01", "1884-01-01"])
def test_what_is_no_date_of_birth_is_none(text: str) -> None:
    assert words.parse_born(text, date(2026, 3, 2)) is None


def test_an_age_changes_on_the_birthday() -> None:
    assert words.age(date(1960, 3, 2), date(2026, 3, 1)) == 65
    assert words.age(date(1960, 3, 2), date(2026, 3, 2)) == 66


@pytest.mark.parametrize("text", ["", "-1", "0", "nan", "inf", "a", "1e999"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert words.parse_amount(text) is None


def test_everything_open_is_named_and_an_answer_takes_it_away() -> None:
    course = opened(TELEHEALTH)
    missing = still_open(course.session).before_dose
    assert {"order", "chaperone", "place", "agreement"} <= set(missing)
    course.note(order(TELEHEALTH))
    assert len(still_open(course.session).before_dose) == len(missing) - 1
    assert still_open(prepared(OFFICE).session) == StillOpen()
    four = StillOpen(("a", "b", "c", "d"), ("e",))
    assert open_line(four) == "4 open: a, b, c and 1 more. 1 more may stay open."
    assert open_line(StillOpen()) == "Nothing open."


def test_a_hard_stop_that_was_answered_no_stays_open_and_a_soft_one_may() -> None:
    course = opened(TELEHEALTH)
    no = "no to “suicide-risk question asked”"
    before = still_open(course.session)
    assert "bathroom" in before.may_stay
    assert "suicide-risk question asked" in before.before_dose
    course.note(ChecklistAnswered(item="suicide-risk", answer=Answer.NO))
    course.note(ChecklistAnswered(item="bathroom", answer=Answer.NO))
    after = still_open(course.session)
    assert no in after.before_dose
    assert "bathroom" not in after.may_stay


def test_an_address_that_was_not_read_back_and_a_chaperone_not_asked_stay_open() -> None:
    home = prepared(TELEHEALTH).session
    assert still_open(home).before_dose == ("chaperone's answers", "address read back")


def test_a_reading_before_the_rest_was_over_says_why_it_does_not_count() -> None:
    course = prepared()
    course.read(120, 80)
    done = progress(course.session)
    assert "rest" in baseline_words.why_not(course.session.readings[0], done)


def test_the_baseline_says_what_it_waits_for() -> None:
    course = prepared()
    assert "Start the rest" in baseline_words.next_reading(
        course.session, course.at, progress(course.session)
    )
    course = rested()
    assert baseline_words.next_reading(course.session, course.at, progress(course.session)) == (
        "Take reading 1 of 2 now."
    )


def test_the_discharge_button_counts_what_blocks() -> None:
    course = dosed()
    results = assess(course.session, course.at)
    count = sum(each.blocks for each in results)
    assert words.blocking(results) == f"Discharge: {count} items open"


def test_a_time_of_day_that_comes_twice_tells_its_distance_from_utc() -> None:
    back = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    found = here(back - timedelta(hours=3), QTimeZone(b"Europe/Berlin"))
    session = replace(
        opened().session, utc_offset_min=found.utc_offset_min, clock_changes=found.clock_changes
    )
    shown = [clock(session, back + timedelta(minutes=minutes)) for minutes in (-61, -30, 30, 60)]
    assert found.name == "Europe/Berlin"
    assert shown == ["01:59", "02:30 UTC+2", "02:30 UTC+1", "03:00"]
