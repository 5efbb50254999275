"""A patient's course says what each session came to."""

from __future__ import annotations

from dataclasses import replace

from kapmonitor.record.connect import Record
from kapmonitor.record.course import course_of
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import Entry, MeasurementRecorded, SessionOpened
from kapmonitor.session.protocol import Signal
from kapmonitor.session.vocabulary import Role
from tests.support.builders import Course, assign, dosed, gated


def append(log: SessionLog, course: Course, session: str, number: int) -> None:
    """Append a course under another session's name, a day later each."""
    first, *rest = course.entries
    assert isinstance(first.event, SessionOpened)
    renamed = replace(first, event=replace(first.event, session=session, session_number=number))
    log.append(session, [renamed, *rest])


def test_newest_first_with_dose_baseline_and_peak(record: Record) -> None:
    log = SessionLog(record)
    first = dosed(baseline=(120.0, 78.0, 68.0))
    first.until(30)
    first.read(150.0, 95.0)
    append(log, first, "a", 1)
    append(log, gated(baseline=(118.0, 76.0, 66.0)), "b", 2)

    later, earlier = course_of(record, "p-7")
    assert (later.row.id, later.row.session_number, later.doses) == ("b", 2, ())
    assert later.baseline is not None
    assert later.baseline.systolic == 118.0
    assert later.peaks == {}
    assert (earlier.row.id, earlier.row.readings) == ("a", 3)
    assert [dose.amount for dose in earlier.doses] == [100.0]
    assert earlier.peaks[Signal.SYSTOLIC].value == 150.0
    assert earlier.session.escort is not None
    assert list(course_of(record, "nobody")) == []


def test_samples_are_all_that_is_left_out(record: Record) -> None:
    course = dosed()
    assign(course, Role.STRAP)
    for rate in (66.0, 67.0):
        course.beat(rate)
    course.read(121.0, 79.0)
    log = SessionLog(record)
    log.append("s-1", course.entries)
    left_out = set(_seqs(course.entries)) - set(_seqs(log.read_without_samples("s-1")))
    samples = [
        entry.seq
        for entry in course.entries
        if isinstance(entry.event, MeasurementRecorded)
        and not hasattr(entry.event.measurement, "systolic")
    ]
    assert left_out == set(samples)
    assert len(samples) >= 3


def _seqs(entries: list[Entry] | tuple[Entry, ...]) -> list[int]:
    return [entry.seq for entry in entries]
