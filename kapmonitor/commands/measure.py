"""`kapmonitor measure`: one reading from a device, with no session."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from devices.capture import Recorder, to_toml
from devices.driver import Driver
from devices.redaction import redacted
from devices.url import DeviceUrl, SimulatorUrl, parse_device_url
from kapmonitor import __version__
from kapmonitor.commands.attempt import PATIENCE_S, Attempt, Wish
from kapmonitor.commands.decode import driver_named
from kapmonitor.commands.own_devices import use_own_devices
from kapmonitor.commands.reach import reach
from kapmonitor.commands.spoken import print_event
from kapmonitor.commands.terminal import DONE, NO, CommandFault, data_folder, orderly_end, tell
from kapmonitor.exports import ExportFault, spare_devices, write_text
from kapmonitor.runtime import MAX_SPEED, PacedLoop

LONGEST_PATIENCE_S = 86_400.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--driver", required=True, metavar="SLUG")
    parser.add_argument(
        "--device",
        required=True,
        metavar="URL",
        help="a serial port, ble://ADDRESS, sim://SCENARIO or replay://FILE",
    )
    parser.add_argument("--start", action="store_true", help="start the measurement")
    parser.add_argument(
        "--timeout",
        type=float,
        default=PATIENCE_S,
        metavar="S",
        help=f"seconds to wait for a reading ({PATIENCE_S:g})",
    )
    parser.add_argument("--record", type=Path, metavar="FILE", help="save the raw exchange")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    use_own_devices(data_folder(options.data))
    driver, url = driver_named(options.driver), _url(options.device)
    if not 0 < options.timeout <= LONGEST_PATIENCE_S:
        raise CommandFault(f"--timeout takes more than 0 and up to {LONGEST_PATIENCE_S:g} seconds.")
    if options.start and not driver.capabilities.can_start:
        raise CommandFault(f"{driver.title} cannot be started by software. Press its button.")
    if options.record is not None:
        _check_writable(options.record)
    speed = MAX_SPEED if isinstance(url, SimulatorUrl) else 1
    with orderly_end(), asyncio.Runner(loop_factory=lambda: PacedLoop(speed)) as runner:
        return runner.run(_measure(driver, url, options))


async def _measure(driver: Driver, url: DeviceUrl, options: argparse.Namespace) -> int:
    recorder = _recorder(driver, url) if options.record else None
    wish = Wish(start=options.start, patience_s=options.timeout)
    try:
        async with reach(driver, url, patience_s=options.timeout) as how:
            attempt = Attempt(
                driver,
                how,
                wish,
                told=lambda event: print_event(event, as_json=options.json),
                observer=recorder,
            )
            await attempt.make()
    finally:
        if recorder is not None:
            _save(recorder, options.record)
    if attempt.refusal is not None:
        raise CommandFault(attempt.refusal.text)
    return DONE if attempt.reading else NO


def _url(text: str) -> DeviceUrl:
    try:
        return parse_device_url(text)
    except ValueError as fault:
        raise CommandFault(str(fault)) from fault


def _recorder(driver: Driver, url: DeviceUrl) -> Recorder:
    link = type(url).__name__.removesuffix("Url")
    source = f"kapmonitor {__version__} measure --record"
    return Recorder(driver, device=f"{driver.title} ({link})", source=source)


def _check_writable(path: Path) -> None:
    """Find out before the cuff inflates, not after."""
    try:
        spare_devices(path)
        path.open("ab").close()
    except OSError as fault:
        raise CommandFault(f"{path}: the capture cannot be written ({fault.strerror}).") from fault


def _save(recorder: Recorder, path: Path) -> None:
    capture = recorder.capture()
    if not capture.frames:  # an earlier capture is worth more than none
        tell(f"Nothing was exchanged: {path} was not written.")
        return
    try:
        write_text(path, to_toml(redacted(capture, recorder.driver)).splitlines())
    except ExportFault as fault:
        raise CommandFault(str(fault)) from fault
    tell(f"The exchange is in {path}.")
