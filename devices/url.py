"""Where a device is, as a person or a script writes it.

`ble://ADDRESS`, `sim://SCENARIO`, `replay://FILE`; everything else is a serial port: a device
path, or any URL that pyserial knows. Which scenario or capture a name means is for the
application to find; this module only takes the text apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from devices.driver import BleMatch, Driver, TransportKind
from devices.event import LinkChanged
from devices.peer_text import clean
from devices.transport import Transport
from devices.transport.ble_attendant import Attendant
from devices.transport.ble_patience import BlePatience

SERIAL_SCHEMES = frozenset({"socket", "rfc2217", "hwgrep", "loop", "spy", "alt", "cp2110"})
"""The URL handlers of pyserial 3.5."""

_ADDRESS = re.compile(
    r"(?:[0-9A-F]{2}(?::[0-9A-F]{2}){5})"  # Linux and Windows
    r"|(?:[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})",  # macOS hides it behind a UUID
    re.IGNORECASE,
)
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class SerialUrl:
    """A device path or a URL for pyserial."""

    port: str

    def __str__(self) -> str:
        return self.port


@dataclass(frozen=True, slots=True)
class BleUrl:
    """A Bluetooth address, in upper case."""

    address: str

    def __str__(self) -> str:
        return f"ble://{self.address}"


@dataclass(frozen=True, slots=True)
class SimulatorUrl:
    """A scenario's name or file."""

    scenario: str

    def __str__(self) -> str:
        return f"sim://{self.scenario}"


@dataclass(frozen=True, slots=True)
class ReplayUrl:
    """A capture file."""

    file: str

    def __str__(self) -> str:
        return f"replay://{self.file}"


DeviceUrl = SerialUrl | BleUrl | SimulatorUrl | ReplayUrl


def parse_device_url(text: str) -> DeviceUrl:
    """Return what the text names. Raises ValueError with a sentence for a person."""
    scheme, separator, rest = text.strip().partition("://")
    if not separator:
        return SerialUrl(
            _named(scheme, "A serial port needs a name, such as /dev/ttyUSB0 or COM4.")
        )
    match scheme.lower():
        case "ble":
            return BleUrl(_address(rest))
        case "sim":
            return SimulatorUrl(_named(rest, "sim:// needs the name of a scenario."))
        case "replay":
            return ReplayUrl(_named(rest, "replay:// needs the name of a capture file."))
        case known if known in SERIAL_SCHEMES:
            return SerialUrl(text.strip())
        case _:
            raise ValueError(
                f"{clean(text, _SHOWN)} is no device: use a serial port, ble://ADDRESS, "
                "sim://SCENARIO or replay://FILE."
            )


def open_transport(
    driver: Driver,
    url: SerialUrl | BleUrl,
    *,
    tell: Callable[[LinkChanged], None] | None = None,
    patience: BlePatience | None = None,
    attendant: Attendant | None = None,
) -> Transport:
    """Return the unconnected transport for this driver there.

    `tell` hears what only the link knows: that a cuff asks to be paired. `patience` says how long
    to look for a Bluetooth device; many are silent until they have a reading. `attendant` is the
    person who watches a pairing. Raises ValueError with a sentence when the driver speaks over
    another kind of link.
    """
    # The transports are imported here: most runs need one of them, and bleak is slow to load.
    if isinstance(url, SerialUrl) and driver.transport is TransportKind.SERIAL:
        from devices.transport.serial_port import SerialTransport

        return SerialTransport(url.port, driver.serial)
    if isinstance(url, BleUrl) and driver.transport is TransportKind.BLE:
        from devices.transport.ble import BleTransport

        services = advertised_services(driver)
        return BleTransport(
            url.address, services, patience=patience, tell=tell, attendant=attendant
        )
    link = (
        "Bluetooth: use ble://ADDRESS" if driver.transport is TransportKind.BLE else "a serial port"
    )
    raise ValueError(f"{clean(str(url), _SHOWN)} does not fit: {driver.slug} speaks over {link}.")


def advertised_services(driver: Driver) -> tuple[str, ...]:
    """Return the services to scan for; none when some device of the driver shows only a name."""
    matches = [match for match in driver.matches if isinstance(match, BleMatch)]
    services = tuple(match.service for match in matches if match.service is not None)
    return services if len(services) == len(matches) else ()


def _named(rest: str, complaint: str) -> str:
    if not rest:
        raise ValueError(complaint)
    return rest


def _address(rest: str) -> str:
    address = rest.rstrip("/")
    if not _ADDRESS.fullmatch(address):
        raise ValueError(
            f"ble://{clean(rest, _SHOWN)} names no Bluetooth address, such as "
            "ble://C4:64:E3:00:00:02. `kapmonitor devices --scan 10` lists what is in reach."
        )
    return address.upper()
