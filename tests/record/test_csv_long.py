"""The long table: each quantity a row of its own, what was not sent as well, and back again."""

from __future__ import annotations

import csv

from hypothesis import given
from hypothesis import strategies as st

from devices.event import FailureReason
from devices.measurement import PulseOximetry
from kapmonitor.record.csv_export import csv_lines
from kapmonitor.record.csv_long import csv_long_lines
from kapmonitor.session.event import (
    Entry,
    MeasurementFailureRecorded,
    MeasurementMarkedInError,
)
from kapmonitor.session.vocabulary import Role
from tests.record.every_event import EVERY_EVENT
from tests.record.examples import entries_of, heart_rate, opened, pressure, recorded

WIDE = {
    "systolic": "systolic_mmHg",
    "diastolic": "diastolic_mmHg",
    "mean": "mean_mmHg",
    "pulse_rate": "pulse_rate_per_min",
    "heart_rate": "heart_rate_per_min",
    "spo2": "spo2_percent",
}


def long_rows(entries: tuple[Entry, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(csv_long_lines(entries)))


def test_each_quantity_is_a_row_with_its_unit_and_its_provenance() -> None:
    told = long_rows(entries_of(opened(simulated=False), recorded(pressure(121.0, None))))
    assert [(row["quantity"], row["value"], row["unit"], row["absent"]) for row in told] == [
        ("systolic", "121", "mm[Hg]", ""),
        ("diastolic", "", "mm[Hg]", "not sent"),
        ("mean", "93", "mm[Hg]", ""),
        ("pulse_rate", "66", "/min", ""),
    ]
    assert {row["provenance"] for row in told} == {"live"}
    assert {row["entry"] for row in told} == {"2"}


def test_an_attempt_that_failed_has_one_row_without_a_value() -> None:
    failed = MeasurementFailureRecorded(
        role=Role.CUFF, driver=None, reason=FailureReason.MOVEMENT, text="=1+1"
    )
    (row,) = long_rows(entries_of(opened(), failed))
    assert (row["value"], row["absent"], row["result"]) == ("", "failed", "failed")
    assert row["simulated"] == "SIMULATED, NOT A PATIENT"


def test_an_excluded_value_is_excluded_in_every_row() -> None:
    marked = MeasurementMarkedInError(seq=2, reason="@wrong arm")
    told = long_rows(entries_of(opened(), recorded(), marked))
    assert {(row["excluded"], row["reason"]) for row in told} == {("yes", "'@wrong arm")}


def test_a_table_of_everything_can_be_turned_from_long_into_wide() -> None:
    wide = list(csv.DictReader(csv_lines(EVERY_EVENT)))
    again: dict[str, dict[str, str]] = {}
    for row in long_rows(EVERY_EVENT):
        one = again.setdefault(row["entry"], {})
        one |= {name: value for name, value in row.items() if name in wide[0]}
        if row["quantity"]:
            one[WIDE[row["quantity"]]] = row["value"]
    assert [{**dict.fromkeys(wide[0], ""), **one} for one in again.values()] == wide


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False))
def test_no_cell_is_a_formula_and_no_number_changes(reason: str, value: float) -> None:
    entries = entries_of(
        opened(),
        recorded(PulseOximetry(spo2=abs(value), pulse_rate=None, status=(reason,))),
        recorded(heart_rate().measurement),
        MeasurementMarkedInError(seq=2, reason=reason),
    )
    for lines in (csv_lines(entries), csv_long_lines(entries)):
        table = list(csv.reader(lines))
        assert len({len(row) for row in table}) == 1
        assert not [each for row in table[1:] for each in row if each[:1] in "=+-@\t\r" and each]
    (sent,) = [row["value"] for row in long_rows(entries) if row["quantity"] == "spo2"]
    assert float(sent) == abs(value)
