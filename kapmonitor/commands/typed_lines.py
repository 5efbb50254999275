"""The lines of standard input, while a program runs."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from kapmonitor.commands.terminal import CommandFault

_AT_ONCE = 4096
LONGEST = 65_536
"""Octets: what is longer without an end is no line that a person typed, and is dropped."""


def listen(hear: Callable[[str | None], None]) -> None:
    """Let each line be heard on the running loop, then None at the end.

    Read by a thread of its own, below Python's buffers: one that is still blocked there when the
    program ends would hold their lock. Raises CommandFault where nothing can be read.
    """
    try:
        number = sys.stdin.fileno() if sys.stdin is not None else -1
        os.fstat(number)
    except (OSError, ValueError) as fault:
        raise CommandFault("There is no standard input to read digits from.") from fault
    loop = asyncio.get_running_loop()

    def tell(line: str | None) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(hear, line)

    threading.Thread(target=_read, args=(number, tell), daemon=True, name="typed").start()


def _read(number: int, tell: Callable[[str | None], None]) -> None:
    rest = b""
    with suppress(OSError):  # the terminal is gone: nothing more comes
        while octets := os.read(number, _AT_ONCE):
            *lines, rest = (rest + octets).split(b"\n")
            for each in lines:
                tell(each.decode("utf-8", "replace"))
            rest = rest if len(rest) <= LONGEST else b""
    if rest:
        tell(rest.decode("utf-8", "replace"))
    tell(None)
