"""The room that a session is reckoned with is what sessions take."""

from __future__ import annotations

from pathlib import Path

from kapmonitor.disk_room import SESSION_OCTETS, sessions_that_fit
from kapmonitor.record.connect import open_record
from kapmonitor.record.log import SessionLog
from tests.record.examples import entries_of, heart_rate, opened

SAMPLES, THREE_HOURS = 600, 3 * 3600


def test_three_hours_with_two_sources_fit_into_what_is_reckoned(path: Path) -> None:
    with open_record(path) as record:
        SessionLog(record).append("s-1", entries_of(opened()))
    before = path.stat().st_size
    with open_record(path) as record:
        SessionLog(record).append("s-1", entries_of(*[heart_rate()] * SAMPLES, first=2))
    an_entry = (path.stat().st_size - before) / SAMPLES
    assert 0.5 < 2 * THREE_HOURS * an_entry / SESSION_OCTETS < 1


def test_a_disk_that_does_not_say_is_no_full_one(tmp_path: Path) -> None:
    assert sessions_that_fit(tmp_path / "nowhere") is None
    assert (sessions_that_fit(tmp_path) or 0) > 0
