"""A program killed at any moment loses nothing it had acknowledged, and nothing by halves."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import MeasurementRecorded, NoteAdded
from tests.record.writers import SPAWN, write_on

KILLS = 25
LONG_KILLS = 200
LONGEST_S = 0.06


def test_kills_at_random_moments_lose_nothing(path: Path) -> None:
    kill_again_and_again(path, KILLS)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_many_kills_at_random_moments_lose_nothing(path: Path) -> None:
    kill_again_and_again(path, LONG_KILLS)


def kill_again_and_again(path: Path, kills: int) -> None:
    """One session, carried on by one program after another, each killed while it writes."""
    moments = random.Random(11)
    acknowledged = 0
    for _ in range(kills):
        acknowledged = max(acknowledged, killed_while_writing(path, moments.uniform(0, LONGEST_S)))
        assert_nothing_lost(path, acknowledged)
    assert acknowledged > kills


def killed_while_writing(path: Path, after_s: float) -> int:
    """Return the last number that the killed program had acknowledged."""
    reports, report = SPAWN.Pipe(duplex=False)
    writer = SPAWN.Process(target=write_on, args=(path, report))
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
            last = reports.recv()
    except EOFError:
        reports.close()
    return last


def assert_nothing_lost(path: Path, acknowledged: int) -> None:
    assert check(path).state is State.INTACT
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
