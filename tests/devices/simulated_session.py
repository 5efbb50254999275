"""A simulated session without an application: devices, ordinary drivers, a list of events."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from devices.catalog import find
from devices.conversation import CuffMemory
from devices.cuff import Cuff
from devices.event import DeviceEvent, Measured
from devices.measurement import BloodPressure
from devices.simulator import Simulation, parse, simulated_devices
from tests.devices.paced import play

RECONNECT_S = 5.0
Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Told:
    """A device event and the second at which it came."""

    at: float
    event: DeviceEvent


@dataclass
class Room:
    """What an act of a test may touch."""

    simulation: Simulation
    cuff: Cuff | None = None

    async def press_start(self) -> None:
        """Let a person press START."""
        assert self.simulation.press_start()

    async def start(self) -> None:
        """Let the host start the cuff."""
        assert self.cuff is not None
        await self.cuff.start_measurement()

    async def stop(self) -> None:
        """Let the host abort."""
        assert self.cuff is not None
        await self.cuff.stop_measurement()

    async def dose(self) -> None:
        """Let the patient take a dose."""
        self.simulation.take_dose("sublingual", 200.0)


Act = tuple[float, Callable[[Room], Awaitable[None]]]


def told(
    document: dict[str, Any],
    *,
    lasts_s: float,
    acts: Sequence[Act] = (),
    role: str = "cuff",
    seed: int = 7,
) -> list[Told]:
    """Return what one device tells within `lasts_s` seconds while people act at their times."""
    scenario = parse({"title": "A test", **document}, name="test", file="test.toml")

    async def session() -> list[Told]:
        found: list[Told] = []
        async with simulated_devices(scenario, seed=seed) as simulation:
            room = Room(simulation)
            async with asyncio.TaskGroup() as group:
                listening = group.create_task(listen(room, role, found))
                for at, act in sorted(acts, key=lambda item: item[0]):
                    await asyncio.sleep(at - asyncio.get_running_loop().time())
                    await act(room)
                await asyncio.sleep(lasts_s - asyncio.get_running_loop().time())
                listening.cancel()
        return found

    return play(session())


async def listen(room: Room, role: str, found: list[Told]) -> None:
    """Stay connected as an application does: again and again."""
    device = next(item for item in room.simulation.devices if item.role == role)
    memory = CuffMemory()
    loop = asyncio.get_running_loop()
    while True:
        cuff = Cuff(
            find(device.driver),
            device.connect(),
            host_now=room.simulation.host_utc,
            memory=memory,
        )
        async with cuff:
            room.cuff = cuff
            async for event in cuff.events():
                found.append(Told(loop.time(), event))
        await asyncio.sleep(RECONNECT_S)


def of_kind(found: Sequence[Told], kind: type[Kind]) -> list[Kind]:
    """Return the events of one kind, in order."""
    return [item.event for item in found if isinstance(item.event, kind)]


def pressures(found: Sequence[Told]) -> list[tuple[Measured, BloodPressure]]:
    """Return the blood-pressure readings, in order."""
    return [
        (measured, measured.measurement)
        for measured in of_kind(found, Measured)
        if isinstance(measured.measurement, BloodPressure)
    ]
