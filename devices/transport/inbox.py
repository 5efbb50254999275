"""Octets on their way from a wire to whoever reads `received`: in order, bounded, ended once.

Everything that came before the end is handed out before the end is told, so that a cuff which
sends its reading and hangs up loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from devices.decoder import Received
from devices.transport.seam import EnvironmentFault

LIMIT = 4096
"""More octet strings than any cuff sends in an hour: at the bound the link ends and says so."""


class Inbox:
    """One connection's incoming octets. Use from the event loop only."""

    def __init__(self) -> None:
        """Start empty and open."""
        self._waiting: asyncio.Queue[Received | None] = asyncio.Queue()
        self._fault: EnvironmentFault | None = None
        self.ended = False

    def deliver(self, got: Received) -> None:
        """Take octets; after the end they are nobody's."""
        if self.ended:
            return
        if self._waiting.qsize() >= LIMIT:
            self.end(EnvironmentFault("The device sends more than can be read. Reconnecting."))
            return
        self._waiting.put_nowait(got)

    def end(self, fault: EnvironmentFault | None = None) -> None:
        """Close, with the fault that broke the link if one did. The first end counts."""
        if self.ended:
            return
        self.ended, self._fault = True, fault
        self._waiting.put_nowait(None)

    async def stream(self) -> AsyncIterator[Received]:
        """Yield what was delivered; then return, or raise the fault."""
        while (got := await self._waiting.get()) is not None:
            yield got
        self._waiting.put_nowait(None)  # a second reader finds the same end
        if self._fault is not None:
            raise self._fault
