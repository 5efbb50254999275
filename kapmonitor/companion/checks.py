"""Is this computer ready for a session at home? What the program knows, and what it must ask."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kapmonitor.companion.view import Check, CheckState
from kapmonitor.host_watch import HostState, ThisComputer
from kapmonitor.language import say

ENOUGH_BATTERY_PERCENT = 50.0
ENOUGH_ROOM_MB = 50.0


def checks(folder: Path) -> tuple[Check, ...]:
    """Return the points of the check, each with a sentence."""
    state = this_computer(folder).look()
    return (_bluetooth(), _power(state), _storage(state), _other_app())


def this_computer(folder: Path) -> ThisComputer:
    """Return this computer and the disk that is to hold a folder."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    return ThisComputer(there)


def _bluetooth() -> Check:
    text = say("Is Bluetooth switched on? Allow it if this computer asks.")
    if sys.platform == "linux" and not _has_radio(Path("/sys/class/bluetooth").iterdir):
        text = say(
            "No Bluetooth was found on this computer. Switch it on in the computer's settings, or "
            "plug in an adapter, then check again. A cuff on a cable works without it."
        )
        return Check("bluetooth", CheckState.ATTENTION, text)
    return Check("bluetooth", CheckState.ASKED, text)


def _has_radio(listed: Callable[[], object]) -> bool:
    try:
        return bool(list(listed()))  # type: ignore[call-overload]  # any coroutine
    except OSError:
        return False


def _power(state: HostState) -> Check:
    percent = state.battery_percent
    if not state.on_battery:
        return Check("power", CheckState.OK, say("Power: the charger is in, or none is needed."))
    if percent is None:
        text = say("Power: on battery. Please plug in the charger.")
        return Check("power", CheckState.ATTENTION, text)
    if percent >= ENOUGH_BATTERY_PERCENT:
        text = say("Power: {percent:.0f} % charged. Better with the charger in.")
        return Check("power", CheckState.OK, text.format(percent=percent))
    text = say("Power: {percent:.0f} % charged. Please plug in the charger.")
    return Check("power", CheckState.ATTENTION, text.format(percent=percent))


def _storage(state: HostState) -> Check:
    if state.disk_free_mb is not None and state.disk_free_mb < ENOUGH_ROOM_MB:
        text = say("The disk is almost full. Make room, so that readings can be kept.")
        return Check("storage", CheckState.ATTENTION, text)
    return Check("storage", CheckState.OK, say("There is room to keep readings."))


def _other_app() -> Check:
    text = say("Is every other health app that uses the cuff closed, on your phone too?")
    return Check("other_app", CheckState.ASKED, text)
