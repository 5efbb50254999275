"""A backup is proved before it is one; what a restored one replaces is kept."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kapmonitor.record.backup import BackupFault, back_up, lost_by, restore
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.fault import (
    RecordDamaged,
    RecordFault,
    RecordForeign,
    RecordLocked,
    RecordMissing,
)
from kapmonitor.record.heads import FILE_NAME as HEADS
from kapmonitor.record.log import SessionLog
from tests.record.examples import tampering, whole_session

NOW = datetime(2026, 11, 26, 14, 5, 9, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_backup_is_one_file_that_holds_everything_and_only_its_owner_reads(
    two_sessions: Path, tmp_path: Path
) -> None:
    target = tmp_path / "away" / "copy.db"
    target.parent.mkdir()
    before = two_sessions.read_bytes()
    copied = back_up(two_sessions, target)
    assert (copied.sessions, copied.entries) == (2, 24)
    assert check(target).state is State.INTACT
    assert lost_by(target, two_sessions) == ()
    assert names(target.parent) == ["copy.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert two_sessions.read_bytes() == before


def test_a_backup_beside_a_running_session_holds_all_that_was_durable(
    path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    with open_record(path) as record:
        log = SessionLog(record)
        log.append("s-1", whole_session()[:5])
        back_up(path, target)
        log.append("s-1", whole_session()[5:])
        assert lost_by(target, path) == ("s-1", "practice")
    assert check(target).entries == 6, "five, and the practice's note of the opening"


def test_a_record_that_was_altered_gives_no_backup_and_an_older_one_stays(
    two_sessions: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    back_up(two_sessions, target)
    good = target.read_bytes()
    with tampering(two_sessions) as connection:
        connection.execute("UPDATE event SET body = replace(body, '121', '120')")
    with pytest.raises(BackupFault, match="The copy is not whole"):
        back_up(two_sessions, target)
    assert target.read_bytes() == good
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


def test_a_restored_backup_is_the_record_and_the_other_is_kept(
    two_sessions: Path, tmp_path: Path
) -> None:
    backup, record = tmp_path / "copy.db", tmp_path / "data" / FILE_NAME
    back_up(two_sessions, backup)
    with open_record(record) as opened:
        SessionLog(opened).append("later", whole_session("later"))
    assert lost_by(backup, record) == ("later",)
    restored = restore(backup, record, NOW)
    assert restored.kept == record.with_name("kapmonitor-before-20261126-140509.db")
    assert (restored.sessions, check(record).sessions) == (2, 2)
    assert restored.kept is not None
    assert check(restored.kept).sessions == 1
    assert names(record.parent) == [restored.kept.name, FILE_NAME, HEADS]


def test_the_log_of_a_program_that_was_killed_goes_with_its_record(
    two_sessions: Path, tmp_path: Path, killed_record: Path
) -> None:
    backup = tmp_path / "copy.db"
    back_up(two_sessions, backup)
    restored = restore(backup, killed_record, NOW)
    assert restored.kept is not None
    assert check(restored.kept).entries == 6
    assert check(killed_record).sessions == 2


def test_a_copy_that_cannot_take_its_place_leaves_the_record_where_it_was(
    two_sessions: Path, tmp_path: Path, killed_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "copy.db"
    back_up(two_sessions, backup)

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RecordFault):
        restore(backup, killed_record, NOW)
    assert not [name for name in names(killed_record.parent) if "before" in name]
    assert check(killed_record).entries == 6


@pytest.fixture
def killed_record(tmp_path: Path) -> Path:
    """A record whose last entries are in its log alone, as a killed program leaves it."""
    there, left = tmp_path / "there" / FILE_NAME, tmp_path / "left" / FILE_NAME
    left.parent.mkdir()
    with open_record(there) as opened:
        SessionLog(opened).append("s-9", whole_session("s-9")[:5])
        for ending in ("", "-wal"):
            source = there.with_name(there.name + ending)
            left.with_name(left.name + ending).write_bytes(source.read_bytes())
    return left


def test_nothing_is_restored_while_another_program_writes(
    two_sessions: Path, tmp_path: Path
) -> None:
    record = tmp_path / "data" / FILE_NAME
    with open_record(record) as opened:
        SessionLog(opened).append("open", whole_session("open")[:3])
        with pytest.raises(RecordLocked):
            restore(two_sessions, record, NOW)
    assert check(record).sessions == 1


def cut_short(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])


def altered(backup: Path) -> None:
    with tampering(backup) as connection:
        connection.execute("UPDATE event SET utc = replace(utc, '2026', '2025')")


def foreign(backup: Path) -> None:
    backup.write_text("not a record, though long enough to look like one" * 40)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (cut_short, RecordFault),
        (altered, BackupFault),
        (foreign, RecordForeign),
        (Path.unlink, RecordMissing),
    ],
)
def test_a_bad_backup_changes_nothing(
    two_sessions: Path, tmp_path: Path, spoil: Callable[[Path], object], fault: type[RecordFault]
) -> None:
    record = tmp_path / "data" / FILE_NAME
    with open_record(record) as opened:
        SessionLog(opened).append("mine", whole_session("mine"))
    before = record.read_bytes()
    spoil(two_sessions)
    with pytest.raises(fault):
        restore(two_sessions, record, NOW)
    assert record.read_bytes() == before
    assert names(record.parent) == [FILE_NAME, HEADS]


def test_a_file_shorter_than_a_header_is_no_backup(tmp_path: Path) -> None:
    short = tmp_path / "short.db"
    short.write_bytes(b"SQLite format 3\0")
    with pytest.raises(RecordDamaged):
        restore(short, tmp_path / "data" / FILE_NAME, NOW)
