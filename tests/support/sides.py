"""Another process of ours and its pipe: words go in, what it tells comes out as JSON lines."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

ENVIRONMENT = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
PATIENCE_S = 90.0
Told = dict[str, Any]


class Side:
    """A process that tells JSON lines; `now` is all that it told last."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self.now: Told = {}
        self.past: list[Told] = []
        self._came = asyncio.Event()

    async def begin(self, *more: str) -> None:
        self.now = {}
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", *self._words, *more),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=ENVIRONMENT,
        )
        self._hearing = asyncio.create_task(self._hear())

    async def _hear(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            told = json.loads(line)
            self.past.append(told)
            self.now |= told
            self._came.set()

    def ask(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(word.encode() + b"\n")

    async def until(self, what: str, true: Callable[[Told], object]) -> Told:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                while not true(self.now):
                    self._came.clear()
                    await self._came.wait()
                return dict(self.now)
        raise AssertionError(f"{what} never came: {self.now}, {self.past[-12:]}")

    async def kill(self) -> None:
        self.process.kill()
        await self.process.wait()
        await self._hearing

    async def close(self) -> None:
        if self.process.returncode is None:
            await self.kill()
