"""A session read back from the record is the session that was left, and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import (
    ContinueMonitoring,
    Discharge,
    ResumeSession,
    SignRecord,
)
from kapmonitor.session.phase import phase_of
from tests.support.builders import PRESETS, Course, recovered


def append_step_by_step(path: Path, course: Course, start: int) -> None:
    with open_record(path) as record:
        log = SessionLog(record)
        for entry in course.entries[start:]:
            log.append(course.session.id, [entry])


@pytest.mark.parametrize("preset", PRESETS)
def test_a_session_is_left_and_resumed(path: Path, preset: str) -> None:
    course = recovered(preset)
    append_step_by_step(path, course, 0)
    left = len(course.entries)
    with open_record(path) as record:
        (row,) = Library(record).unfinished()
        again = fold(SessionLog(record).read(row.id))
    assert again == course.session
    assert row.phase is phase_of(again)
    assert row.readings == len(again.readings)

    course.ask(ResumeSession(gap_s=30.0))
    course.ask(ContinueMonitoring())
    append_step_by_step(path, course, left)
    with open_record(path) as record:
        after = Library(record).session(row.id)
        assert after is not None
        assert after.phase is phase_of(fold(SessionLog(record).read(row.id)))
    assert check(path).state is State.INTACT


def test_a_finished_session_is_not_offered(path: Path) -> None:
    course = recovered()
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    append_step_by_step(path, course, 0)
    with open_record(path) as record:
        assert Library(record).unfinished() == ()
        row = Library(record).session(course.session.id)
        assert row is not None
        assert row.phase is phase_of(course.session)
        assert course.session.ended is not None
        assert row.outcome is course.session.ended.outcome
