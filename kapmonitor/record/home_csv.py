"""A patient's home readings as a table for spreadsheets: each with the file and row it came from.

The withdrawn ones stand there too, and say so. What was not in the file is an empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from kapmonitor.record.csv_export import cell
from kapmonitor.record.home import HomeImport, HomeReading

COLUMNS = (
    "patient",
    "taken_utc",
    "utc_offset_min",
    "systolic_mmHg",
    "diastolic_mmHg",
    "pulse_rate_per_min",
    "reported_unit",
    "provenance",
    "file",
    "file_sha256",
    "row",
    "corrected_cells",
    "reason",
    "import",
    "imported_utc",
    "imported_by",
    "withdrawn_utc",
)
PROVENANCE = "imported, not taken here"


def home_csv_lines(imports: Iterable[HomeImport]) -> Iterator[str]:
    """Yield the heading and one line (RFC 4180) for each imported reading."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for one in imports:
        for reading in one.fact.readings:
            writer.writerow(map(cell, _values(one, reading)))
    yield from buffer.getvalue().splitlines(keepends=True)


def _values(one: HomeImport, reading: HomeReading) -> tuple[object, ...]:
    return (
        one.fact.patient,
        reading.taken.isoformat(),
        str(reading.utc_offset_min),
        reading.systolic,
        reading.diastolic,
        reading.pulse_rate,
        reading.reported_unit,
        PROVENANCE,
        one.fact.file.text,
        one.fact.digest,
        str(reading.row),
        " ".join(reading.corrected),
        " ".join(reading.queried),
        one.fact.id,
        one.at.isoformat(),
        one.by.operator.name if one.by else None,
        one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    )
