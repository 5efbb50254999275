"""Readings that other programs were seen to lose: each kept here, in the file, at once."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from devices.measurement import BloodPressure
from kapmonitor.record.connect import open_history, open_record
from kapmonitor.record.csv_export import csv_lines
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import Entry, MeasurementRecorded, NoteAdded
from tests.record.examples import THERAPIST, at, note, opened, pressure, recorded

SAID = "150/95 after O'Hara's \"song\"; DROP TABLE event; --"


def systolics(entries: tuple[Entry, ...]) -> list[float | None]:
    measured = [e.event.measurement for e in entries if isinstance(e.event, MeasurementRecorded)]
    return [each.systolic for each in measured if isinstance(each, BloodPressure)]


def test_a_reading_whose_note_has_an_apostrophe_outlives_a_close(path: Path) -> None:
    with open_record(path) as record:
        SessionLog(record).append("s-1", entries(recorded(pressure(150.0, 95.0)), note(SAID)))
    with open_record(path) as record:
        read = SessionLog(record).read("s-1")
    assert systolics(read) == [150.0]
    assert [e.event.text.text for e in read if isinstance(e.event, NoteAdded)] == [SAID]


def test_two_readings_of_one_second_and_of_one_minute_are_all_kept(path: Path) -> None:
    """118/76, then 171/104: the second is what matters, and no duplicate of the first."""
    both = (recorded(pressure(118.0, 76.0)), recorded(pressure(171.0, 104.0)))
    with open_record(path) as record:
        SessionLog(record).append("s-1", entries(*both, recorded(pressure(118.0, 76.0))))
        read = SessionLog(record).read("s-1")
    assert systolics(read) == [118.0, 171.0, 118.0]
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(read)))))
    assert [row["systolic_mmHg"] for row in rows] == ["118", "171", "118"]
    assert len({row["entry"] for row in rows}) == 3
    assert rows[0]["taken_utc"].count(":") >= 2, "seconds, so that a minute merges nothing"


def test_what_was_written_is_in_the_file_before_anybody_closes_it(path: Path) -> None:
    """A program that saved only as it closed left no file at all when it was killed."""
    with open_record(path) as record:
        SessionLog(record).append("s-1", entries(*[recorded()] * 500))
        with open_history(path) as beside:
            assert len(systolics(SessionLog(beside).read("s-1"))) == 500


def entries(*events: MeasurementRecorded | NoteAdded) -> tuple[Entry, ...]:
    """A session whose entries all fall into one second."""
    return tuple(
        Entry(seq=seq, at=at(0.0), origin=THERAPIST, event=event)
        for seq, event in enumerate((opened(), *events), start=1)
    )
