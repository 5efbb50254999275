"""Every driver there is: those of `devices.drivers`, the profile files, and what was added.

No list to edit.

A scan keeps the promise that a new device is one file. It finds nothing, silently, where a
packed application left the files out: an empty catalogue is therefore a failure at start-up.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import devices.drivers
from devices import line_profiles
from devices.driver import BleMatch, Driver, UsbMatch

_added: list[Driver] = []
_BLUETOOTH_BASE_UUID = "0000{}-0000-1000-8000-00805f9b34fb"


class CatalogFault(Exception):
    """The drivers as installed cannot be used; this is a fault of the installation."""


@cache
def all_drivers() -> tuple[Driver, ...]:
    """Return every driver, by slug. Raises CatalogFault."""
    modules = pkgutil.iter_modules(devices.drivers.__path__, "devices.drivers.")
    return collect((module.name for module in modules), (*_profiles(), *_added))


def add(drivers: Iterable[Driver]) -> tuple[str, ...]:
    """Let a practice's own drivers be found from now on; return why some are refused.

    A name of a driver that ships stays what it is. Raises CatalogFault.
    """
    complaints = []
    shipped = {driver.slug for driver in all_drivers()} - {driver.slug for driver in _added}
    for driver in drivers:
        if driver.slug in shipped:
            complaints.append(f"{driver.slug}: a driver that ships has this name; rename the file.")
        else:
            _added[:] = [known for known in _added if known.slug != driver.slug] + [driver]
    all_drivers.cache_clear()
    return tuple(complaints)


def collect(module_names: Iterable[str], others: Iterable[Driver] = ()) -> tuple[Driver, ...]:
    """Return the drivers of these modules and the others, by slug.

    Raises CatalogFault if there is none, one has no DRIVER, or two share a slug.
    """
    found = sorted((*map(_driver_of, module_names), *others), key=lambda driver: driver.slug)
    if not found:
        raise CatalogFault("No device driver is installed. Install kapmonitor again.")
    for one, other in pairwise(found):
        if one.slug == other.slug:
            raise CatalogFault(f"Two device drivers are called {one.slug}.")
    return tuple(found)


def find(slug: str) -> Driver:
    """Return the driver of that slug. Raises KeyError naming those there are."""
    for driver in all_drivers():
        if driver.slug == slug:
            return driver
    known = ", ".join(driver.slug for driver in all_drivers())
    raise KeyError(f'There is no driver "{slug}". There are: {known}.')


def match_advertisement(service_uuids: Iterable[str], name: str | None) -> Driver | None:
    """Return the driver for a Bluetooth advertisement, or None. The most specific match wins.

    `service_uuids` may be short (``1810``) or long, in either case.
    """
    return most_specific_ble(all_drivers(), service_uuids, name)


def match_port(vendor_id: int | None, product_id: int | None) -> Driver | None:
    """Return the driver that a port's USB identity suggests, or None. A hint, never proof."""
    return most_specific_usb(all_drivers(), vendor_id, product_id)


def guess_at_port(vendor_id: int | None, product_id: int | None) -> tuple[Driver, ...]:
    """Return every driver whose devices are known on such a cable, the likeliest first."""
    claims = match_port(vendor_id, product_id)
    known = most_specific_cables(all_drivers(), vendor_id, product_id)
    return known if claims is None else (claims, *(each for each in known if each is not claims))


def most_specific_cables(
    drivers: Iterable[Driver], vendor_id: int | None, product_id: int | None
) -> tuple[Driver, ...]:
    """Return those of `drivers` that name such a cable, those first that name it exactly."""
    scored = [
        (
            max((_usb_score(each, vendor_id, product_id) for each in driver.cables), default=0),
            driver,
        )
        for driver in drivers
    ]
    found = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return tuple(driver for _score, driver in found)


def most_specific_ble(
    drivers: Iterable[Driver], service_uuids: Iterable[str], name: str | None
) -> Driver | None:
    """Return the one of `drivers` that fits an advertisement best, or None."""
    services = {long_uuid(uuid) for uuid in service_uuids}
    return _most_specific(
        (_ble_score(match, services, name or ""), driver)
        for driver in drivers
        for match in driver.matches
        if isinstance(match, BleMatch)
    )


def most_specific_usb(
    drivers: Iterable[Driver], vendor_id: int | None, product_id: int | None
) -> Driver | None:
    """Return the one of `drivers` that fits a USB identity best, or None."""
    return _most_specific(
        (_usb_score(match, vendor_id, product_id), driver)
        for driver in drivers
        for match in driver.matches
        if isinstance(match, UsbMatch)
    )


def long_uuid(uuid: str) -> str:
    """Return a UUID in its long form and lower case."""
    return _BLUETOOTH_BASE_UUID.format(uuid.lower()) if len(uuid) == 4 else uuid.lower()


def _profiles() -> tuple[Driver, ...]:
    try:
        found = line_profiles.shipped()
    except line_profiles.ProfileFault as fault:
        raise CatalogFault(f"{fault}. Install kapmonitor again.") from fault
    if not found:
        raise CatalogFault("The profile files are missing. Install kapmonitor again.")
    return found


def _driver_of(module_name: str) -> Driver:
    driver = getattr(importlib.import_module(module_name), "DRIVER", None)
    if not isinstance(driver, Driver):
        raise CatalogFault(f"{module_name} has no DRIVER. Install kapmonitor again.")
    return driver


def _ble_score(match: BleMatch, services: set[str], name: str) -> int:
    """Return 0 for no match; a name outweighs a service, a longer name a shorter one."""
    if match.service is not None and long_uuid(match.service) not in services:
        return 0
    if match.name is not None and not name.startswith(match.name):
        return 0
    return (match.service is not None) + 2 * len(match.name or "")


def _usb_score(match: UsbMatch, vendor_id: int | None, product_id: int | None) -> int:
    if match.vendor_id != vendor_id:
        return 0
    if match.product_id is None:
        return 1
    return 2 if match.product_id == product_id else 0


def _most_specific(scored: Iterable[tuple[int, Driver]]) -> Driver | None:
    score, driver = max(scored, key=lambda pair: pair[0], default=(0, None))
    return driver if score else None
