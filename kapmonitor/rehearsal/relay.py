"""A way to a local server that can be silent, break, or become another: for real connections.

It sits in the loop and carries octets; silent, it carries none and holds what came, as a network
that is gone leaves it to be sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

LOCAL = "127.0.0.1"
_PIECE = 65536


@dataclass(slots=True, eq=False)
class _Pair:
    """One connection: its two writers."""

    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    roamed: bool = False
    """The near end is in another network: the server is not told that this one ended."""


class Relay:
    """One side's way to the server. Use from one loop only. `begins` hears of each connection."""

    def __init__(self, port: int, begins: Callable[[], None]) -> None:
        self._to, self._begins = port, begins
        self._silences = 0
        self._passes = asyncio.Event()
        self._passes.set()
        self._pairs: list[_Pair] = []
        self._listens: asyncio.Server | None = None
        self._carrying: set[asyncio.Task[None]] = set()

    async def open(self) -> int:
        """Listen; return the port."""
        self._listens = await asyncio.start_server(self._take, LOCAL, 0)
        return int(self._listens.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """End everything."""
        if self._listens is not None:
            self._listens.close()
        for each in self._carrying:
            each.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    def silence(self) -> None:
        """Carry nothing, and tell nobody."""
        self._silences += 1
        self._passes.clear()

    def heal(self) -> None:
        """Take one silence back."""
        self._silences -= 1
        if self._silences == 0:
            self._passes.set()

    def sever(self) -> None:
        """Break every connection at both ends, silent or not."""
        for each in self._pairs:
            each.near.transport.abort()
            each.far.transport.abort()

    def roam(self) -> None:
        """Break every connection at the near end; the server still believes in it."""
        for each in self._pairs:
            each.roamed = True
            each.near.transport.abort()

    def _take(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        # A task of our own: Python 3.11 complains of one that it made and that was cancelled.
        task = asyncio.create_task(self._hold(reader, near), name="relay")
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)

    async def _hold(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        try:
            await self._passes.wait()
            self._begins()
            await self._carry_both(reader, near)
        except OSError:
            pass  # the server is away, and so is its client's connection
        finally:
            near.transport.abort()

    async def _carry_both(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        from_far, far = await asyncio.open_connection(LOCAL, self._to)
        pair = _Pair(near, far)
        self._pairs.append(pair)
        try:
            await asyncio.gather(self._up(reader, pair), self._down(from_far, pair))
        finally:
            self._pairs.remove(pair)
            far.transport.abort()

    async def _up(self, reader: asyncio.StreamReader, pair: _Pair) -> None:
        await self._carry(reader, pair.far)
        if not pair.roamed:
            pair.far.close()

    async def _down(self, reader: asyncio.StreamReader, pair: _Pair) -> None:
        await self._carry(reader, pair.near)
        while pair.roamed and await reader.read(_PIECE):
            pass  # the server speaks to nobody, until it ends the connection itself
        pair.near.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(_PIECE):
                await self._passes.wait()
                writer.write(piece)
                await writer.drain()
            await self._passes.wait()
        except OSError:
            await self._passes.wait()
