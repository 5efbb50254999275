"""How a device URL of the command line is reached: a port, the air, a simulation, a capture."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from devices.capture import CaptureError, load
from devices.driver import Driver
from devices.event import LinkChanged
from devices.simulator import Scenario, ScenarioError, Simulation, simulated_devices
from devices.simulator.scenario import CuffKind, OximeterKind, OximeterScript
from devices.transport import Transport
from devices.transport.ble_patience import BlePatience
from devices.transport.replay import ReplayTransport
from devices.url import BleUrl, DeviceUrl, ReplayUrl, SerialUrl, SimulatorUrl, open_transport
from kapmonitor.commands.terminal import CommandFault
from kapmonitor.scenarios import find as find_scenario

Tell = Callable[[LinkChanged], None]

BLE_TRIES = 3
SEED = 1


def _this_computer() -> datetime:
    return datetime.now(UTC).astimezone()


def _nobody() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How to connect to one device, and what is worth waiting for there."""

    connect: Callable[[Tell], Transport]
    tries: float = 1
    """How often in a row it may fail to open before it counts as unusable."""
    returns: bool = False
    """Whether a device that hung up may come back with more, as Bluetooth cuffs do."""
    press_start: Callable[[], bool] = _nobody
    """Lets a simulated person press START; True when that was done or nobody is needed."""
    host_now: Callable[[], datetime] = _this_computer


@asynccontextmanager
async def reach(driver: Driver, url: DeviceUrl, *, patience_s: float) -> AsyncIterator[Reach]:
    """Yield how to reach the device. Raises CommandFault."""
    match url:
        case SimulatorUrl(scenario=name):
            async with _simulated(driver, name) as found:
                yield found
        case ReplayUrl(file=file):
            yield _replayed(driver, Path(file))
        case SerialUrl() | BleUrl():
            yield _real(driver, url, patience_s)


def _real(driver: Driver, url: SerialUrl | BleUrl, patience_s: float) -> Reach:
    patience = BlePatience(find_s=patience_s)  # most cuffs are silent until they have a reading

    def connect(tell: Tell) -> Transport:
        return open_transport(driver, url, tell=tell, patience=patience)

    try:
        connect(_keep_quiet)
    except ValueError as fault:
        raise CommandFault(str(fault)) from fault
    if isinstance(url, BleUrl):
        return Reach(connect=connect, tries=BLE_TRIES, returns=True)
    return Reach(connect=connect)


def _replayed(driver: Driver, file: Path) -> Reach:
    try:
        capture = load(file)
    except CaptureError as fault:
        raise CommandFault(str(fault)) from fault
    if capture.driver != driver.slug:
        raise CommandFault(f"{file} was recorded with {capture.driver}, not {driver.slug}.")
    return Reach(connect=lambda _tell: ReplayTransport(capture))


@asynccontextmanager
async def _simulated(driver: Driver, name: str) -> AsyncIterator[Reach]:
    scenario = _with_cuff(_scenario(name), driver)
    async with simulated_devices(scenario, seed=SEED) as simulation:
        device = next((each for each in simulation.devices if each.driver == driver.slug), None)
        if device is None:
            offered = ", ".join(each.driver for each in simulation.devices)
            raise CommandFault(f"sim://{name} has no {driver.slug}; it has: {offered}.")
        connect = device.connect
        yield Reach(
            connect=lambda _tell: connect(),
            tries=math.inf,
            returns=True,
            press_start=_person(driver, simulation),
            host_now=lambda: simulation.host_utc().astimezone(_zone(scenario)),
        )


def _with_cuff(scenario: Scenario, driver: Driver) -> Scenario:
    """Give the scenario's patient the device that was asked for, where it can be simulated."""
    if driver.slug in set(OximeterKind):
        worn = scenario.oximeter or OximeterScript()
        return replace(scenario, oximeter=replace(worn, kind=OximeterKind(driver.slug)))
    if driver.slug not in set(CuffKind):
        return scenario
    return replace(scenario, cuff=replace(scenario.cuff, kind=CuffKind(driver.slug)))


def _person(driver: Driver, simulation: Simulation) -> Callable[[], bool]:
    presses = driver.capabilities.blood_pressure and simulation.needs_a_person
    return simulation.press_start if presses else _nobody


def _zone(scenario: Scenario) -> timezone:
    return timezone(timedelta(minutes=scenario.utc_offset_min))


def _scenario(name: str) -> Scenario:
    try:
        return find_scenario(name)
    except ScenarioError as fault:
        raise CommandFault(str(fault)) from fault


def _keep_quiet(_news: LinkChanged) -> None:
    """Tell nobody."""
