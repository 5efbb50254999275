"""Live, stored or unconfirmed: each rule, and what happens where the evidence disagrees."""

from datetime import datetime, timedelta

import pytest

from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
)
from devices.measurement import BloodPressure, HeartRate, Provenance
from devices.provenance import HOLD_S, Duplicate, ProvenanceJudge, SeenReadings

LIVE, STORED, UNCONFIRMED = Provenance.LIVE, Provenance.STORED, Provenance.UNCONFIRMED
NOON = datetime.fromisoformat("2026-11-23T12:00:00")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Connection:
    """A judge in time that the test makes pass; the connection opens at noon."""

    def __init__(self, *, memory: bool = True, seen: SeenReadings | None = None) -> None:
        self.now = 0.0
        self.judge = ProvenanceJudge(
            has_memory=memory, opened=0.0, seen=seen if seen is not None else SeenReadings()
        )
        self.told: list[DeviceEvent] = []
        self.duplicates = 0

    @property
    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.now)

    def wait(self, seconds: float) -> None:
        until = self.now + seconds
        while (deadline := self.judge.deadline) is not None and deadline <= until:
            self.now = deadline
            self.told += self.judge.elapsed(self.now)
        self.now = until

    def feed(self, event: DeviceEvent) -> None:
        for told in self.judge.feed(event, self.now, self.wall):
            if isinstance(told, Duplicate):
                self.duplicates += 1
            else:
                self.told.append(told)

    def clock(self, device_time: datetime | None) -> None:
        self.feed(ClockReported(device_time=device_time))

    def write_clock(self) -> None:
        self.judge.clock_written(self.now, self.wall)

    def pressure(self, mmhg: float | None = 140.0) -> None:
        self.feed(CuffPressureChanged(pressure=mmhg))

    def read(self, systolic: float, stamp: datetime | None = None, **more: object) -> None:
        self.feed(reading(systolic, stamp, **more))

    def verdicts(self) -> list[tuple[float | None, Provenance]]:
        """Return all readings with their verdicts, once nothing more can come."""
        self.wait(HOLD_S)
        return [
            (event.measurement.systolic, event.provenance)
            for event in self.told
            if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
        ]


def reading(systolic: float, stamp: datetime | None = None, **more: object) -> Measured:
    age_s = more.get("age_s")
    assert age_s is None or isinstance(age_s, float)
    measurement = BloodPressure(
        systolic=systolic,
        diastolic=80.0,
        device_time=stamp,
        age_s=age_s,
        frame=f"{systolic} {stamp}".encode(),
    )
    return Measured(measurement=measurement, verified=more.get("verified", True) is True)


def test_point_6_arrival_alone_proves_nothing() -> None:
    link = Connection()
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_what_we_asked_for_is_live() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now)
    link.wait(35)
    link.read(128)
    link.read(129)
    assert link.verdicts() == [(128, LIVE), (129, UNCONFIRMED)]


def test_a_start_is_no_proof_for_ever() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now)
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
    link.judge.asked(link.now)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_an_unverified_reading_is_never_live_by_itself() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now)
    link.read(128, verified=False)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_what_the_protocol_itself_says_stands() -> None:
    link = Connection()
    link.pressure()
    link.feed(Measured(measurement=BloodPressure(systolic=128, diastolic=80), provenance=STORED))
    assert link.verdicts() == [(128, STORED)]


@pytest.mark.parametrize(("age_s", "verdict"), [(30.0, LIVE), (180.0, LIVE), (181.0, STORED)])
def test_a_stated_age(age_s: float, verdict: Provenance) -> None:
    link = Connection(memory=False)
    link.read(128, age_s=age_s)
    assert link.verdicts() == [(128, verdict)]


def test_a_result_older_than_the_start_is_not_guessed_at() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now)
    link.wait(20)
    link.read(127, age_s=23.0)
    link.read(128, age_s=22.0)
    assert link.verdicts() == [(127, UNCONFIRMED), (128, LIVE)]


def test_a_heart_rate_is_of_now_if_it_was_checked() -> None:
    link = Connection()
    sample = HeartRate(heart_rate=72.0)
    for verified in (True, False):
        link.feed(Measured(measurement=sample, verified=verified))
    assert [e.provenance for e in link.told if isinstance(e, Measured)] == [LIVE, UNCONFIRMED]


def test_heart_rates_are_never_duplicates() -> None:
    link = Connection()
    for _ in range(3):
        link.feed(Measured(measurement=HeartRate(heart_rate=72.0, frame=b"\x00\x48")))
    assert len(link.told) == 3


def test_other_events_pass() -> None:
    link = Connection()
    link.feed(BatteryReported(percent=50))
    assert link.told == [BatteryReported(percent=50)]


def test_a_failure_of_now_ends_what_was_asked() -> None:
    link = Connection(memory=False)
    link.judge.asked(link.now)
    link.feed(MeasurementFailed(reason=FailureReason.MOVEMENT))
    link.read(128)
    assert link.verdicts() == [(128, UNCONFIRMED)]


def test_a_failure_from_memory_is_history() -> None:
    link = Connection()
    link.clock(link.wall)
    old = MeasurementFailed(reason=FailureReason.MOVEMENT, device_time=link.wall - HOUR)
    new = MeasurementFailed(reason=FailureReason.MOVEMENT, device_time=link.wall)
    link.feed(old)
    link.feed(new)
    failures = [event for event in link.told if isinstance(event, MeasurementFailed)]
    assert [event.provenance for event in failures] == [STORED, UNCONFIRMED]


def test_a_failure_does_not_overtake_a_held_reading() -> None:
    link = Connection()
    link.read(128)
    link.feed(MeasurementFailed(reason=FailureReason.MOVEMENT))
    assert [type(event) for event in link.told] == [Measured, MeasurementFailed]


def test_nothing_held_is_lost_when_the_link_ends() -> None:
    link = Connection()
    link.read(128)
    assert [event.provenance for event in link.judge.closing() if isinstance(event, Measured)] == [
        UNCONFIRMED
    ]
    assert link.judge.closing() == ()


def test_point_8_identical_octets_with_a_stamp_are_the_same_reading_for_ever() -> None:
    seen = SeenReadings()
    link = Connection(seen=seen)
    link.clock(link.wall)
    link.read(128, link.wall)
    link.wait(3600)
    link.read(128, NOON)
    other = Connection(seen=seen)
    other.read(128, NOON)
    assert link.duplicates == other.duplicates == 1
    assert len(link.verdicts()) == 1


def test_point_8_equal_values_a_minute_apart_are_two_readings() -> None:
    link = Connection()
    link.read(128)
    link.wait(10)
    link.read(128)
    assert link.duplicates == 1
    link.wait(1)
    link.read(128)
    assert link.duplicates == 1
    assert len(link.verdicts()) == 2


def test_point_8_a_stamp_of_a_reset_clock_is_no_stamp() -> None:
    stuck = datetime.fromisoformat("2000-01-01T00:00:00")
    link = Connection()
    link.read(128, stuck)
    link.wait(60)
    link.read(128, stuck)
    assert link.duplicates == 0


def test_point_8_different_octets_of_one_minute_are_two_readings() -> None:
    link = Connection()
    link.clock(link.wall)
    link.read(128, link.wall)
    link.read(127, link.wall)
    assert link.verdicts() == [(128, LIVE), (127, LIVE)]
