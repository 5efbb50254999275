"""A practice's own device profiles: one file each, in the folder `devices` of its data folder."""

from __future__ import annotations

from pathlib import Path

from devices.catalog import add
from devices.line_profiles import in_folder


def own_profiles(data: Path) -> Path:
    """Return the folder in which a practice keeps profiles of its own."""
    return data / "devices"


def find_own_devices(data: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Let the practice's own devices be found as its files read now.

    Returns their slugs, and a line for each thing that is wrong with the files that cannot be used.
    """
    place = own_profiles(data)
    drivers, complaints = in_folder(place)
    usable = []
    for driver in drivers:
        if refused := add((driver,)):
            complaints += tuple(f"{place / driver.slug}.toml: {line}" for line in refused)
        else:
            usable.append(driver.slug)
    return tuple(usable), complaints
