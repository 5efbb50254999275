"""Puts a simulated serial device on a pseudo-terminal, where real drivers and ports find it.

Needs a loop in real time on a POSIX system. The bridge sits at the near end of the device's
wire, and carries octets between it and the terminal.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from devices.decoder import SERIAL, Write
from devices.simulator.simulation import SimulatedDevice
from devices.transport.seam import Transport

_OCTETS_AT_ONCE = 4096


@asynccontextmanager
async def serve_pty(device: SimulatedDevice) -> AsyncIterator[str]:
    """Serve a serial device on a new pseudo-terminal; yield the path to open.

    Raises OSError where there are no pseudo-terminals.
    """
    ours, theirs = _open_raw()
    path = os.ttyname(theirs)
    try:
        async with device.connect() as link, asyncio.TaskGroup() as carrying:
            tasks = [
                carrying.create_task(_carry_out(link, ours)),
                carrying.create_task(_carry_in(link, ours)),
            ]
            try:
                yield path
            finally:
                for task in tasks:
                    task.cancel()
    finally:
        os.close(ours)
        os.close(theirs)


def _open_raw() -> tuple[int, int]:
    if sys.platform == "win32":
        raise OSError("Windows has no pseudo-terminals.")
    import tty

    ours, theirs = os.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    return ours, theirs


async def _carry_out(link: Transport, terminal: int) -> None:
    async for got in link.received():
        os.write(terminal, got.octets)


async def _carry_in(link: Transport, terminal: int) -> None:
    loop = asyncio.get_running_loop()
    while True:
        readable = loop.create_future()
        loop.add_reader(terminal, _resolve, readable)
        try:
            await readable
        finally:
            loop.remove_reader(terminal)
        await link.send(Write(SERIAL, os.read(terminal, _OCTETS_AT_ONCE)))


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
