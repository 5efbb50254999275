"""`kapmonitor` alone: the window, or one line where none can open."""

from __future__ import annotations

import argparse

from kapmonitor.commands.own_devices import use_own_devices
from kapmonitor.commands.terminal import CommandFault, data_folder
from kapmonitor.machine import window_obstacles

WITHOUT_A_WINDOW = "kapmonitor simulate --headless"


def run(options: argparse.Namespace) -> int:
    """Open the window; return when it is closed. Raises CommandFault where none can open."""
    if told := " ".join(map(str, window_obstacles())):
        raise CommandFault(f"{told} Without a window: {WITHOUT_A_WINDOW}")
    from kapmonitor.app import run_window

    data = data_folder(options.data)
    use_own_devices(data)
    return run_window(data)
