"""Readings as CSV, wide and long: rows a second, beside the standard library writing the same."""

from __future__ import annotations

import csv
import io
from time import perf_counter

import pytest

from devices.measurement import HeartRate
from kapmonitor.record.csv_export import csv_lines
from kapmonitor.record.csv_long import csv_long_lines
from tests.benchmarks.conftest import Figures
from tests.record.examples import entries_of, opened, pressure, recorded

READINGS, TIMES = 25_000, 3


@pytest.mark.parametrize("shape", ["wide", "long"])
def test_csv_out(figures: Figures, shape: str) -> None:
    strap = HeartRate(heart_rate=64.0, rr_intervals_ms=(937.5,), contact=True, frame=b"\x10\x40")
    beats, cuff = recorded(strap), recorded(pressure())
    said = (beats if at % 2 else cuff for at in range(READINGS))
    entries = entries_of(opened(simulated=False), *said)
    took, floor = [], []
    made: list[str] = []
    for _ in range(TIMES):
        began = perf_counter()
        made = list(csv_lines(entries) if shape == "wide" else csv_long_lines(entries))
        took.append(perf_counter() - began)
        same = list(csv.reader(made))
        began = perf_counter()
        csv.writer(io.StringIO()).writerows(same)
        floor.append(perf_counter() - began)
    figures.note(f"{len(made):,} rows of CSV, {shape}", took, floor=floor)
    figures.say(f"csv {shape}: {len(made) / min(took):,.0f} rows a second")
