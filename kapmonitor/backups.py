"""Backups by the practice's own rule: when one is due, where it goes, how it went, the way back.

A backup is made and proved in a thread of its own, never while a session is open, and noted in
the practice's stream when it stands. Its name says when it was made; none is ever removed here:
what they hold is shown, and a person removes them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kapmonitor.clock import Clock
from kapmonitor.language import mark, say
from kapmonitor.record.backup import BackupFault, Copied, KeysInHand, back_up, lost_by
from kapmonitor.record.connect import Record
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.erasure import erased_before
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.heads import beside, erased
from kapmonitor.record.practice import BackupMade, PracticeLog, SessionHeadNoted, SettingChanged
from kapmonitor.record.seal import is_plain
from kapmonitor.record.tables import HOME, PRACTICE, is_session
from kapmonitor.record.unlocking import locked_by
from kapmonitor.session.vocabulary import Origin
from kapmonitor.settings import SettingsFault, load, save

OFF, DAILY, EACH_SESSION = "off", "day", "session"
LOOK_EVERY_S = 600.0
SESSION_OPEN = mark("A session is open. Backups and restoring wait until it is over.")
AT_WORK = mark("A backup is being made. Wait until it stands.")
ANOTHER_KEY = mark(
    "This backup opens with another key than the record. Nothing was changed. Put it back with "
    "kapmonitor restore, which asks for its secret."
)
NO_FOLDER = mark("Say first into which folder backups go.")
_OWN = re.compile(r"kapmonitor-\d{8}-\d{6}\.db")
_LISTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How the practice stands with its backups."""

    when: str
    folder: str
    last: datetime | None
    """When the last proved one was noted."""
    now: datetime
    anything: bool
    """Whether there is any session to lose."""
    running: bool = False
    fault: str = ""
    """Why the last try failed, in a sentence."""
    copies: int | None = None
    """How many backups the folder holds; None: not looked at yet."""
    octets: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """What a restored record holds."""

    copied: Copied
    erased: tuple[str, ...] = ()
    """The pseudonyms of those who had been erased since, and are back with it."""


class Backups:
    """The backups of one open record. Use from the engine's loop only."""

    def __init__(self, folder: Path, clock: Clock, busy: Callable[[], bool]) -> None:
        """`busy`: whether a session is open."""
        self._folder = folder
        self._clock = clock
        self._busy = busy
        self._fault = ""
        self._held: tuple[int, int] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Return whether one is being made."""
        return self._task is not None and not self._task.done()

    def state(self, record: Record) -> BackupState:
        """Return how things stand. Raises RecordFault, SettingsFault."""
        settings, log = load(self._folder), PracticeLog(record)
        last = log.latest(BackupMade)
        copies, octets = self._held or (None, 0)
        return BackupState(
            when=settings.backup_when,
            folder=settings.backup_folder,
            last=last.utc if last else None,
            now=self._clock.read().utc,
            anything=log.latest(SessionHeadNoted) is not None,
            running=self.running,
            fault=self._fault,
            copies=copies,
            octets=octets,
        )

    def due(self, record: Record) -> bool:
        """Return whether the practice's rule asks for one now. Raises RecordFault."""
        try:
            settings = load(self._folder)
        except SettingsFault:  # the first page tells of it
            return False
        if settings.backup_when not in {DAILY, EACH_SESSION} or not settings.backup_folder:
            return False
        log = PracticeLog(record)
        last, newest = log.latest(BackupMade), log.latest(SessionHeadNoted)
        if newest is None or last is None:
            return newest is not None
        old_enough = self._clock.read().utc - last.utc >= timedelta(days=1)
        return newest.seq > last.seq and (old_enough or settings.backup_when == EACH_SESSION)

    @property
    def folder(self) -> Path:
        """Return the data folder."""
        return self._folder

    def against(self) -> None:
        """Raise ValueError with the reason why just now nothing can be made or put back."""
        if self._busy():
            raise ValueError(say(SESSION_OPEN))
        if self.running:
            raise ValueError(say(AT_WORK))

    def begin(self, record: Record, origin: Origin | None = None) -> None:
        """Begin one now, in a thread of its own. Raises ValueError with the reason against it."""
        self.against()
        named = load(self._folder).backup_folder
        if not named:
            raise ValueError(say(NO_FOLDER))
        self._task = asyncio.create_task(self._make(record, Path(named).expanduser(), origin))

    def begin_if_due(self, record: Record) -> None:
        """Begin one where the rule asks for it and nothing stands against it."""
        try:
            at_rest = not self._busy() and not self.running and not record.read_only
            if at_rest and self.due(record):
                self.begin(record)
        except (RecordFault, SettingsFault) as fault:
            self._fault = str(fault)

    async def run(self, record: Callable[[], Record]) -> None:
        """Look now and then whether one is due, until cancelled."""
        while True:
            self.begin_if_due(record())
            await asyncio.sleep(LOOK_EVERY_S)

    async def finish(self) -> None:
        """Wait for the one that is being made."""
        if self._task is not None:
            await self._task

    async def count(self) -> None:
        """Look what the folder holds; a folder that does not answer holds nobody up."""
        named = load(self._folder).backup_folder
        self._held = await asyncio.to_thread(held, named) if named else None

    async def _make(self, record: Record, folder: Path, origin: Origin | None) -> None:
        target = folder / f"kapmonitor-{self._clock.read().utc:%Y%m%d-%H%M%S}.db"
        try:
            copied = await asyncio.to_thread(_made, record.path, target, record.key)
            fact = BackupMade(entries=copied.entries)
            PracticeLog(record).append(fact, self._clock.read().utc, origin)
            self._fault = ""
        except RecordFault as fault:
            self._fault = str(fault)
        await self.count()


class Care:
    """What a person may ask about backups: the rule, one now, and the way back."""

    def __init__(
        self, backups: Backups, record: Record, put_back: Callable[[Path, Origin], PutBack]
    ) -> None:
        self._backups = backups
        self._record = record
        self._put_back = put_back
        self._counting: asyncio.Task[None] | None = None

    def state(self) -> BackupState:
        """Return how things stand. Raises RecordFault, SettingsFault."""
        return self._backups.state(self._record)

    def count(self) -> BackupState:
        """Let somebody look what the folder holds; a later state tells. Raises as `state`."""
        self._counting = asyncio.create_task(self._backups.count())
        return self.state()

    def begin(self, origin: Origin) -> BackupState:
        """Begin a backup now. Raises ValueError with the reason against it."""
        self._backups.begin(self._record, origin)
        return self.state()

    def keep_rule(self, when: str, folder: str, origin: Origin) -> BackupState:
        """Keep when backups are made and where they go, and who said so.

        Raises SettingsFault, RecordFault.
        """
        before = load(self._backups.folder)
        save(self._backups.folder, replace(before, backup_when=when, backup_folder=folder))
        log, now = PracticeLog(self._record), self.state().now
        for name, was, then in (
            ("backup.when", before.backup_when, when),
            ("backup.folder", before.backup_folder, folder),
        ):
            if was != then:
                log.append(SettingChanged(name=name, before=was, after=then), now, origin)
        self._backups.begin_if_due(self._record)
        return self.state()

    def less(self, backup: Path) -> str:
        """Return in words what a backup lacks. Raises RecordFault; ValueError as `begin`."""
        self._backups.against()
        keys = keys_in_hand(backup, self._record.key)
        return less(backup, self._record.path, keys)

    def put_back(self, backup: Path, origin: Origin) -> PutBack:
        """Let a backup take the record's place; what was there is kept beside it.

        Raises ValueError as `begin`, RecordFault.
        """
        self._backups.against()
        return self._put_back(backup, origin)


def held(named: str) -> tuple[int, int] | None:
    """Return how many backups a folder holds and their octets; None where it cannot be read."""
    try:
        there = Path(named).expanduser().iterdir()
        sizes = [each.stat().st_size for each in there if _OWN.fullmatch(each.name)]
    except OSError:
        return None
    return len(sizes), sum(sizes)


def keys_in_hand(backup: Path, key: DataKey | None) -> KeysInHand:
    """Return what opens a backup, asking nobody: nothing, or the record's own key.

    Raises ValueError where it needs another one; RecordFault.
    """
    vault = locked_by(backup)
    if vault is None and (not backup.is_file() or is_plain(backup)):
        return KeysInHand(record=key)
    if key is not None and (vault is None or vault.keys.key == key.id):
        return KeysInHand(record=key, backup=key)
    raise ValueError(say(ANOTHER_KEY))


def erased_and_back(record: Record, also: Path | None) -> tuple[str, ...]:
    """Return the patients in a restored record who had been erased meanwhile. Raises RecordFault.

    `also`: the second place where heads are noted.
    """
    known = erased(beside(record.path)) | (erased(also) if also is not None else frozenset())
    return erased_before(record, known)


def less(backup: Path, record: Path, keys: KeysInHand) -> str:
    """Return in words what `backup` lacks of `record`; empty: nothing. Raises RecordFault."""
    lost = lost_by(backup, record, keys)
    if not lost:
        return ""
    practice = say("the practice (signatures, settings, exports)")
    named = [practice if each == PRACTICE else _named(each) for each in lost[:_LISTED]]
    if len(lost) > _LISTED:
        named.append(say("{count} more").format(count=len(lost) - _LISTED))
    return say("The backup is older: it lacks entries of {named}.").format(named=", ".join(named))


def _named(stream: str) -> str:
    """Return what a person calls a stream."""
    if is_session(stream):
        return stream
    return say("home readings of {patient}").format(patient=stream.removeprefix(HOME))


def _made(source: Path, target: Path, key: DataKey | None) -> Copied:
    try:
        # Not its parents as well: where a disk is not plugged in, they would be made on another.
        target.parent.mkdir(exist_ok=True)
    except OSError as fault:
        raise BackupFault(target, say("Its folder is not there and cannot be made.")) from fault
    return back_up(source, target, key)
