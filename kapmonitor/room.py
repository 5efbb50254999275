"""Everything that runs on the engine's loop for one data folder.

The room opens the record, holds at most one session with its engine and devices, and answers the
window's port. It joins parts and decides nothing: what a session permits is the core's, what a
device does is the supervisor's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kapmonitor.backups import Backups, Care, PutBack, erased_and_back, keys_in_hand
from kapmonitor.clock import Clock
from kapmonitor.devices_of_session import DevicesOfSession
from kapmonitor.doorkeeper import Doorkeeper
from kapmonitor.engine import Done, Engine
from kapmonitor.host_watch import HostWatch
from kapmonitor.kept_secrets import KeptSecrets
from kapmonitor.language import mark, say
from kapmonitor.link_of_session import LinkOfSession
from kapmonitor.pairing.bench import Bench
from kapmonitor.pairing.habit import Waits
from kapmonitor.pairing.reach import real_reach
from kapmonitor.port import Answer, Snapshot, SoundDesk
from kapmonitor.practice import Practice
from kapmonitor.record.backup import restore
from kapmonitor.record.connect import FILE_NAME, Record
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.encrypting import open_settled
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.log import SessionLog
from kapmonitor.record.practice import PracticeLog, RecordAccessed, RecordRestored
from kapmonitor.session.event import (
    DeviceAssigned,
    Entry,
)
from kapmonitor.session.evolve import fold
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    Asked,
    HostReport,
    Intent,
    OpenSession,
    ResumeSession,
)
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Origin
from kapmonitor.settings import SettingsFault, heads_elsewhere
from kapmonitor.settings import load as load_settings
from kapmonitor.supervisor import DeviceSource
from kapmonitor.surroundings import Outlets, Surroundings
from kapmonitor.telehealth.kept_root import Roots
from kapmonitor.telehealth.view import TelehealthDesk

__all__ = ["Outlets", "Room", "Surroundings"]

NOTHING_OPEN = mark("No session is open.")
STILL_OPEN = mark("A session is still open. End it first.")
NO_SUCH_SESSION = mark("The record has no such session. Nothing was changed.")
TICK_S = 1.0
"""How often a session hears that time has passed."""

T = TypeVar("T")


class _Journal:
    """One session's place in the record."""

    def __init__(self, log: SessionLog, session: str) -> None:
        self._log = log
        self._session = session

    def append(self, entries: tuple[Entry, ...]) -> str:
        return self._log.append(self._session, entries).digest


class Room:
    """One data folder at work. Use from the engine's loop only."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        outlets: Outlets,
        *,
        resolve: Callable[[DeviceAssigned], DeviceSource],
        around: Surroundings | None = None,
    ) -> None:
        self._folder = folder
        self._key = around.key if around is not None else None
        self._secrets = KeptSecrets(folder, key=self._key)
        self._door = Doorkeeper(self._secrets, clock)
        self._clock = clock
        self._outlets = outlets
        self._host = around.host if around is not None else None
        self._sound = around.sound if around is not None else None
        self.tick_s = TICK_S
        reach = around.reach if around is not None else None
        self._devices = DevicesOfSession(clock, outlets, resolve)
        self.bench = Bench(reach or real_reach(), outlets.bench, self._devices.memories.tested)
        self._waits = Waits(folder)
        self._watch: HostWatch | None = None
        self._record: Record | None = None
        self._engine: Engine | None = None
        self._link = LinkOfSession(folder, clock, self._show, around or Surroundings())
        self._tasks: list[asyncio.Task[None]] = []
        self._ending: asyncio.Task[None] | None = None
        self._backed_up = around is not None and around.backed_up
        self._backups = Backups(folder, clock, lambda: self._engine is not None)
        self._rule: asyncio.Task[None] | None = None

    @property
    def session(self) -> Session | None:
        """Return the open session, durable entries only."""
        return self._engine.session if self._engine is not None else None

    @property
    def head(self) -> str:
        """Return the digest of the open session's last entry."""
        return self._engine.head if self._engine is not None else ""

    def now(self) -> Instant:
        """Return the present instant of the open session."""
        if self._engine is None:
            return Instant(self._clock.read().utc, 0.0)
        return self._engine.now()

    def open(self) -> None:
        """Open the record, only to read where it cannot be written. Raises RecordFault."""
        self._open_record()
        if self._sound is not None:
            self._sound.changed = self._show
            with suppress(SettingsFault):  # the first page tells of it
                self._sound.choose(load_settings(self._folder).sound_output)
        if self._backed_up:
            self._rule = asyncio.create_task(self._backups.run(self._opened), name="backups")
        self._show()

    def rewrite(self, write: Callable[[], DataKey]) -> None:
        """Let the closed record be written anew, and open it. Raises ValueError, RecordFault."""
        self._backups.against()
        self._opened().close()
        try:
            self._key = self._secrets.key = write()
        finally:
            self._open_record()

    def _open_record(self) -> None:
        also = heads_elsewhere(self._folder)
        self._record = open_settled(self._folder / FILE_NAME, self._key, also=also)
        with suppress(OSError):  # tried again at the next start
            Roots(self._folder, self._key).seal()

    async def close(self) -> None:
        """Let the devices go, then the session, then the record."""
        await self._leave_session()
        await self.bench.close()
        if self._rule is not None:
            self._rule.cancel()
        await self._backups.finish()
        if self._sound is not None:
            await self._sound.close()
        if self._record is not None:
            self._record.close()
            self._record = None

    def submit(self, intent: Intent, origin: Origin, done: Done) -> None:
        """Take an intent of a person."""
        if isinstance(intent, OpenSession):
            self._open_session(intent, origin, done)
        elif self._engine is None:
            done(Answer((say(NOTHING_OPEN),)))
        else:
            self._engine.post(Asked(intent=intent, origin=origin), done)

    def resume(self, session_id: str, origin: Origin, done: Done) -> None:
        """Go on with a session that was left unfinished, or open a signed one to amend it."""
        if self._engine is not None:
            done(Answer((say(STILL_OPEN),)))
            return
        if refusals := self._only_read():
            done(Answer(refusals))
            return
        log = SessionLog(self._opened())
        try:
            entries = log.read(session_id)
            head = log.head(session_id).digest
        except RecordFault as fault:
            done(Answer((str(fault),)))
            return
        if not entries:
            done(Answer((say(NO_SUCH_SESSION),)))
            return
        session = fold(entries)
        engine = self._start_engine(session_id)
        self._devices.memories.follow(entries)
        gap = engine.resume(session, head)
        if session.signed_by is not None:  # nothing goes on: it is open for amendments only
            opened = RecordAccessed(session=session_id, how="opened_to_amend")
            self.practice(lambda practice: practice.note(opened, origin), _told_elsewhere)
            engine.show()
            done(Answer())
            return
        self._devices.attach_again(session)
        self._link.resume(session, origin, engine, self._key)
        engine.post(Asked(intent=ResumeSession(gap_s=gap), origin=origin), done)

    async def leave(self) -> Answer:
        """Put a finished session away, so that another can be opened."""
        if self._engine is not None and not _finished(self._engine.session):
            return Answer((say(STILL_OPEN),))
        if coming := self._link.against_leaving():
            return Answer(coming)
        await self._leave_session()
        if self._backed_up:
            self._backups.begin_if_due(self._opened())
        self._show()
        return Answer()

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        """Run `ask` beside the record and hand over what it returns or raises."""
        try:
            answer: T | Exception = ask(self._practice())
        except Exception as fault:  # noqa: BLE001  told to whoever asked
            answer = fault
        done(answer)

    def _practice(self) -> Practice:
        care = Care(self._backups, self._opened(), self._put_back)
        return Practice(self._opened(), self._folder, self._clock, self._door, care)

    def _put_back(self, backup: Path, origin: Origin) -> PutBack:
        """Let a backup take the record's place, while no session is open. Raises RecordFault."""
        record, at = self._opened(), self._clock.read().utc
        keys, also = keys_in_hand(backup, record.key), heads_elsewhere(self._folder)
        record.close()
        try:
            copied = restore(backup, record.path, at, also=also, keys=keys)
        finally:
            self._open_record()
        PracticeLog(self._opened()).append(RecordRestored(entries=copied.entries), at, origin)
        return PutBack(copied=copied, erased=erased_and_back(self._opened(), also))

    def sound(self, ask: Callable[[SoundDesk], None]) -> None:
        """Ask something of alarm sound, where there may be any."""
        if self._sound is not None:
            ask(self._sound)

    def telehealth(self, ask: Callable[[TelehealthDesk], None], origin: Origin) -> None:
        """Ask something of the telehealth link in a person's name, where a session is open."""
        if self._engine is not None:
            self._link.ask(ask, origin, self._engine, self._key)

    def window_alive(self) -> None:
        """Pass on that the window answers."""
        if self._watch is not None:
            self._watch.window_alive()

    def _show(self) -> None:
        """Publish how things stand."""
        if self._engine is not None:
            self._engine.show()
        else:
            self._publish(Snapshot(utc=self._clock.read().utc))

    def _publish(self, snapshot: Snapshot) -> None:
        """Let what is to be heard be heard, then shown."""
        if self._sound is not None:
            self._sound.follow(snapshot, self._post_soon)
            snapshot = replace(snapshot, sound=self._sound.state)
        self._outlets.snapshot(self._link.shown_in(snapshot))

    def _post_soon(self, report: HostReport) -> None:
        if self._engine is not None:
            asyncio.get_running_loop().call_soon(self._engine.post, report)

    def _opened(self) -> Record:
        if self._record is None:
            raise RuntimeError("The room has not been opened.")
        return self._record

    def _only_read(self) -> tuple[str, ...]:
        """Return why no session can go on here, where the record can only be read."""
        record = self._opened()
        return (str(record.refusal),) if record.read_only else ()

    def _open_session(self, intent: OpenSession, origin: Origin, done: Done) -> None:
        if self._engine is not None:
            done(Answer((say(STILL_OPEN),)))
            return
        if refusals := self._only_read():
            done(Answer(refusals))
            return
        engine = self._start_engine(intent.session)

        def answered(answer: Answer) -> None:
            if answer.refusals:
                self._ending = asyncio.create_task(self._leave_session())
            done(answer)

        engine.post(Asked(intent=intent, origin=origin), answered)

    def _start_engine(self, session_id: str) -> Engine:
        journal = _Journal(SessionLog(self._opened()), session_id)
        engine = Engine(journal, self._clock, self._publish, on_entries=self._carry_out)
        self._engine = engine
        self._devices.begin(engine)
        self._tasks = [asyncio.create_task(engine.run(self.tick_s), name="engine")]
        if self._host is not None:
            self._watch = HostWatch(self._host, engine.post)
            self._tasks.append(asyncio.create_task(self._watch.run(), name="host watch"))
        return engine

    def _carry_out(self, session: Session, entries: tuple[Entry, ...], saved: bool) -> None:
        if self._engine is None:  # put away: nothing acts any more
            return
        self._devices.follow(session, entries, saved=saved)
        self._link.follow(session, entries, saved=saved)
        self._waits.follow(entries)

    async def _leave_session(self) -> None:
        tasks, self._tasks = self._tasks, []
        engine, self._engine = self._engine, None
        self._watch = None
        await self._link.close()
        await self._devices.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if engine is not None:
            engine.last_try()


def _told_elsewhere(_answer: Exception | None) -> None:
    """The record's state is in every snapshot."""


def _finished(session: Session | None) -> bool:
    return session is None or session.ended is not None
