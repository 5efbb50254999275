"""Puts a simulated serial device on a pseudo-terminal, where real drivers and ports find it.

Needs a loop in real time on a POSIX system. The bridge sits at the near end of the device's
wire, and carries octets between it and the terminal. When the simulated link breaks, the
terminal is closed, which a host sees as a pulled plug.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from devices.decoder import SERIAL, Write
from devices.simulator.simulation import SimulatedDevice
from devices.transport.seam import EnvironmentFault, Transport

_OCTETS_AT_ONCE = 4096


class _Terminal:
    """Both ends of a pseudo-terminal in raw mode; theirs stays open so that hosts may reopen."""

    def __init__(self) -> None:
        self._ours, self._theirs = _open_raw()
        self.path = os.ttyname(self._theirs)
        self._open = True

    def close(self) -> None:
        """Pull the plug, once."""
        if self._open:
            self._open = False
            asyncio.get_running_loop().remove_reader(self._ours)
            os.close(self._ours)
            os.close(self._theirs)

    def write(self, octets: bytes) -> None:
        """Give octets to the host; what it does not read in time is lost, as on a wire."""
        with suppress(BlockingIOError):
            os.write(self._ours, octets)

    async def read(self) -> bytes:
        """Wait for octets of the host."""
        loop = asyncio.get_running_loop()
        readable = loop.create_future()
        loop.add_reader(self._ours, _resolve, readable)
        try:
            await readable
        finally:
            if self._open:
                loop.remove_reader(self._ours)
        return os.read(self._ours, _OCTETS_AT_ONCE)


@asynccontextmanager
async def serve_pty(device: SimulatedDevice) -> AsyncIterator[str]:
    """Serve a serial device on a new pseudo-terminal; yield the path to open.

    Raises OSError where there are no pseudo-terminals.
    """
    terminal = _Terminal()
    try:
        async with device.connect() as link:
            carrying = asyncio.create_task(_carry(link, terminal), name="pseudo-terminal")
            try:
                yield terminal.path
            finally:
                carrying.cancel()
                await asyncio.wait({carrying})
    finally:
        terminal.close()


async def _carry(link: Transport, terminal: _Terminal) -> None:
    """Carry octets both ways until the link ends; then pull the plug."""
    inward = asyncio.create_task(_carry_in(link, terminal))
    try:
        async for got in link.received():
            terminal.write(got.octets)
    except EnvironmentFault:
        pass
    finally:
        inward.cancel()
        await asyncio.wait({inward})
        terminal.close()


async def _carry_in(link: Transport, terminal: _Terminal) -> None:
    while True:
        await link.send(Write(SERIAL, await terminal.read()))


def _open_raw() -> tuple[int, int]:
    if sys.platform == "win32":
        raise OSError("Windows has no pseudo-terminals.")
    import tty

    ours, theirs = os.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    return ours, theirs


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
