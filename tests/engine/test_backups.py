"""Backups by the practice's rule: after a session, never beside one, noted when they stand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kapmonitor.backups import DAILY, EACH_SESSION, OFF, BackupState, Care
from kapmonitor.clock import ClockReading, SystemClock
from kapmonitor.port import Answer
from kapmonitor.practice import Practice
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.log import SessionLog
from kapmonitor.record.practice import BackupMade, PracticeLog, SettingChanged
from kapmonitor.record.session_index import SessionRow
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.intent import CloseWithoutDose
from kapmonitor.settings import Settings, save
from kapmonitor.supervisor import DeviceSource
from tests.record.examples import THERAPIST, whole_session
from tests.support.builders import opening


def no_devices(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("no device takes part here")


class At:
    """The computer's clock, some days later."""

    zone = None

    def __init__(self, days: float) -> None:
        self._later = timedelta(days=days)

    def read(self) -> ClockReading:
        now = SystemClock().read()
        return ClockReading(now.utc + self._later, now.monotonic_s)


@asynccontextmanager
async def room(folder: Path, away: Path, when: str, *, days: float = 0) -> AsyncIterator[Room]:
    """Yield an open room that keeps backups by a rule."""
    save(folder, Settings(backup_when=when, backup_folder=str(away)))
    around = Surroundings(backed_up=True)
    outlets = Outlets(snapshot=lambda _: None, pressure=lambda _: None)
    made = Room(folder, At(days), outlets, resolve=no_devices, around=around)
    made.open()
    try:
        await settled(made)
        yield made
    finally:
        await made.close()


async def settled(made: Room) -> BackupState:
    """Let a backup that has begun come to its end."""
    for _ in range(3):
        await asyncio.sleep(0)
    await made._backups.finish()  # noqa: SLF001  nothing else tells its end
    found = asked(made, Care.state)
    assert isinstance(found, BackupState)
    return found


def asked(made: Room, ask: Callable[[Care], object]) -> object:
    """Return what the practice's care for backups answers, or raises."""
    found: list[object] = []

    def at_work(practice: Practice) -> object:
        assert practice.care is not None
        return ask(practice.care)

    made.practice(at_work, found.append)
    return found[0]


def sessions(made: Room) -> list[str]:
    found: list[tuple[SessionRow, ...] | Exception] = []
    made.practice(lambda practice: practice.sessions(), found.append)
    assert isinstance(found[0], tuple)
    return [row.id for row in found[0]]


def begin(care: Care) -> BackupState:
    return care.begin(THERAPIST)


async def held_session(made: Room, session: str) -> None:
    """Open a session, close it without a dose and put it away."""
    told: list[Answer] = []
    made.submit(replace(opening(), session=session), THERAPIST, told.append)
    made.submit(CloseWithoutDose(reason="Unwell."), THERAPIST, told.append)
    assert told == [Answer(), Answer()]
    assert await made.leave() == Answer()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


async def test_after_each_session_one_is_made_proved_and_noted(tmp_path: Path) -> None:
    away = tmp_path / "away"
    async with room(tmp_path, away, EACH_SESSION) as made:
        assert (await settled(made)).last is None, "there is nothing to lose yet"
        await held_session(made, "s-1")
        found = await settled(made)
        assert (found.fault, found.copies) == ("", 1)
        assert found.last is not None
    (copy,) = away.iterdir()
    assert check(copy).state is State.INTACT
    assert check(copy).sessions == 1
    async with room(tmp_path, away, EACH_SESSION) as made:
        assert (await settled(made)).copies is None, "nothing new: none was made"


async def test_a_session_that_was_never_backed_up_is_at_the_next_start(tmp_path: Path) -> None:
    with open_record(tmp_path / FILE_NAME) as record:
        SessionLog(record).append("s-1", whole_session())
    async with room(tmp_path, tmp_path / "away", DAILY) as made:
        assert (await settled(made)).copies == 1
        await held_session(made, "s-2")
        assert (await settled(made)).copies == 1, "once a day is enough"
    async with room(tmp_path, tmp_path / "away", DAILY, days=1.1) as made:
        assert (await settled(made)).copies == 2


async def test_none_is_made_where_nobody_asked_or_while_a_session_is_open(tmp_path: Path) -> None:
    for when in ("", OFF):
        async with room(tmp_path, tmp_path / "away", when) as made:
            await held_session(made, f"s-{when}")
            assert (await settled(made)).last is None
    async with room(tmp_path, tmp_path / "away", OFF) as made:
        told: list[Answer] = []
        made.submit(opening(), THERAPIST, told.append)
        assert told == [Answer()]
        assert "wait until it is over" in str(asked(made, begin))
    assert names(tmp_path / "away") == []


async def test_a_folder_that_takes_nothing_is_told_and_the_next_try_is_noted(
    tmp_path: Path,
) -> None:
    away = tmp_path / "away"
    away.write_text("a file stands in the folder's place")
    async with room(tmp_path, away, OFF) as made:
        await held_session(made, "s-1")
        asked(made, begin)
        failed = await settled(made)
        assert "Its folder is not there and cannot be made" in failed.fault
        assert failed.last is None
        away.unlink()
        asked(made, begin)
        found = await settled(made)
        assert (found.fault, found.copies) == ("", 1)
    with open_record(tmp_path / FILE_NAME) as record:
        entry = PracticeLog(record).latest(BackupMade)
    assert entry is not None
    assert entry.origin == THERAPIST


async def test_a_disk_that_is_not_plugged_in_is_not_made_up_on_another(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    async with room(tmp_path, stick / "backups", EACH_SESSION) as made:
        await held_session(made, "s-1")
        assert "Its folder is not there" in (await settled(made)).fault
    assert not stick.exists()


async def test_the_rule_is_recorded_with_who_made_it(tmp_path: Path) -> None:
    async with room(tmp_path, tmp_path, "") as made:
        where = str(tmp_path / "elsewhere")
        found = asked(made, lambda care: care.keep_rule(DAILY, where, THERAPIST))
        assert isinstance(found, BackupState)
        assert (found.when, found.folder) == (DAILY, where)
    with open_record(tmp_path / FILE_NAME) as record:
        changes = PracticeLog(record).changes()
    assert [(each.event, each.origin) for each in changes] == [
        (SettingChanged(name="backup.when", before="", after=DAILY), THERAPIST),
        (SettingChanged(name="backup.folder", before=str(tmp_path), after=where), THERAPIST),
    ]


async def test_a_backup_put_back_is_the_record_at_once_and_not_while_a_session_is_open(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, tmp_path / "away", EACH_SESSION) as made:
        await held_session(made, "s-1")
        await settled(made)
        (copy,) = (tmp_path / "away").iterdir()
        save(tmp_path, Settings())
        await held_session(made, "s-2")
        assert "lacks entries of s-2" in str(asked(made, lambda care: care.less(copy)))
        asked(made, lambda care: care.put_back(copy, THERAPIST))
        assert sessions(made) == ["s-1"]
        await held_session(made, "s-3")
        assert sessions(made) == ["s-3", "s-1"]
        assert sum("before" in name for name in names(tmp_path)) == 1
        bad = tmp_path / "bad.db"
        bad.write_bytes(copy.read_bytes()[:5000])
        assert "damaged" in str(asked(made, lambda care: care.put_back(bad, THERAPIST)))
        assert sessions(made) == ["s-3", "s-1"]
    assert check(tmp_path / FILE_NAME).state is State.INTACT
