"""The therapist's end, as Python has it, in a thread beside a test that drives a browser."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from kapmonitor.link.cable import Trouble
from kapmonitor.link.code import Code, link_of, said_code, spoken
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.inbox import Inbox
from kapmonitor.link.line import StationLine
from kapmonitor.link.meet import Told, host
from kapmonitor.link.meeting import Offer, Paired, Waiting
from kapmonitor.link.message import Hello, Help, Message, Reading, Reply, Who
from kapmonitor.link.mqtt import cables_to
from kapmonitor.link.peer import Action, Arrived, Counter, Passing, Publish
from kapmonitor.link.station import StationEnd
from tests.support.link_ends import Numbers
from tests.support.mosquitto import Mosquitto

_WITHIN_S = 60.0
"""Long after it should have come, also on a machine that is busy with something else."""


@dataclass(slots=True)
class PageStation:
    """Hosts one code, then holds the line of the session that came of it."""

    broker: Mosquitto
    can: tuple[str, ...] = ("values",)
    make: Callable[[Entropy], Code] = said_code
    introduces: bool = True
    """Whether it answers a hello with who it is, as if the words had been compared."""
    code: str = ""
    words: str = ""
    keeps: Callable[[Message], bool] = lambda _message: True
    """What the record takes; the rest is not acknowledged, and comes again."""
    has_answered: bool = False
    """Whether a person has answered the calls for help, by name."""
    arrived: list[Arrived] = field(default_factory=list)
    passing: list[Message] = field(default_factory=list)
    """What was told without a number."""
    end: StationEnd | None = None
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _line: StationLine | None = None
    _holds: asyncio.Task[None] | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self.invite(Offer(session=os.urandom(16), can=self.can))

    def invite(self, offer: Offer) -> None:
        """Have a code that somebody may pair under."""
        self.code = self.words = ""
        self._loop.call_soon_threadsafe(self._host, offer)
        self.until(lambda: self.code)

    def invite_again(self) -> None:
        """Have a code for the session that there is, as after a restart without its key."""
        end = self.end
        assert end is not None
        after = max(each.number for each in self.arrived)
        key_id = max(end.keys) + 1
        self.invite(Offer(session=end.session, key_id=key_id, after=after, can=self.can))

    def agreed(self) -> str:
        """Return the two words, once this side has them too."""
        self.until(lambda: self.words)
        return self.words

    def hang_up(self) -> None:
        """Answer nothing from now on, as a machine that is gone."""
        asyncio.run_coroutine_threadsafe(self._stopped(), self._loop).result(10)

    def say(self, message: Message) -> None:
        """Let the therapist's side say something."""

        def said() -> None:
            assert self.end is not None
            assert self._line is not None
            self._line.do(self.end.say(message, now_ms()))

        self._loop.call_soon_threadsafe(said)

    def send(self, octets: bytes) -> None:
        """Put octets of anybody's on the way to the patient's side."""
        assert self._line is not None
        self._loop.call_soon_threadsafe(self._line.do, [Publish(octets, 0, 10)])

    def messages(self, kind: type) -> list[Message]:
        """Return what the record holds of one kind, in the order of its numbers."""
        found = sorted(self.arrived, key=lambda each: each.number)
        return [each.message for each in found if isinstance(each.message, kind)]

    def readings(self) -> list[tuple[float | None, str]]:
        """Return systolic and verdict of each reading."""
        found = self.messages(Reading)
        return [(each.systolic, each.verdict) for each in found if isinstance(each, Reading)]

    def stages(self, request: str) -> list[str]:
        """Return how far a request has come, in order."""
        found = self.messages(Reply)
        return [each.stage for each in found if isinstance(each, Reply) and each.request == request]

    def hears(self) -> bool:
        """Whether the patient's side has just answered a ping."""
        return self.end is not None and self.end.silent_ms(now_ms()) < 1_000

    def until(self, holds: Callable[[], object], within_s: float = _WITHIN_S) -> None:
        """Wait until something holds."""
        deadline = time.monotonic() + within_s
        while not holds():
            assert time.monotonic() < deadline, [each.message for each in self.arrived]
            time.sleep(0.02)

    def stop(self) -> None:
        """End the thread."""
        asyncio.run_coroutine_threadsafe(self._stopped(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        # Whoever holds a line holds its sockets, and they close when nobody does.
        self._line = self._holds = None
        self._tasks.clear()

    async def _stopped(self) -> None:
        for each in self._tasks:
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each

    def _host(self, offer: Offer) -> None:
        cables = cables_to(self.broker.for_station())
        make = partial(self.make, os.urandom)
        hosting = host(lambda: offer, cables, make, os.urandom, self._told)
        self._tasks.append(self._loop.create_task(hosting))

    def _told(self, told: Told) -> None:
        match told:
            case Waiting(code=code):
                self.code = spoken(code) if self.make is said_code else link_of(code, "")
            case Paired():
                self._paired(told)
            case _:
                pass

    def _paired(self, paired: Paired) -> None:
        self.words = " ".join(paired.words)
        if self.end is None:
            self.end = self._new_end(paired)
        else:
            self.end.renew(paired.keys)
        if self._holds is None or self._holds.done():
            cables = cables_to(self.broker.for_station())
            self._line = StationLine(self.end, cables, now_ms, self._commit, self._happened)
            self._holds = self._loop.create_task(self._line.run())
            self._tasks.append(self._holds)

    def _new_end(self, paired: Paired) -> StationEnd:
        return StationEnd(
            session=paired.offer.session,
            keys={paired.offer.key_id: paired.keys},
            inbox=Inbox(),
            entropy=os.urandom,
            counter=Counter(Numbers().reserve),
            numbers=Counter(Numbers().reserve),
            started_ms=now_ms(),
            open_calls=self._open_calls,
        )

    def _open_calls(self) -> int:
        heard = self.messages(Help) or Help() in self.passing
        return int(bool(heard) and not self.has_answered)

    def _happened(self, what: Action | Trouble) -> None:
        if isinstance(what, Passing):
            self.passing.append(what.message)

    def _commit(self, arrived: Sequence[Arrived]) -> list[int]:
        kept = [each for each in arrived if self.keeps(each.message)]
        self.arrived += kept
        if self.introduces and any(isinstance(each.message, Hello) for each in kept):
            self.say(Who(therapist="Dr. M. Lee, Harbor Clinic", patient="Alex R."))
        return [each.number for each in kept]


def now_ms() -> int:
    """Return the station's clock."""
    return time.time_ns() // 1_000_000
