"""What lies around this computer that could be a device, and how to reach it.

The real surroundings are the air and the ports. Those of a simulated session hold its simulated
devices and nothing else: the two never mix.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass

from devices.driver import Driver
from devices.scan import Candidate, UsbIdentity, hear, list_ports
from devices.transport import Transport
from devices.transport.ble_attendant import Attendant
from devices.transport.ble_patience import BlePatience
from devices.url import BleUrl, SerialUrl, open_transport, parse_device_url

PAIRING_PATIENCE = BlePatience(find_s=90.0)
"""A cuff that is to be paired is listened for while somebody looks for its button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that could be a device. `title` is a stranger's text, made fit to be shown."""

    address: str
    title: str
    driver: str | None
    """The slug of the driver that claims it over Bluetooth; of a port, only the likeliest."""
    guesses: tuple[str, ...] = ()
    """Of a port, every driver that is known on such a cable, the likeliest first."""
    wired: bool = False
    denied: bool = False
    """Whether this account may not use the port as things stand."""
    signal_dbm: int | None = None
    usb: UsbIdentity | None = None
    """Vendor and product of a port's cable, where it has them."""
    lasting: str = ""
    """The address under which it is found again, where that differs."""
    socket: str = ""
    """Where a port's cable is plugged in."""
    hint: str = ""
    """What to know before choosing it."""

    @property
    def kept_as(self) -> str:
        """Return the address to remember."""
        return self.lasting or self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where to look, and how to connect to what was found there."""

    hear: Callable[[], AsyncGenerator[Found, None]]
    """Yields what advertises, again and again. Raises EnvironmentFault."""
    ports: Callable[[], Awaitable[tuple[Found, ...]]]
    connect: Callable[[Driver, str, Attendant], Transport]
    """Returns an unconnected way to an address. Raises ValueError with a sentence."""
    simulated: bool = False


def real_reach() -> Reach:
    """Return the air and the ports of this computer."""
    return Reach(hear=_hear, ports=_ports, connect=connect)


def connect(driver: Driver, address: str, attendant: Attendant) -> Transport:
    """Return the way to a real device. Raises ValueError with a sentence."""
    url = parse_device_url(address)
    if not isinstance(url, SerialUrl | BleUrl):
        raise ValueError(f"{address} is no real device.")  # noqa: TRY004  bad data, not a bad call
    return open_transport(driver, url, patience=PAIRING_PATIENCE, attendant=attendant)


def found(candidate: Candidate) -> Found:
    """Return what a search found as the pages show it."""
    return Found(
        address=str(candidate.url),
        title=candidate.title,
        driver=candidate.driver.slug if candidate.driver is not None else None,
        guesses=tuple(each.slug for each in candidate.guesses),
        denied=candidate.denied,
        socket=candidate.socket,
        wired=isinstance(candidate.url, SerialUrl),
        signal_dbm=candidate.signal_dbm,
        usb=candidate.usb,
        lasting=str(candidate.lasting) if candidate.lasting is not None else "",
        hint=candidate.hint,
    )


async def _hear() -> AsyncGenerator[Found, None]:
    async for candidate in hear():
        yield found(candidate)


async def _ports() -> tuple[Found, ...]:
    return tuple(map(found, await asyncio.to_thread(list_ports)))
