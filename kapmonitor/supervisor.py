"""Keeps the session's devices connected and carries out what the session asks of them.

One task for each device hands every event to the engine. What is wanted of a cuff comes with
the entries that the session has just made: a request is carried out once, when it is made, and
never again after a restart, so that no cuff inflates twice for one reading. A request that could
not be made durable is not carried out at all: no cuff inflates unrecorded.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from devices.conversation import CannotStart, CuffMemory
from devices.cuff import Cuff
from devices.driver import Driver
from devices.event import CuffPressureChanged, DeviceEvent, LinkChanged, LinkState
from devices.reconnect import keep_connected
from devices.transport import Transport
from devices.transport.ble import release
from kapmonitor.clock import Clock
from kapmonitor.language import mark, say
from kapmonitor.port import CuffPressureNow
from kapmonitor.session.event import Entry, MeasurementRequested, RequestEnded
from kapmonitor.session.intent import DeviceReport, Given, HostReport, RequestFailed
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import HostCondition, Role

NOT_CONNECTED = mark("The cuff is not connected: nothing was started.")
NOT_RECORDED = mark(
    "The record cannot be written, so the cuff was not started. Press START on the cuff itself."
)
NO_LONGER_READ = mark("The program failed while talking to this device. Choose the device again.")
AFTER_RESTART = mark("The program was restarted while this reading was asked for. Ask again.")

AT_THE_PATIENT = "link://"
"""How the address of a cuff begins that is reached over the telehealth link."""

Tell = Callable[[LinkChanged], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSource:
    """A device that the session may use: what it is, where, and how to reach it."""

    role: Role
    driver: Driver
    address: str
    title: str
    transport: Callable[[Tell], Transport]
    simulated: bool = False


class Supervisor:
    """Runs the devices of one session. Use from the engine's loop only."""

    def __init__(
        self,
        post: Callable[[Given], None],
        show_pressure: Callable[[CuffPressureNow], None],
        clock: Clock,
    ) -> None:
        self._post = post
        self._show_pressure = show_pressure
        self._clock = clock
        self._tasks: dict[Role, asyncio.Task[None]] = {}
        self._cuffs: dict[Role, Cuff] = {}
        self._running: MeasurementRequested | None = None
        self._starting: set[asyncio.Task[None]] = set()

    def attach(self, source: DeviceSource, memory: CuffMemory | None = None) -> None:
        """Connect a device and keep it connected, in place of the one that had its role.

        `memory` is what outlives its connections, where it is known from before.
        """
        self.detach(source.role)
        kept = memory if memory is not None else CuffMemory()
        task = asyncio.create_task(self._keep(source, kept), name=f"device {source.role}")
        task.add_done_callback(lambda ended: self._device_ended(source, ended))
        self._tasks[source.role] = task

    def detach(self, role: Role) -> None:
        """Let a device go."""
        task = self._tasks.pop(role, None)
        self._cuffs.pop(role, None)
        if task is not None:
            task.cancel()

    async def close(self) -> None:
        """Hang up everywhere; running measurements are aborted."""
        tasks = (*self._tasks.values(), *self._starting)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        release()

    def resumed(self, session: Session) -> None:
        """Give up a request that was open when the program stopped."""
        if session.request is not None:
            self._post(RequestFailed(request=session.request.request, reason=say(AFTER_RESTART)))

    def react(self, entries: tuple[Entry, ...], *, saved: bool) -> None:
        """Carry out what the newest entries ask of a device. Old entries never come here.

        A cuff is started only for a durable request; stopping one needs no record.
        """
        for entry in entries:
            match entry.event:
                case MeasurementRequested(by_program=True, request=request) if not saved:
                    failed = RequestFailed(request=request, reason=say(NOT_RECORDED))
                    asyncio.get_running_loop().call_soon(self._post, failed)
                case MeasurementRequested(by_program=True) as wanted:
                    self._running = wanted
                    self._run(self._start(wanted))
                case RequestEnded(request=request) if (
                    self._running is not None and request == self._running.request
                ):
                    self._run(self._stop(self._running.role))
                    self._running = None
                case _:
                    pass

    async def _start(self, wanted: MeasurementRequested) -> None:
        cuff = self._cuffs.get(wanted.role)
        if cuff is None:
            self._post(RequestFailed(request=wanted.request, reason=say(NOT_CONNECTED)))
            return
        try:
            await cuff.start_measurement()
        except CannotStart as refusal:
            self._post(RequestFailed(request=wanted.request, reason=str(refusal)))

    async def _stop(self, role: Role) -> None:
        cuff = self._cuffs.get(role)
        if cuff is not None:
            await cuff.stop_measurement()

    async def _keep(self, source: DeviceSource, memory: CuffMemory) -> None:
        def make_cuff(tell: Tell) -> Cuff:
            cuff = Cuff(
                source.driver,
                source.transport(tell),
                memory=memory,
                host_now=lambda: self._clock.read().utc.astimezone(self._clock.zone),
            )
            self._cuffs[source.role] = cuff
            return cuff

        await keep_connected(make_cuff, lambda event: self._tell(source, event))

    def _tell(self, source: DeviceSource, event: DeviceEvent) -> None:
        match event:
            case CuffPressureChanged():
                self._show_pressure(CuffPressureNow(source.role, event.pressure))
                return
            case LinkChanged(state=state) if state is not LinkState.MEASURING:
                self._show_pressure(CuffPressureNow(source.role, None))
        self._post(
            DeviceReport(
                role=source.role,
                driver=source.driver.slug,
                device=source.address,
                event=event,
            )
        )

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
        task.add_done_callback(self._ended)

    def _device_ended(self, source: DeviceSource, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            self._tell(source, LinkChanged(state=LinkState.LOST, text=say(NO_LONGER_READ)))
        self._ended(task)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Tell of our own fault in a device's task: a silent one would look like a quiet cuff."""
        if task.cancelled() or (fault := task.exception()) is None:
            return
        _log.error("a device task failed", exc_info=fault)
        detail = f"The program failed while talking to a device ({task.get_name()})."
        self._post(HostReport(condition=HostCondition.INTERNAL_FAULT, active=True, detail=detail))
