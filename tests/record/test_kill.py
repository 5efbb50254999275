"""A program killed at any moment loses nothing it had acknowledged, and nothing by halves."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history, open_record
from kapmonitor.record.heads import beside
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import MeasurementRecorded, NoteAdded
from tests.record.examples import DATABASES, copy_of, whole_session
from tests.record.test_golden import HELD_BY_1_0
from tests.record.writers import SPAWN, bring_up_to_date, put_back, write_on

KILLS = 25
LONG_KILLS, EACH = 800, 100
"""With the 200 of `tests/end_to_end/test_kill.py`: a thousand."""
LONGEST_S = 0.06
CHANGES = 8
CHANGE_LASTS_S = 0.05


def test_kills_at_random_moments_lose_nothing(path: Path) -> None:
    kill_again_and_again(path, KILLS)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_many_kills_at_random_moments_lose_nothing(path: Path) -> None:
    for number in range(LONG_KILLS // EACH):
        kill_again_and_again(path.with_name(f"{number}.db"), EACH, seed=number)


@pytest.mark.parametrize("kills", [CHANGES, pytest.param(100, marks=pytest.mark.long)])
def test_an_older_record_is_whole_whenever_its_migration_is_killed(
    kills: int, tmp_path: Path
) -> None:
    moments = random.Random(3)
    for number in range(kills):
        path = copy_of(DATABASES / "1.0.db", folder_of(tmp_path, number) / FILE_NAME)
        killed(bring_up_to_date, path, moments.uniform(0, CHANGE_LASTS_S))
        assert check(path).state is State.INTACT
        with open_record(path) as record:
            assert len(SessionLog(record).read("golden")) == HELD_BY_1_0


@pytest.mark.parametrize("kills", [CHANGES, pytest.param(100, marks=pytest.mark.long)])
def test_a_record_is_whole_whenever_a_restore_is_killed(
    kills: int, two_sessions: Path, tmp_path: Path
) -> None:
    moments = random.Random(4)
    for number in range(kills):
        path = folder_of(tmp_path, number) / FILE_NAME
        copy_of(two_sessions, path.with_name("backup.db"))
        with open_record(path) as record:
            SessionLog(record).append("mine", whole_session("mine"))
        killed(put_back, path, moments.uniform(0, CHANGE_LASTS_S))
        assert check(path).state is State.INTACT
        kept = [path, *path.parent.glob("*-before-*.db")]
        assert any(holds(each, "mine") for each in kept)
        assert holds(path, "mine") or holds(path, "s-1")


def folder_of(where: Path, number: int) -> Path:
    folder = where / str(number)
    folder.mkdir()
    return folder


def holds(path: Path, session: str) -> bool:
    with open_history(path) as history:
        return SessionLog(history).read(session) == whole_session(session)


def kill_again_and_again(path: Path, kills: int, seed: int = 11) -> None:
    """One session, carried on by one program after another, each killed while it writes."""
    moments = random.Random(seed)
    acknowledged = 0
    for _ in range(kills):
        acknowledged = max(acknowledged, killed(write_on, path, moments.uniform(0, LONGEST_S)))
        assert_nothing_lost(path, acknowledged)
    assert acknowledged > kills


def killed(work: Callable[[Path, Connection], None], path: Path, after_s: float) -> int:
    """Kill a program at its work; return the last number that it had acknowledged."""
    reports, report = SPAWN.Pipe(duplex=False)
    writer = SPAWN.Process(target=work, args=(path, report))
    writer.start()
    report.close()
    last = 0
    if reports.poll(10):  # it has begun to write, or never will
        time.sleep(after_s)
    writer.kill()
    writer.join()
    writer.close()
    try:
        while True:
            told = reports.recv()
            last = told if isinstance(told, int) else last
    except EOFError:
        reports.close()
    return last


def assert_nothing_lost(path: Path, acknowledged: int) -> None:
    assert check(path, (beside(path),)).state is State.INTACT
    with open_record(path) as record:
        log = SessionLog(record)
        entries = log.read("s-1")
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert len(entries) >= acknowledged
        assert len(entries) % 2 == 0
        for reading, said in zip(entries[2::2], entries[3::2], strict=True):
            assert isinstance(reading.event, MeasurementRecorded)
            assert isinstance(said.event, NoteAdded)
            assert said.event.text.text == f"said {reading.seq}"
        (row,) = Library(record).unfinished()
        assert row.readings == len(entries) // 2
