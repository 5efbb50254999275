"""An engine on its own: the real core and record, simulated time, and someone who watches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from devices.event import Measured
from devices.measurement import BloodPressure, Provenance
from kapmonitor.clock import LoopClock
from kapmonitor.engine import Engine
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.connect import FILE_NAME, open_history, open_record
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import Entry, MeasurementRecorded
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import Asked, DeviceReport, Intent
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from tests.support.builders import CUFF, START, THERAPIST, Course, blood_pressure
from tests.support.failing_journal import FailingJournal

SESSION = "s-1"


class Bench:
    """What happens to one engine, and what its record holds."""

    def __init__(self, path: Path, log: SessionLog, clock: LoopClock) -> None:
        self.path = path
        self.clock = clock
        self.journal = FailingJournal(log, SESSION)
        self.shown: list[Snapshot] = []
        self.carried: list[Entry] = []
        self.carried_unsaved: list[Entry] = []
        self.answers: list[Answer] = []
        self.engine = Engine(self.journal, clock, self.show, on_entries=self.carry_out)

    def show(self, snapshot: Snapshot) -> None:
        """Take what the window would take."""
        self.shown.append(snapshot)

    def carry_out(self, _session: Session, entries: tuple[Entry, ...], saved: bool) -> None:
        """Take what the supervisor would take."""
        (self.carried if saved else self.carried_unsaved).extend(entries)

    def ask(self, intent: Intent) -> Answer:
        """Have the therapist ask for or report something; return the answer."""
        before = len(self.answers)
        self.engine.post(Asked(intent=intent, origin=THERAPIST), self.answers.append)
        (answer,) = self.answers[before:]
        return answer

    def read(self, systolic: float, diastolic: float = 80.0) -> None:
        """Have the cuff report a reading."""
        self.engine.post(cuff_reading(systolic, diastolic))

    @property
    def durable(self) -> Session:
        """Return the session as the engine holds it, durable entries only."""
        assert self.engine.session is not None
        return self.engine.session

    @property
    def seen(self) -> Session:
        """Return the session as it was last shown."""
        assert self.shown[-1].session is not None
        return self.shown[-1].session

    def saved(self) -> tuple[Entry, ...]:
        """Return what the file holds, through a connection of its own."""
        with open_history(self.path) as record:
            return SessionLog(record).read(SESSION)


@asynccontextmanager
async def bench(folder: Path, course: Course | None = None) -> AsyncIterator[Bench]:
    """Yield a ticking engine, gone on from a course if one is given."""
    clock = LoopClock(course.at.utc if course else START, asyncio.get_running_loop().time)
    with open_record(folder / FILE_NAME) as record:
        log = SessionLog(record)
        made = Bench(record.path, log, clock)
        if course is not None:
            made.engine.resume(fold(course.entries), log.append(SESSION, course.entries).digest)
        task = asyncio.create_task(made.engine.run())
        try:
            yield made
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def cuff_reading(systolic: float, diastolic: float = 80.0) -> DeviceReport:
    """Return a cuff's report of a reading just taken."""
    measured = Measured(measurement=blood_pressure(systolic, diastolic), provenance=Provenance.LIVE)
    return DeviceReport(role=Role.CUFF, driver=CUFF, device="D", event=measured)


def systolics(entries: Iterable[Entry]) -> list[float | None]:
    """Return the systolic pressures recorded, in order."""
    recorded = (entry.event for entry in entries if isinstance(entry.event, MeasurementRecorded))
    return [
        event.measurement.systolic
        for event in recorded
        if isinstance(event.measurement, BloodPressure)
    ]
