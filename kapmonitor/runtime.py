"""Event loops with a clock of their own, and the engine's thread.

All waiting below the window is the loop's: sleeps, polls, limits, backoff. So a loop whose time
runs faster makes a whole simulated session run faster, and one that jumps to its next timer
when idle runs it as fast as the machine can, with the same events in the same order. Only
watchdogs against stalls use real time.
"""

from __future__ import annotations

import asyncio
import selectors
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import FileDescriptorLike

MAX_SPEED = float("inf")
JOIN_LIMIT_S = 10.0
MADE_UP_S = 0.005
"""So much of waiting too long is made up for; more would hurry a server, which cannot be."""


class PacedSelector(selectors.BaseSelector):
    """A selector that waits 1/speed of what it is asked to, and tells the time accordingly.

    Time passes while it waits and stands while the loop works, and never goes beyond the timer
    that is waited for: a computer that is busy plays slower, and no stall of it looks like a
    silence, or a sleep, of many simulated seconds. At `MAX_SPEED` it never waits for a timer:
    simulated time jumps to it. Real input (another thread's wake-up, a socket) is still looked at
    on every turn, and waited for when there is no timer at all.
    """

    def __init__(self, speed: float) -> None:
        self._inner = selectors.DefaultSelector()
        self._speed = speed
        self._worlds_time = False
        self._passed = 0.0
        self._overslept_s = 0.0

    def now(self) -> float:
        """Return simulated seconds since the start."""
        return self._passed

    def pace(self, speed: float) -> None:
        """Go on at another speed from now; no moment is repeated and none is left out."""
        self._speed = speed

    def hold(self, *, worlds_time: bool) -> None:
        """Let time pass as in the world for now, if the speed is greater; or no longer."""
        self._worlds_time = worlds_time

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for input or the next timer."""
        if timeout is not None and timeout <= 0:
            return self._inner.select(timeout)
        speed = min(self._speed, 1.0) if self._worlds_time else self._speed
        if speed != MAX_SPEED:
            return self._wait(timeout, speed)
        ready = self._inner.select(None if timeout is None else 0)
        if not ready and timeout is not None:
            self._passed += timeout
        return ready

    def _wait(self, timeout: float | None, speed: float) -> list[tuple[selectors.SelectorKey, int]]:
        wanted_s = None
        if timeout is not None:
            wanted_s = max(0.0, timeout / speed - self._overslept_s)
        began = time.monotonic()
        ready = self._inner.select(wanted_s)
        waited_s = time.monotonic() - began
        passed = (waited_s + self._overslept_s) * speed
        if timeout is None:
            self._passed += waited_s * speed
        elif ready and passed < timeout:
            self._passed, self._overslept_s = self._passed + passed, 0.0
        else:  # what the system waits too long, by whole milliseconds, is waited less next time
            self._passed += timeout
            self._overslept_s = min(MADE_UP_S, max(0.0, passed - timeout) / speed)
        return ready

    def register(
        self, fileobj: FileDescriptorLike, events: int, data: Any = None
    ) -> selectors.SelectorKey:
        """Pass on to the real selector."""
        return self._inner.register(fileobj, events, data)

    def unregister(self, fileobj: FileDescriptorLike) -> selectors.SelectorKey:
        """Pass on to the real selector."""
        return self._inner.unregister(fileobj)

    def get_map(self) -> Mapping[FileDescriptorLike, selectors.SelectorKey]:
        """Pass on to the real selector."""
        return self._inner.get_map()

    def close(self) -> None:
        """Pass on to the real selector."""
        self._inner.close()


class PacedLoop(asyncio.SelectorEventLoop):
    """An event loop in simulated time: starts at zero, runs at `speed`."""

    def __init__(self, speed: float) -> None:
        self._paced = PacedSelector(speed)
        super().__init__(self._paced)

    def time(self) -> float:
        """Return simulated seconds."""
        return self._paced.now()

    def pace(self, speed: float) -> None:
        """Run at another speed from now on. Called on the loop's own thread."""
        self._paced.pace(speed)

    def hold(self, *, worlds_time: bool) -> None:
        """Let time pass as in the world for now; or no longer. Called on the loop's own thread."""
        self._paced.hold(worlds_time=worlds_time)


class EngineThread:
    """One thread with one loop, started and stopped in order.

    `main` runs until it returns or `stop` cancels it; whatever it raises is handed to `failed`
    on the engine's thread and never lost.
    """

    def __init__(
        self,
        main: Callable[[], Coroutine[Any, Any, None]],
        *,
        failed: Callable[[BaseException], None],
        make_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop,
    ) -> None:
        self._main = main
        self._failed = failed
        self._make_loop = make_loop
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        """Start the thread and wait until its loop accepts calls."""
        self._thread.start()
        self._ready.wait()

    def call(self, what: Callable[[], None]) -> bool:
        """Run `what` on the engine's loop; return False when the loop is gone."""
        if self._loop is None:
            return False
        try:
            self._loop.call_soon_threadsafe(what)
        except RuntimeError:
            return False
        return True

    def stop(self, limit_s: float = JOIN_LIMIT_S) -> bool:
        """Cancel `main`, let it clean up, and join; return whether the thread ended in time."""
        self.call(self._cancel)
        self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _cancel(self) -> None:
        self._stopping = True
        if self._task is not None:
            self._task.cancel()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=self._make_loop) as runner:
            self._loop = runner.get_loop()
            self._ready.set()
            try:
                runner.run(self._guarded())
            except asyncio.CancelledError:
                return

    async def _guarded(self) -> None:
        if self._stopping:  # stopped before it began
            return
        self._task = asyncio.create_task(self._main())
        try:
            await self._task
        except asyncio.CancelledError:
            raise
        except Exception as fault:  # noqa: BLE001  the thread's edge: nothing may be lost here
            self._failed(fault)
