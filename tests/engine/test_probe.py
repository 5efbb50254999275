"""Finding out what is on a port: the languages in turn, whatever the adapter makes of some."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Self

from devices.decoder import Received, Send
from devices.driver import Driver
from devices.simulator import simulated_devices
from devices.transport import EnvironmentFault, Transport
from devices.transport.ble_attendant import Attendant
from kapmonitor import scenarios
from kapmonitor.pairing.probe import Probe, find_out
from kapmonitor.pairing.simulated import simulated_reach
from tests.devices.paced import play

NO_PARITY = "This adapter cannot do odd parity."


class Refusing:
    """An adapter that takes none of the settings it is given."""

    async def __aenter__(self) -> Self:
        raise EnvironmentFault(NO_PARITY)

    async def __aexit__(self, *_: object) -> None:
        return None

    async def send(self, what: Send) -> None:
        raise AssertionError("nothing is open")

    def received(self) -> AsyncIterator[Received]:
        raise AssertionError("nothing is open")


def asked(*, refused_by_all: bool) -> list[Probe]:
    """Return what is told of a simulated SunTech module behind a difficult adapter."""
    told: list[Probe] = []

    async def main() -> None:
        async with simulated_devices(scenarios.find("module_trouble"), seed=7) as simulation:
            around = simulated_reach(simulation)
            (port,) = await around.ports()

            def connect(driver: Driver, address: str, attendant: Attendant) -> Transport:
                if refused_by_all or driver.slug != "suntech_oem":
                    return Refusing()
                return around.connect(driver, address, attendant)

            unknown = replace(port, driver=None)
            await find_out(replace(around, connect=connect), unknown, told.append)

    play(asyncio.wait_for(main(), 600))
    return told


def test_settings_that_an_adapter_refuses_end_no_search() -> None:
    told = asked(refused_by_all=False)
    assert told[-1].answered == "suntech_oem"
    assert len({each.asking for each in told}) > 2


def test_a_port_that_nobody_could_ask_says_why() -> None:
    told = asked(refused_by_all=True)
    assert told[-1].over
    assert told[-1].trouble == NO_PARITY
