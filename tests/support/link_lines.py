"""Both ends on their cables in one loop, real time or simulated, with a disk and a record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from kapmonitor.link.cable import Cables
from kapmonitor.link.line import PatientLine, StationLine
from kapmonitor.link.message import Message, Symptom
from kapmonitor.link.patient import Now
from kapmonitor.link.peer import Arrived
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from tests.support.link_ends import Ends

WITHIN_S = 60.0


def in_no_time(what: Coroutine[Any, Any, None]) -> None:
    """Run something in simulated time."""
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        runner.run(what)


class Lines:
    """Both ends on their cables, in one loop; each can be ended as a crash would and started."""

    def __init__(self, folder: Path, for_patient: Cables, for_station: Cables) -> None:
        self.ends = Ends(folder)
        self._for_patient, self._for_station = for_patient, for_station
        self.told: list[tuple[str, object]] = []
        self.keep: Callable[[Sequence[Arrived]], None] = lambda _arrived: None
        """What else a record does when something arrives."""
        self.refuses: Callable[[Message], bool] = lambda _message: False
        """What the record does not take yet."""
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._patient: PatientLine
        self._station: StationLine
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def now_ms(self) -> int:
        self.ends.now_ms = 1_000_000 + round((self._loop.time() - self._began) * 1000)
        return self.ends.now_ms

    def now(self) -> Now:
        self.now_ms()
        return self.ends.theirs()

    def say(self, message: Message | None = None) -> None:
        self.ends.said += 1
        message = message or Symptom(code="s", text=str(self.ends.said))
        self._patient.do(self.ends.patient.say(message, self.now()))

    def ask(self, message: Message) -> None:
        """Let the therapist's side say something."""
        self._station.do(self.ends.station.say(message, self.now_ms()))

    def plug_patient(self) -> None:
        self._patient = PatientLine(
            self.ends.patient, self._for_patient, self.now, self._tells("patient")
        )
        self._tasks["patient"] = asyncio.create_task(self._patient.run())

    def plug_station(self) -> None:
        self._station = StationLine(
            self.ends.station, self._for_station, self.now_ms, self._commit, self._tells("station")
        )
        self._tasks["station"] = asyncio.create_task(self._station.run())

    async def crash_patient(self) -> None:
        await self.unplug("patient")
        self.ends.stop_patient()
        self.ends.start_patient()
        self.plug_patient()

    async def crash_station(self) -> None:
        await self.unplug("station")
        self.ends.start_station()
        self.plug_station()

    async def unplug(self, side: str) -> None:
        self._tasks[side].cancel()
        await asyncio.gather(self._tasks[side], return_exceptions=True)

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(WITHIN_S):
            while not done():
                await asyncio.sleep(0.02)
                for each in self._tasks.values():
                    if each.done():
                        each.result()

    def _commit(self, arrived: Sequence[Arrived]) -> list[int]:
        self.keep(arrived)
        kept = [each for each in arrived if not self.refuses(each.message)]
        self.ends.committed += kept
        return [each.number for each in kept]

    def _tells(self, side: str) -> Callable[[object], None]:
        return lambda told: self.told.append((side, told))

    async def close(self) -> None:
        for side in list(self._tasks):
            await self.unplug(side)
        self.ends.stop_patient()
