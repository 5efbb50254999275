"""The window's end of the engine: the port, carried to the engine's thread.

Every call returns at once. What the engine answers comes back on its own thread; the window's
bridge takes it from there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, CuffPressureNow, Snapshot
from kapmonitor.runtime import MAX_SPEED, EngineThread, PacedLoop

if TYPE_CHECKING:  # the engine's parts are loaded on its own thread, while the window is painted
    from kapmonitor.pairing.bench import Bench, BenchView
    from kapmonitor.port import SoundDesk
    from kapmonitor.practice import Practice
    from kapmonitor.room import Outlets, Room
    from kapmonitor.session.intent import Intent
    from kapmonitor.session.vocabulary import Origin
    from kapmonitor.strongbox import Strongbox
    from kapmonitor.telehealth.view import TelehealthDesk

ENGINE_GONE = mark("The program's engine has stopped. Nothing more is recorded. Start it again.")
NO_STRONGBOX = mark("This record is not encrypted, and stays as it is: it is a simulated one.")

_log = logging.getLogger(__name__)

T = TypeVar("T")
Programme: TypeAlias = "Callable[[Outlets, Callable[[Room], None]], Coroutine[None, None, None]]"
"""What the engine's thread does: it makes rooms, says of each that it is at work, and returns."""


class Desk:
    """An `EnginePort` whose engine runs in a thread of its own."""

    def __init__(
        self,
        programme: Programme,
        *,
        make_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop,
    ) -> None:
        self._programme = programme
        self._strongbox: Strongbox | None = None
        """What keeps the key of the programme's record, where it may have one."""
        self._snapshot: Callable[[Snapshot], None] = _drop
        self._pressure: Callable[[CuffPressureNow], None] = _drop
        self._bench: Callable[[BenchView], None] = _drop
        self._failed: Callable[[BaseException], None] = _drop
        self._room: Room | None = None
        self._early: list[tuple[Callable[[Room], None], Callable[[str], None]]] = []
        """What waits for the room, each with how to tell that there will be none."""
        self._last = Snapshot()
        self._until: Callable[[Snapshot], bool] | None = None
        self._thread = EngineThread(self._run, failed=self._engine_failed, make_loop=make_loop)

    def subscribe(
        self,
        snapshot: Callable[[Snapshot], None],
        pressure: Callable[[CuffPressureNow], None],
    ) -> None:
        """Tell where snapshots and live pressures go; the newest snapshot comes at once."""
        self._snapshot, self._pressure = snapshot, pressure
        snapshot(self._last)

    def start(self, failed: Callable[[BaseException], None]) -> None:
        """Start the engine; `failed` hears, on its thread, why it stopped by itself."""
        self._failed = failed
        self._thread.start()

    def stop(self) -> bool:
        """Stop in order; return whether everything ended in time."""
        return self._thread.stop()

    def submit(self, intent: Intent, origin: Origin, done: Callable[[Answer], None]) -> None:
        """Ask or report something about the open session."""
        self._call(lambda room: room.submit(intent, origin, done), done)

    def resume(self, session: str, origin: Origin, done: Callable[[Answer], None]) -> None:
        """Go on with a session that was left unfinished, or open a signed one to amend it."""
        self._call(lambda room: room.resume(session, origin, done), done)

    def leave(self, done: Callable[[Answer], None]) -> None:
        """Put a finished session away, so that another can be opened."""

        def start(room: Room) -> None:
            task = asyncio.create_task(room.leave())
            task.add_done_callback(lambda ended: done(ended.result()))

        self._call(start, done)

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        """Run `ask` beside the record and hand over what it returns or raises."""

        def gone(why: str) -> None:
            done(RuntimeError(why))

        if not self._thread.call(
            lambda: self._in_room(lambda room: room.practice(ask, done), gone)
        ):
            gone(say(ENGINE_GONE))

    def strongbox(
        self, ask: Callable[[Strongbox], T], done: Callable[[T | Exception], None]
    ) -> None:
        """Run `ask` on what keeps the record's key, also while the record waits for it."""

        def gone(why: str) -> None:
            done(RuntimeError(why))

        def answer() -> None:
            if self._strongbox is not None:
                _answer(ask, self._strongbox, done)
            else:  # none yet, or none ever: known once the room is at work
                self._in_room(lambda _room: _answer(ask, self._strongbox, done), gone)

        if not self._thread.call(answer):
            gone(say(ENGINE_GONE))

    def sound(self, ask: Callable[[SoundDesk], None]) -> None:
        """Ask something of alarm sound."""
        self._thread.call(lambda: self._in_room(lambda room: room.sound(ask)))

    def telehealth(self, ask: Callable[[TelehealthDesk], None], origin: Origin) -> None:
        """Ask something of the telehealth link of the open session, in a person's name."""
        self._thread.call(lambda: self._in_room(lambda room: room.telehealth(ask, origin)))

    def bench(self, ask: Callable[[Bench], None]) -> None:
        """Ask something of the bench where devices are found and paired."""
        self._thread.call(lambda: self._in_room(lambda room: ask(room.bench)))

    def watch_bench(self, show: Callable[[BenchView], None]) -> None:
        """Tell where pictures of the bench go."""
        self._bench = show

    def window_alive(self) -> None:
        """Say that the window still answers."""
        self._thread.call(lambda: self._in_room(lambda room: room.window_alive()))

    def pace(self, speed: float) -> None:
        """Let a simulated session play at another speed; a real one keeps the world's."""
        self._thread.call(lambda: self._play(speed, None))

    def play_on(self, until: Callable[[Snapshot], bool]) -> None:
        """Let a simulated session play as fast as it can up to the snapshot that is waited for,
        and from there at the world's speed. `until` is asked on the engine's thread."""
        self._thread.call(lambda: self._play(MAX_SPEED, until))

    def _call(self, what: Callable[[Room], None], done: Callable[[Answer], None]) -> None:
        def gone(why: str) -> None:
            done(Answer((why,)))

        if not self._thread.call(lambda: self._in_room(what, gone)):
            gone(say(ENGINE_GONE))

    def _in_room(
        self, what: Callable[[Room], None], gone: Callable[[str], None] = lambda _why: None
    ) -> None:
        if self._room is not None:
            what(self._room)
        else:
            self._early.append((what, gone))

    async def _run(self) -> None:
        from kapmonitor.room import Outlets

        outlets = Outlets(
            snapshot=self._show,
            pressure=self._show_pressure,
            bench=self._show_bench,
            strongbox=self._keep_strongbox,
        )
        why = say(ENGINE_GONE)
        try:
            await self._programme(outlets, self._at_work)
        except Exception as fault:
            why = str(fault) or say(ENGINE_GONE)
            raise
        finally:
            self._room = None
            early, self._early = self._early, []
            for _what, gone in early:
                gone(why)

    def _at_work(self, room: Room) -> None:
        self._room = room
        early, self._early = self._early, []
        for what, _gone in early:
            what(room)

    def _play(self, speed: float, until: Callable[[Snapshot], bool] | None) -> None:
        self._until = until
        _pace(speed)

    def _show(self, snapshot: Snapshot) -> None:
        self._last = snapshot
        if self._until is not None and self._until(snapshot):
            self._play(1.0, None)
        self._snapshot(snapshot)

    def _show_pressure(self, pressure: CuffPressureNow) -> None:
        self._pressure(pressure)

    def _show_bench(self, view: BenchView) -> None:
        self._bench(view)

    def _keep_strongbox(self, strongbox: Strongbox) -> None:
        self._strongbox = strongbox

    def _engine_failed(self, fault: BaseException) -> None:
        _log.error("the engine stopped", exc_info=fault)
        self._failed(fault)


async def keep_open(room: Room, at_work: Callable[[Room], None]) -> None:
    """Open a room and keep it at work until cancelled. Raises RecordFault."""
    try:
        room.open()
        at_work(room)
        await asyncio.Event().wait()
    finally:
        await room.close()


def _answer(
    ask: Callable[[Strongbox], T],
    strongbox: Strongbox | None,
    done: Callable[[T | Exception], None],
) -> None:
    if strongbox is None:
        done(RuntimeError(say(NO_STRONGBOX)))
        return
    try:
        answer: T | Exception = ask(strongbox)
    except Exception as fault:  # noqa: BLE001  told to whoever asked
        answer = fault
    done(answer)


def _pace(speed: float) -> None:
    loop = asyncio.get_running_loop()
    if isinstance(loop, PacedLoop):
        loop.pace(speed)


def _drop(_what: object) -> None:
    """Nobody listens yet."""
