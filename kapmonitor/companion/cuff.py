"""The cuff beside the patient: found, paired, kept connected, and started where that is allowed."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from devices.catalog import find
from devices.conversation import CannotStart, CuffMemory
from devices.cuff import Cuff
from devices.decoder import Received, Send
from devices.driver import Driver, TransportKind
from devices.event import (
    BatteryReported,
    CuffPressureChanged,
    DeviceEvent,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
)
from devices.measurement import BloodPressure
from devices.reconnect import keep_connected
from devices.transport.ble import release
from devices.transport.ble_attendant import Attendant, Person
from kapmonitor.clock import Clock
from kapmonitor.companion.view import CuffStage, CuffView
from kapmonitor.language import say
from kapmonitor.pairing.reach import Reach
from kapmonitor.pairing.search import Findings, Search
from kapmonitor.supervisor import NO_LONGER_READ

_STAGES = {
    LinkState.CONNECTING: CuffStage.CONNECTING,
    LinkState.PAIRING: CuffStage.PAIRING,
    LinkState.READY: CuffStage.READY,
    LinkState.MEASURING: CuffStage.MEASURING,
    LinkState.ABSENT: CuffStage.WAITING,
    LinkState.LOST: CuffStage.GONE,
}
_FRAMES = 64
_log = logging.getLogger(__name__)


class CuffSide:
    """One cuff at a time. Use from the program's loop only."""

    def __init__(
        self,
        reach: Reach,
        clock: Clock,
        changed: Callable[[CuffView], None],
        heard: Callable[[DeviceEvent], None],
    ) -> None:
        self._reach, self._clock = reach, clock
        self._changed, self._heard = changed, heard
        self.view = CuffView()
        self.driver: Driver | None = None
        self.address = ""
        self.model = ""
        self.slot: int | None = None
        """The memory of the cuff that its last reading named: whose readings these are."""
        self._cuff: Cuff | None = None
        self._task: asyncio.Task[None] | None = None
        self._frames: deque[tuple[bytes, str]] = deque(maxlen=_FRAMES)
        self._pin: asyncio.Future[str | None] | None = None
        self._same: tuple[str, asyncio.Future[bool]] | None = None

    @property
    def simulated(self) -> bool:
        """Whether the cuff is no real one."""
        return self._reach.simulated

    @property
    def id(self) -> str:
        """What names this cuff to the therapist's side: its driver, and no address."""
        if self.driver is None:
            return ""
        return f"{self.driver.slug}/{hashlib.sha256(self.address.encode()).hexdigest()[:8]}"

    def search(self) -> None:
        """Let the cuff go and look around."""
        self._let_go()
        self._show(CuffView())
        search = Search(self._reach, self._found)
        self._task = asyncio.create_task(search.run(), name="search")

    def choose(self, address: str, title: str, slug: str) -> None:
        """Connect to a cuff and keep it connected. Raises KeyError for an unknown driver."""
        driver = find(slug)
        self._let_go()
        self.driver, self.address, self.model, self.slot = driver, address, title, None
        wired, can_start = driver.transport is TransportKind.SERIAL, driver.capabilities.can_start
        connecting = CuffView(stage=CuffStage.CONNECTING, title=title, can_start=can_start)
        self._show(replace(connecting, wired=wired))
        self._task = asyncio.create_task(self._keep(driver, CuffMemory()), name="cuff")
        self._task.add_done_callback(self._ended)

    def channel_of(self, frame: bytes) -> str | None:
        """Return the channel on which a frame came."""
        for octets, channel in reversed(self._frames):
            if octets == frame:
                return channel
        return self.driver.channels[0] if self.driver and self.driver.channels else None

    def answer_pin(self, digits: str | None) -> None:
        """Hand over what the cuff shows."""
        if self._pin is not None and not self._pin.done():
            self._pin.set_result(digits)

    def answer_comparison(self, number: str, *, same: bool) -> None:
        """Say whether the cuff shows this number; an answer to another question is nothing."""
        if self._same is not None and self._same[0] == number and not self._same[1].done():
            self._same[1].set_result(same)

    async def start(self) -> None:
        """Inflate. Raises CannotStart."""
        if self._cuff is None:
            raise CannotStart(say("The cuff is not connected: nothing was started."))
        await self._cuff.start_measurement()

    async def stop(self) -> None:
        """Deflate, where it can be told."""
        if self._cuff is not None:
            await self._cuff.stop_measurement()

    async def close(self) -> None:
        """Hang up."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait({task})
        release()

    async def _keep(self, driver: Driver, memory: CuffMemory) -> None:
        attendant = Attendant(person=Person(passkey=self._ask_pin, compare=self._ask_same))

        def make(_tell: Callable[[LinkChanged], None]) -> Cuff:
            transport = self._reach.connect(driver, self.address, attendant)
            self._cuff = Cuff(
                driver,
                transport,
                memory=memory,
                observer=self._observe,
                host_now=lambda: self._clock.read().utc.astimezone(self._clock.zone),
            )
            return self._cuff

        await keep_connected(make, self._take)

    def _observe(self, at: float, what: Received | Send) -> None:
        del at
        if isinstance(what, Received):
            self._frames.append((what.octets, what.channel))

    def _take(self, event: DeviceEvent) -> None:
        match event:
            case LinkChanged(state=LinkState.CONNECTING | LinkState.PAIRING) if self._asks():
                pass  # told before the question, heard after it: the question stands
            case LinkChanged(state=state, text=text):
                stage = _STAGES[state]
                gone = self._clock.read().utc if stage is CuffStage.GONE else None
                kept = self.view.gone_since or gone if gone else None
                pressure = self.view.pressure if stage is CuffStage.MEASURING else None
                self._change(stage=stage, text=text, gone_since=kept, pressure=pressure)
            case CuffPressureChanged(pressure=pressure):
                self._change(pressure=pressure)
            case BatteryReported(percent=percent):
                self._change(battery_percent=round(percent))
            case Measured(measurement=BloodPressure(user=int(user))):
                self.slot = user
            case Identified(model=str(model)):
                self.model = model
                self._change(title=model)
            case _:
                pass
        self._heard(event)

    def _asks(self) -> bool:
        """Return whether a person is asked something just now."""
        pin = self._pin is not None and not self._pin.done()
        return pin or (self._same is not None and not self._same[1].done())

    async def _ask_pin(self) -> str | None:
        self._pin = asyncio.get_running_loop().create_future()
        self._change(stage=CuffStage.ASKS_PIN)
        try:
            return await self._pin
        finally:
            self._change(stage=CuffStage.PAIRING)

    async def _ask_same(self, number: str) -> bool:
        self._same = (number, asyncio.get_running_loop().create_future())
        self._change(stage=CuffStage.COMPARES, number=number)
        try:
            return await self._same[1]
        finally:
            self._change(stage=CuffStage.PAIRING, number=None)

    def _found(self, findings: Findings) -> None:
        if self.driver is None:
            self._change(findings=findings)

    def _let_go(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        self.driver = self._cuff = self._pin = self._same = None

    def _ended(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or (fault := task.exception()) is None:
            return
        _log.error("the cuff's task failed: %s", type(fault).__name__)
        self._take(LinkChanged(state=LinkState.LOST, text=say(NO_LONGER_READ)))

    def _change(self, **changes: object) -> None:
        self._show(replace(self.view, **changes))  # type: ignore[arg-type]  # each caller names its own

    def _show(self, view: CuffView) -> None:
        if view != self.view:
            self.view = view
            self._changed(view)
