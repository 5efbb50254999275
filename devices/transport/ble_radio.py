"""The computer's one Bluetooth radio: who may use it now, what it hears, whether it still lives.

A controller looks for one device at a time and makes one connection at a time; two that try at
once fail each other. So whoever looks or connects takes the radio's turn, briefly, in the order
of asking.
"""

from __future__ import annotations

import asyncio
import platform
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Collection, Iterable
from contextlib import aclosing, asynccontextmanager
from weakref import WeakKeyDictionary

from bleak import BleakAdapter, BleakScanner
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from bleak.uuids import normalize_uuid_str

from devices.transport.ble_fault import told_plainly
from devices.transport.seam import EnvironmentFault

Heard = AsyncGenerator[tuple[BLEDevice, AdvertisementData], None]

ANSWER_S = 10.0
ONLY_SERVICES = (
    "This version of macOS (12.0 to 12.2) hears no device that shows only its name, as this one "
    "does. Update macOS to 12.3 or later."
)
DEAF_MACOS = (["12", "0"], ["12", "1"], ["12", "2"])
"""Versions whose scanner reports nothing unless it is asked for services (bleak, issue 720)."""

NO_ANSWER = "The computer's Bluetooth service does not answer. Switch Bluetooth off and on again."

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


@asynccontextmanager
async def listening(services: Collection[str] = ()) -> AsyncIterator[Heard]:
    """Hold the radio's turn and yield what it hears: of these services only, if any are named.

    Raises EnvironmentFault.
    """
    if hears_only_services() and not services:
        raise EnvironmentFault(ONLY_SERVICES, retryable=False)
    async with _turn():
        wanted = [normalize_uuid_str(service) for service in sorted(services)]
        scanner = BleakScanner(service_uuids=wanted or None)
        await _in_time(scanner.start())
        try:
            async with aclosing(scanner.advertisement_data()) as heard:
                yield heard
        finally:
            await _in_time(scanner.stop())


def hears_only_services() -> bool:
    """Return whether this system hides devices that advertise no service that was asked for."""
    return platform.mac_ver()[0].split(".")[:2] in DEAF_MACOS


async def advertisements(heard: Heard, seconds: float) -> Heard:
    """Yield what is heard during the next so many seconds."""
    until = asyncio.get_running_loop().time() + seconds
    while True:
        try:
            async with asyncio.timeout_at(until):
                one = await anext(heard, None)
        except TimeoutError:
            return
        if one is None:
            return
        yield one


async def already_connected(address: str, services: Iterable[str]) -> BLEDevice | None:
    """Return the device if the system kept it connected, as after a crash: it is silent then."""
    adapter = await BleakAdapter.get()
    devices = await adapter.get_connected_devices(sorted(services) or ["1801"])
    return next((device for device in devices if _same(device.address, address)), None)


async def first_heard(
    address: str, heard: Heard, seconds: float
) -> tuple[BLEDevice, AdvertisementData] | None:
    """Return the device as soon as it is heard, or None after so many seconds of silence."""
    async with aclosing(advertisements(heard, seconds)) as those:
        async for device, advertisement in those:
            if _same(device.address, address):
                return device, advertisement
    return None


async def daemon_answers() -> bool:
    """Return whether Linux' Bluetooth daemon is on the system bus.

    When it dies under a living bus, bleak 3.1 neither calls back nor clears `is_connected`.
    """
    from dbus_fast import BusType, Message  # only Linux has it
    from dbus_fast.aio import MessageBus

    question = Message(
        destination="org.freedesktop.DBus",
        path="/org/freedesktop/DBus",
        interface="org.freedesktop.DBus",
        member="NameHasOwner",
        signature="s",
        body=["org.bluez"],
    )
    bus = MessageBus(bus_type=BusType.SYSTEM)
    try:
        async with asyncio.timeout(ANSWER_S):
            await bus.connect()
            answer = await bus.call(question)
    except (OSError, EOFError):
        return False
    finally:
        bus.disconnect()
    return answer.body == [True]


async def _in_time(step: Awaitable[None]) -> None:
    with told_plainly(NO_ANSWER):
        async with asyncio.timeout(ANSWER_S):
            await step


def _same(one: str, other: str) -> bool:
    return one.upper() == other.upper()


def _turn() -> asyncio.Lock:
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
