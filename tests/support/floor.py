"""A floor of rooms and boards in one loop, over whatever broker is given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace

from kapmonitor.central.board_line import BoardLine
from kapmonitor.central.enrolment import Enrolment
from kapmonitor.central.publisher import Publisher, Said
from kapmonitor.central.roster import Role
from kapmonitor.central.told import Scene
from kapmonitor.central.view import BoardView, RoomTile
from kapmonitor.central.watcher import Moment
from kapmonitor.link.cable import Cables
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.port import Answer
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.session.decide import Refused
from kapmonitor.session.intent import Asked, Intent
from kapmonitor.session.vocabulary import Origin
from tests.support.builders import Course, dosed
from tests.support.rooms import Clinic, machine

WITHIN_S = 60.0
FIRST_MS = 1_795_000_000_000
MACHINES = (
    machine("room-1", Role.ROOM),
    machine("room-2", Role.ROOM),
    machine("lead", Role.SUPERVISOR),
    machine("wall", Role.BOARD),
    machine("stranger", Role.SUPERVISOR),
)


class Floor:
    """Rooms and boards in one loop, each with its own cable."""

    def __init__(self, cables: Cables, clinic: Clinic | None = None) -> None:
        self.cables = cables
        self.clinic = clinic or Clinic(MACHINES, absent={"stranger"})
        self.courses: dict[str, Course] = {}
        self.publishers: dict[str, Publisher] = {}
        self.boards: dict[str, BoardLine] = {}
        self.views: dict[str, BoardView] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self.rooms_set_ms = 0
        """How far the clocks of the rooms were set forward."""

    def now_ms(self) -> int:
        return FIRST_MS + round((self._loop.time() - self._began) * 1000)

    def open_room(self, name: str, course: Course) -> None:
        def submit(intent: Intent, origin: Origin, done: Callable[[Said], None]) -> None:
            try:
                course.give(Asked(intent=intent, origin=origin))
            except Refused as refused:
                done(Answer(refused.reasons))
            else:
                done(Answer())
            self.follow(name)

        self.courses[name] = course
        self.publishers[name] = Publisher(
            lambda: self.clinic.enrolment(name),
            lambda _known: self.cables,
            submit,
            lambda: self.now_ms() + self.rooms_set_ms,
        )
        self.follow(name)
        self.tasks[self.pulse_of(name)] = asyncio.create_task(self._pulse(name))
        self.tasks[name] = asyncio.create_task(self.publishers[name].run())

    @staticmethod
    def pulse_of(name: str) -> str:
        """Return what shows a room's session every second, as its engine does."""
        return f"{name}'s pulse"

    async def _pulse(self, name: str) -> None:
        while True:
            await asyncio.sleep(1)
            self.follow(name)

    def follow(self, name: str) -> None:
        course = self.courses[name]
        self.publishers[name].follow(Scene(session=course.session, at=course.at))

    def open_board(
        self,
        name: str,
        *,
        claims: Role | None = None,
        cables: Cables | None = None,
        fast_s: int = 0,
    ) -> None:
        """`claims`: what its own file says that it may do, whatever the roster says;
        `fast_s`: how far its clock is ahead."""

        def now() -> Moment:
            return Moment(self._loop.time(), self.now_ms() + fast_s * 1000)

        def tell(view: BoardView) -> None:
            self.views[name] = view

        def load() -> Enrolment:
            found = self.clinic.enrolment(name)
            return found if claims is None else replace(found, own=replace(found.own, role=claims))

        self.views.pop(name, None)
        self.boards[name] = BoardLine(load, lambda _known: cables or self.cables, now, tell)
        self.tasks[name] = asyncio.create_task(self.boards[name].run())

    async def close(self, name: str) -> None:
        for each in (self.pulse_of(name), name):
            if (task := self.tasks.pop(each, None)) is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    def tile(self, board: str, room: str) -> RoomTile | None:
        view = self.views.get(board)
        if view is None:
            return None
        return next((each for each in view.tiles if each.station == room), None)

    async def until(self, wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(WITHIN_S):
            while not wanted():
                await asyncio.sleep(0.02)
                for each in self.tasks.values():
                    if each.done():
                        each.result()

    async def until_current(self, board: str, room: str) -> RoomTile:
        def there() -> bool:
            tile = self.tile(board, room)
            return tile is not None and tile.current and tile.opened

        await self.until(there)
        found = self.tile(board, room)
        assert found is not None
        return found

    async def end(self) -> None:
        for name in list(self.tasks):
            await self.close(name)


def alarmed() -> Course:
    """Return a session with an unanswered alarm."""
    course = dosed()
    course.pass_s(60)
    course.read(178, 112)
    assert course.session.alarms
    return course


def in_memory(deed: Callable[[MemoryBroker], Coroutine[None, None, None]]) -> None:
    async def run() -> None:
        await deed(MemoryBroker())

    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        runner.run(run())
