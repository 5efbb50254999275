"""The surroundings of a simulated session: its own devices, and nothing real."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from devices.catalog import find
from devices.driver import Driver, TransportKind
from devices.simulator import SimulatedDevice, Simulation
from devices.transport import Transport
from devices.transport.ble_attendant import Attendant, BleStep
from kapmonitor.language import mark, say
from kapmonitor.pairing.reach import Found, Reach

HEARD_EVERY_S = 1.0
NEAR_DBM = -58
NOT_SIMULATED = mark("This session is simulated: only its own devices can be used.")


def simulated_reach(simulation: Simulation) -> Reach:
    """Return what lies around a simulated computer."""
    far = _Around(simulation)
    return Reach(hear=far.hear, ports=far.ports, connect=far.connect, simulated=True)


class _Around:
    def __init__(self, simulation: Simulation) -> None:
        self._devices = simulation.devices

    async def hear(self) -> AsyncGenerator[Found, None]:
        while True:
            for each in self._devices:
                if not _wired(each):
                    yield _found(each)
            await asyncio.sleep(HEARD_EVERY_S)

    async def ports(self) -> tuple[Found, ...]:
        return tuple(_found(each) for each in self._devices if _wired(each))

    def connect(self, _driver: Driver, address: str, attendant: Attendant) -> Transport:
        for each in self._devices:
            if each.address == address:
                if not _wired(each):
                    _play_steps(attendant)
                return each.connect()
        raise ValueError(say(NOT_SIMULATED))


def _play_steps(attendant: Attendant) -> None:
    """Tell what a link over the air tells while it is made."""
    attendant.hears(BleStep.SEARCHING, None)
    attendant.hears(BleStep.FOUND, NEAR_DBM)
    attendant.hears(BleStep.CONNECTING, None)


def _found(device: SimulatedDevice) -> Found:
    return Found(
        address=device.address,
        title=device.title,
        driver=device.driver,
        wired=_wired(device),
        signal_dbm=None if _wired(device) else NEAR_DBM,
    )


def _wired(device: SimulatedDevice) -> bool:
    return find(device.driver).transport is TransportKind.SERIAL
