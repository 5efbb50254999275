"""The table of readings: every value, empty where there was none, unmistakable where simulated."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime

import pytest

from devices.event import FailureReason
from devices.measurement import (
    BloodPressure,
    MeasurementStatus,
    PressureUnit,
    Provenance,
    PulseOximetry,
)
from kapmonitor.record.csv_export import COLUMNS, SIMULATED, csv_lines
from kapmonitor.session.event import (
    Entry,
    Event,
    MeasurementConfirmed,
    MeasurementFailureRecorded,
    MeasurementMarkedInError,
    MeasurementQuarantined,
)
from kapmonitor.session.vocabulary import ReadingSource, Role
from tests.record.every_event import EVERY_EVENT
from tests.record.examples import at, dose, entries_of, heart_rate, opened, pressure, recorded


def rows_of(*events: Event, simulated: bool = False) -> list[dict[str, str]]:
    return read(entries_of(opened(simulated=simulated), *events))


def read(entries: tuple[Entry, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(csv_lines(entries)))


FULL = BloodPressure(
    systolic=121.0,
    diastolic=79.5,
    mean=93.0,
    pulse_rate=66.0,
    reported_unit=PressureUnit.KPA,
    device_time=datetime(2026, 11, 23, 11, 2, 5),  # noqa: DTZ001 - a device's clock
    age_s=3.0,
    user=1,
    status=(MeasurementStatus.BODY_MOVEMENT, MeasurementStatus.IRREGULAR_PULSE),
    frame=bytes.fromhex("1e7900"),
)


def test_a_reading_with_all_it_has() -> None:
    (row,) = rows_of(dose(60.0), dose(120.0, booster=True), recorded(FULL))
    assert {name: value for name, value in row.items() if value} == {
        "simulated": "no",
        "session": "s-1",
        "patient": "P-1",
        "entry": "4",
        "taken_utc": "2026-11-23T10:03:00.000Z",
        "taken_local": "2026-11-23 11:03:00",
        "minutes_since_dose": "2",
        "received_utc": "2026-11-23T10:03:00.000Z",
        "result": "measured",
        "kind": "blood_pressure",
        "systolic_mmHg": "121",
        "diastolic_mmHg": "79.5",
        "mean_mmHg": "93",
        "pulse_rate_per_min": "66",
        "provenance": "live",
        "excluded": "no",
        "role": "cuff",
        "driver": "bluetooth_blp",
        "device": "cuff 1",
        "entered_by": "Ada Therapist",
        "device_status": "body_movement; irregular_pulse",
        "reported_unit": "kPa",
        "device_time": "2026-11-23 11:02:05",
        "age_s": "3",
        "device_user": "1",
        "raw_hex": "1e7900",
    }


def test_what_was_not_sent_is_empty_never_a_zero() -> None:
    (row,) = rows_of(recorded(BloodPressure(systolic=None, diastolic=None)))
    empty = ("systolic_mmHg", "diastolic_mmHg", "mean_mmHg", "pulse_rate_per_min", "raw_hex")
    assert [row[name] for name in (*empty, "minutes_since_dose")] == [""] * 6


def test_a_reading_before_the_dose_has_negative_minutes() -> None:
    (row,) = rows_of(recorded(), dose(180.0))
    assert row["minutes_since_dose"] == "-2"


def test_a_typed_reading_stands_at_the_time_it_was_taken() -> None:
    typed = replace(
        recorded(),
        provenance=Provenance.MANUAL,
        driver=None,
        device=None,
        source=ReadingSource.READ_ALOUD,
        corrected_utc=at(30.0).utc,
    )
    (row,) = rows_of(dose(0.0), typed)
    assert row["taken_utc"] == "2026-11-23T10:00:30.000Z"
    assert row["received_utc"] == "2026-11-23T10:02:00.000Z"
    assert row["minutes_since_dose"] == "0.5"
    assert (row["provenance"], row["typed_from"]) == ("manual", "read_aloud")


def test_other_signs_failures_and_impossible_values_have_rows() -> None:
    failed = MeasurementFailureRecorded(
        role=Role.CUFF, driver="d", reason=FailureReason.MOVEMENT, text="The arm moved."
    )
    impossible = MeasurementQuarantined(
        measurement=pressure(20.0, 300.0), role=Role.CUFF, driver="d", reasons=("too low", "odd")
    )
    oximetry = recorded(PulseOximetry(spo2=97.0))
    rows = rows_of(heart_rate(64.0), oximetry, failed, impossible)
    assert [row["result"] for row in rows] == ["measured", "measured", "failed", "impossible"]
    assert rows[0]["heart_rate_per_min"] == "64"
    assert rows[1]["spo2_percent"] == "97"
    assert rows[2]["reason"] == "movement: The arm moved."
    assert (rows[3]["systolic_mmHg"], rows[3]["excluded"]) == ("20", "yes")
    assert rows[3]["reason"] == "too low; odd"


def test_an_excluded_reading_keeps_its_values_and_says_why() -> None:
    excluded = MeasurementMarkedInError(seq=2, reason="wrong arm")
    (row,) = rows_of(recorded(), excluded)
    assert (row["excluded"], row["reason"], row["systolic_mmHg"]) == ("yes", "wrong arm", "121")


@pytest.mark.parametrize(("taken_now", "said"), [(True, "yes"), (False, "no")])
def test_an_answer_about_an_unconfirmed_reading_is_shown(taken_now: bool, said: str) -> None:
    unconfirmed = replace(recorded(), provenance=Provenance.UNCONFIRMED)
    (row,) = rows_of(unconfirmed, MeasurementConfirmed(seq=2, taken_now=taken_now))
    assert (row["provenance"], row["confirmed_as_now"]) == ("unconfirmed", said)


def test_every_row_of_a_simulated_session_says_so_first() -> None:
    lines = list(csv_lines(entries_of(opened(simulated=True), recorded(), heart_rate())))
    assert COLUMNS[0] == "simulated"
    assert all(line.startswith(f'"{SIMULATED}"') for line in lines[1:])


def test_two_readings_of_one_second_are_two_rows() -> None:
    first, second, third = entries_of(
        opened(), recorded(pressure(118.0)), recorded(pressure(171.0))
    )
    rows = read((first, second, replace(third, at=second.at)))
    assert [row["systolic_mmHg"] for row in rows] == ["118", "171"]


def test_words_cannot_become_formulas() -> None:
    (row,) = rows_of(recorded(), MeasurementMarkedInError(seq=2, reason="=HYPERLINK(1)"))
    assert row["reason"] == "'=HYPERLINK(1)"


def test_every_line_has_every_column() -> None:
    rows = list(csv.reader(csv_lines(EVERY_EVENT)))
    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) == 1 + 5 + 1 + 1
