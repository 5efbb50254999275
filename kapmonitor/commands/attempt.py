"""One wait for one reading: connect, start if wished, and let go again whatever comes.

The device is kept connected until there is a reading, until there can be none, or until the
time is up; then it is told to stop and hung up, also when the wait is interrupted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from devices.conversation import CannotStart, CuffMemory
from devices.cuff import Cuff
from devices.decoder import Received, Send
from devices.driver import Driver
from devices.event import DeviceEvent, LinkChanged, LinkState, Measured, MeasurementFailed
from devices.measurement import BloodPressure, HeartRate, Measurement, Provenance, PulseOximetry
from devices.reconnect import keep_connected
from devices.transport import EnvironmentFault
from kapmonitor.commands.reach import Reach
from kapmonitor.commands.terminal import tell

PATIENCE_S = 180.0
PRESS_AGAIN_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of the device."""

    start: bool = False
    patience_s: float = PATIENCE_S


class Attempt:
    """One wait for one reading."""

    def __init__(
        self,
        driver: Driver,
        how: Reach,
        wish: Wish,
        *,
        told: Callable[[DeviceEvent], None],
        observer: Callable[[float, Received | Send], None] | None = None,
    ) -> None:
        """`told` hears every device event; `observer` sees the raw exchange."""
        self._driver, self._how, self._wish = driver, how, wish
        self._told, self._observer = told, observer
        self._memory = CuffMemory()
        self._cuff: Cuff | None = None
        self._over = asyncio.Event()
        self._opened = False
        self._openings = 0
        self._starting: asyncio.Task[None] | None = None
        self.reading = False
        self.refusal: EnvironmentFault | None = None
        """Why the device could not be reached at all; None when it could."""

    async def make(self) -> None:
        """Wait; the results are in `reading` and `refusal`. A bug of a driver is raised."""
        asking = asyncio.create_task(self._press_start())
        keeping = asyncio.create_task(keep_connected(self._connect, self._take))
        waiting = asyncio.create_task(self._over.wait())
        tasks = (waiting, keeping)
        try:
            done, _ = await asyncio.wait(
                tasks, timeout=self._wish.patience_s, return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                tell(f"No reading within {self._wish.patience_s:g} s.")
        finally:
            await _let_go(asking, waiting, keeping, self._starting)

    def _connect(self, tell_link: Callable[[LinkChanged], None]) -> Cuff:
        self._note_refusal()
        self._openings += 1
        self._cuff = Cuff(
            self._driver,
            self._how.connect(tell_link),
            observer=self._observe,
            host_now=self._how.host_now,
            memory=self._memory,
        )
        return self._cuff

    def _observe(self, at: float, what: Received | Send) -> None:
        self._opened = True
        if self._observer is not None:
            self._observer(at, what)

    def _take(self, event: DeviceEvent) -> None:
        self._told(event)
        match event:
            case Measured(measurement=measurement, provenance=provenance):
                if provenance is not Provenance.STORED and _says_something(measurement):
                    self.reading = True
                    self._over.set()
            case MeasurementFailed(provenance=provenance):
                if provenance is not Provenance.STORED:
                    self._over.set()
            case LinkChanged(state=LinkState.READY):
                self._start_once()
            case LinkChanged(state=LinkState.LOST | LinkState.ABSENT):
                self._note_end()
            case _:
                pass

    def _start_once(self) -> None:
        if self._wish.start and self._starting is None and self._cuff is not None:
            self._starting = asyncio.create_task(self._start(self._cuff))

    async def _start(self, cuff: Cuff) -> None:
        try:
            await cuff.start_measurement()
        except CannotStart as refusal:
            tell(str(refusal))
            self._over.set()

    async def _press_start(self) -> None:
        while not self._how.press_start():  # noqa: ASYNC110  a simulated hand has no event
            await asyncio.sleep(PRESS_AGAIN_S)

    def _note_end(self) -> None:
        """Take an end of the link as the end of everything, unless the device may come back."""
        fault = self._cuff.fault if self._cuff is not None else None
        if self._opened and (not self._how.returns or (fault and not fault.retryable)):
            self._over.set()
        self._note_refusal()

    def _note_refusal(self) -> None:
        """Give up what could not be opened so many times, or never will be."""
        fault = self._cuff.fault if self._cuff is not None else None
        if self._opened or fault is None:
            return
        if self._openings >= self._how.tries or not fault.retryable:
            self.refusal = fault
            self._over.set()


async def _let_go(*tasks: asyncio.Task[None] | asyncio.Task[bool] | None) -> None:
    """End tasks, the device's own among them: it is told to stop, and hung up."""
    there = [task for task in tasks if task is not None]
    for task in there:
        task.cancel()
    await asyncio.wait(there)
    for task in there:
        if not task.cancelled():
            task.result()


def _says_something(measurement: Measurement) -> bool:
    match measurement:
        case BloodPressure(systolic=systolic, diastolic=diastolic, mean=mean):
            return (systolic, diastolic, mean) != (None, None, None)
        case HeartRate(heart_rate=rate):
            return rate is not None
        case PulseOximetry(spo2=saturation):
            return saturation is not None
