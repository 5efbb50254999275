"""One driver on one transport: the place where octets become device events.

The cuff carries the decoder's steps to the transport, hands octets and time to the
conversation, and queues what there is to tell. Time is the running loop's time, so that a loop
with simulated time drives polls and limits as well. It never reconnects; `devices.reconnect`
does.

Nothing is dropped. While `BACKLOG` items wait for a slow consumer, further octets wait in the
transport; polls, time limits and an abort go on regardless. Octets that arrived before a link
broke are decoded before the break is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol, Self, assert_never

from devices.conversation import CannotStart, Conversation, CuffMemory
from devices.decoder import Read, Received, Send, Subscribe, Write
from devices.driver import Driver
from devices.event import DeviceEvent, LinkChanged, LinkState
from devices.transport import EnvironmentFault, Transport

BACKLOG = 1000
CLOSE_PATIENCE_S = 3.0
"""How long a link may take to say its last words before it is cut."""

LAST_OCTETS_S = 1.0
"""How long octets are still taken from a link that no longer carries ours."""

STANDSTILL_S = 0.25
"""A limit that is noticed this late passed while this program, not the device, stood still."""

LISTENS = 4
"""How often a silence is listened to anew where the program keeps standing still."""


class Observer(Protocol):
    """Sees the raw exchange of a link, for a capture."""

    def __call__(self, at: float, what: Received | Send) -> None:
        """Take one chunk or step with the loop's time at which it came or went."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    at: float
    wall: datetime
    got: Received


@dataclass(frozen=True, slots=True)
class _Ended:
    fault: str | None = None
    bug: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    start: bool
    done: asyncio.Future[None]


class _Close:
    """We hang up."""


_Item = _Arrived | _Ended | _Asked | _Close


def _host_now() -> datetime:
    return datetime.now(UTC).astimezone()


def _ignore(at: float, what: Received | Send) -> None:
    """Observe nothing."""


class Cuff:
    """A connected device: enter to connect, iterate `events`, leave to abort and hang up.

    Hand the same `memory` to every cuff of one device, so that repeats and the interval
    between starts are known across reconnections. `host_now` returns the
    host's time in the host's own zone, whose wall time cuffs keep.
    """

    def __init__(
        self,
        driver: Driver,
        transport: Transport,
        *,
        observer: Observer | None = None,
        host_now: Callable[[], datetime] = _host_now,
        memory: CuffMemory | None = None,
    ) -> None:
        """Stay unconnected until entered."""
        self._driver = driver
        self._transport = transport
        self._observe = observer or _ignore
        self._host_now = host_now
        self._memory = memory or CuffMemory()
        self._inbox: asyncio.Queue[_Item] = asyncio.Queue()
        self._events: asyncio.Queue[DeviceEvent | None] = asyncio.Queue()
        self._room = asyncio.Event()
        self._connecting = True
        self._sendable = True
        self._task: asyncio.Task[None] | None = None
        self._fault: EnvironmentFault | None = None

    @property
    def driver(self) -> Driver:
        """Return the driver in use."""
        return self._driver

    @property
    def fault(self) -> EnvironmentFault | None:
        """Return why the link could not be made, or broke; None where nothing failed."""
        return self._fault

    async def __aenter__(self) -> Self:
        """Begin to connect; how that goes is told by `events`."""
        self._task = asyncio.create_task(self._run(), name=f"cuff {self._driver.slug}")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Abort a running measurement and hang up. What is queued can still be iterated."""
        if self._task is None:
            return
        self._inbox.put_nowait(_Close())
        if self._connecting:
            self._task.cancel()
        await asyncio.wait({self._task}, timeout=CLOSE_PATIENCE_S)
        self._task.cancel()
        await asyncio.wait({self._task})
        if fault is None:
            self._raise_bug()

    async def events(self) -> AsyncIterator[DeviceEvent]:
        """Yield what the device tells, in order, until the link has ended. For one consumer."""
        while (event := await self._events.get()) is not None:
            self._make_room()
            yield event
        self._raise_bug()

    async def start_measurement(self) -> None:
        """Tell the device to measure. Raises CannotStart when it cannot or may not."""
        await self._ask(start=True)

    async def stop_measurement(self) -> None:
        """Tell the device to stop measuring, if it understands that and the link stands."""
        with suppress(CannotStart):
            await self._ask(start=False)

    async def _ask(self, *, start: bool) -> None:
        if self._connecting or self._task is None or self._task.done():
            raise CannotStart("The cuff is not connected: nothing was started.")
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._inbox.put_nowait(_Asked(start, done))
        await done

    def _raise_bug(self) -> None:
        if self._task is not None and self._task.done() and not self._task.cancelled():
            self._task.result()

    async def _run(self) -> None:
        self._tell(LinkChanged(state=LinkState.CONNECTING))
        try:
            async with self._transport as link:
                await self._converse(link)
        except EnvironmentFault as fault:
            self._fault = fault
            self._tell(LinkChanged(state=LinkState.LOST, text=fault.text))
        finally:
            self._refuse_the_rest()
            self._events.put_nowait(None)

    async def _converse(self, link: Transport) -> None:
        self._connecting = False
        conversation = Conversation(self._driver, self._memory, _now())
        reader = asyncio.create_task(self._read(link), name="cuff reader")
        try:
            await self._carry_out(link, conversation.opening(_now(), self._wall()))
            while await self._turn(link, conversation):
                self._make_room()
        finally:
            reader.cancel()
            await asyncio.wait({reader})

    async def _turn(self, link: Transport, conversation: Conversation) -> bool:
        """Do the next thing that happens. Returns whether the link goes on."""
        deadline = conversation.deadline
        item = await self._next(deadline)
        match item:
            case None:
                now = max(_now(), deadline or 0.0)
                await self._carry_out(link, conversation.elapsed(now, self._wall()))
            case _Arrived(at=at, wall=wall, got=got):
                await self._carry_out(link, conversation.received(got, at, wall))
            case _Asked():
                await self._answer(link, conversation, item)
            case _Ended():
                await self._end(link, conversation, item)
                return False
            case _Close():
                await self._carry_out(link, conversation.closing(_now(), self._wall()))
                return False
            case _ as unknown:
                assert_never(unknown)
        return conversation.state is not LinkState.LOST

    async def _next(self, deadline: float | None) -> _Item | None:
        """Return what happens next, or None where the limit passed in silence.

        Only a silence that was listened to counts: after a standstill of ours, such as a computer
        that slept or was too busy, the answer may have come long ago and lie unread in the port.
        """
        for _ in range(LISTENS):
            try:
                async with asyncio.timeout_at(deadline):
                    return await self._inbox.get()
            except TimeoutError:
                if deadline is None or _now() - deadline < STANDSTILL_S:
                    break
                deadline = _now() + STANDSTILL_S
        return None

    async def _answer(self, link: Transport, conversation: Conversation, asked: _Asked) -> None:
        steps = conversation.start if asked.start else conversation.stop
        try:
            await self._carry_out(link, steps(_now(), self._wall()))
        except CannotStart as refusal:
            if not asked.done.done():
                asked.done.set_exception(refusal)
        else:
            if not asked.done.done():
                asked.done.set_result(None)

    async def _end(self, link: Transport, conversation: Conversation, ended: _Ended) -> None:
        if ended.bug is not None:
            raise ended.bug
        await self._carry_out(link, conversation.ended(ended.fault, _now()))

    async def _carry_out(self, link: Transport, outputs: Iterable[DeviceEvent | Send]) -> None:
        for output in outputs:
            if isinstance(output, Subscribe | Read | Write):
                await self._send(link, output)
            elif self._sendable or not _says_ready(output):
                self._tell(output)

    async def _send(self, link: Transport, what: Send) -> None:
        """Carry out a step. A fault ends the link, but after the octets that are still to come."""
        if not self._sendable:
            return
        self._observe(_now(), what)
        try:
            await link.send(what)
        except EnvironmentFault as fault:
            self._sendable, self._fault = False, fault
            loop = asyncio.get_running_loop()
            loop.call_later(LAST_OCTETS_S, self._inbox.put_nowait, _Ended(fault.text))

    async def _read(self, link: Transport) -> None:
        ended = _Ended()
        try:
            async for got in link.received():
                at = _now()
                self._observe(at, got)
                self._inbox.put_nowait(_Arrived(at, self._wall(), got))
                self._make_room()
                await self._room.wait()
        except EnvironmentFault as fault:
            self._fault = fault
            ended = _Ended(fault.text)
        except Exception as bug:  # noqa: BLE001  raised again by the task that is awaited
            ended = _Ended(bug=bug)
        self._inbox.put_nowait(ended)

    def _make_room(self) -> None:
        if self._events.qsize() + self._inbox.qsize() < BACKLOG:
            self._room.set()
        else:
            self._room.clear()

    def _refuse_the_rest(self) -> None:
        """Nobody waits for ever on a link that has ended."""
        while not self._inbox.empty():
            item = self._inbox.get_nowait()
            if isinstance(item, _Asked) and not item.done.done():
                item.done.set_exception(CannotStart("The connection ended: nothing was started."))

    def _tell(self, event: DeviceEvent) -> None:
        self._events.put_nowait(event)

    def _wall(self) -> datetime:
        """Return the host's local wall time, as a person reads it and a cuff keeps it."""
        return self._host_now().replace(tzinfo=None)


def _says_ready(event: DeviceEvent) -> bool:
    return isinstance(event, LinkChanged) and event.state is LinkState.READY


def _now() -> float:
    return asyncio.get_running_loop().time()
