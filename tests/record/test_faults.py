"""Everything the disk and other programs can do to a record: said plainly, nothing lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest

from kapmonitor.record import driver
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record, open_history, open_record
from kapmonitor.record.fault import (
    RecordDamaged,
    RecordFault,
    RecordForeign,
    RecordFull,
    RecordLocked,
    RecordMissing,
    RecordNewer,
    RecordReadOnly,
)
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import Entry
from tests.record.examples import START, entries_of, note, opened, recorded, whole_session
from tests.record.writers import SPAWN, hold

NOBODY = 65534
SPARE = 80_000


# --- the disk ------------------------------------------------------------------------------------


@contextmanager
def refused_growth(record: Record) -> Iterator[None]:
    """The system refuses every write past a size, in this process, as a failing disk would."""
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    grown = Path(f"{record.path}-wal").stat().st_size + SPARE
    resource.setrlimit(resource.RLIMIT_FSIZE, (grown, limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)


@contextmanager
def no_more_pages(record: Record) -> Iterator[None]:
    """SQLite itself says the disk is full."""
    (most,) = record.connection.execute("PRAGMA max_page_count").fetchone()
    (pages,) = record.connection.execute("PRAGMA page_count").fetchone()
    record.connection.execute(f"PRAGMA max_page_count = {pages + 10}")
    yield
    record.connection.execute(f"PRAGMA max_page_count = {most}")


@contextmanager
def ballast(record: Record) -> Iterator[None]:
    """Another file takes all but a little of a small disk."""
    heavy = record.path.with_name("ballast")
    free = shutil.disk_usage(record.path.parent).free
    heavy.write_bytes(b"\0" * (free - SPARE))
    yield
    heavy.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place))
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a file system can be mounted only by root")
    yield place
    subprocess.run(("umount", str(place)), check=True)


def append_until_refused(log: SessionLog) -> tuple[list[Entry], Entry, RecordFault]:
    """Return what was acknowledged, the first entry that was not, and why."""
    saved: list[Entry] = []
    for seq in range(2, 10_000):
        (entry,) = entries_of(note("x" * 500, ref=f"note-{seq}"), first=seq)
        try:
            log.append("s-1", [entry])
        except RecordFault as fault:
            return saved, entry, fault
        saved.append(entry)
    pytest.fail("the disk never filled up")


def assert_survives(
    path: Path, trouble: AbstractContextManager[None], record: Record, kind: type[RecordFault]
) -> None:
    log = SessionLog(record)
    begun = list(entries_of(opened()))
    log.append("s-1", begun)
    with trouble:
        saved, refused, fault = append_until_refused(log)
        assert type(fault) is kind
        assert "everything before" in str(fault) or "What was saved before is kept" in str(fault)
        with pytest.raises(kind):
            log.append("s-1", [refused])
        assert list(log.read("s-1")) == begun + saved
    assert check(path).state is State.INTACT
    log.append("s-1", [refused])
    assert list(log.read("s-1")) == [*begun, *saved, refused]
    record.close()
    assert check(path).state is State.INTACT


def test_a_disk_that_refuses_to_grow_a_file(path: Path) -> None:
    with open_record(path) as record:
        assert_survives(path, refused_growth(record), record, RecordFault)


def test_a_disk_that_sqlite_calls_full(path: Path) -> None:
    with open_record(path) as record:
        assert_survives(path, no_more_pages(record), record, RecordFull)


def test_a_full_file_system(small_disk: Path) -> None:
    path = small_disk / "kapmonitor.db"
    with open_record(path) as record:
        assert_survives(path, ballast(record), record, RecordFull)


def test_a_full_file_system_at_the_very_start(small_disk: Path) -> None:
    """However little space there is: no half-made record stands in the record's place."""
    path, ballast = small_disk / "kapmonitor.db", small_disk / "ballast"
    for spare in range(0, 200_000, 16_384):
        ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - spare))
        with suppress(RecordFault):
            open_record(path).close()
        ballast.unlink()
        assert not path.exists() or check(path).state is State.INTACT, spare
        path.unlink(missing_ok=True)
    open_record(small_disk / "kapmonitor.db").close()
    assert [one.name for one in small_disk.iterdir()] == ["kapmonitor.db"]


# --- rights --------------------------------------------------------------------------------------


@pytest.fixture
def unprivileged(two_sessions: Path) -> Iterator[Path]:
    """A record in a folder of its own, and no more rights than a file's mode gives."""
    folder = Path(tempfile.mkdtemp(prefix="kapmonitor-"))
    path = Path(shutil.copyfile(two_sessions, folder / "kapmonitor.db"))
    for one in (folder, path):
        os.chown(one, NOBODY if os.geteuid() == 0 else os.geteuid(), -1)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(NOBODY)
    yield path
    if was_root:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_read_only_folder(unprivileged: Path) -> None:
    unprivileged.parent.chmod(0o500)
    with pytest.raises(RecordReadOnly, match="read-only"):
        open_record(unprivileged)
    with pytest.raises(RecordReadOnly):
        open_record(unprivileged.with_name("other.db"))
    with pytest.raises(RecordReadOnly):
        open_record(unprivileged.with_name("folder") / "kapmonitor.db")
    assert check(unprivileged).state is State.INTACT
    with open_history(unprivileged) as history:
        assert SessionLog(history).read("s-1") == whole_session("s-1")
    assert [one.name for one in unprivileged.parent.iterdir()] == ["kapmonitor.db"]


def test_a_read_only_file(unprivileged: Path) -> None:
    unprivileged.chmod(0o400)
    with pytest.raises(RecordReadOnly):
        open_record(unprivileged)
    assert check(unprivileged).state is State.INTACT


def test_a_file_that_may_not_even_be_read(unprivileged: Path) -> None:
    unprivileged.chmod(0)
    for opens in (open_record, open_history):
        with pytest.raises(RecordReadOnly, match="belongs to someone else"):
            opens(unprivileged)


def test_a_new_record_is_for_its_owner_only(path: Path) -> None:
    with open_record(path) as record:
        SessionLog(record).append("s-1", entries_of(opened()))
        modes = {one.name: one.stat().st_mode & 0o077 for one in path.parent.iterdir()}
    assert set(modes.values()) == {0}
    assert "kapmonitor.db-wal" in modes


# --- other programs ------------------------------------------------------------------------------


def test_two_programs_on_one_record(path: Path) -> None:
    ours, theirs = SPAWN.Pipe()
    holder = SPAWN.Process(target=hold, args=(path, theirs))
    holder.start()
    assert ours.recv() == "open"
    with pytest.raises(RecordLocked, match=f"process {holder.pid}"):
        open_record(path)
    with open_history(path) as history:
        assert Library(history).sessions() == ()
    holder.kill()
    holder.join()
    holder.close()
    open_record(path).close()
    assert [one.name for one in path.parent.iterdir()] == ["kapmonitor.db"]


def test_a_reader_that_outlives_the_writer_leaves_one_file(path: Path) -> None:
    with open_record(path) as record:
        SessionLog(record).append("s-1", entries_of(opened()))
        history = open_history(path)
        assert SessionLog(history).head("s-1").seq == 1
    history.close()
    assert {one.name for one in path.parent.iterdir()} == {"kapmonitor.db", "kapmonitor.heads"}


def test_the_same_program_twice(path: Path) -> None:
    with open_record(path), pytest.raises(RecordLocked):
        open_record(path)
    open_record(path).close()


def test_a_tool_that_holds_the_database_for_a_while(path: Path) -> None:
    with open_record(path) as record, closing(driver.connect(path, isolation_level=None)) as tool:
        log = SessionLog(record)
        log.append("s-1", entries_of(opened()))
        tool.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordLocked, match="in use by another program"):
            log.append("s-1", entries_of(recorded(), first=2))
        tool.execute("ROLLBACK")
        log.append("s-1", entries_of(recorded(), first=2))
        assert len(log.read("s-1")) == 2


def test_another_thread_is_a_bug_and_shows_as_one(record: Record) -> None:
    raised: list[Exception] = []

    def use() -> None:
        try:
            SessionLog(record).head("s-1")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at below
            raised.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(raised) == 1
    assert not isinstance(raised[0], RecordFault)


# --- what the file is ----------------------------------------------------------------------------


@pytest.mark.parametrize("octets", [b"", b"hello", b"a letter, not a record\n" * 500])
def test_a_file_that_is_no_database(path: Path, octets: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(octets)
    with pytest.raises(RecordForeign, match="not a kapmonitor record"):
        open_record(path)
    assert path.read_bytes() == octets
    assert [one.name for one in path.parent.iterdir()] == ["kapmonitor.db"]


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_another_programs_database(path: Path, journal: str) -> None:
    path.parent.mkdir()
    with closing(driver.connect(path)) as theirs:
        theirs.execute(f"PRAGMA journal_mode = {journal}")
        theirs.execute("CREATE TABLE event (stream, seq)")
    octets = path.read_bytes()
    with pytest.raises(RecordForeign):
        open_record(path)
    assert path.read_bytes() == octets


@pytest.mark.parametrize("kept", [16, 99, 4096, 0.5, 0.9])
def test_a_file_cut_short(two_sessions: Path, kept: float) -> None:
    whole = two_sessions.read_bytes()
    cut = whole[: int(kept if kept > 1 else len(whole) * kept)]
    two_sessions.write_bytes(cut)
    with pytest.raises(RecordDamaged, match="restore the latest backup"):
        open_record(two_sessions)
    assert two_sessions.read_bytes() == cut


@pytest.mark.parametrize("kept", [16, 100, 1000, 4096, 20_000, 50_000, -4096])
def test_a_look_at_a_file_cut_short_leaves_nothing_and_changes_nothing(
    two_sessions: Path, kept: int
) -> None:
    cut = two_sessions.read_bytes()[:kept]
    two_sessions.write_bytes(cut)
    for opens in (open_history, open_record):
        with pytest.raises(RecordDamaged):
            opens(two_sessions)
        assert [one.name for one in two_sessions.parent.iterdir()] == ["kapmonitor.db"]
    assert two_sessions.read_bytes() == cut


def test_a_folder_in_the_files_place(path: Path) -> None:
    path.mkdir(parents=True)
    for opens in (open_record, open_history):
        with pytest.raises(RecordForeign):
            opens(path)
    assert check(path).state is State.FOREIGN


def test_a_file_in_the_folders_place(path: Path) -> None:
    path.parent.write_text("")
    with pytest.raises(RecordReadOnly):
        open_record(path)


def test_a_removed_file_whose_log_is_still_there(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("kapmonitor.db-wal").write_bytes(b"the only copy of the last entries")
    with pytest.raises(RecordDamaged):
        open_record(path)
    assert not path.exists()


def test_a_half_made_record_is_made_anew(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("kapmonitor.db.part").write_bytes(b"the program was killed here")
    open_record(path).close()
    assert [one.name for one in path.parent.iterdir()] == ["kapmonitor.db"]


def test_no_record_to_read(path: Path) -> None:
    with pytest.raises(RecordMissing):
        open_history(path)
    assert not path.parent.exists()


def test_a_slightly_newer_record_can_be_read(two_sessions: Path) -> None:
    set_version(two_sessions, 1002)
    octets = two_sessions.read_bytes()
    with pytest.raises(RecordNewer, match=r"record version 1\.2.*until then you can read"):
        open_record(two_sessions)
    with open_history(two_sessions) as history:
        assert SessionLog(history).read("s-1") == whole_session("s-1")
    assert check(two_sessions).state is State.INTACT
    assert two_sessions.read_bytes() == octets


def test_a_much_newer_record_is_left_alone(two_sessions: Path) -> None:
    set_version(two_sessions, 2000)
    for opens in (open_record, open_history, check):
        with pytest.raises(RecordNewer, match="Update kapmonitor") as refusal:
            opens(two_sessions)
        assert "until then" not in str(refusal.value)


def set_version(path: Path, version: int) -> None:
    with closing(driver.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_no_fault_names_a_person(path: Path) -> None:
    with open_record(path) as record:
        added = Patient(id="P-1", name="Nora Quill", added=START)
        Library(record).keep_patient(added)
        SessionLog(record).append("s-1", entries_of(opened(), note("Quill said")))
        with pytest.raises(RecordFault) as refusal:
            SessionLog(record).append("s-1", entries_of(note("Quill cried"), first=5))
        shown = [str(refusal.value), repr(refusal.value), repr(added), repr(entries_of(note()))]
    assert not [text for text in shown if "Quill" in text or "Hara" in text]
