"""When a reading was taken: by its stamp and what is known of the device's clock, or not at all."""

from datetime import timedelta

import pytest

from devices.dating import Ties
from tests.devices.judged import HOUR, LIVE, MINUTE, NOON, STORED, UNCONFIRMED, Connection, taken

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("ahead", [0 * HOUR, HOUR, -13 * MINUTE, 62 * MINUTE + 13 * SECOND])
def test_what_waited_for_a_computer_that_slept_is_dated_by_its_stamp(ahead: timedelta) -> None:
    link = Connection()
    link.clock(link.wall + ahead)
    link.wait(7)
    link.read(128, link.wall + ahead - 160 * SECOND)
    assert link.verdicts() == [(128, LIVE)], "it counts"
    assert taken(link) == [(160.0, 2.0)], "but nobody may take it for a reading of now"


def test_a_stamp_of_whole_minutes_says_it_within_a_minute() -> None:
    link = Connection()
    link.clock(NOON)
    link.wait(150)
    link.read(128, NOON)
    assert taken(link) == [(120.0, 32.0)]


def test_what_came_at_once_is_of_the_moment_in_which_it_came() -> None:
    link = Connection()
    link.clock(NOON)
    link.wait(33)
    link.read(128, link.wall - SECOND)
    assert taken(link) == [(0.0, 3.0)]


def test_what_we_saw_happen_is_of_the_moment_whatever_its_stamp_says() -> None:
    link = Connection()
    link.clock(NOON)
    link.wait(100)
    link.pressure()
    link.wait(3)
    link.read(128, link.wall - 45 * SECOND)
    assert link.verdicts() == [(128, LIVE)]
    assert taken(link) == [(0.0, 5.0)]


def test_evidence_that_contradicts_itself_dates_nothing() -> None:
    link = Connection()
    link.clock(NOON)
    link.wait(40)
    link.pressure()
    link.read(128, NOON - HOUR + SECOND)
    assert link.verdicts() == [(128, UNCONFIRMED)]
    assert taken(link) == [None]


def test_a_remembered_reading_is_dated_too() -> None:
    link = Connection()
    link.clock(NOON + 5 * HOUR)
    link.read(128, NOON + 5 * HOUR - 21 * MINUTE - SECOND)
    assert link.verdicts() == [(128, STORED)]
    assert taken(link) == [(21 * 60.0 + 1, 2.0)]


def test_where_the_clock_is_not_known_there_is_no_time_but_the_arrival() -> None:
    link = Connection()
    link.wait(20)
    link.read(128, link.wall - 100 * SECOND)
    assert link.verdicts() == [(128, LIVE)]
    assert taken(link) == [None]


def test_the_clock_that_the_device_had_before_it_was_set_is_weighed_too() -> None:
    link = Connection()
    link.clock(NOON + 40 * SECOND)
    link.write_clock()
    link.wait(60)
    link.read(128, link.wall - 5 * SECOND)
    assert taken(link) == [((47 + 3) / 2, (47 - 3) / 2)], "set or not: it lies within both"


def test_a_clock_that_was_set_leaves_the_old_one_where_it_would_be_the_future() -> None:
    link = Connection()
    link.clock(NOON - HOUR)
    link.write_clock()
    link.wait(60)
    link.read(128, link.wall - 5 * SECOND)
    assert taken(link) == [(5.0, 2.0)]


def test_the_devices_own_count_of_seconds_is_taken_from_it() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now, link.wall)
    link.wait(120)
    link.read(128, age_s=90.0)
    assert taken(link) == [(90.0, 2.0)]


def seen_to_happen(ahead: timedelta) -> Ties:
    """Return what a reading, two seconds after the last cuff pressure, says of a clock."""
    ties = Ties()
    link = Connection(ties=ties)
    link.wait(60)
    link.pressure()
    link.wait(2)
    link.read(120, link.wall + ahead + SECOND / 2)
    assert link.verdicts() == [(120, LIVE)]
    return ties


def test_an_earlier_reading_that_we_saw_happen_tells_the_clock_of_a_later_one() -> None:
    ties = seen_to_happen(30 * SECOND)
    link = Connection(ties=ties, now=600.0)
    link.wait(20)
    link.read(128, link.wall + 30 * SECOND - 90 * SECOND)
    assert link.verdicts() == [(128, LIVE)]
    assert taken(link) == [(91.5, 3.0)]


@pytest.mark.parametrize(("slept_s", "known"), [(540.0, True), (60.0, False), (-60.0, False)])
def test_a_sleep_keeps_what_was_learned_and_a_set_clock_does_not(
    slept_s: float, known: bool
) -> None:
    link = Connection(ties=seen_to_happen(30 * SECOND), now=600.0)
    link.slept_s = slept_s
    link.wait(20)
    link.read(128, link.wall + 30 * SECOND - 90 * SECOND)
    assert link.verdicts() == [(128, LIVE)]
    assert taken(link) == ([(91.5, 3.0)] if known else [None])


def test_a_near_stamp_is_not_of_now_where_the_clock_is_known_to_be_far_ahead() -> None:
    link = Connection(ties=seen_to_happen(20 * MINUTE), now=600.0)
    link.wait(20)
    link.read(128, link.wall + SECOND)
    assert link.verdicts() == [(128, UNCONFIRMED)]
    assert taken(link)[0] is not None


@pytest.mark.parametrize("set_s", [600.0, -600.0, 3600.0])
@pytest.mark.parametrize("is_written", [False, True])
def test_a_clock_of_the_host_that_was_set_makes_no_reading_of_now_a_memory(
    set_s: float, *, is_written: bool
) -> None:
    """Whether it was set forward or slept nobody can tell: then a person is asked."""
    link = Connection()
    link.clock(link.wall)
    if is_written:
        link.write_clock()
    link.wait(120)
    true = link.wall
    link.slept_s += set_s
    link.read(128, true)
    assert link.verdicts() == [(128, LIVE if set_s < 0 else UNCONFIRMED)]


def test_an_old_stamp_is_memory_whatever_became_of_the_hosts_clock() -> None:
    link = Connection()
    link.clock(link.wall)
    link.wait(120)
    link.slept_s += 3_600.0
    link.read(128, NOON - 24 * HOUR)
    assert link.verdicts() == [(128, STORED)]


@pytest.mark.parametrize("ahead", [0 * HOUR, HOUR])
def test_what_a_cuff_measured_as_the_computer_fell_asleep_is_not_of_now(ahead: timedelta) -> None:
    for sign in ("pressure", "asked"):
        link = Connection()
        link.clock(link.wall + ahead)
        link.wait(100)
        if sign == "pressure":
            link.pressure()
        else:
            link.judge.asked(link.now, link.wall)
        link.wait(20)
        stamp = link.wall + ahead
        link.slept_s += 1800
        link.read(128, stamp)
        assert link.verdicts() != [(128, LIVE)], sign
        assert all(each is None or each[0] > 0 for each in taken(link)), sign


def test_without_a_stamp_what_came_after_a_sleep_is_asked_about() -> None:
    link = Connection(memory=False)
    link.pressure()
    link.slept_s += 1800
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]
    assert taken(link) == [None]
