"""Two ends of a link in one process: the simulator and the tests sit at the far one.

The near end is an ordinary transport. Whoever holds the `Wire` plays the world: it reads what
the host sent, delivers octets, hangs up, breaks the link, or refuses the next connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from devices.decoder import Received, Send
from devices.transport.seam import EnvironmentFault

_HANG_UP = None


class Wire:
    """The far end. Use from the event loop that the near end runs on."""

    def __init__(self) -> None:
        """Start with nobody connected."""
        self.connected = asyncio.Event()
        self.disconnected = asyncio.Event()
        self._to_host: asyncio.Queue[Received | EnvironmentFault | None] = asyncio.Queue()
        self._to_agent: asyncio.Queue[Send] = asyncio.Queue()
        self._refusal: EnvironmentFault | None = None
        self._absence: EnvironmentFault | None = None

    def transport(self) -> MemoryTransport:
        """Return a fresh near end; one at a time may be connected."""
        return MemoryTransport(self)

    def deliver(self, channel: str, octets: bytes) -> None:
        """Send octets to the host. Lost, as on a real wire, while nobody is connected."""
        if self.connected.is_set():
            self._to_host.put_nowait(Received(channel, octets))

    async def sent(self) -> Send:
        """Wait for the next step of the host."""
        return await self._to_agent.get()

    def hang_up(self) -> None:
        """End the link in good order, as a cuff does after its reading."""
        self._to_host.put_nowait(_HANG_UP)

    def break_link(self, fault: EnvironmentFault) -> None:
        """End the link as a pulled plug does."""
        self._to_host.put_nowait(fault)

    def refuse(self, fault: EnvironmentFault | None) -> None:
        """Let every connection attempt fail with `fault`, until called with None."""
        self._refusal = fault

    def host_leaves(self, fault: EnvironmentFault | None) -> None:
        """Let the host be gone, asleep say: no link stands or is made, until called with None."""
        self._absence = fault
        if fault is not None and self.connected.is_set():
            self.break_link(fault)

    def _connect(self) -> None:
        refusal = self._absence or self._refusal
        if refusal is not None:
            raise refusal
        if self.connected.is_set():
            raise EnvironmentFault("Another connection holds this device.")
        self._to_host = asyncio.Queue()
        self._to_agent = asyncio.Queue()
        self.disconnected.clear()
        self.connected.set()

    def _disconnect(self) -> None:
        self.connected.clear()
        self.disconnected.set()


class MemoryTransport:
    """The near end: a `Transport`."""

    def __init__(self, wire: Wire) -> None:
        """Belong to one wire."""
        self._wire = wire

    async def __aenter__(self) -> Self:
        """Connect, or raise the refusal that the far end set."""
        self._wire._connect()  # noqa: SLF001  the two ends are one module's secret
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect."""
        self._wire._disconnect()  # noqa: SLF001  as above

    async def received(self) -> AsyncIterator[Received]:
        """Yield what the far end delivers."""
        while True:
            item = await self._wire._to_host.get()  # noqa: SLF001  as above
            if item is _HANG_UP:
                return
            if isinstance(item, EnvironmentFault):
                raise item
            yield item

    async def send(self, what: Send) -> None:
        """Hand one step to the far end."""
        if not self._wire.connected.is_set():
            raise EnvironmentFault("The link is closed.")
        self._wire._to_agent.put_nowait(what)  # noqa: SLF001  as above
