"""What a person asks for costs what is asked for, not what is stored: no query of a list, a
search, a session, a course or a file reads its way through all entries or all sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kapmonitor.clock import SystemClock
from kapmonitor.exports import Format, text_of
from kapmonitor.practice import Practice
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from tests.record.examples import START, entries_of, note, whole_session
from tests.support.builders import recovered
from tests.support.many_sessions import write_many


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    """A practice of two patients and three sessions, one of them still open."""
    with open_record(tmp_path / FILE_NAME) as record:
        library, log = Library(record), SessionLog(record)
        for number, name in enumerate(("Nora Quill", "Nell Quill"), start=1):
            library.keep_patient(Patient(id=f"P-{number}", name=name, added=START))
        log.append("s-1", recovered().entries)
        log.append("s-2", whole_session("s-2", patient="P-2"))
        log.append("s-3", whole_session("s-3", patient="P-3")[:5])
        yield Practice(record, tmp_path, SystemClock())


def append_one(practice: Practice) -> None:
    log = SessionLog(practice.record)
    log.append("s-3", entries_of(note("And now.", ref="note-9"), first=6))


SHORT = ("USING INDEX session_unfinished", "USING INDEX session_unsigned")
"""Indices that hold only what is asked for, in its order."""
ASKED: dict[str, Callable[[Practice], object]] = {
    "the first page": lambda practice: (practice.unfinished(), practice.operators()),
    "the list": lambda practice: practice.sessions(),
    "older sessions": lambda practice: practice.sessions(before=practice.sessions()[0]),
    "a patient's sessions": lambda practice: practice.sessions_of("P-1"),
    "a patient": lambda practice: practice.patient("P-1"),
    "a session": lambda practice: practice.open_past("s-1"),
    "a course": lambda practice: practice.course("P-1"),
    "last time": lambda practice: practice.last_dosed("P-1"),
    "presets with signatures": lambda practice: practice.presets(),
    "one entry more": append_one,
    "a table": lambda practice: text_of(practice.record, "s-1", Format.CSV),
    "lines": lambda practice: list(text_of(practice.record, "s-1", Format.JSONL)),
    "a bundle": lambda practice: text_of(practice.record, "s-1", Format.FHIR),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=list(ASKED))
def test_nothing_reads_its_way_through_the_whole_record(
    practice: Practice, ask: Callable[[Practice], object]
) -> None:
    plans = plans_of(practice.record, lambda: ask(practice))
    assert plans
    through = [
        (step, statement)
        for statement, steps in plans.items()
        for step in steps
        if step.startswith(("SCAN event", "SCAN session", "SCAN personal"))
        and not step.endswith(SHORT)
    ]
    assert through == []


def plans_of(record: Record, do: Callable[[], object]) -> dict[str, list[str]]:
    """Do something; return how the database found what was asked for, by query."""
    said: list[str] = []
    record.connection.set_trace_callback(said.append)
    do()
    record.connection.set_trace_callback(None)
    queries = {each for each in said if each.lstrip().startswith(("SELECT", "WITH"))}
    return {
        each: [str(row[3]) for row in record.connection.execute(f"EXPLAIN QUERY PLAN {each}")]
        for each in queries
    }


def test_what_is_measured_at_scale_is_a_record_like_any_other(path: Path) -> None:
    entries = write_many(path, 12, 90)
    verdict = check(path)
    assert (verdict.state, verdict.sessions) == (State.INTACT, 12)
    assert verdict.entries == entries + 12, "and the practice's notes of where they end"
    with open_record(path) as record:
        assert [row.id for row in Library(record).sessions(limit=2)] == ["s-000011", "s-000010"]
        assert len(Library(record).sessions_of("P-00001")) == 5
        assert Library(record).unfinished() == ()
