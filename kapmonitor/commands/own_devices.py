"""What every command does with a practice's own device profiles before it begins."""

from __future__ import annotations

from pathlib import Path

from kapmonitor.commands.terminal import tell
from kapmonitor.own_devices import find_own_devices


def use_own_devices(data: Path) -> bool:
    """Let the practice's own devices be found; say what is wrong with those that cannot be.

    Returns whether all of them can.
    """
    _slugs, complaints = find_own_devices(data)
    for line in complaints:
        tell(line)
    return not complaints
