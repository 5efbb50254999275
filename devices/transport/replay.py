"""Plays a capture as if its device were connected: the same octets after the same pauses.

Time is the running loop's. What the host sends goes nowhere. After the last frame the link ends
in good order.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from devices.capture import Capture
from devices.decoder import Received, Send
from devices.transport.seam import EnvironmentFault

LINGER_S = 3.0
"""How long the link stands after the last frame, for what the host does with it."""


class ReplayTransport:
    """A transport that replays one capture from its beginning."""

    def __init__(self, capture: Capture) -> None:
        """Hold the capture; nothing plays until connected."""
        self._capture = capture
        self._began: float | None = None

    async def __aenter__(self) -> Self:
        """Begin to play."""
        self._began = asyncio.get_running_loop().time()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop playing."""
        self._began = None

    async def received(self) -> AsyncIterator[Received]:
        """Yield the received frames, each at its time."""
        if self._began is None:
            raise EnvironmentFault("The capture is not being played.")
        began = self._began
        for frame in self._capture.frames:
            if frame.step is None:
                await _until(began + frame.at_ms / 1000)
                yield Received(frame.channel, frame.octets)
        await asyncio.sleep(LINGER_S)

    async def send(self, what: Send) -> None:
        """Do nothing: a capture does not listen."""


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))
