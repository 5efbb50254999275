"""`kapmonitor devices`: the catalogue, and what is in reach now."""

from __future__ import annotations

import argparse
import asyncio

from devices.catalog import all_drivers
from devices.driver import Driver
from devices.scan import Candidate, scan
from kapmonitor.commands.own_devices import use_own_devices
from kapmonitor.commands.terminal import (
    DONE,
    UNUSABLE,
    CommandFault,
    data_folder,
    print_json,
    print_table,
    show,
    tell,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--scan", type=float, metavar="SECONDS", help="also look for devices")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    if options.scan is not None and not 0 < options.scan <= 600:
        raise CommandFault("--scan takes from 0 to 600 seconds.")
    usable = use_own_devices(data_folder(options.data))
    rows = [_row(driver) for driver in all_drivers()]
    if options.json:
        for row in rows:
            print_json(row)
    else:
        _table(rows)
    if options.scan is not None:
        _scan(options.scan, as_json=options.json)
    return DONE if usable else UNUSABLE


def _row(driver: Driver) -> dict[str, object]:
    return {
        "slug": driver.slug,
        "title": driver.title,
        "transport": driver.transport.value,
        "can_start": driver.capabilities.can_start,
        "live_pressure": driver.capabilities.live_pressure,
        "status": driver.status.value,
    }


def _scan(seconds: float, *, as_json: bool) -> None:
    found = asyncio.run(scan(seconds))
    for sentence in found.notes:
        tell(sentence)
    if as_json:
        for candidate in found.candidates:
            print_json({"in_reach": _reach(candidate)})
        return
    if not found.candidates:
        tell("Nothing is in reach. A home cuff shows itself only after a measurement.")
        return
    reached = [_reach(candidate) for candidate in found.candidates]
    show("")
    _table(reached)


def _reach(candidate: Candidate) -> dict[str, object]:
    return {
        "device": str(candidate.url),
        "title": candidate.title,
        "driver": candidate.driver.slug if candidate.driver else None,
        "signal_dbm": candidate.signal_dbm,
    }


def _table(rows: list[dict[str, object]]) -> None:
    print_table([tuple(rows[0]), *(tuple(map(_shown, row.values())) for row in rows)])


def _shown(value: object) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case None:
            return "-"
        case _:
            return str(value)
