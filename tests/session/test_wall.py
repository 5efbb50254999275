"""The clock on the wall over midnight, daylight saving and zones; durations do not hear of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from kapmonitor.session.event import ClockChange, SessionOpened
from kapmonitor.session.fact import replace
from kapmonitor.session.wall import happens_twice, local, moments, offset_min, utc_of
from tests.support.builders import Course
from tests.support.parts import opening

BACK = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
"""New York: at 2:00 the wall goes back to 1:00."""
AHEAD = datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
"""New York: at 2:00 the wall goes ahead to 3:00."""


def autumn() -> Course:
    """A session on the evening before the wall goes back."""
    asked = replace(
        opening(),
        utc_offset_min=-240,
        zone="America/New_York",
        clock_changes=(ClockChange(at=BACK, utc_offset_min=-300),),
    )
    course = Course()
    course.ask(asked)
    return course


def wall_of(session: object, moment: datetime) -> str:
    return f"{local(session, moment):%d %H:%M}"  # type: ignore[arg-type]  # a session


def test_the_wall_follows_its_steps_and_the_day_changes_with_it() -> None:
    session = autumn().session
    shown = [wall_of(session, BACK + timedelta(minutes=minutes)) for minutes in (-121, -1, 0, 61)]
    assert shown == ["31 23:59", "01 01:59", "01 01:00", "01 02:01"]
    assert offset_min(session, BACK - timedelta(days=90)) == -240


def test_the_hour_that_comes_twice_is_known_to_and_no_other() -> None:
    session = autumn().session
    twice = [
        happens_twice(session, BACK + timedelta(minutes=minutes)) for minutes in (-61, -60, 59, 60)
    ]
    assert twice == [False, True, True, False]


@pytest.mark.parametrize(("now_min", "meant_min"), [(-10, -30), (10, -30), (40, 30), (90, 30)])
def test_a_time_that_comes_twice_is_the_later_one_that_has_come(
    now_min: int, meant_min: int
) -> None:
    session = autumn().session
    half_past_one = datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
    now = BACK + timedelta(minutes=now_min)
    assert utc_of(session, half_past_one, now) == BACK + timedelta(minutes=meant_min)


def test_a_time_that_the_wall_skips_is_told_by_the_clock_before() -> None:
    course = Course()
    course.ask(replace(opening(), clock_changes=(ClockChange(at=AHEAD, utc_offset_min=-240),)))
    session = course.session
    skipped = datetime(2026, 3, 8, 2, 30, tzinfo=UTC)
    assert moments(session, skipped) == ()
    assert utc_of(session, skipped, AHEAD) == AHEAD + timedelta(minutes=30)


def test_the_opening_keeps_the_zone_and_its_steps() -> None:
    course = autumn()
    fact = course.entries[0].event
    assert isinstance(fact, SessionOpened)
    assert (course.session.zone, course.session.clock_changes) == (fact.zone, fact.clock_changes)
    assert course.session.zone == "America/New_York"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one zone for all programs")
def test_a_computer_whose_zone_changes_in_mid_session_moves_no_time_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Use error: time zone shift in mid-session. The opening's zone is the session's for good."""
    session = autumn().session
    at_home = wall_of(session, BACK - timedelta(hours=3))
    try:
        for zone in ("Asia/Tokyo", "Pacific/Auckland"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert wall_of(session, BACK - timedelta(hours=3)) == at_home == "31 23:00"
    finally:
        monkeypatch.undo()
        time.tzset()
