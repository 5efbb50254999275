"""The agent's side of a wire: connections come and go, links break, agents hide.

An agent that is out of reach refuses connections for one or more reasons at once; it is back
when the last of them is gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from devices.decoder import Send
from devices.simulator.faults import LinkOutage
from devices.simulator.moment import Window
from devices.simulator.timeline import Timeline
from devices.transport.memory import Wire
from devices.transport.seam import EnvironmentFault


class FarEnd:
    """One agent's hold on its wire."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire = wire
        self._name = name
        self._up = False
        self._hidden: dict[str, str] = {}

    @property
    def up(self) -> bool:
        """Return whether a host is connected and hears us."""
        return self._up

    def deliver(self, channel: str, octets: bytes) -> None:
        """Send octets; lost while nobody is connected."""
        if self._up:
            self._wire.deliver(channel, octets)

    def hang_up(self) -> None:
        """End the connection in good order."""
        if self._up:
            self._up = False
            self._wire.hang_up()

    def hide(self, reason: str, text: str) -> None:
        """Go out of reach: break a connection, refuse new ones with a sentence for a person."""
        self._hidden[reason] = text
        self._wire.refuse(EnvironmentFault(text))
        if self._up:
            self._up = False
            self._wire.break_link(EnvironmentFault(text))

    def show(self, reason: str) -> None:
        """Take one reason for hiding away."""
        self._hidden.pop(reason, None)
        text = next(iter(self._hidden.values()), None)
        self._wire.refuse(EnvironmentFault(text) if text else None)

    def hide_for(self, seconds: float, text: str) -> None:
        """Go out of reach now and come back by itself."""
        reason = f"away at {asyncio.get_running_loop().time()}"
        self.hide(reason, text)
        asyncio.get_running_loop().call_later(seconds, self.show, reason)

    async def serve(self, connected: Callable[[], None], answer: Callable[[Send], None]) -> None:
        """Serve one connection after another, for ever."""
        while True:
            await self._wire.connected.wait()
            self._up = True
            connected()
            answering = asyncio.create_task(self._answer(answer))
            try:
                await self._wire.disconnected.wait()
            finally:
                answering.cancel()
                self._up = False

    async def suffer(self, outages: Iterable[LinkOutage], timeline: Timeline) -> None:
        """Break the link during each outage."""
        async with asyncio.TaskGroup() as all_of_them:
            for outage in outages:
                all_of_them.create_task(self.be_away(outage.during, timeline))

    async def be_away(self, during: Window, timeline: Timeline) -> None:
        """Stay out of reach during one window."""
        await timeline.reach(during.after, during.minutes)
        self.hide_for(during.lasts_min * 60, f"The link to the {self._name} broke.")

    async def _answer(self, answer: Callable[[Send], None]) -> None:
        while True:
            answer(await self._wire.sent())
