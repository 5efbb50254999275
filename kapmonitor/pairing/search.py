"""The search that goes on while somebody looks at it.

Rows stay where they first appeared, so that none moves under a hand that is about to choose it;
what has fallen silent is said to be so. Bluetooth that is switched off is said, and tried again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace

from devices.transport import EnvironmentFault
from kapmonitor.pairing.reach import Found, Reach

LOOK_EVERY_S = 1.0
"""How often ports are listed, and how often what is heard is shown."""
SILENT_AFTER_S = 20.0
"""A cuff that advertises is heard every second or so; one silent this long has stopped."""
MOST_LISTED = 40
"""More than any room holds; what changes its address every second must not fill the page."""
AGAIN_S = 3.0
"""Pause before Bluetooth is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A device on the air, or one that was a moment ago."""

    found: Found
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything the search knows now."""

    running: bool = False
    heard: tuple[Heard, ...] = ()
    ports: tuple[Found, ...] = ()
    crowded: bool = False
    """Whether something was heard that is not listed, because the list is full."""
    trouble: str = ""
    """Why Bluetooth cannot be searched now, with what to do; empty when it is."""


class Search:
    """Looks around until stopped. Use from the engine's loop only."""

    def __init__(self, reach: Reach, show: Callable[[Findings], None]) -> None:
        self._reach = reach
        self._show = show
        self._heard: dict[str, tuple[Found, float]] = {}
        self._ports: tuple[Found, ...] = ()
        self._trouble = ""
        self._turned_away: float | None = None

    async def run(self) -> None:
        """Search until cancelled, showing every second what there is."""
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._listen(), name="search the air")
                both.create_task(self._look(), name="search the ports")
        finally:
            self._show(replace(self._findings(), running=False))

    async def _listen(self) -> None:
        while True:
            try:
                async with aclosing(self._reach.hear()) as heard:
                    async for one in heard:
                        self._trouble = ""
                        self._hear(one, _now())
            except EnvironmentFault as fault:
                self._trouble = fault.text
            await asyncio.sleep(AGAIN_S)

    def _hear(self, one: Found, now: float) -> None:
        if one.address not in self._heard and len(self._heard) >= MOST_LISTED:
            longest = min(self._heard, key=lambda address: self._heard[address][1])
            if now - self._heard[longest][1] <= SILENT_AFTER_S:
                self._turned_away = now
                return
            del self._heard[longest]
        self._heard[one.address] = (one, now)

    async def _look(self) -> None:
        while True:
            with suppress(OSError):  # a port that vanishes while it is listed
                self._ports = await self._reach.ports()
            self._show(self._findings())
            await asyncio.sleep(LOOK_EVERY_S)

    def _findings(self) -> Findings:
        now = _now()
        heard = tuple(
            Heard(found=one, silent=now - at > SILENT_AFTER_S) for one, at in self._heard.values()
        )
        away = self._turned_away
        return Findings(
            running=True,
            heard=heard,
            ports=self._ports,
            crowded=away is not None and now - away <= SILENT_AFTER_S,
            trouble=self._trouble,
        )


def _now() -> float:
    return asyncio.get_running_loop().time()
