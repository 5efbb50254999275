"""The program as a person starts it: in a process of its own, or called with its words."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from kapmonitor.cli import main

Facts = dict[str, Any]
"""One JSON object of standard output."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> list[Facts]:
        """Return standard output as JSON; anything else there is an error."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def line(self) -> str:
        """Return the one plain line that went to standard error."""
        (line,) = self.err.splitlines()
        assert "Traceback" not in line
        return line


def say(capsys: pytest.CaptureFixture[str], *words: object) -> Said:
    """Run a command in this process."""
    capsys.readouterr()
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return Said(code, told.out, told.err)


class Running:
    """A command in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.told: list[Facts] = []
        """The JSON objects that `next` and `until` have taken from standard output."""

    async def until(self, **wanted: object) -> Facts:
        """Return the next JSON object with these values. Fails when none comes any more."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            facts: Facts = json.loads(line)
            self.told.append(facts)
            if wanted.items() <= facts.items():
                return facts
        assert self.process.stderr is not None
        complaint = (await self.process.stderr.read()).decode()
        raise AssertionError(f"never said: {wanted}; but: {self.told} {complaint}")

    async def end(self) -> Said:
        """Wait for its end; the facts told before come first."""
        out, err = await self.process.communicate()
        assert self.process.returncode is not None
        before = "".join(f"{json.dumps(facts)}\n" for facts in self.told)
        said = Said(self.process.returncode, before + out.decode(), err.decode())
        assert "Traceback" not in said.err
        return said


@asynccontextmanager
async def running(
    *words: object, env: Mapping[str, str] = os.environ, through: Sequence[str] = ()
) -> AsyncIterator[Running]:
    """Run a command, `through` another program if need be; kill it if the test leaves it behind."""
    process = await asyncio.create_subprocess_exec(
        *through,
        sys.executable,
        "-m",
        "kapmonitor",
        *map(str, words),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=dict(env),
    )
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
