"""Plays a capture as if its device were connected: the same octets after the same pauses.

Time is the running loop's. What the host sends goes nowhere, but a frame that came after so many
steps of the host then is not played before as many now: a busy machine gets no answer before its
question. After the last frame the link ends in good order.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from devices.capture import Capture
from devices.decoder import Received, Send
from devices.transport.seam import EnvironmentFault

LINGER_S = 3.0
"""How long the link stands after the last frame, for what the host does with it."""

HOST_LAG_S = 2.0
"""How much later than then the host may speak; one that says less is no longer waited for."""


class ReplayTransport:
    """A transport that replays one capture from its beginning."""

    def __init__(self, capture: Capture) -> None:
        """Hold the capture; nothing plays until connected."""
        self._capture = capture
        self._began: float | None = None
        self._steps = 0.0
        self._spoken = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Begin to play."""
        self._steps = 0
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
        began, steps = self._began, 0
        for frame in self._capture.frames:
            if frame.step is not None:
                steps += 1
                continue
            await _until(began + frame.at_ms / 1000)
            began += await self._wait_for_host(steps)
            yield Received(frame.channel, frame.octets)
        await asyncio.sleep(LINGER_S)

    async def send(self, what: Send) -> None:
        """Count it: a capture does not listen."""
        self._steps += 1
        self._spoken.set()

    async def _wait_for_host(self, steps: int) -> float:
        """Wait until the host has taken so many steps; return how long that took, in seconds."""
        now = asyncio.get_running_loop().time
        since = now()
        try:
            async with asyncio.timeout(HOST_LAG_S):
                while self._steps < steps:
                    self._spoken.clear()
                    await self._spoken.wait()
        except TimeoutError:
            self._steps = math.inf
        return now() - since


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))
