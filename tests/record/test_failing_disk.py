"""The disk fails at every single thing asked of it, one after the other: nothing is lost.

Each walk does one piece of work again and again, each time on a fresh copy of the same folder
and with the next thing failing, until the work gets through untouched. The suite takes one step
in so many; `--long` takes them all.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kapmonitor.record import driver
from kapmonitor.record.backup import KeysInHand, back_up, restore
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history, open_record
from kapmonitor.record.data_key import KEY_SIZE, DataKey
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import Entry
from tests.record.examples import DATABASES, whole_session
from tests.support.failing_disk import FailingDisk, Trouble, failing

NOW = datetime(2026, 11, 26, 14, 5, 9, tzinfo=UTC)
ONE_IN = 11
STEPS_AT_MOST = 2_000
KEY = DataKey(bytes(range(KEY_SIZE)))
SEALED = pytest.mark.skipif(not driver.CAN_ENCRYPT, reason="this driver encrypts nothing")


@dataclass
class Work:
    """One piece of work in a folder on a disk that may fail, and what it had acknowledged."""

    folder: Path
    key: DataKey | None = None
    disk: FailingDisk | None = None
    saved: dict[str, list[Entry]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.folder / FILE_NAME

    def append(self, log: SessionLog, session: str, entry: Entry) -> None:
        """Append one entry, and again once the disk is well: the same open record goes on."""
        try:
            log.append(session, [entry])
        except RecordFault as fault:
            assert_plain(fault)
            assert self.disk is not None
            if self.disk.trouble is Trouble.CUT:
                raise
            if self.disk.trouble is Trouble.FULL:
                assert list(log.read(session)) == self.saved.get(session, [])
                self.disk.free()
            log.append(session, [entry])
        self.saved.setdefault(session, []).append(entry)

    def again_on(self, folder: Path, disk: FailingDisk) -> Work:
        """Return the same work from its beginning in another folder."""
        return Work(
            folder, self.key, disk, {name: list(saved) for name, saved in self.saved.items()}
        )


def assert_plain(fault: RecordFault) -> None:
    """It says where, what is kept and what to do."""
    assert str(fault.path) in str(fault)
    assert any(word in str(fault) for word in ("kept", "Nothing was changed", "everything before"))


def nothing(_work: Work) -> None:
    """Begin with an empty folder."""


def half_a_session(work: Work) -> None:
    with open_record(work.path, work.key) as record:
        for entry in whole_session()[:5]:
            work.append(SessionLog(record), "s-1", entry)


def open_and_close(work: Work) -> None:
    open_record(work.path, work.key).close()


def go_on(work: Work) -> None:
    """Take the session to its end, then open another."""
    with open_record(work.path, work.key) as record:
        log = SessionLog(record)
        for entry in whole_session()[5:]:
            work.append(log, "s-1", entry)
        work.append(log, "s-2", whole_session("s-2")[0])


def an_older_record(work: Work) -> None:
    shutil.copyfile(DATABASES / "1.0.db", work.path)
    with open_history(work.path) as history:
        work.saved["golden"] = list(SessionLog(history).read("golden"))


def copy_meanwhile(work: Work) -> None:
    """Copy the record while a session is written."""
    with open_record(work.path, work.key) as record:
        log = SessionLog(record)
        work.append(log, "s-1", whole_session()[5])
        with suppress(RecordFault):
            back_up(work.path, work.folder / "copy.db")
        work.append(log, "s-1", whole_session()[6])


def a_record_and_another(work: Work) -> None:
    half_a_session(work)
    with open_record(work.folder / "other.db", work.key) as record:
        SessionLog(record).append("s-9", whole_session("s-9"))


def put_the_other_in_its_place(work: Work) -> None:
    keys = KeysInHand(record=work.key, backup=work.key)
    restore(work.folder / "other.db", work.path, NOW, keys=keys)


@pytest.fixture(params=[ONE_IN, pytest.param(1, marks=pytest.mark.long)], ids=["some", "every"])
def step(request: pytest.FixtureRequest) -> int:
    """From one failing thing to the next."""
    return int(request.param)


@dataclass(frozen=True)
class Walk:
    """How a folder begins, what is done in it, and with which key."""

    begin: Callable[[Work], None]
    do: Callable[[Work], None]
    key: DataKey | None = None


@pytest.mark.timeout(300)
@pytest.mark.parametrize("trouble", Trouble, ids=lambda each: each.name)
@pytest.mark.parametrize(
    "walk",
    [
        Walk(nothing, open_and_close),
        Walk(half_a_session, open_and_close),
        Walk(half_a_session, go_on),
        Walk(an_older_record, open_and_close),
        Walk(half_a_session, copy_meanwhile),
        Walk(a_record_and_another, put_the_other_in_its_place),
        pytest.param(Walk(half_a_session, go_on, KEY), marks=SEALED),
        pytest.param(Walk(a_record_and_another, put_the_other_in_its_place, KEY), marks=SEALED),
    ],
    ids=["make", "open", "append", "migrate", "back up", "restore", "sealed", "sealed restore"],
)
def test_whatever_the_disk_refuses_nothing_is_lost(
    walk: Walk, trouble: Trouble, step: int, tmp_path: Path
) -> None:
    start = Work(tmp_path / "start", walk.key)
    start.folder.mkdir()
    walk.begin(start)
    for fails_at in range(1 + list(Trouble).index(trouble), STEPS_AT_MOST, step):
        folder = Path(shutil.copytree(start.folder, tmp_path / str(fails_at)))
        disk = FailingDisk(folder, trouble, fails_at)
        work = start.again_on(folder, disk)
        with failing(disk), in_words(disk):
            walk.do(work)
        if trouble is Trouble.CUT:
            disk.power_returns()
        assert_nothing_lost(work)
        if not disk.failed:
            return
        shutil.rmtree(folder)
    pytest.fail("it never got through")


@contextmanager
def in_words(disk: FailingDisk) -> Iterator[None]:
    """Let a record's fault pass that came of the failing disk and is in plain words."""
    try:
        yield
    except RecordFault as fault:
        assert_plain(fault)
        assert disk.failed


def assert_nothing_lost(work: Work) -> None:
    """Everything acknowledged is there, nothing but the next entry besides, and work goes on."""
    holds = work.path
    with open_record(work.path, work.key) as record:
        log = SessionLog(record)
        log.append("after", whole_session("after")[:3])
        if log.read("s-9"):
            (holds,) = work.folder.glob("*-before-*.db")
    assert check(work.path, key=work.key).state is State.INTACT
    with open_history(holds, work.key) as history:
        for session, saved in work.saved.items():
            entries = list(SessionLog(history).read(session))
            assert entries[: len(saved)] == saved
            assert len(entries) <= len(saved) + 1
