"""A patient at home in simulated time: program, clocks, cuff, and the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from devices.simulator import Simulation, simulated_devices
from devices.simulator.scenario import CuffKind
from kapmonitor.clock import LoopClock
from kapmonitor.companion.program import Companion
from kapmonitor.companion.view import CompanionView, Screen, TestStage
from kapmonitor.host_watch import HostState
from kapmonitor.link.cable import Cables
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.pairing.reach import Found, Reach
from kapmonitor.pairing.simulated import simulated_reach
from kapmonitor.scenarios import find as find_scenario
from tests.support.far_side import SAID, FarSide

BEGAN = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
LONG_S = 300.0


@dataclass
class Patient:
    """A running companion and the pictures it gave."""

    it: Companion
    clock: LoopClock
    pictures: list[CompanionView]

    @property
    def view(self) -> CompanionView:
        """The newest picture."""
        return self.pictures[-1]

    async def until(self, holds: Callable[[CompanionView], bool]) -> CompanionView:
        """Wait for a picture."""
        try:
            async with asyncio.timeout(LONG_S):
                while not holds(self.view):  # noqa: ASYNC110  any picture may be the one
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise AssertionError(self.view) from None
        return self.view


@dataclass
class Mains:
    """The power and the disk of a computer, as a test sets them."""

    state: HostState = HostState(battery_percent=None, on_battery=False, disk_free_mb=None)

    def look(self) -> HostState:
        """Return them."""
        return self.state


class AtHome:
    """A computer, a cuff beside it, and the server; a therapist's side as it is needed."""

    def __init__(self, folder: Path, simulation: Simulation, *, simulated: bool = True) -> None:
        loop = asyncio.get_running_loop()
        self.folder, self.simulation = folder, simulation
        self.broker = MemoryBroker()
        self.cables: Cables = self.broker.cable
        self.mains = Mains()
        self.clock = LoopClock(BEGAN, loop.time)
        self._asleep_s = 0.0
        self.reach: Reach = replace(simulated_reach(simulation), simulated=simulated)
        cuff = simulation.devices[0]
        self.cuff = Found(address=cuff.address, title=cuff.title, driver=cuff.driver)

    def now_ms(self) -> int:
        """Return the therapist's time, which nothing but time itself moves."""
        passed = asyncio.get_running_loop().time() + self._asleep_s
        return round((BEGAN.timestamp() + passed) * 1000)

    def sleep(self, seconds: float) -> None:
        """Let the computer sleep: the monotonic clock of Linux and macOS stands meanwhile."""
        self.clock.skew_s += seconds
        self._asleep_s += seconds

    def far(self, **more: object) -> FarSide:
        """Return a therapist's side."""
        return FarSide(self.broker.cable, now_ms=self.now_ms, **more)  # type: ignore[arg-type]  # each caller names its own

    @asynccontextmanager
    async def patient(self) -> AsyncIterator[Patient]:
        """Run the patient's program."""
        pictures: list[CompanionView] = [CompanionView()]
        it = Companion(
            self.folder,
            self.reach,
            pictures.append,
            server="clinic.example",
            make_cables=lambda _broker: self.cables,
            clock=self.clock,
            host=self.mains,
        )
        async with running(it.run()):
            yield Patient(it, self.clock, pictures)

    async def prepared(self, patient: Patient, far: FarSide, *, may_start: bool = False) -> None:
        """Lead a patient from the first screen to the calm one."""
        await self.let_in(patient, far)
        patient.it.choose_cuff(self.cuff, self.cuff.driver or "")
        await self.measured(patient)
        await patient.until(lambda view: view.test is TestStage.RECEIVED)
        patient.it.go_on()
        patient.it.allow_start(allowed=may_start)
        patient.it.go_on()
        await patient.until(lambda view: view.screen is Screen.CALM)

    async def let_in(self, patient: Patient, far: FarSide) -> None:
        """Type the digits and say yes to the names."""
        await asyncio.wait_for(far.waiting.wait(), LONG_S)
        if patient.view.screen is Screen.CHECK:
            await patient.until(lambda view: bool(view.checks))
            patient.it.go_on()
        patient.it.enter_code(SAID)
        await patient.until(lambda view: view.screen is Screen.PERSON)
        await patient.until(lambda view: view.person is not None and bool(view.person.patient))
        patient.it.confirm_person(is_me=True)

    async def measured(self, patient: Patient) -> None:
        """Press START, as soon as the cuff can be pressed, and wait for the value."""
        before = patient.view.sent_at
        async with asyncio.timeout(LONG_S):
            while not self.simulation.press_start():  # noqa: ASYNC110  a cuff has no event
                await asyncio.sleep(0.5)
        await patient.until(lambda view: view.sent_at != before)


@asynccontextmanager
async def at_home(
    folder: Path, kind: CuffKind = CuffKind.BLUETOOTH_BLP, *, simulated: bool = True
) -> AsyncIterator[AtHome]:
    """Yield a home with a cuff of a kind."""
    quiet = find_scenario("quiet")
    scenario = replace(quiet, strap=None, cuff=replace(quiet.cuff, kind=kind))
    async with simulated_devices(scenario, seed=7) as simulation:
        yield AtHome(folder, simulation, simulated=simulated)


@asynccontextmanager
async def running(work: object) -> AsyncIterator[asyncio.Task[None]]:
    """Run something beside, and end it."""
    task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[call-overload]  # any coroutine
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
