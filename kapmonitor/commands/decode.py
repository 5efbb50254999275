"""`kapmonitor decode`: what a driver makes of octets, taken at face value."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from devices.catalog import find
from devices.decoder import Received
from devices.driver import Driver, TransportKind
from devices.event import DeviceEvent
from devices.event_json import to_json
from devices.peer_text import clean
from kapmonitor.commands.own_devices import use_own_devices
from kapmonitor.commands.terminal import DONE, CommandFault, data_folder, print_json

SILENCE_S = 60.0
"""After so long a pause no driver waits for the rest of a frame."""
_SHOWN = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("--channel", metavar="CHANNEL", help="a short UUID in lower case: 2a35")
    parser.add_argument("hex", nargs="+", metavar="HEX", help="octets, or - for lines of hex")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    use_own_devices(data_folder(options.data))
    driver = driver_named(options.slug)
    channel = _channel(driver, options.channel)
    for event in _events(driver, channel, _octets(_lines(options.hex))):
        print_json(to_json(event))
    return DONE


def driver_named(slug: str) -> Driver:
    """Return the driver of that slug. Raises CommandFault saying where to find those there are."""
    try:
        return find(slug)
    except KeyError as unknown:
        raise CommandFault(
            f'There is no driver "{clean(slug)}". `kapmonitor devices` lists those there are.'
        ) from unknown


def _events(driver: Driver, channel: str, chunks: Iterable[bytes]) -> Iterator[DeviceEvent]:
    decoder = driver.decoder()  # never opened: it takes octets at face value
    for octets in chunks:
        yield from _only_events(decoder.feed(Received(channel, octets), 0.0))
    if driver.transport is TransportKind.SERIAL:  # a stream has no end but silence
        yield from _only_events(decoder.feed(Received(channel, b""), SILENCE_S))


def _only_events(outputs: Iterable[object]) -> Iterator[DeviceEvent]:
    return (output for output in outputs if isinstance(output, DeviceEvent))


def _channel(driver: Driver, asked: str | None) -> str:
    if asked is None:
        return driver.channels[0]
    if asked.lower() not in driver.channels:
        known = ", ".join(driver.channels)
        raise CommandFault(
            f'{driver.slug} has no channel "{clean(asked, _SHOWN)}". It has: {known}.'
        )
    return asked.lower()


def _octets(words: Iterable[str]) -> Iterator[bytes]:
    for word in words:
        try:
            yield bytes.fromhex(word)
        except ValueError as fault:
            shown = clean(word, _SHOWN)
            more = "..." if len(word) > _SHOWN else ""
            raise CommandFault(f'"{shown}{more}" is not hex: two digits for each octet.') from fault


def _lines(words: list[str]) -> Iterable[str]:
    if words == ["-"]:
        return _of_standard_input()
    if all(len(word) == 2 for word in words):  # one frame, written with blanks
        return ["".join(words)]
    return words


def _of_standard_input() -> Iterator[str]:
    if sys.stdin is None:
        raise CommandFault("There is no standard input to read hex from.")
    for line in sys.stdin.buffer:
        if text := line.decode("ascii", "replace").strip():
            yield text
