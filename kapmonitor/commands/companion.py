"""`kapmonitor companion`: the patient's side of a telehealth session, in a window or without."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kapmonitor.commands.terminal import (
    DONE,
    NO,
    CommandFault,
    data_folder,
    orderly_end,
    print_json,
    show,
)
from kapmonitor.commands.typed_lines import listen
from kapmonitor.language import say
from kapmonitor.machine import window_obstacles

if TYPE_CHECKING:  # a window, or a missing extra, needs none of it
    from devices.driver import Driver
    from devices.url import DeviceUrl
    from kapmonitor.companion.kiosk import Given, Told
    from kapmonitor.pairing.reach import Reach

NEEDS = ("paho", "spake2")
LOOK_S = 0.1
PATIENCE_S = 3600.0
ENVIRONMENT = "KAPMONITOR_BROKER"
TYPED = "-"
"""In place of a code: it is typed, as is what is wanted later."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add = parser.add_argument
    add("--headless", action="store_true", help="without a window, for kiosks and tests")
    add(
        "--code",
        metavar="CODE",
        help="the digits that the therapist reads, or the link; - : without a window, lines of "
        "standard input: digits or a link at first and whenever new ones are wanted, yes or no to "
        "the names and words, here to take the session back from another window, help to call "
        "the therapist; what is wanted is told as the event asks",
    )
    add("--device", metavar="URL", help="the cuff, as for `measure`")
    add("--driver", metavar="SLUG", default="bluetooth_blp", help="(bluetooth_blp)")
    add(
        "--broker", metavar="URL", help=f"the clinic's address (else {ENVIRONMENT}, else as before)"
    )
    add("--ca", type=Path, metavar="FILE", help="certificates of the authority to trust (PEM)")
    add("--i-am-the-patient", action="store_true", help="answers the right-person check with yes")
    add("--allow-start", action="store_true", help="lets the therapist start the cuff")
    add("--accept", action="store_true", help="accepts each request for a reading")
    add("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    if any(find_spec(name) is None for name in NEEDS):
        raise CommandFault(
            say("The part for telehealth is not installed: pip install 'kapmonitor[telehealth]'.")
        )
    if options.ca is not None and not options.ca.is_file():
        raise CommandFault(f"{options.ca}: there is no such file of certificates.")
    server = options.broker or os.environ.get(ENVIRONMENT, "")
    if server:
        _check_address(server)
    return _headless(options, server) if options.headless else _window(options, server)


def _check_address(server: str) -> None:
    from kapmonitor.companion.address import broker_of
    from kapmonitor.link.broker import BadAddress

    try:
        broker_of(server)
    except BadAddress as fault:
        raise CommandFault(
            f"{server[:80]} is no clinic's address. Use a host name, wss://HOST/mqtt or "
            "mqtts://HOST:8883."
        ) from fault


def _window(options: argparse.Namespace, server: str) -> int:
    if told := " ".join(map(str, window_obstacles())):
        raise CommandFault(
            f"{told} Without a window: kapmonitor companion --headless --code CODE --device URL"
        )
    from kapmonitor.app import run_patient_window
    from kapmonitor.companion.desk import ThreadedCompanion

    folder = data_folder(options.data)
    return run_patient_window(
        folder, lambda: ThreadedCompanion(folder, server=server, authorities=options.ca)
    )


def _headless(options: argparse.Namespace, server: str) -> int:
    from devices.url import parse_device_url
    from kapmonitor.commands.decode import driver_named
    from kapmonitor.companion.kiosk import Given
    from kapmonitor.pairing.reach import Found

    if options.device is None:
        raise CommandFault("--headless needs --device URL, the cuff.")
    driver = driver_named(options.driver)
    try:
        url = parse_device_url(options.device)
    except ValueError as fault:
        raise CommandFault(str(fault)) from fault
    given = Given(
        code=None if options.code == TYPED else options.code,
        device=Found(address=str(url), title=driver.title, driver=driver.slug),
        driver=driver.slug,
        is_the_patient=options.i_am_the_patient,
        allow_start=options.allow_start,
        accept=options.accept,
    )
    with orderly_end(), asyncio.Runner() as runner:
        return runner.run(_play(options, server, driver, url, given))


async def _play(
    options: argparse.Namespace, server: str, driver: Driver, url: DeviceUrl, given: Given
) -> int:
    from kapmonitor.companion.kiosk import Kiosk
    from kapmonitor.companion.program import Companion
    from kapmonitor.companion.typed import Typed

    tell = print_json if options.json else _tell_plainly
    async with _around(driver, url) as (reach, press):
        kiosk, typed = Kiosk(given, tell, press), Typed(tell, asks_person=not given.is_the_patient)
        if options.code == TYPED:
            listen(typed.hear)
        else:
            typed.hear(None)
        kiosk.companion = it = Companion(
            data_folder(options.data), reach, kiosk.take, server=server, authorities=options.ca
        )
        running, loop = asyncio.create_task(it.run()), asyncio.get_running_loop()
        try:
            while kiosk.outcome is None and not running.done():
                typed.act(it, kiosk.view, loop.time())
                kiosk.listens = typed.listens
                kiosk.act()
                await asyncio.sleep(LOOK_S)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
    return DONE if kiosk.outcome else NO


@asynccontextmanager
async def _around(
    driver: Driver, url: DeviceUrl
) -> AsyncIterator[tuple[Reach, Callable[[], None]]]:
    """Yield what lies around, and how a simulated person presses START."""
    from devices.url import SimulatorUrl
    from kapmonitor.commands.reach import reach
    from kapmonitor.pairing import reach as real

    if not isinstance(url, SimulatorUrl):
        yield real.real_reach(), _nobody
        return
    async with reach(driver, url, patience_s=PATIENCE_S) as how:
        around = real.Reach(
            hear=real.real_reach().hear,
            ports=real.real_reach().ports,
            connect=lambda _driver, _address, _attendant: how.connect(_keep_quiet),
            simulated=True,
        )
        pressing: set[asyncio.Task[None]] = set()

        def press() -> None:
            pressing.add(asyncio.create_task(_press(how.press_start)))

        yield around, press
        for each in pressing:
            each.cancel()


async def _press(start: Callable[[], bool]) -> None:
    while not start():  # noqa: ASYNC110  a simulated hand has no event
        await asyncio.sleep(LOOK_S)


def _tell_plainly(told: Told) -> None:
    said = ", ".join(f"{name}: {value}" for name, value in told.items() if name != "event")
    show(f"{told['event']}  {said}")


def _keep_quiet(_news: object) -> None:
    """Tell nobody."""


def _nobody() -> None:
    """A real cuff is pressed by a real person."""
