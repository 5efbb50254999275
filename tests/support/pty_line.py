"""A serial line whose far end the test holds: a pseudo-terminal with a cable to pull.

The path stays the same when the cable is plugged in again, as that of a named port does. Use
from the event loop that the near end runs on.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import select
import sys
import termios
import tty
from pathlib import Path
from typing import Protocol

from tests.support.unhurried import Way


class FarEnd(Protocol):
    """A device without I/O."""

    def feed(self, octets: bytes) -> bytes:
        """Return the answer to what the host wrote."""


def open_files() -> int:
    """Return how many files this process holds open, where the system tells."""
    files = Path("/proc/self/fd")
    return sum(1 for _ in files.iterdir()) if files.exists() else 0


class Silence:
    """Nothing is at the other end; `heard` is what it did not answer."""

    def __init__(self) -> None:
        self.heard = b""

    def feed(self, octets: bytes) -> bytes:
        self.heard += octets
        return b""


class PtyLine:
    """One port. Plugged in, the device answers at once; out, the path does not exist.

    `way` is told what goes out and comes in, for an unhurried loop.
    """

    def __init__(self, folder: Path, way: Way | None = None) -> None:
        self._link = folder / "port"
        self._way = way or Way()
        self._ends: tuple[int, int] | None = None

    @property
    def path(self) -> str:
        """Return what the host opens."""
        return str(self._link)

    def plug(self, device: FarEnd) -> None:
        """Connect the device."""
        ours, theirs = os.openpty()
        tty.setraw(ours)
        tty.setraw(theirs)
        self._ends = ours, theirs
        self._link.symlink_to(os.ttyname(theirs))
        asyncio.get_running_loop().add_reader(ours, self._hear, device, ours)

    def _hear(self, device: FarEnd, ours: int) -> None:
        octets = os.read(ours, 4096)
        self._way.to_device -= len(octets)
        self.send(device.feed(octets))

    def send(self, octets: bytes) -> None:
        """Put octets on the line; more than it holds waits for the host to read."""
        if self._ends is not None:
            self._way.to_host += len(octets)
            os.write(self._ends[0], octets)

    def jam(self) -> None:
        """Stop taking what the host writes."""
        if self._ends is not None:
            asyncio.get_running_loop().remove_reader(self._ends[0])

    def wait_until_read(self) -> None:
        """Wait, and let nothing else run on this loop, until the host has read every octet."""
        if self._ends is None:
            return
        theirs = self._ends[1]
        while select.select([theirs], [], [], 0)[0] and _waiting(theirs):
            os.sched_yield()

    def unplug(self) -> None:
        """Pull the cable; nothing happens if none is plugged in."""
        if self._ends is not None:
            self._way.breaks = True
            asyncio.get_running_loop().remove_reader(self._ends[0])
            self._link.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None


def _waiting(end: int) -> int:
    return int.from_bytes(fcntl.ioctl(end, termios.FIONREAD, bytes(4)), sys.byteorder)
