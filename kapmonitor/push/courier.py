"""Sends what waits, one session after the other, while the program runs and no session does.

The record is used on the engine's loop, the net on a thread of its own. What waits is in the
record: the courier itself remembers nothing, so a restart loses nothing. A session that was taken
while this program died before it could note so is sent again, and changes nothing there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from kapmonitor.clock import Clock
from kapmonitor.practice import Practice
from kapmonitor.push.post import Limits
from kapmonitor.push.sending import Parcel, came_of, next_due, pack
from kapmonitor.push.standing import Standing
from kapmonitor.record.fault import RecordFault
from kapmonitor.session.state import Session

LOOK_S = 5.0

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Place(Protocol):
    """Where the courier works: a room."""

    @property
    def session(self) -> Session | None:
        """The open session."""

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        """Run `ask` beside the record, at once."""


class Courier:
    """Looks for what is due, and sends it. Use from the engine's loop."""

    def __init__(
        self, place: Place, folder: Path, clock: Clock, *, limits: Limits | None = None
    ) -> None:
        self._place = place
        self._folder = folder
        self._clock = clock
        self._limits = limits

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            session = self._place.session
            busy = session is not None and session.signed_by is None
            if busy or not await self.send_one():
                await asyncio.sleep(LOOK_S)

    async def send_one(self) -> bool:
        """Try what is due, once; return whether there was anything."""
        try:
            standing = self._ask(lambda practice: next_due(practice, self._clock.read().utc))
            if standing is None:
                return False
            await self._try(standing)
        except RecordFault:
            _log.warning("the record cannot be used just now: nothing is sent")
            return False
        return True

    async def _try(self, standing: Standing) -> None:
        packed = self._ask(lambda practice: pack(practice, self._folder, standing))
        if not isinstance(packed, Parcel):
            self._ask(lambda practice: practice.note(packed, None))
            return
        result = await asyncio.to_thread(packed.hand_over, self._limits)
        fact = came_of(packed, result, standing, self._clock.read().utc)
        self._ask(lambda practice: practice.note(fact, None))

    def _ask(self, what: Callable[[Practice], T]) -> T:
        answers: list[T | Exception] = []
        self._place.practice(what, answers.append)
        (answer,) = answers
        if isinstance(answer, Exception):
            raise answer
        return answer
