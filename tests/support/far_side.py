"""A therapist's side for the companion's tests: hosts a code, keeps what arrives, asks."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kapmonitor.link.cable import Cables
from kapmonitor.link.code import Code, spoken
from kapmonitor.link.inbox import Inbox
from kapmonitor.link.line import StationLine
from kapmonitor.link.meet import host
from kapmonitor.link.meeting import Offer, Paired, Waiting
from kapmonitor.link.message import Message, Who
from kapmonitor.link.pairing import Failed
from kapmonitor.link.peer import Arrived, Counter
from kapmonitor.link.station import StationEnd

SESSION = bytes(range(16))
CODE = Code("4123", "675689", 3)
SAID = spoken(CODE)
THERAPIST, PATIENT = "Dr. M. Lee, Harbor Clinic", "Alex R."


def _now_ms() -> int:
    return round(time.time() * 1000)


@dataclass(slots=True)
class FarSide:
    """The therapist's side, on any broker."""

    cables: Cables
    code: Code = CODE
    can: tuple[str, ...] = ("values",)
    now_ms: Callable[[], int] = _now_ms
    session: bytes = SESSION
    key_id: int = 0
    after: int = 0
    open_calls: int | None = None
    """How many calls for help nobody has answered; None: an older program, which tells nothing."""
    arrived: list[Arrived] = field(default_factory=list)
    told: list[object] = field(default_factory=list)
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    end: StationEnd | None = None
    line: StationLine | None = None
    _numbers: int = 0
    _paired: Paired | None = None

    async def meet(self) -> None:
        """Host the code until paired, then hold the line until cancelled."""
        over = asyncio.Event()

        def tell(what: object) -> None:
            self.told.append(what)
            if isinstance(what, Waiting):
                self.waiting.set()
            if isinstance(what, Paired):
                self._paired = what
            if isinstance(what, Paired | Failed):
                over.set()

        offer = Offer(session=self.session, key_id=self.key_id, after=self.after, can=self.can)
        hosting = asyncio.create_task(
            host(
                lambda: offer,
                self.cables,
                lambda: self.code,
                os.urandom,
                tell,
            )
        )
        try:
            await over.wait()
            if self._paired is not None:
                await self.hold()
        finally:
            hosting.cancel()

    async def hold(self) -> None:
        """Hold the line until cancelled; again after a crash of this side."""
        assert self._paired is not None
        kept = {each.number: each.digest for each in self.arrived}
        self.end = StationEnd(
            session=self.session,
            keys={self.key_id: self._paired.keys},
            inbox=Inbox(kept),
            entropy=os.urandom,
            counter=Counter(self._reserve),
            numbers=Counter(self._reserve),
            started_ms=self.now_ms(),
            open_calls=lambda: self.open_calls,
        )
        self.line = StationLine(self.end, self.cables, self.now_ms, self._commit, self.told.append)
        self.ask(Who(therapist=THERAPIST, patient=PATIENT))
        await self.line.run()

    def ask(self, message: Message) -> None:
        """Say something to the patient's side."""
        assert self.end is not None
        assert self.line is not None
        self.line.do(self.end.say(message, self.now_ms()))

    def of(self, kind: type[Message]) -> list[Message]:
        """Return what arrived of a kind, by number."""
        by_number = sorted(self.arrived, key=lambda each: each.number)
        return [each.message for each in by_number if isinstance(each.message, kind)]

    async def until(self, what: str, kind: type[Message], count: int = 1) -> list[Message]:
        """Wait for so many of a kind."""
        async with asyncio.timeout(60):
            while len(found := self.of(kind)) < count:  # noqa: ASYNC110  a list has no event
                await asyncio.sleep(0.02)
        assert found, what
        return found

    def _commit(self, arrived: Sequence[Arrived]) -> list[int]:
        self.arrived += arrived
        return [each.number for each in arrived]

    def _reserve(self, size: int) -> int:
        self._numbers += size
        return self._numbers - size + 1
