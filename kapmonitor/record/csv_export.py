"""Readings as a table for spreadsheets: one row for each value, attempt or doubt.

A value that was not sent is an empty cell. Units stand in the heading. The first cell of every
row of a simulated session says so, so that no part of the file can be taken for a patient's.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, assert_never

from devices.measurement import BloodPressure, HeartRate, Measurement, PulseOximetry
from kapmonitor.session.event import (
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
    Entry,
    EntryAmended,
    Event,
    MeasurementConfirmed,
    MeasurementFailureRecorded,
    MeasurementMarkedInError,
    MeasurementQuarantined,
    MeasurementRecorded,
    RemoteMessageReceived,
    SessionOpened,
)
from kapmonitor.session.facts.measuring import FROM_MEMORY
from kapmonitor.session.wall import local

SIMULATED = "SIMULATED, NOT A PATIENT"

COLUMNS = (
    "simulated",
    "session",
    "patient",
    "entry",
    "taken_utc",
    "taken_local",
    "minutes_since_dose",
    "minutes_since_dose_as_first_recorded",
    "received_utc",
    "result",
    "kind",
    "systolic_mmHg",
    "diastolic_mmHg",
    "mean_mmHg",
    "pulse_rate_per_min",
    "heart_rate_per_min",
    "spo2_percent",
    "rr_intervals_ms",
    "skin_contact",
    "provenance",
    "confirmed_as_now",
    "excluded",
    "reason",
    "amended",
    "role",
    "driver",
    "device",
    "waited_in_device_s",
    "taken_within_s",
    "typed_from",
    "entered_by",
    "device_status",
    "reported_unit",
    "device_time",
    "age_s",
    "device_user",
    "raw_hex",
    "relayed_by",
    "clock_ahead_s",
    "clock_bound_s",
    "test_reading",
    "verified_here",
)
Cells = Mapping[str, object]
"""One row by column."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rows need to know of the rest of the session."""

    opened: SessionOpened | None
    dosed: datetime | None
    dosed_as_first_recorded: datetime | None
    """Where a correction changed it; else None."""
    excluded: Mapping[int, str]
    confirmed: Mapping[int, bool]
    amended: Mapping[int, str]
    messages: Mapping[int, RemoteMessageReceived]
    """What brought readings from the patient's side, by entry."""


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the heading and one line (RFC 4180) for each reading or attempt of a session."""
    return table_lines(COLUMNS, (cells for _entry, cells in rows(entries)))


def rows(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Cells]]:
    """Yield what is told of each reading, attempt or doubt, by column; what is not told lacks."""
    kept = tuple(entries)
    around = _around(kept)
    for entry in kept:
        cells = _cells(entry, around)
        if cells is not None:
            yield entry, cells


def table_lines(columns: Sequence[str], table: Iterable[Cells]) -> Iterator[str]:
    """Yield a heading and a line for each row; a column that a row lacks is an empty cell."""
    places = {name: place for place, name in enumerate(columns)}
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(columns)
    yield lines.text
    empty = [""] * len(columns)
    for cells in table:
        row = empty.copy()
        for name, value in cells.items():
            if value is not None:
                row[places[name]] = cell(value)
        writer.writerow(row)
        yield lines.text


class _Lines:
    """Holds the newest line that a writer wrote."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _around(entries: tuple[Entry, ...]) -> _Around:
    events = [entry.event for entry in entries]
    marked = (event for event in events if isinstance(event, MeasurementMarkedInError))
    answered = (event for event in events if isinstance(event, MeasurementConfirmed))
    told = {
        entry.seq: entry.event.taken.utc
        for entry in entries
        if isinstance(entry.event, DoseAdministered)
    }
    taken = _true_times(told, events)
    first, true = min(told.values(), default=None), min(taken.values(), default=None)
    return _Around(
        opened=next((event for event in events if isinstance(event, SessionOpened)), None),
        dosed=true,
        dosed_as_first_recorded=first if first != true else None,
        excluded={event.seq: event.reason for event in marked},
        confirmed={event.seq: event.taken_now for event in answered},
        amended=_amended(entries),
        messages={
            entry.seq: entry.event
            for entry in entries
            if isinstance(entry.event, RemoteMessageReceived)
        },
    )


def _amended(entries: Iterable[Entry]) -> dict[int, str]:
    """Return how each entry was amended, in order: manner, words, reason, who."""
    found: dict[int, str] = {}
    for entry in entries:
        if isinstance(event := entry.event, EntryAmended):
            words = event.text.text or "erased" if event.text is not None else ""
            by = entry.origin.operator.name if entry.origin else ""
            manner = event.manner.value if event.manner else "amended"
            told = f"{manner}: {words} (reason: {event.reason}; by {by})"
            found[event.seq] = f"{found[event.seq]}; {told}" if event.seq in found else told
    return found


def _true_times(told: Mapping[int, datetime], events: Iterable[Event]) -> dict[int, datetime]:
    """Return when each dose was taken, corrections applied; those never given are left out."""
    taken = dict(told)
    for event in events:
        match event:
            case DoseCorrected(seq=seq, taken=true) if true is not None and seq in taken:
                taken[seq] = true.utc
            case DoseWithdrawn(seq=seq):
                taken.pop(seq, None)
            case _:
                pass
    return taken


def _cells(entry: Entry, around: _Around) -> Cells | None:
    match entry.event:
        case MeasurementRecorded() as event:
            taken = event.corrected_utc or entry.at.utc
            return _place(entry, around, taken) | _recorded(entry, event, around)
        case MeasurementQuarantined() as event:
            own = {
                "result": "from_memory" if FROM_MEMORY in event.reasons else "impossible",
                "role": event.role,
                "driver": event.driver,
                "excluded": True,
                "reason": "; ".join(event.reasons),
            }
            return _place(entry, around, entry.at.utc) | own | _values(event.measurement)
        case MeasurementFailureRecorded() as event:
            own = {
                "result": "failed",
                "role": event.role,
                "driver": event.driver,
                "reason": f"{event.reason}: {event.text}" if event.text else event.reason,
                "raw_hex": event.frame.hex(),
            }
            return _place(entry, around, entry.at.utc) | own
        case _:
            return None


def _place(entry: Entry, around: _Around, taken: datetime) -> dict[str, object]:
    opened = around.opened
    wall = local(opened, taken) if opened else taken
    return {
        "simulated": SIMULATED if opened and opened.simulated else "no",
        "session": opened.session if opened else None,
        "patient": opened.patient if opened else None,
        "entry": entry.seq,
        "taken_utc": _iso(taken),
        "taken_local": _utc(wall).isoformat(" ", "seconds")[:19],
        "minutes_since_dose": _minutes(around.dosed, taken),
        "minutes_since_dose_as_first_recorded": _minutes(around.dosed_as_first_recorded, taken),
        "received_utc": _iso(entry.at.utc),
    }


def _minutes(since: datetime | None, taken: datetime) -> float | None:
    return None if since is None else round((taken - since).total_seconds() / 60, 2)


def _recorded(entry: Entry, event: MeasurementRecorded, around: _Around) -> dict[str, object]:
    excluded = around.excluded.get(entry.seq)
    return {
        "result": "measured",
        "provenance": event.provenance,
        "confirmed_as_now": around.confirmed.get(entry.seq),
        "excluded": excluded is not None,
        "reason": excluded if excluded is not None else "; ".join(event.queried),
        "amended": around.amended.get(entry.seq),
        "role": event.role,
        "driver": event.driver,
        "device": event.device,
        "typed_from": event.source,
        "waited_in_device_s": event.waited_s,
        "taken_within_s": event.taken_within_s,
        "entered_by": entry.origin.operator.name if entry.origin else None,
        **_relayed(event, around),
    } | _values(event.measurement)


def _relayed(event: MeasurementRecorded, around: _Around) -> dict[str, object]:
    """Return how a reading came from the patient's side: its message, and the clock there."""
    message = around.messages.get(event.relayed) if event.relayed is not None else None
    if message is None:
        return {}
    return {
        "relayed_by": f"{message.link}:{message.number}",
        "clock_ahead_s": message.ahead_s,
        "clock_bound_s": message.bound_s,
        "test_reading": event.trial,
        "verified_here": event.verified,
    }


def _values(measurement: Measurement) -> dict[str, object]:
    match measurement:
        case BloodPressure():
            return _pressure(measurement)
        case HeartRate():
            return {
                "kind": "heart_rate",
                "heart_rate_per_min": measurement.heart_rate,
                "rr_intervals_ms": " ".join(map(_number, measurement.rr_intervals_ms)),
                "skin_contact": measurement.contact,
                "raw_hex": measurement.frame.hex(),
            }
        case PulseOximetry():
            return {
                "kind": "pulse_oximetry",
                "spo2_percent": measurement.spo2,
                "pulse_rate_per_min": measurement.pulse_rate,
                "device_status": "; ".join(measurement.status),
                "device_time": measurement.device_time,
                "raw_hex": measurement.frame.hex(),
            }
        case _:
            assert_never(measurement)


def _pressure(measurement: BloodPressure) -> dict[str, object]:
    return {
        "kind": "blood_pressure",
        "systolic_mmHg": measurement.systolic,
        "diastolic_mmHg": measurement.diastolic,
        "mean_mmHg": measurement.mean,
        "pulse_rate_per_min": measurement.pulse_rate,
        "device_status": "; ".join(measurement.status),
        "reported_unit": measurement.reported_unit,
        "device_time": measurement.device_time,
        "age_s": measurement.age_s,
        "device_user": measurement.user,
        "raw_hex": measurement.frame.hex(),
    }


def cell(value: object) -> str:
    """Return a value as a spreadsheet takes it: nothing is an empty cell, no word a formula."""
    known = _CELLS.get(type(value))
    return _harmless(str(value)) if known is None else known(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text


_FORMULA = frozenset("=+-@\t\r")
_CELLS: Mapping[type, Callable[[Any], str]] = {
    str: _harmless,
    type(None): lambda _none: "",
    bool: lambda value: "yes" if value else "no",
    int: str,
    float: _number,
    datetime: lambda value: value.isoformat(sep=" "),
}
"""How a value of exactly this type is written; any other is words. A table, since a long session
has a million cells."""


def _iso(moment: datetime) -> str:
    return f"{_utc(moment).isoformat(timespec='milliseconds')[:-6]}Z"


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
