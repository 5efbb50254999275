"""Home readings out of a file: how many rows a second, beside the standard library's reader."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from kapmonitor.arrivals import By, home_readings, take_readings
from kapmonitor.imports.questions import Hand
from kapmonitor.imports.readings import preview, readings_sheet
from kapmonitor.record.connect import FILE_NAME, open_record
from tests.benchmarks.conftest import Figures
from tests.imports.files import AT_HOME, KNOWN, NOW

ROWS, TIMES = 50_000, 3
FIRST = datetime.fromisoformat("2020-01-01")


def octets() -> bytes:
    """A file of five years and more."""
    lines = ["Date,Time,Systolic (mmHg),Diastolic (mmHg),Pulse,Notes"]
    for at in range(ROWS):
        when = FIRST + timedelta(minutes=61 * at)
        values = f"{100 + at % 60},{60 + at % 25},{50 + at % 40},"
        lines.append(f"{when:%Y-%m-%d},{when:%H:%M},{values}")
    return "\n".join(lines).encode()


def test_home_readings(figures: Figures, tmp_path: Path) -> None:
    file, took, floor = octets(), [], []
    found = preview(readings_sheet(file), KNOWN, AT_HOME, Hand())
    for _ in range(TIMES):
        began = perf_counter()
        assert len(list(csv.reader(io.StringIO(file.decode())))) == ROWS + 1
        floor.append(perf_counter() - began)
        began = perf_counter()
        found = preview(readings_sheet(file), KNOWN, AT_HOME, Hand())
        took.append(perf_counter() - began)
    figures.note("50,000 home readings looked at", took, floor=floor)
    figures.say(f"home readings looked at: {ROWS / min(took):,.0f} rows a second")
    left = [line.row for line in found.lines if line.reading is None]
    found = preview(found.sheet, KNOWN, AT_HOME, Hand(left_out=frozenset(left)))
    with open_record(tmp_path / FILE_NAME) as record:
        began = perf_counter()
        take_readings(record, found, file="home.csv", by=By(NOW))
        figures.say(f"home readings kept durably: {ROWS / (perf_counter() - began):,.0f} a second")
        began = perf_counter()
        assert len(home_readings(record, KNOWN.patient)) == ROWS - len(left)
        figures.say(f"home readings read back: {ROWS / (perf_counter() - began):,.0f} a second")
