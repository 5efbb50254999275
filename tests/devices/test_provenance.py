"""Live, stored or unconfirmed: each rule, and what happens where the evidence disagrees."""

from datetime import datetime, timedelta

import pytest

from devices.event import (
    ClockReported,
)
from devices.measurement import Provenance
from devices.provenance import HOLD_S
from tests.devices.judged import HOUR, LIVE, MINUTE, NOON, STORED, UNCONFIRMED, Connection


def test_point_6_arrival_alone_proves_nothing() -> None:
    link = Connection()
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_what_we_asked_for_is_live() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now, link.wall)
    link.wait(35)
    link.read(128)
    link.read(129)
    assert link.verdicts() == [(128, LIVE), (129, UNCONFIRMED)]


def test_a_start_is_no_proof_for_ever() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now, link.wall)
    link.wait(181)
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_cuff_pressure_just_before_is_proof() -> None:
    link = Connection()
    link.pressure()
    link.wait(30)
    link.read(128)
    assert link.verdicts() == [(128, LIVE)]


@pytest.mark.parametrize("mmhg", [None, -3.0, 0.0, 15.0])
def test_an_empty_cuff_proves_nothing(mmhg: float | None) -> None:
    link = Connection()
    link.pressure(mmhg)
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_cuff_pressure_long_ago_proves_nothing() -> None:
    link = Connection()
    link.pressure()
    link.wait(31)
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_a_stamp_of_the_present_is_live() -> None:
    link = Connection()
    link.clock(link.wall)
    link.read(128, link.wall - 3 * MINUTE)
    link.read(129, link.wall + MINUTE)
    assert link.verdicts() == [(128, LIVE), (129, LIVE)]


def test_an_older_stamp_is_stored() -> None:
    link = Connection()
    link.clock(link.wall)
    link.read(128, link.wall - 4 * MINUTE)
    assert link.verdicts() == [(128, STORED)]


def test_a_stamp_of_the_future_is_unconfirmed() -> None:
    link = Connection()
    link.clock(link.wall)
    link.read(128, link.wall + 2 * MINUTE)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_point_7_the_clock_as_read_before_writing_corrects_the_stamps() -> None:
    link = Connection()
    link.clock(link.wall + HOUR)  # daylight saving was never set
    link.write_clock()
    link.read(127, link.wall)  # an hour old by this cuff's clock, or new by ours
    link.read(128, link.wall + HOUR)  # now, by this cuff's clock
    link.read(126, link.wall - 2 * HOUR)
    assert link.verdicts() == [(127, STORED), (128, LIVE), (126, STORED)]


def test_point_7_a_clock_reset_by_new_batteries_still_orders_its_own_epoch() -> None:
    reset = datetime.fromisoformat("2000-01-01T00:10:00")
    link = Connection()
    link.clock(reset)
    link.write_clock()
    link.read(126, reset - 9 * MINUTE)
    link.read(127, NOON - HOUR)  # from before the reset: cannot be placed
    link.read(128, reset)
    assert link.verdicts() == [(126, STORED), (127, UNCONFIRMED), (128, LIVE)]


def test_after_writing_a_stamp_is_taken_as_new_once_a_cuff_could_have_measured() -> None:
    link = Connection()
    link.clock(link.wall + HOUR)
    link.write_clock()
    link.wait(5)
    link.read(127, link.wall)
    link.wait(10)
    link.read(128, link.wall)
    assert link.verdicts() == [(127, UNCONFIRMED), (128, LIVE)]


def test_an_unset_clock_leaves_stamps_unconfirmed() -> None:
    link = Connection()
    link.clock(None)
    link.read(128, link.wall - HOUR)
    link.wait(HOLD_S)
    link.read(129, link.wall)
    assert link.verdicts() == [(128, UNCONFIRMED), (129, UNCONFIRMED)]


def test_without_a_clock_a_present_stamp_counts_once_memory_cannot_be_replaying() -> None:
    link = Connection()
    link.wait(15)
    link.read(128, link.wall)
    link.read(129, link.wall - HOUR)
    assert link.verdicts() == [(128, LIVE), (129, UNCONFIRMED)]


def test_a_younger_reading_in_the_same_burst_shows_that_the_first_was_memory() -> None:
    link = Connection()
    for systolic in (125, 126, 127):
        link.read(systolic)
        link.wait(0.1)
    assert link.verdicts() == [(125, STORED), (126, STORED), (127, UNCONFIRMED)]


def test_an_older_reading_after_it_shows_nothing() -> None:
    link = Connection()
    link.read(125, link.wall)
    link.read(126, link.wall - HOUR)
    assert link.verdicts() == [(125, UNCONFIRMED), (126, UNCONFIRMED)]


def test_a_reading_that_comes_later_is_no_burst() -> None:
    link = Connection()
    link.read(125)
    link.wait(HOLD_S)
    link.read(126)
    assert link.verdicts() == [(125, UNCONFIRMED), (126, UNCONFIRMED)]


def test_memory_replayed_after_a_live_measurement_is_not_live() -> None:
    link = Connection()
    link.pressure()
    for systolic in (125, 126, 127):  # unstamped, oldest first; the last one is the new one
        link.read(systolic)
        link.wait(0.05)
    assert link.verdicts() == [(125, STORED), (126, STORED), (127, LIVE)]


def test_an_old_stamp_after_cuff_pressure_is_not_guessed_at() -> None:
    link = Connection()
    link.clock(link.wall)
    link.pressure()
    link.read(128, link.wall - HOUR)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_a_reading_that_comes_before_the_clock_answers_waits_for_it() -> None:
    link = Connection()
    link.read(127, link.wall - HOUR)
    link.read(128, link.wall)
    link.wait(0.1)
    link.clock(link.wall)
    assert link.verdicts() == [(127, STORED), (128, LIVE)]


def test_an_unreadable_clock_settles_nothing() -> None:
    link = Connection()
    link.read(127, link.wall - HOUR)
    link.clock(None)
    assert [type(event) for event in link.told] == [ClockReported]
    assert link.verdicts() == [(127, UNCONFIRMED)]


def test_only_the_first_clock_counts() -> None:
    link = Connection()
    link.clock(link.wall + HOUR)
    link.clock(link.wall)
    link.read(128, link.wall + HOUR)
    assert link.verdicts() == [(128, LIVE)]


def test_a_start_after_the_reading_came_is_no_proof_for_it() -> None:
    link = Connection()
    link.read(128)
    link.wait(1)
    link.judge.asked(link.now, link.wall)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_an_unverified_reading_is_never_live_by_itself() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now, link.wall)
    link.read(128, verified=False)
    assert link.verdicts() == [(128, UNCONFIRMED)]


@pytest.mark.parametrize(
    ("stamped", "verdict"),
    [
        ("11:59:58", LIVE),
        ("11:59:57", STORED),
        ("11:59:00", UNCONFIRMED),  # a clock that keeps whole minutes: perhaps of 11:59:59
        ("11:58:00", STORED),
        ("11:55:00", STORED),
    ],
)
def test_a_reading_of_just_before_the_device_was_ours_is_memory(
    stamped: str, verdict: Provenance
) -> None:
    link = Connection(not_before=NOON)
    link.clock(link.wall)
    link.read(128, datetime.fromisoformat(f"2026-11-23T{stamped}"))
    assert link.verdicts() == [(128, verdict)]


def test_a_stated_age_that_reaches_back_before_is_memory_and_what_was_asked_for_is_not() -> None:
    link = Connection(memory=False, not_before=NOON)
    link.wait(60)
    link.read(127, age_s=63.0)
    link.read(128, age_s=60.0)
    link.judge.asked(link.now, link.wall)
    link.wait(30)
    link.read(129, age_s=1.0)
    assert link.verdicts() == [(127, STORED), (128, LIVE), (129, LIVE)]


def test_a_host_clock_that_went_back_makes_no_reading_too_early() -> None:
    link = Connection(not_before=NOON + HOUR)
    link.clock(link.wall)
    link.read(128, link.wall)
    assert link.verdicts() == [(128, LIVE)]


def test_the_grain_of_a_clock_is_seen_in_its_stamp_though_it_is_corrected() -> None:
    ahead = timedelta(seconds=5)
    link = Connection(not_before=NOON)
    link.wait(30)
    link.clock(link.wall + ahead)
    link.read(128, NOON)  # of any second of that minute by its clock: perhaps before we had it
    assert link.verdicts() == [(128, UNCONFIRMED)]
