"""What a cable told and its owner's loop has not taken yet."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from kapmonitor.link.cable import Happening

TICK_S = 0.25
_AT_ONCE = 64
"""Messages committed together: a backlog flows an order of magnitude faster than one by one."""


@dataclass(slots=True)
class Mail:
    """A queue into one loop."""

    loop: asyncio.AbstractEventLoop
    waiting: asyncio.Queue[Happening] = field(default_factory=asyncio.Queue)

    def put(self, happening: Happening) -> None:
        """Hand over, from any thread; after the loop's end there is nobody to take it."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.waiting.put_nowait, happening)

    async def some(self, within_s: float = TICK_S) -> list[Happening]:
        """Return what waits, at most a batch; nothing after a tick without any."""
        try:
            async with asyncio.timeout(within_s):  # wait_for may swallow a cancel of ours
                found = [await self.waiting.get()]
        except TimeoutError:
            return []
        while len(found) < _AT_ONCE and not self.waiting.empty():
            found.append(self.waiting.get_nowait())
        return found
