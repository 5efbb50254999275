"""A loop in which no simulated second passes while anything is on its way through a real port.

A pseudo-terminal and the threads around it take as long as the computer lets them. Both ends
count what they gave and took; while something is missing, the clock of the loop stands, and
else it jumps to the next timer. So a busy computer makes a test slow, and changes nothing in it.
"""

from __future__ import annotations

import asyncio
import selectors
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from devices.decoder import Received, Send, Write
from devices.transport.seam import Transport
from kapmonitor.runtime import MAX_SPEED, PacedSelector

LOOK_S = 0.2
"""Real time after which a standing loop looks again, though nothing woke it."""


class Way:
    """Between one host and one device: octets under way, and acts of the host that are not done."""

    def __init__(self) -> None:
        self._acts = 0
        self.begin()

    def begin(self) -> None:
        """Forget what was under way in an earlier connection."""
        self.to_host = self.to_device = 0
        self.breaks = self.over = False
        """Whether the device has hung up; whether the host has noticed, or has hung up itself."""

    @property
    def busy(self) -> bool:
        """Return whether real time has to do something yet."""
        between = self.to_host > 0 or self.to_device > 0 or self.breaks
        return self._acts > 0 or (between and not self.over)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Let the host open, write or close."""
        self._acts += 1
        try:
            yield
        finally:
            self._acts -= 1


class UnhurriedLoop(asyncio.SelectorEventLoop):
    """Starts at zero and jumps from timer to timer, unless the way is busy."""

    def __init__(self, way: Way) -> None:
        self._unhurried = _Selector(way)
        super().__init__(self._unhurried)

    def time(self) -> float:
        return self._unhurried.now()


class _Selector(PacedSelector):
    def __init__(self, way: Way) -> None:
        super().__init__(MAX_SPEED)
        self._way = way

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self._way.busy and (timeout is None or timeout > 0):
            return self._inner.select(LOOK_S)
        return super().select(timeout)


class _End(ABC):
    """A transport that counts; each end of the way counts in its own direction."""

    def __init__(self, inner: Transport, way: Way) -> None:
        self._inner, self._way = inner, way

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._inner.__aexit__(kind, fault, trace)

    async def received(self) -> AsyncIterator[Received]:
        try:
            async for got in self._inner.received():
                self._count_in(len(got.octets))
                yield got
        finally:
            self._ended()

    async def send(self, what: Send) -> None:
        assert isinstance(what, Write)
        self._count_out(len(what.octets))
        await self._inner.send(what)

    @abstractmethod
    def _count_in(self, octets: int) -> None:
        """Note octets that arrived here."""

    @abstractmethod
    def _count_out(self, octets: int) -> None:
        """Note octets that go out from here."""

    @abstractmethod
    def _ended(self) -> None:
        """Note that nothing arrives here any more."""


class HostEnd(_End):
    """Around the port that the program opens."""

    async def __aenter__(self) -> Self:
        self._way.begin()
        with self._way.acting():
            await super().__aenter__()
        self._way.to_host = 0  # what came before was dropped at opening
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._way.acting():
            await super().__aexit__(kind, fault, trace)
        self._ended()

    async def send(self, what: Send) -> None:
        with self._way.acting():
            await super().send(what)

    def _count_in(self, octets: int) -> None:
        self._way.to_host -= octets

    def _count_out(self, octets: int) -> None:
        self._way.to_device += octets

    def _ended(self) -> None:
        self._way.over = True


class DeviceEnd(_End):
    """Around what the simulated device is connected by."""

    def _count_in(self, octets: int) -> None:
        self._way.to_host += octets

    def _count_out(self, octets: int) -> None:
        self._way.to_device -= octets

    def _ended(self) -> None:
        self._way.breaks = True


def watched(connect: Callable[[], Transport], way: Way) -> Callable[[], Transport]:
    """Return a simulated device's `connect`, counted."""
    return lambda: DeviceEnd(connect(), way)
