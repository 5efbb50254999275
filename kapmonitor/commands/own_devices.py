"""A practice's own device profiles: one file each, in the folder `devices` of its data folder."""

from __future__ import annotations

from pathlib import Path

from devices.catalog import add
from devices.line_profiles import in_folder
from kapmonitor.commands.terminal import tell


def own_profiles(data: Path) -> Path:
    """Return the folder in which a practice keeps profiles of its own."""
    return data / "devices"


def use_own_devices(data: Path) -> bool:
    """Let the practice's own devices be found; say what is wrong with those that cannot be.

    Returns whether all of them can.
    """
    drivers, complaints = in_folder(own_profiles(data))
    complaints += add(drivers)
    for line in complaints:
        tell(line)
    return not complaints
