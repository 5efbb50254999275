"""Runs a coroutine in simulated time, from a fixed wall time, so that no test waits."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from kapmonitor.runtime import MAX_SPEED, PacedLoop

Result = TypeVar("Result")

START = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)


def play(main: Coroutine[Any, Any, Result]) -> Result:
    """Return what `main` returns, run on a loop that jumps from timer to timer."""
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        return runner.run(main)


def utc_now() -> datetime:
    """Return the UTC of the running loop: START plus its time."""
    return START + timedelta(seconds=asyncio.get_running_loop().time())


def wall(utc: datetime) -> datetime:
    """Return the host's wall time, as a cuff shows it."""
    return utc.replace(tzinfo=None)


def wall_now() -> datetime:
    """Return the host's wall time of the running loop."""
    return wall(utc_now())


Clock = Callable[[], datetime]
