"""`kapmonitor replay`: a capture through its driver, with its timing.

Octets are taken at face value, by a decoder that was never opened, so that a capture gives the
same events on every machine and at any time: those that its `expect` states.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from devices.capture import Capture, CaptureError, decode, load
from kapmonitor.commands.decode import driver_named
from kapmonitor.commands.own_devices import use_own_devices
from kapmonitor.commands.spoken import print_event
from kapmonitor.commands.terminal import DONE, CommandFault, data_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("capture", type=Path, metavar="CAPTURE")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    try:
        capture = load(options.capture)
    except CaptureError as fault:
        raise CommandFault(str(fault)) from fault
    use_own_devices(data_folder(options.data))
    _play(capture, as_json=options.json)
    return DONE


def _play(capture: Capture, *, as_json: bool) -> None:
    driver = driver_named(capture.driver)
    began = time.monotonic()
    for frame, events in decode(driver, capture.frames):
        time.sleep(max(0.0, began + frame.at_ms / 1000 - time.monotonic()))
        for event in events:
            print_event(event, as_json=as_json)
