"""`kapmonitor decode`: what a driver makes of octets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from devices.catalog import find
from devices.decoder import Received
from devices.driver import Driver
from devices.event import DeviceEvent
from devices.event_json import to_json
from kapmonitor.commands.terminal import DONE, CommandFault, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("--channel", metavar="CHANNEL", help="a short UUID in lower case: 2a35")
    parser.add_argument("hex", nargs="+", metavar="HEX", help="octets, or - for lines of hex")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    driver = driver_named(options.slug)
    channel = _channel(driver, options.channel)
    decoder = driver.decoder()
    now = 0.0
    list(decoder.opening(now))
    for octets in _octets(options.hex):
        now += 1.0
        for output in decoder.feed(Received(channel, octets), now):
            if isinstance(output, DeviceEvent):
                print_json(to_json(output))
    return DONE


def driver_named(slug: str) -> Driver:
    """Return the driver of that slug. Raises CommandFault naming those there are."""
    try:
        return find(slug)
    except KeyError as unknown:
        raise CommandFault(str(unknown.args[0])) from unknown


def _channel(driver: Driver, asked: str | None) -> str:
    if asked is None:
        return driver.channels[0]
    if asked.lower() not in driver.channels:
        known = ", ".join(driver.channels)
        raise CommandFault(f'{driver.slug} has no channel "{asked}". It has: {known}.')
    return asked.lower()


def _octets(words: list[str]) -> Iterator[bytes]:
    for word in _lines(words):
        try:
            yield bytes.fromhex(word)
        except ValueError as fault:
            shown = word if len(word) <= 40 else f"{word[:37]}..."
            raise CommandFault(f'"{shown}" is not hex.') from fault


def _lines(words: list[str]) -> Iterable[str]:
    if words != ["-"]:
        return words
    return (line.strip() for line in sys.stdin if line.strip())
