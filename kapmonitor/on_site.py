"""A room on this computer: its record, its clock, its sound, and the devices within its reach."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from devices.catalog import find
from devices.event import LinkChanged
from devices.transport import Transport
from devices.url import BleUrl, SerialUrl, open_transport, parse_device_url
from kapmonitor.clock import Clock, SystemClock
from kapmonitor.desk import keep_open
from kapmonitor.host_watch import ThisComputer
from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.push.courier import Courier
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.sounding import Sounding
from kapmonitor.strongbox import Strongbox
from kapmonitor.supervisor import DeviceSource

if TYPE_CHECKING:
    from kapmonitor.central.publisher import Publisher

NOT_TOLD = mark("Supervising screen: this room is not set up for it.")

_log = logging.getLogger(__name__)


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
    boards: list[Publisher] = []
    trouble: list[str] = []
    outlets = replace(outlets, snapshot=_also_to(boards, trouble, outlets.snapshot))
    room = Room(folder, clock, outlets, resolve=resolve_device, around=around)
    strongbox.rewrite = room.rewrite
    sending: list[asyncio.Task[None]] = []

    def begin(room: Room) -> None:
        courier = Courier(room, folder, clock)
        sending.append(asyncio.create_task(courier.run(), name="courier"))
        publisher = _publisher(folder, room, clock)
        if isinstance(publisher, str):
            trouble.append(publisher)
        elif publisher is not None:
            boards.append(publisher)
            sending.append(asyncio.create_task(publisher.run(), name="publisher"))
        at_work(room)

    try:
        await keep_open(room, begin)
    finally:
        for task in sending:
            task.cancel()


def _publisher(folder: Path, room: Room, clock: Clock) -> Publisher | str | None:
    """Return what tells this room's boards, or why nothing does; None: it has none to tell."""
    if not (folder / "central").exists():
        return None  # an office without boards loads nothing of them
    from kapmonitor.central.enrolment import EnrolmentFault, enrolled, is_enrolled, own_keys
    from kapmonitor.central.roster import Role, RosterRefused

    try:
        if not is_enrolled(folder) or own_keys(folder).role is not Role.ROOM:
            return None
        from kapmonitor.central.publisher import Publisher
        from kapmonitor.link.mqtt import cables_to

        return Publisher(
            lambda: enrolled(folder),
            lambda known: cables_to(known.broker),
            room.submit,
            lambda: round(clock.read().utc.timestamp() * 1000),
        )
    except (EnrolmentFault, RosterRefused, ModuleNotFoundError, OSError) as fault:
        _log.warning("this room tells no board: %s", fault)
        return say(NOT_TOLD)


def _also_to(
    boards: list[Publisher], trouble: list[str], show: Callable[[Snapshot], None]
) -> Callable[[Snapshot], None]:
    """Show a snapshot with how the boards stand, then tell the boards of it."""

    def both(snapshot: Snapshot) -> None:
        told = [*trouble, *(each.trouble for each in boards)]
        show(replace(snapshot, boards=" ".join(filter(None, told))))
        if boards:
            from kapmonitor.room_scene import scene_of

            scene = scene_of(snapshot)
            for each in boards:
                each.follow(scene)

    return both


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
