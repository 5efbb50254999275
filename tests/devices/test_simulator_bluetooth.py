"""The simulated home cuff and strap, read by the ordinary drivers over an ordinary cuff."""

from datetime import timedelta
from typing import Any

import pytest

from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    FailureReason,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import HeartRate, MeasurementStatus, PressureUnit, Provenance
from devices.simulator import Simulation
from tests.devices.simulated_session import Act, Room, Told, of_kind, pressures, told

START = Room.press_start
CALM = {"failure_share": 0.0, "irregular_share": 0.0, "offset": {}}


def session(
    cuff: dict[str, Any], *, starts: tuple[float, ...] = (30,), lasts_s: float
) -> list[Told]:
    acts: list[Act] = [(at, START) for at in starts]
    return told({"cuff": {**CALM, **cuff}}, lasts_s=lasts_s, acts=acts)


def test_a_pressed_start_brings_live_pressure_and_then_one_live_reading() -> None:
    found = session({}, lasts_s=120)
    ((measured, reading),) = pressures(found)
    assert measured.provenance is Provenance.LIVE
    assert reading.systolic == pytest.approx(118, abs=15)
    assert reading.diastolic == pytest.approx(75, abs=12)
    assert reading.mean is not None
    assert reading.pulse_rate == pytest.approx(68, abs=10)
    assert reading.status == ()
    at = next(item.at for item in found if item.event is measured)
    assert 25 <= at - 30 <= 48
    curve = [event.pressure or 0.0 for event in of_kind(found, CuffPressureChanged)]
    assert max(curve) > (reading.systolic or 0.0) > 0.0
    assert curve.index(max(curve)) < len(curve) / 2
    assert not of_kind(found, ProtocolViolated)


def test_the_cuff_says_who_it_is_what_time_it_has_and_how_full_its_battery_is() -> None:
    found = session({"clock_error_min": -73, "battery_percent": 55}, starts=(), lasts_s=20)
    assert of_kind(found, Identified)[-1] == Identified(
        manufacturer="Simulated", model="Simulated home cuff", serial="SIM-7", firmware="1.0"
    )
    assert of_kind(found, BatteryReported) == [BatteryReported(percent=55.0)]
    assert len(of_kind(found, ClockReported)) == 1


def test_a_wrong_clock_is_right_after_the_host_has_set_it() -> None:
    found = session({"clock_error_min": -73, "clock": "2a08"}, lasts_s=120)
    (before,) = of_kind(found, ClockReported)
    ((measured, reading),) = pressures(found)
    assert measured.provenance is Provenance.LIVE
    assert before.device_time is not None
    assert reading.device_time is not None
    passed = reading.device_time - before.device_time
    assert timedelta(minutes=73) < passed < timedelta(minutes=75)


def test_a_clock_that_was_never_set_is_no_time() -> None:
    found = session({"clock_unset": True, "clock": "none"}, lasts_s=120)
    ((_, reading),) = pressures(found)
    assert reading.device_time is None


def test_a_cuff_without_time_stamps_sends_none() -> None:
    found = session({"time_stamps": False}, lasts_s=120)
    ((_, reading),) = pressures(found)
    assert reading.device_time is None


def test_kilopascal_arrives_as_the_same_pressure_in_mmhg() -> None:
    (in_mmhg,) = pressures(session({}, lasts_s=120))
    (in_kpa,) = pressures(session({"unit": "kPa"}, lasts_s=120))
    assert in_kpa[1].reported_unit is PressureUnit.KPA
    assert in_kpa[1].systolic == pytest.approx(in_mmhg[1].systolic, abs=0.4)
    assert in_kpa[1].diastolic == pytest.approx(in_mmhg[1].diastolic, abs=0.4)


def test_the_memory_is_sent_on_connecting_oldest_first_and_is_stored() -> None:
    found = session({"stored_minutes_ago": [600, 2890, 1450]}, starts=(), lasts_s=60)
    readings = pressures(found)
    times = [reading.device_time for _, reading in readings]
    assert [measured.provenance for measured, _ in readings] == [Provenance.STORED] * 3
    assert times == sorted(times, key=str)
    assert len(set(times)) == 3


def test_a_failed_attempt_is_a_frame_of_nan_with_clear_flags() -> None:
    found = session({"faults": [{"kind": "fails", "reason": "cuff_loose"}]}, lasts_s=120)
    (failed,) = of_kind(found, MeasurementFailed)
    assert failed.reason is FailureReason.NOT_A_NUMBER
    assert failed.frame[-2:] == b"\x00\x00"
    assert not pressures(found)


def test_movement_and_an_irregular_pulse_are_flagged() -> None:
    found = session({"faults": [{"kind": "movement"}], "irregular_share": 1.0}, lasts_s=120)
    ((_, reading),) = pressures(found)
    assert reading.status == (
        MeasurementStatus.BODY_MOVEMENT,
        MeasurementStatus.IRREGULAR_PULSE,
    )


def test_a_stuck_cuff_repeats_its_value_with_a_new_time() -> None:
    found = session({"faults": [{"kind": "stuck", "attempts": [2]}]}, starts=(30, 120), lasts_s=240)
    (_, first), (_, second) = pressures(found)
    assert (first.systolic, first.diastolic) == (second.systolic, second.diastolic)
    assert first.device_time != second.device_time


def test_an_implausible_value_is_sent_as_it_is() -> None:
    fault = {"kind": "implausible", "systolic": 292, "diastolic": 41}
    found = session({"faults": [fault]}, lasts_s=120)
    ((_, reading),) = pressures(found)
    assert (reading.systolic, reading.diastolic) == (292, 41)


def test_a_link_that_drops_in_mid_measurement_brings_the_reading_later() -> None:
    found = session({"faults": [{"kind": "drops", "away_s": 50}]}, lasts_s=200)
    lost = next(
        item.at
        for item in found
        if isinstance(item.event, LinkChanged) and item.event.state is LinkState.LOST
    )
    ((measured, _),) = pressures(found)
    arrived = next(item.at for item in found if item.event is measured)
    assert arrived > lost + 50
    assert not of_kind(found, MeasurementFailed)


def test_a_reading_that_is_sent_twice_counts_once() -> None:
    cuff = {
        "faults": [
            {"kind": "sends_twice", "attempts": [1]},
            {"kind": "drops", "attempts": [2], "away_s": 10},
        ]
    }
    found = session(cuff, starts=(30, 120), lasts_s=300)
    times = [reading.device_time for _, reading in pressures(found)]
    assert len(times) == len(set(times)) == 2


def test_a_cuff_that_is_off_cannot_be_reached_and_does_not_measure() -> None:
    async def press(room: Room) -> None:
        assert room.simulation.press_start() is False

    found = told({"cuff": {"faults": [{"kind": "silent"}]}}, lasts_s=60, acts=[(10, press)])
    assert {event.state for event in of_kind(found, LinkChanged)} == {
        LinkState.CONNECTING,
        LinkState.LOST,
    }


def test_a_cuff_that_misses_one_start_hears_the_next() -> None:
    async def press(room: Room) -> None:
        room.simulation.press_start()

    document = {"cuff": {**CALM, "faults": [{"kind": "silent", "attempts": [1]}]}}
    found = told(document, lasts_s=200, acts=[(10, press), (60, press)])
    ((measured, _),) = pressures(found)
    assert next(item.at for item in found if item.event is measured) > 85


def test_a_sleeping_cuff_appears_after_a_measurement_sends_and_hangs_up() -> None:
    found = session({"hangs_up": True}, starts=(60, 240), lasts_s=400)
    readings = pressures(found)
    assert len(readings) == 2
    assert all(measured.provenance is Provenance.LIVE for measured, _ in readings)
    states = [event.state for event in of_kind(found, LinkChanged)]
    assert states.count(LinkState.READY) == 2
    assert LinkState.ABSENT in states


def test_an_outage_breaks_the_link_for_its_time() -> None:
    outage = {"during": {"after": "dose", "minutes": 1, "lasts_min": 2}}
    found = told({"cuff": {"outages": [outage]}}, lasts_s=300, acts=[(30, Room.dose)])
    lost = [
        item.at
        for item in found
        if isinstance(item.event, LinkChanged) and item.event.state is LinkState.LOST
    ]
    assert min(lost) == pytest.approx(90, abs=1)
    assert max(lost) < 211
    ready = [
        item.at
        for item in found
        if isinstance(item.event, LinkChanged) and item.event.state is LinkState.READY
    ]
    assert ready[-1] >= 210


def test_the_same_seed_tells_the_same_twice_and_another_seed_does_not() -> None:
    cuff = {"stored_minutes_ago": [600.0]}
    acts: list[Act] = [(30, START), (130, Room.dose), (200, START)]
    first, again, other = (
        told({"cuff": cuff, "strap": {}}, lasts_s=400, acts=acts, seed=seed) for seed in (7, 7, 8)
    )
    assert first == again
    assert pressures(first) != pressures(other)


def strap(faults: list[dict[str, Any]] | None = None, *, lasts_s: float = 60) -> list[Told]:
    document = {"strap": {"faults": faults or []}}
    return told(document, lasts_s=lasts_s, role="strap", acts=[(1, Room.dose)])


def beats(found: list[Told]) -> list[HeartRate]:
    return [
        measured.measurement
        for measured in of_kind(found, Measured)
        if isinstance(measured.measurement, HeartRate)
    ]


def test_the_strap_sends_rate_and_intervals_once_a_second() -> None:
    samples = beats(strap(lasts_s=120))
    assert len(samples) == 120
    assert all(sample.contact for sample in samples)
    assert all(sample.heart_rate == pytest.approx(68, abs=8) for sample in samples)
    intervals = [interval for sample in samples for interval in sample.rr_intervals_ms]
    assert sum(intervals) / 1000 == pytest.approx(120, abs=3)


def test_a_strap_without_contact_has_no_rate() -> None:
    lost = {"kind": "contact_lost", "during": {"minutes": 0.5, "lasts_min": 0.25}}
    samples = beats(strap([lost]))
    without = [sample for sample in samples if sample.contact is False]
    assert len(without) == 15
    assert all(sample.heart_rate is None for sample in without)


def test_a_silent_strap_stays_connected_and_sends_nothing() -> None:
    silent = {"kind": "silent", "during": {"minutes": 0.25, "lasts_min": 0.5}}
    found = strap([silent])
    assert len(beats(found)) == 30
    assert not [e for e in of_kind(found, LinkChanged) if e.state is LinkState.LOST]


def test_a_strap_that_is_lost_comes_back() -> None:
    lost = {"kind": "link_lost", "during": {"minutes": 0.25, "lasts_min": 0.25}}
    found = strap([lost])
    at = [item.at for item in found if isinstance(item.event, Measured)]
    assert not [moment for moment in at if 15 <= moment < 30]
    assert max(at) > 50


def test_an_irregular_pulse_shows_in_uneven_beats() -> None:
    def spread(features: list[dict[str, Any]]) -> float:
        document = {"strap": {}, "patient": {"features": features}}
        found = told(document, lasts_s=120, role="strap", acts=[(1, Room.dose)])
        intervals = [i for sample in beats(found) for i in sample.rr_intervals_ms]
        return max(intervals) / min(intervals)

    assert spread([{"kind": "irregular_pulse"}]) > 2 > 1.5 > spread([])


def test_the_display_and_another_instrument_can_be_read_by_a_person() -> None:
    seen: list[Simulation] = []

    async def look(room: Room) -> None:
        seen.append(room.simulation)
        by_hand = room.simulation.read_by_hand()
        assert by_hand.systolic == pytest.approx(118, abs=15)

    found = told({"cuff": CALM}, lasts_s=150, acts=[(10, START), (100, look)])
    ((_, reading),) = pressures(found)
    display = seen[0].display
    assert not isinstance(display, str)
    assert display is not None
    assert display.systolic == reading.systolic
