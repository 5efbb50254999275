"""A room on this computer: its record, its clock, its sound, and the devices within its reach."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from devices.catalog import find
from devices.event import LinkChanged
from devices.transport import Transport
from devices.url import BleUrl, SerialUrl, open_transport, parse_device_url
from kapmonitor.clock import SystemClock
from kapmonitor.desk import keep_open
from kapmonitor.host_watch import ThisComputer
from kapmonitor.port import Snapshot
from kapmonitor.push.courier import Courier
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.sounding import Sounding
from kapmonitor.strongbox import Strongbox
from kapmonitor.supervisor import DeviceSource


async def keep_open_on_site(
    folder: Path, outlets: Outlets, at_work: Callable[[Room], None]
) -> None:
    """Keep the room of a data folder at work until cancelled, once its record may be opened.

    Raises RecordFault.
    """
    strongbox = Strongbox(folder / FILE_NAME)
    outlets.strongbox(strongbox)
    key = await strongbox.open(lambda: outlets.snapshot(Snapshot(locked=True)))
    around = Surroundings(host=ThisComputer(folder), sound=Sounding(), key=key, backed_up=True)
    clock = SystemClock()
    room = Room(folder, clock, outlets, resolve=resolve_device, around=around)
    strongbox.rewrite = room.rewrite
    sending: list[asyncio.Task[None]] = []

    def begin(room: Room) -> None:
        courier = Courier(room, folder, clock)
        sending.append(asyncio.create_task(courier.run(), name="courier"))
        at_work(room)

    try:
        await keep_open(room, begin)
    finally:
        for task in sending:
            task.cancel()


def resolve_device(assigned: DeviceAssigned) -> DeviceSource:
    """Return how to reach a real device. Raises ValueError, KeyError for one that cannot be."""
    if assigned.simulated:
        raise ValueError("This device was simulated, and ended with its simulation.")
    driver = find(assigned.driver)
    url = parse_device_url(assigned.address)
    if not isinstance(url, SerialUrl | BleUrl):
        raise ValueError(f"{assigned.address} is no real device.")  # noqa: TRY004  bad data, not a bad call

    def transport(tell: Callable[[LinkChanged], None]) -> Transport:
        return open_transport(driver, url, tell=tell)

    transport(_tell_nobody)  # or an address that does not fit its driver would end its task later
    return DeviceSource(
        role=assigned.role,
        driver=driver,
        address=assigned.address,
        title=assigned.title,
        transport=transport,
    )


def _tell_nobody(_news: LinkChanged) -> None:
    """Nothing is opened yet."""
