"""Readings as a long table for statistics: one row for each quantity, sent or not.

A quantity that its device did not send has a row as well, without a value and with the reason in
`absent`; so has an attempt that failed. Every row says its unit and where it comes from, so that
none depends on its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kapmonitor.record.csv_export import COLUMNS, Cells, rows, table_lines
from kapmonitor.session.event import Entry

_QUANTITIES: Mapping[str, tuple[str, str]] = {
    "systolic_mmHg": ("systolic", "mm[Hg]"),
    "diastolic_mmHg": ("diastolic", "mm[Hg]"),
    "mean_mmHg": ("mean", "mm[Hg]"),
    "pulse_rate_per_min": ("pulse_rate", "/min"),
    "heart_rate_per_min": ("heart_rate", "/min"),
    "spo2_percent": ("spo2", "%"),
}
"""Columns of the wide table, with what each is here: its name and its unit in UCUM."""
_OWN = ("quantity", "value", "unit", "absent")
_BEFORE = COLUMNS[: COLUMNS.index("systolic_mmHg")]
_AFTER = tuple(name for name in COLUMNS if name not in (*_BEFORE, *_QUANTITIES))
LONG_COLUMNS = (*_BEFORE, *_OWN, *_AFTER)
NOT_SENT, FAILED = "not sent", "failed"


def csv_long_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the heading and one line (RFC 4180) for each quantity of a session."""
    return table_lines(LONG_COLUMNS, _quantities(entries))


def _quantities(entries: Iterable[Entry]) -> Iterator[Cells]:
    for _entry, cells in rows(entries):
        rest = {name: value for name, value in cells.items() if name not in _QUANTITIES}
        told = [name for name in _QUANTITIES if name in cells]
        for column in told:
            quantity, unit = _QUANTITIES[column]
            value = cells[column]
            absent = NOT_SENT if value is None else None
            own = {"quantity": quantity, "value": value, "unit": unit, "absent": absent}
            yield {**rest, **own}
        if not told:
            yield {**rest, "absent": FAILED}
