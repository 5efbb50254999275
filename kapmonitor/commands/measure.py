"""`kapmonitor measure`: one reading from a device, with no session."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.capture import CaptureError, Recorder, read_capture, write_capture

from devices.conversation import CannotStart
from devices.cuff import Cuff
from devices.decoder import Received, Send
from devices.driver import Driver, TransportKind
from devices.event import DeviceEvent, LinkChanged, LinkState, Measured, MeasurementFailed
from devices.event_json import to_json
from devices.measurement import BloodPressure, Provenance
from devices.simulator import ScenarioError, simulated_devices
from devices.transport import EnvironmentFault, Transport
from devices.url import DeviceUrl, ReplayUrl, SimulatorUrl, open_transport, parse_device_url
from kapmonitor.commands.decode import driver_named
from kapmonitor.commands.terminal import DONE, NO, CommandFault, print_json, tell
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.scenarios import find as find_scenario

PATIENCE_S = 180.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--driver", required=True, metavar="SLUG")
    parser.add_argument("--device", required=True, metavar="URL")
    parser.add_argument("--start", action="store_true", help="start the measurement")
    parser.add_argument("--timeout", type=float, default=PATIENCE_S, metavar="S")
    parser.add_argument("--record", type=Path, metavar="FILE", help="save the exchange")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    driver = driver_named(options.driver)
    try:
        url = parse_device_url(options.device)
    except ValueError as fault:
        raise CommandFault(str(fault)) from fault
    if options.start and not driver.capabilities.can_start:
        raise CommandFault(f"{driver.title} cannot be started by software. Press its button.")
    simulated = isinstance(url, SimulatorUrl)
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED if simulated else 1)) as runner:
        return runner.run(_measure(driver, url, options))


@dataclass(slots=True)
class _Attempt:
    """What has come of it so far."""

    reading: bool = False
    over: bool = False
    refusal: EnvironmentFault | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, event: DeviceEvent) -> None:
        match event:
            case Measured(provenance=provenance) if provenance is not Provenance.STORED:
                self.reading = self.over = True
            case MeasurementFailed():
                self.over = True
            case LinkChanged(state=LinkState.READY):
                self.ready.set()


async def _measure(driver: Driver, url: DeviceUrl, options: argparse.Namespace) -> int:
    attempt = _Attempt()
    recorder = Recorder(driver.slug) if options.record else None
    try:
        async with AsyncExitStack() as stack:
            connect, press = await stack.enter_async_context(_reached(driver, url))
            transport = _Noting(connect(), attempt)
            cuff = await stack.enter_async_context(Cuff(driver, transport, observer=recorder))
            starter = asyncio.create_task(_start(cuff, attempt, press, wanted=options.start))
            stack.callback(starter.cancel)
            async with asyncio.timeout(options.timeout):
                await _listen(cuff, attempt, starter, as_json=options.json)
    except TimeoutError:
        tell(f"No reading within {options.timeout:g} s.")
    finally:
        if recorder is not None:
            _save(recorder, options.record)
    return _verdict(driver, attempt)


def _verdict(driver: Driver, attempt: _Attempt) -> int:
    refusal = attempt.refusal
    if attempt.reading:
        return DONE
    serial = driver.transport is TransportKind.SERIAL
    if refusal is not None and (serial or not refusal.retryable):
        raise CommandFault(refusal.text)
    return NO


async def _listen(
    cuff: Cuff, attempt: _Attempt, starter: asyncio.Task[None], *, as_json: bool
) -> None:
    async for event in cuff.events():
        attempt.note(event)
        if as_json:
            print_json(to_json(event))
        else:
            print(_sentence(event), flush=True)
        if attempt.over:
            return
        if starter.done():
            starter.result()


async def _start(
    cuff: Cuff, attempt: _Attempt, press: Callable[[], bool] | None, *, wanted: bool
) -> None:
    await attempt.ready.wait()
    if press is not None and not cuff.driver.capabilities.can_start:
        press()
    elif wanted:
        try:
            await cuff.start_measurement()
        except CannotStart as refusal:
            tell(str(refusal))
            attempt.over = True


@asynccontextmanager
async def _reached(
    driver: Driver, url: DeviceUrl
) -> AsyncIterator[tuple[Callable[[], Transport], Callable[[], bool] | None]]:
    """Yield how to connect, and how a simulated person presses START."""
    match url:
        case SimulatorUrl(scenario=name):
            try:
                scenario = find_scenario(name)
            except ScenarioError as fault:
                raise CommandFault(str(fault)) from fault
            async with simulated_devices(scenario, seed=1) as simulation:
                for device in simulation.devices:
                    if device.driver == driver.slug:
                        yield device.connect, simulation.press_start
                        return
                offered = ", ".join(device.driver for device in simulation.devices)
                raise CommandFault(f"sim://{name} has no {driver.slug}; it has: {offered}.")
        case ReplayUrl(file=file):
            from devices.transport.replay import ReplayTransport

            try:
                capture = read_capture(Path(file))
            except CaptureError as fault:
                raise CommandFault(str(fault)) from fault
            yield lambda: ReplayTransport(capture), None
        case _:
            try:
                transport = open_transport(driver, url)
            except ValueError as fault:
                raise CommandFault(str(fault)) from fault
            yield lambda: transport, None


class _Noting:
    """A transport that remembers why it could not connect."""

    def __init__(self, inner: Transport, attempt: _Attempt) -> None:
        self._inner = inner
        self._attempt = attempt

    async def __aenter__(self) -> Self:
        try:
            await self._inner.__aenter__()
        except EnvironmentFault as fault:
            self._attempt.refusal = fault
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._inner.__aexit__(kind, fault, trace)

    def received(self) -> AsyncIterator[Received]:
        return self._inner.received()

    async def send(self, what: Send) -> None:
        await self._inner.send(what)


def _save(recorder: Recorder, path: Path) -> None:
    try:
        write_capture(path, recorder.capture())
    except OSError as fault:
        raise CommandFault(f"{path}: the capture cannot be written ({fault.strerror}).") from fault
    tell(f"The exchange is in {path}.")


def _sentence(event: DeviceEvent) -> str:
    match event:
        case Measured(measurement=BloodPressure() as pressure):
            pulse = "no pulse" if pressure.pulse_rate is None else f"pulse {pressure.pulse_rate:g}"
            return f"{pressure.systolic:g}/{pressure.diastolic:g} mmHg, {pulse}, {event.provenance}"
        case _:
            return ", ".join(
                f"{key} {value}" for key, value in to_json(event).items() if value not in (None, "")
            )
