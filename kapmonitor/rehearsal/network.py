"""The network between the two sides of a simulated session: what can be done to it.

Sides are silenced as often as faults ask for it; the last one that ends lets everything through.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Protocol

from devices.simulator.link_faults import Side
from kapmonitor.link.cable import Attachment, Cable, Cables, Tell
from kapmonitor.link.memory import MemoryBroker

TRIP_S = 0.04
"""One way between a side and the simulated server, in seconds."""


class Network(Protocol):
    """A server, and the way of each side to it. Use from the engine's loop only."""

    async def open(self) -> None:
        """Let the ways be there."""

    def cables(self, side: Side) -> Cables:
        """Return what makes cables for a side."""

    def silence(self, side: Side) -> None:
        """Let nothing of a side through, and tell nobody."""

    def heal(self, side: Side) -> None:
        """Take one silence back."""

    def sever(self, side: Side) -> None:
        """End a side's connections as when its program dies: the server knows at once."""

    def roam(self, side: Side) -> None:
        """End a side's connections as another network does: the server is not told."""

    async def restart(self, gap_s: float) -> None:
        """Let the server end, and be back after a while with what it kept."""

    async def forget(self) -> None:
        """Let the server lose all it holds."""

    async def close(self) -> None:
        """End the server, and remove what it left."""


class MemoryNetwork:
    """A server inside this process, in the loop's own time: the same each time."""

    def __init__(self) -> None:
        self._broker = MemoryBroker(TRIP_S)
        self._clients: dict[Side, list[str]] = {side: [] for side in Side}
        self._silences: Counter[Side] = Counter()

    async def open(self) -> None:
        """Wait for nothing: it is there."""

    def cables(self, side: Side) -> Cables:
        """Return what makes cables for a side; each is of that side from then on."""

        def cable(attachment: Attachment, tell: Tell) -> Cable:
            if attachment.client not in self._clients[side]:
                self._clients[side].append(attachment.client)
            if self._silences[side]:
                self._broker.silence(attachment.client)
            return self._broker.cable(attachment, tell)

        return cable

    def silence(self, side: Side) -> None:
        """Let nothing of a side through, and tell nobody."""
        self._silences[side] += 1
        for client in self._clients[side]:
            self._broker.silence(client)

    def heal(self, side: Side) -> None:
        """Take one silence back."""
        self._silences[side] -= 1
        if self._silences[side] == 0:
            for client in self._clients[side]:
                self._broker.heal(client)

    def sever(self, side: Side) -> None:
        """End a side's connections as when its program dies."""
        for client in self._clients[side]:
            self._broker.sever(client)

    def roam(self, side: Side) -> None:
        """End a side's connections as another network does."""
        for client in self._clients[side]:
            self._broker.roam(client)

    async def restart(self, gap_s: float) -> None:
        """Let the server end, and be back after a while."""
        self._broker.stop()
        await asyncio.sleep(gap_s)
        self._broker.start()

    async def forget(self) -> None:
        """Let the server lose all it holds."""
        self._broker.forget()

    async def close(self) -> None:
        """Leave nothing: it was never anywhere else."""
