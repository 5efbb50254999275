"""The no-driving time over midnight, daylight-saving steps and zones: never told early."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.discharge import not_before
from kapmonitor.session.event import ClockChange
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.wall import local
from tests.support.builders import dosed

SPRING = ClockChange(at=datetime(2026, 3, 8, 7, 0, tzinfo=UTC), utc_offset_min=-240)
"""At 2 in the morning the wall goes to 3."""
AUTUMN = ClockChange(at=datetime(2026, 11, 1, 6, 0, tzinfo=UTC), utc_offset_min=-300)
"""At 2 in the morning the wall goes back to 1."""
DAY = timedelta(hours=24)


def after(
    dose: datetime, *, offset: int = -300, changes: tuple[ClockChange, ...] = ()
) -> tuple[datetime, str]:
    """Return the moment, and the time on the wall, for a dose at this UTC time."""
    session = _dosed_at(dose, offset, changes)
    found = not_before(session)
    assert found is not None
    return found, f"{local(session, found):%m-%d %H:%M}"


@cache
def _dosed() -> Session:
    return dosed().session


def _dosed_at(dose: datetime, offset: int, changes: tuple[ClockChange, ...]) -> Session:
    session = _dosed()
    taken = replace(session.doses[0], taken=Instant(dose, session.doses[0].taken.elapsed_s))
    return replace(session, doses=(taken,), utc_offset_min=offset, clock_changes=changes)


def test_a_night_in_which_the_wall_loses_an_hour_lasts_as_long_as_any() -> None:
    """From Saturday 14:00, a clock that does not know would say Sunday 14:00: 23 hours."""
    dose = datetime(2026, 3, 7, 19, 0, tzinfo=UTC)
    assert after(dose, changes=(SPRING,)) == (dose + DAY, "03-08 15:00")


def test_a_night_in_which_the_wall_gains_an_hour() -> None:
    dose = datetime(2026, 10, 31, 18, 0, tzinfo=UTC)
    assert after(dose, offset=-240, changes=(AUTUMN,)) == (dose + DAY, "11-01 13:00")


def test_of_a_time_that_the_wall_shows_twice_the_later_one_counts() -> None:
    dose = datetime(2026, 10, 31, 5, 30, tzinfo=UTC)
    first, wall = after(dose, offset=-240, changes=(AUTUMN,))
    assert wall == "11-01 01:30"
    assert first == dose + DAY + timedelta(hours=1)


@pytest.mark.parametrize(
    ("dose", "wall"),
    [
        (datetime(2026, 3, 2, 4, 50, tzinfo=UTC), "03-02 23:50"),  # ten minutes before midnight
        (datetime(2026, 3, 2, 5, 10, tzinfo=UTC), "03-03 00:10"),  # ten minutes after it
        (datetime(2026, 2, 28, 20, 0, tzinfo=UTC), "03-01 15:00"),
        (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), "01-01 15:00"),
    ],
)
def test_over_midnight_months_and_years(dose: datetime, wall: str) -> None:
    assert after(dose) == (dose + DAY, wall)


def test_seconds_are_never_rounded_down() -> None:
    dose = datetime(2026, 3, 2, 14, 0, 31, tzinfo=UTC)
    found, wall = after(dose)
    assert wall == "03-03 09:01"
    assert found > dose + DAY


def test_a_clinic_may_lengthen_it_and_never_shorten_it() -> None:
    session = _dosed_at(datetime(2026, 3, 2, 14, 0, tzinfo=UTC), -300, ())
    for hours, told in ((36.0, 36), (8.0, 24)):
        ruled = replace(session, clinic=ClinicRules(no_driving_hours=hours))
        assert not_before(ruled) == session.doses[0].taken.utc + timedelta(hours=told)


@given(
    st.integers(0, 365 * 24 * 3600),
    st.sampled_from((-720, -300, -210, 0, 60, 345, 840)),
    st.sampled_from((-60, 60)),
    st.integers(-48, 48),
)
def test_it_is_never_earlier_than_a_day_and_the_next_date(
    second: int, offset: int, step: int, hours: int
) -> None:
    dose = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    at = dose.replace(minute=0, second=0, microsecond=0) + timedelta(hours=hours)
    change = ClockChange(at=at, utc_offset_min=offset + step)
    session = _dosed_at(dose, offset, (change,))
    found = not_before(session)
    assert found is not None
    assert found - dose >= DAY
    assert local(session, found).date() > local(session, dose).date()
    assert (found.second, found.microsecond) == (0, 0)
