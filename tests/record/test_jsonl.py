"""A session's lines rebuild it elsewhere, digest for digest; anything else is refused whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record, open_history, open_record
from kapmonitor.record.fault import OutOfSequence
from kapmonitor.record.jsonl import NotASession, jsonl_lines, rebuild
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import NoteAdded
from tests.record.examples import entries_of, note, opened, whole_session
from tests.record.golden import GOLDEN_LINES


@pytest.fixture
def lines(two_sessions: Path) -> list[str]:
    with open_history(two_sessions) as history:
        return list(jsonl_lines(SessionLog(history), "s-1"))


def test_a_session_is_rebuilt_digest_for_digest(lines: list[str], record: Record) -> None:
    assert rebuild(lines, record) == "s-1"
    log = SessionLog(record)
    assert log.read("s-1") == whole_session("s-1")
    assert list(jsonl_lines(log, "s-1")) == lines
    assert Library(record).session("s-1") is not None
    assert check(record.path).state is State.INTACT


def test_every_kind_of_fact_is_rebuilt(record: Record) -> None:
    lines = GOLDEN_LINES.read_text(encoding="utf-8").splitlines(keepends=True)
    rebuild(lines, record)
    assert list(jsonl_lines(SessionLog(record), "golden")) == lines


def test_rebuilding_twice_changes_nothing(lines: list[str], record: Record) -> None:
    rebuild(lines, record)
    rebuild(lines, record)
    assert len(SessionLog(record).read("s-1")) == len(lines)
    assert check(record.path).state is State.INTACT


def test_erased_words_stay_erased(two_sessions: Path, path: Path) -> None:
    with open_record(two_sessions) as record:
        record.connection.execute("DELETE FROM personal")
        lines = list(jsonl_lines(SessionLog(record), "s-1"))
    assert "Hara" not in "".join(lines)
    with open_record(path) as record:
        rebuild(lines, record)
        event = SessionLog(record).read("s-1")[6].event
        assert isinstance(event, NoteAdded)
        assert event.text.text is None


def edited(lines: list[str], number: int, edit: Callable[[Any], object]) -> list[str]:
    value = json.loads(lines[number])
    edit(value)
    return [*lines[:number], json.dumps(value), *lines[number + 1 :]]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda lines: lines[:0], "it is empty"),
        (lambda lines: lines[1:], "entry 1 is missing"),
        (lambda lines: [*lines[:4], *lines[5:]], "entry 5 is missing"),
        (lambda lines: [lines[0], lines[2], lines[1]], "entry 2 is missing"),
        (lambda lines: [*lines, lines[-1]], "entry 11 is missing"),
        (lambda lines: ["\n", *lines], "line 1 is not an entry"),
        (lambda lines: [*lines[:3], lines[3][:50]], "line 4 is not an entry"),
        (lambda lines: ["[]", *lines], "line 1 is not an entry"),
        (lambda lines: edited(lines, 3, lambda one: one["body"].update(amount=5.0)), "entry 4"),
        (lambda lines: edited(lines, 3, lambda one: one.update(utc="2026")), "line 4"),
        (lambda lines: edited(lines, 3, lambda one: one.update(origin=None)), "entry 4"),
        (lambda lines: edited(lines, 3, lambda one: one.update(type="no_such")), "line 4"),
        (lambda lines: edited(lines, 3, lambda one: one.update(stream="s-9")), "line 4 belongs"),
        (lambda lines: edited(lines, 3, lambda one: one.pop("digest")), "line 4"),
        (lambda lines: edited(lines, 3, lambda one: one.update(elapsed_s=float("nan"))), "entry 4"),
        (
            lambda lines: edited(lines, 6, lambda one: one["personal"]["note-1"].update(text="x")),
            "line 7",
        ),
        (
            lambda lines: edited(lines, 3, lambda one: one.update(personal={"r": {}})),
            "line 4",
        ),
    ],
)
def test_what_is_not_a_whole_session_is_refused_whole(
    lines: list[str], record: Record, spoil: Callable[[list[str]], list[str]], reason: str
) -> None:
    with pytest.raises(NotASession, match=reason):
        rebuild(spoil(lines), record)
    assert Library(record).sessions() == ()
    assert SessionLog(record).read("s-1") == ()


def test_lines_of_the_practice_are_not_a_session(two_sessions: Path, record: Record) -> None:
    with open_history(two_sessions) as history:
        lines = list(jsonl_lines(SessionLog(history), "practice"))
    assert lines
    with pytest.raises(NotASession):
        rebuild(lines, record)


def test_another_session_of_that_name_is_never_overwritten(
    lines: list[str], record: Record
) -> None:
    here = entries_of(opened("s-1"), note("here"))
    SessionLog(record).append("s-1", here)
    with pytest.raises(OutOfSequence):
        rebuild(lines, record)
    assert SessionLog(record).read("s-1") == here
