"""Every simulated serial cuff through a real port: a whole cycle, in pieces, and a pulled plug."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from devices.catalog import find
from devices.cuff import Cuff
from devices.driver import Driver, SerialSettings, TransportKind
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, PulseOximetry
from devices.simulator import SimulatedDevice, Simulation, parse, simulated_devices
from devices.simulator.body import CuffReading
from devices.simulator.pty_bridge import serve_pty
from devices.simulator.scenario import CuffKind, OximeterKind
from devices.url import SerialUrl, open_transport
from tests.support.unhurried import HostEnd, UnhurriedLoop, Way, watched

WIRE = TransportKind.SERIAL


def driver_of(kind: CuffKind | OximeterKind) -> Driver:
    return find(kind.value)


WIRED = [k for k in sorted(CuffKind) if find(k.value).transport is TransportKind.SERIAL]
STARTED = [k for k in WIRED if find(k.value).capabilities.can_start]


def played(kind: CuffKind, **cuff: object) -> tuple[list[DeviceEvent], object]:
    """Return what is told from connecting to the first result, and what the cuff then shows."""
    calm = {"failure_share": 0.0, "offset": {}, "chunked": True}
    document: dict[str, Any] = {"title": "A test", "cuff": {"kind": kind.value, **calm, **cuff}}
    scenario = parse(document, name="test", file="test.toml")

    way = Way()

    async def session() -> tuple[list[DeviceEvent], object]:
        async with (
            simulated_devices(scenario, seed=7) as simulation,
            served(simulation.devices[0], way) as path,
        ):
            events = await one_reading(simulation, kind, path, way)
            return events, simulation.display

    with asyncio.Runner(loop_factory=lambda: UnhurriedLoop(way)) as runner:
        return runner.run(session())


def served(device: SimulatedDevice, way: Way) -> AbstractAsyncContextManager[str]:
    return serve_pty(replace(device, connect=watched(device.connect, way)))


async def one_reading(
    simulation: Simulation, kind: CuffKind, path: str, way: Way
) -> list[DeviceEvent]:
    driver = find(kind.value)
    events: list[DeviceEvent] = []
    begun = False
    link = HostEnd(open_transport(driver, SerialUrl(path)), way)
    async with Cuff(driver, link) as cuff:
        async for event in cuff.events():
            events.append(event)
            if isinstance(event, LinkChanged) and event.state is LinkState.READY and not begun:
                begun = True
                if kind in STARTED:
                    await cuff.start_measurement()
                else:
                    assert simulation.press_start()
            if isinstance(event, Measured | MeasurementFailed):
                break
    return events


@pytest.mark.parametrize("kind", WIRED)
def test_a_whole_cycle_in_pieces_brings_what_the_display_shows(kind: CuffKind) -> None:
    events, shown = played(kind)
    assert not [event for event in events if isinstance(event, ProtocolViolated)]
    (measured,) = [event for event in events if isinstance(event, Measured)]
    assert isinstance(shown, CuffReading)
    assert isinstance(measured.measurement, BloodPressure)
    assert measured.measurement.systolic == shown.systolic
    assert measured.measurement.diastolic == shown.diastolic
    curve = [e.pressure or 0.0 for e in events if isinstance(e, CuffPressureChanged)]
    assert bool(curve) == find(kind.value).capabilities.live_pressure
    assert not curve or max(curve) > shown.systolic


@pytest.mark.parametrize("kind", [CuffKind.RAYCOME_SERIAL, CuffKind.PAR_NIBP])
def test_a_pulled_plug_ends_the_measurement_without_a_reading(kind: CuffKind) -> None:
    events, _ = played(kind, faults=[{"kind": "drops", "away_s": 60}])
    (failed,) = [event for event in events if isinstance(event, MeasurementFailed)]
    assert failed.reason is FailureReason.LINK_LOST
    assert not [event for event in events if isinstance(event, Measured)]


@pytest.mark.parametrize("kind", [k for k in OximeterKind if driver_of(k).transport is WIRE])
def test_an_oximeter_on_a_cable_tells_what_it_feels(kind: OximeterKind) -> None:
    document = {"title": "A test", "oximeter": {"kind": kind.value}}
    scenario = parse(document, name="test", file="test.toml")
    driver = replace(driver_of(kind), serial=SerialSettings())  # a pty refuses parity
    way = Way()

    async def session() -> Measured:
        async with simulated_devices(scenario, seed=7) as simulation:
            device = next(each for each in simulation.devices if each.role == "oximeter")
            async with (
                served(device, way) as path,
                Cuff(driver, HostEnd(open_transport(driver, SerialUrl(path)), way)) as sensor,
            ):
                async for event in sensor.events():
                    if isinstance(event, Measured):
                        return event
        raise AssertionError("it said nothing")

    with asyncio.Runner(loop_factory=lambda: UnhurriedLoop(way)) as runner:
        measured = runner.run(session()).measurement
    assert isinstance(measured, PulseOximetry)
    assert measured.spo2 is not None
    assert 95 <= measured.spo2 <= 100
