"""What is in reach now: Bluetooth devices that some driver knows, and every serial port.

A Bluetooth advertisement says what it offers, so devices that no driver knows are left out: they
are the neighbours' headphones. A serial port says at most which cable is plugged in, so all are
listed, and a driver beside one is a guess. Nothing is connected and nothing is sent.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from devices.catalog import all_drivers, guess_at_port, match_advertisement, match_port
from devices.driver import Driver, TransportKind
from devices.peer_text import clean
from devices.transport import EnvironmentFault
from devices.url import BleUrl, SerialUrl, advertised_services
from devices.wire.omron_advertisement import COMPANY_ID, read_omron_advertisement

if TYPE_CHECKING:
    from bleak.backends.device import BLEDevice
    from bleak.backends.scanner import AdvertisementData
    from serial.tools.list_ports_common import ListPortInfo

TURN_S = 6.0
"""How long a search holds the radio before others have a turn."""

IN_PAIRING_MODE = "In pairing mode."
NOT_IN_PAIRING_MODE = (
    "Not in pairing mode. If it was never paired with this computer, hold its Bluetooth button "
    "until the P flashes."
)
OWN_PROTOCOL = "Speaks only its maker's own protocol, which this program does not."
PAIRING_NAME, SENDING_NAME = "BLEsmart_", "BLESmart_"
"""How Omron cuffs call themselves, by what they are ready for."""

EXAMPLE_SERIALS = frozenset(
    {"0001", "0000", "00000000", "0123456789", "12345678", "A50285BI", "FTB6SPL3"}
)
"""USB serial numbers that many cables share."""

BY_NAME_UNHEARD = (
    "This version of macOS (12.0 to 12.2) hides devices that show only their name. Update macOS to "
    "12.3 or later to find them."
)
NO_RADIO = "Bluetooth could not be searched: {reason}"


BUILT_IN = "A port of the computer itself, or of an adapter that does not say what it is."
_BRIDGE = "A USB-to-serial cable ({chip} chip), as many monitors have: any of them may be on it."
BRIDGES = {
    (0x0403, 0x6001): _BRIDGE.format(chip="FTDI"),
    (0x0403, 0x6015): _BRIDGE.format(chip="FTDI"),
    (0x067B, 0x2303): _BRIDGE.format(chip="Prolific"),
    (0x10C4, 0xEA60): _BRIDGE.format(chip="Silicon Labs"),
    (0x1A86, 0x7523): _BRIDGE.format(chip="CH340"),
}
"""Chips that sit in cables of every make, by USB vendor and product: they name no device."""


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """Vendor and product of a USB device, as four hexadecimal digits each."""

    vendor: str
    product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that could be a device. `title` is a stranger's text, made fit to be shown."""

    url: BleUrl | SerialUrl
    title: str
    driver: Driver | None
    """The driver that claims it over Bluetooth; over USB only the likeliest one."""
    guesses: tuple[Driver, ...] = ()
    """Every driver whose devices are known on such a cable, the likeliest first."""
    denied: bool = False
    """Whether this account may not use the port as things stand."""
    signal_dbm: int | None = None
    """How loud it is heard; None for a port."""
    usb: UsbIdentity | None = None
    """What the cable says of itself; None for a port without one."""
    lasting: SerialUrl | None = None
    """How to find the same cable again, whatever port it is in; None where it has no identity."""
    socket: str = ""
    """Where the cable is plugged in, as the system names the place; else the port's name."""
    hint: str = ""
    """What its advertisement or its cable says that a person should know before choosing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was found, loudest first, then the ports; and what could not be searched, and why."""

    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()


async def scan(seconds: float) -> Scan:
    """Listen for so many seconds and list the ports. Works without Bluetooth, with a note."""
    ports = await asyncio.to_thread(list_ports)
    try:
        heard = await _heard(seconds)
    except EnvironmentFault as fault:
        return Scan(candidates=ports, notes=(NO_RADIO.format(reason=fault.text),))
    return Scan(candidates=(*heard, *ports), notes=_deafness())


async def hear(turn_s: float = TURN_S) -> AsyncGenerator[Candidate, None]:
    """Yield a candidate for each advertisement of a device that some driver knows, for ever.

    The same device comes again and again, with the strength of the moment. The radio is left to
    others now and then. Raises EnvironmentFault.
    """
    from devices.transport.ble_radio import advertisements, listening

    while True:
        async with listening(_services(all_drivers())) as heard:
            async for device, advertisement in advertisements(heard, turn_s):
                if (candidate := advertiser(device, advertisement)) is not None:
                    yield candidate
        await asyncio.sleep(0)


def list_ports() -> tuple[Candidate, ...]:
    """Return every serial port, those with a cable that says who it is first. May take a moment."""
    from serial.tools.list_ports import comports

    listed = sorted(comports(), key=lambda info: (info.vid is None, info.device))
    if sys.platform == "darwin":  # lists its own Bluetooth and debug ports as serial ones
        listed = [info for info in listed if info.vid is not None]
    return tuple(map(port, listed))


def advertiser(device: BLEDevice, advertisement: AdvertisementData) -> Candidate | None:
    """Return the candidate behind an advertisement, or None if no driver knows it."""
    name = advertisement.local_name or device.name
    driver = match_advertisement(advertisement.service_uuids, name)
    if driver is None:
        return None
    return Candidate(
        url=BleUrl(device.address.upper()),
        title=clean(name) or driver.title,
        driver=driver,
        signal_dbm=advertisement.rssi,
        hint=_hint(name or "", advertisement),
    )


def port(info: ListPortInfo) -> Candidate:
    """Return the candidate at a serial port, named by its cable."""
    named = (info.manufacturer, info.product) if info.product else (info.description,)
    title = clean(" ".join(part for part in named if part and part != "n/a"))
    return Candidate(
        url=SerialUrl(info.device),
        title=title or "Serial port",
        driver=match_port(info.vid, info.pid),
        guesses=guess_at_port(info.vid, info.pid),
        denied=may_not_use(info.device),
        usb=usb_identity(info),
        hint=BRIDGES.get((info.vid or 0, info.pid or 0), "" if info.vid else BUILT_IN),
        lasting=lasting_url(info),
        socket=info.location or info.device,
    )


def may_not_use(device: str) -> bool:
    """Tell whether this account has no right to a port, without opening it; POSIX only."""
    if os.name != "posix":
        return False
    try:
        Path(device).stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    as_now = os.access in os.supports_effective_ids
    return not os.access(device, os.R_OK | os.W_OK, effective_ids=as_now)


def usb_identity(info: ListPortInfo) -> UsbIdentity | None:
    """Return the cable's vendor and product, or None where the system knows none."""
    if info.vid is None or info.pid is None:
        return None
    return UsbIdentity(f"{info.vid:04x}", f"{info.pid:04x}")


def _hint(name: str, advertisement: AdvertisementData) -> str:
    told = read_omron_advertisement(advertisement.manufacturer_data.get(COMPANY_ID, b""))
    if told is not None and not told.standard_services:
        return OWN_PROTOCOL
    if told.pairing if told is not None else name.startswith(PAIRING_NAME):
        return IN_PAIRING_MODE
    if told is not None or name.startswith(SENDING_NAME):
        return NOT_IN_PAIRING_MODE
    return ""


def lasting_url(info: ListPortInfo) -> SerialUrl | None:
    """Return a URL that finds this cable by its USB serial number, or else by where it is plugged.

    Port names move. Many chips carry no serial number, or the one of their maker's example.
    """
    if info.vid is None or info.pid is None:
        return None
    chip = f"VID:PID={info.vid:04X}:{info.pid:04X}"
    if info.serial_number and info.serial_number not in EXAMPLE_SERIALS:
        own = f"{chip} SER={re.escape(info.serial_number)}"
    elif info.location:
        own = f"{chip}.* LOCATION={re.escape(info.location)}$"
    else:
        return None
    return None if "&" in own else SerialUrl(f"hwgrep://{own}")


def _deafness() -> tuple[str, ...]:
    from devices.transport.ble_radio import hears_only_services

    return (BY_NAME_UNHEARD,) if hears_only_services() else ()


async def _heard(seconds: float) -> tuple[Candidate, ...]:
    from devices.transport.ble_radio import advertisements, listening

    found: dict[str, Candidate] = {}
    async with listening(_services(all_drivers())) as heard:
        async for device, advertisement in advertisements(heard, seconds):
            if (candidate := advertiser(device, advertisement)) is not None:
                found[device.address] = candidate
    return tuple(sorted(found.values(), key=lambda one: -(one.signal_dbm or 0)))


def _services(drivers: Iterable[Driver]) -> tuple[str, ...]:
    """Return what to filter by: nothing at all if some driver goes by names, where that works."""
    from devices.transport.ble_radio import hears_only_services

    each = [advertised_services(d) for d in drivers if d.transport is TransportKind.BLE]
    filters = all(each) or hears_only_services()
    return tuple(service for services in each for service in services) if filters else ()
