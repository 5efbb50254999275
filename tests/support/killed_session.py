"""A program that plays simulated sessions, one after another, until it is killed.

Each run goes on with what the last one left: a session that is not signed yet is resumed in its
phase, and where there is none the next is opened. What has been shown is reported over a pipe.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from devices.catalog import find as find_driver
from devices.simulator import Simulation, simulated_devices
from kapmonitor.clock import LoopClock
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.rehearsal import THERAPIST, Players
from kapmonitor.room import Outlets, Room
from kapmonitor.runtime import PacedLoop
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.evolve import fold
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Intent
from kapmonitor.session.phase import phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Origin
from kapmonitor.supervisor import DeviceSource
from tests.support.builders import START, opening

SPEED = 3000.0
"""Simulated seconds a second: a session of three hours in a few."""
AWAY = timedelta(seconds=20)
# Read where this module is imported, so that a program forked after that begins at once.
SCENARIO = find_scenario("strap_three_hours")
OPENING = opening()


class Shown(NamedTuple):
    """What a person was shown: the last entry, its digest, and the phase."""

    session: str
    seq: int
    digest: str
    phase: str


def play_on(folder: Path, report: Connection) -> None:
    """Play session after session until killed."""
    with asyncio.Runner(loop_factory=lambda: PacedLoop(SPEED)) as runner:
        while True:
            runner.run(_one_session(folder, report.send))


def left_behind(record: Record) -> Session | None:
    """Return the session that is not signed yet, if there is one."""
    newest = Library(record).sessions(limit=1)
    if not newest or newest[0].signed is not None:
        return None
    return fold(SessionLog(record).read(newest[0].id))


async def _one_session(folder: Path, tell: Callable[[Shown], None]) -> None:
    with open_record(folder / FILE_NAME) as record:
        left = left_behind(record)
        newest = Library(record).sessions(limit=1)
        number = int(newest[0].id) + 1 if newest else 1
    async with simulated_devices(SCENARIO, seed=number) as simulation:
        play = _Play(folder, simulation, tell, left or number)
        play.room.open()
        try:
            play.begin()
            people = Players(SCENARIO, simulation, see=play.see, submit=play.submit, seed=number)
            # Words of an earlier run keep their numbers; nobody else has used numbers this high.
            people._memory.words = play.see()[0].next_seq  # noqa: SLF001  people forget when killed
            await people.play()
        finally:
            await play.room.close()


class _Play:
    """A room in which one session is played, from where it was left."""

    def __init__(
        self,
        folder: Path,
        simulation: Simulation,
        tell: Callable[[Shown], None],
        left: Session | int,
    ) -> None:
        """Go on with what was left, or with a new session of this number, a day for each."""
        self._devices = {device.address: device for device in simulation.devices}
        self._tell = tell
        self._left = left
        self._told = 0
        start = START + timedelta(days=left) if isinstance(left, int) else left.last.utc + AWAY
        clock = LoopClock(start, asyncio.get_running_loop().time)
        outlets = Outlets(snapshot=self._shown, pressure=lambda _pressure: None)
        self.room = Room(folder, clock, outlets, resolve=self._resolve)

    def begin(self) -> None:
        """Resume what was left, or open a new session."""
        if isinstance(self._left, int):
            opened = replace(OPENING, session=f"{self._left:04}")
            self.submit(opened, THERAPIST, _accepted)
        else:
            self.room.resume(self._left.id, THERAPIST, _accepted)

    def see(self) -> tuple[Session, Instant, str]:
        """Return what the people look at."""
        assert self.room.session is not None
        return self.room.session, self.room.now(), self.room.head

    def submit(self, intent: Intent, origin: Origin, done: Callable[[Answer], None]) -> None:
        """Do what the people do."""
        self.room.submit(intent, origin, done)

    def _shown(self, snapshot: Snapshot) -> None:
        session = snapshot.session
        if session is not None and session.next_seq - 1 > self._told:
            self._told = session.next_seq - 1
            self._tell(Shown(session.id, self._told, snapshot.head, phase_of(session)))

    def _resolve(self, assigned: DeviceAssigned) -> DeviceSource:
        device = self._devices[assigned.address]
        return DeviceSource(
            role=assigned.role,
            driver=find_driver(device.driver),
            address=device.address,
            title=device.title,
            transport=lambda _tell: device.connect(),
            simulated=True,
        )


def _accepted(answer: Answer) -> None:
    assert answer == Answer(), answer
