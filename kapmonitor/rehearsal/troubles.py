"""What a scenario has go wrong with the link of a simulated session, done at its time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from devices.simulator.link_faults import (
    BrokerForgets,
    BrokerRestarts,
    CompanionCrashes,
    ComputerSleeps,
    LinkFault,
    NetworkDrops,
    NetworkRoams,
    PatientClockSet,
    Side,
)
from kapmonitor.rehearsal.home import Home
from kapmonitor.rehearsal.network import Network
from kapmonitor.rehearsal.scene import Scene


@dataclass(frozen=True, slots=True)
class Trouble:
    """One fault that was done: when, by the therapist's clock, which, and in words."""

    utc: datetime
    kind: str
    text: str


class Troubles:
    """Does the faults of one session. Use from the engine's loop only."""

    def __init__(self, network: Network, home: Home, tell: Callable[[Trouble], None]) -> None:
        self._network, self._home, self._tell = network, home, tell
        self._computer = asyncio.Lock()
        """What one machine does, it does one after another."""
        self._tasks: list[asyncio.Task[None]] = []

    def look(self, scene: Scene, *, linked: bool) -> None:
        """Do what is due. Raises whatever went wrong with an earlier one."""
        for task in [each for each in self._tasks if each.done()]:
            self._tasks.remove(task)
            task.result()
        for number, fault in enumerate(scene.script.link):
            waits = not linked and not isinstance(fault, PatientClockSet)
            if waits or not scene.due(fault) or not scene.once(f"link {number}"):
                continue
            self._tell(Trouble(scene.at.utc, fault.TAG, in_words(fault)))
            self._tasks.append(asyncio.create_task(self._do(fault), name=f"link {fault.TAG}"))

    async def close(self) -> None:
        """End what is going on."""
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _do(self, fault: LinkFault) -> None:
        match fault:
            case NetworkDrops(lasts_s=lasts_s, side=side):
                await self._silent(side, asyncio.sleep(lasts_s))
            case NetworkRoams(lasts_s=lasts_s, side=side):
                await self._silent(side, asyncio.sleep(lasts_s), roams=True)
            case ComputerSleeps(lasts_s=lasts_s):
                async with self._computer:
                    await self._silent(Side.PATIENT, self._home.computer.sleep(lasts_s))
            case CompanionCrashes(gap_s=gap_s):
                async with self._computer:
                    self._network.sever(Side.PATIENT)
                    await self._silent(Side.PATIENT, self._home.crash(gap_s))
                    self._home.start()
            case PatientClockSet(step_s=step_s):
                self._home.computer.set_clock(step_s)
            case BrokerRestarts(gap_s=gap_s):
                await self._network.restart(gap_s)
            case BrokerForgets():
                await self._network.forget()

    async def _silent(self, side: Side, meanwhile: object, *, roams: bool = False) -> None:
        self._network.silence(side)
        try:
            await meanwhile  # type: ignore[misc]  # any coroutine
            if roams:
                self._network.roam(side)
        finally:
            self._network.heal(side)


def in_words(fault: LinkFault) -> str:
    """Return a fault for a person at a terminal."""
    match fault:
        case NetworkDrops(lasts_s=lasts_s, side=side):
            return f"The {side}'s network is gone for {lasts_s:g} s; nobody is told."
        case NetworkRoams(lasts_s=lasts_s, side=side):
            return f"The {side}'s computer roams: another network after {lasts_s:g} s."
        case ComputerSleeps(lasts_s=lasts_s):
            return f"The patient's computer sleeps for {lasts_s:g} s."
        case CompanionCrashes(gap_s=gap_s):
            return f"The patient's program is killed, and started again after {gap_s:g} s."
        case PatientClockSet(step_s=step_s):
            return f"The clock of the patient's computer is set by {step_s:+g} s."
        case BrokerRestarts(gap_s=gap_s):
            return f"The server ends, and is back after {gap_s:g} s."
        case BrokerForgets():
            return "The server loses all it holds."
