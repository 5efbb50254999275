"""Whether a cable was used here before, and whether it moved.

A cable is known by its own number, wherever it is plugged in; one without a number only by its
place, so in another place it can at most be suspected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kapmonitor.pairing.reach import Found
from kapmonitor.settings import KnownDevice


class Sameness(StrEnum):
    """What is known of a cable that was used here before."""

    SAME = "same"
    MOVED = "moved"
    """The same cable in another socket."""
    PERHAPS = "perhaps"
    """One like it, without a number of its own, where the known one is gone from its socket."""


@dataclass(frozen=True, slots=True)
class KnownCable:
    """The device that was used here on a cable."""

    device: KnownDevice
    sameness: Sameness


def known_cable(
    port: Found, known: Iterable[KnownDevice], ports: Iterable[Found]
) -> KnownCable | None:
    """Return what was used here on the cable of `port`; `ports` are all that there are now."""
    devices = tuple(known)
    for each in devices:
        if each.address == port.kept_as:
            moved = bool(each.socket and port.socket) and each.socket != port.socket
            return KnownCable(each, Sameness.MOVED if moved else Sameness.SAME)
    there = {each.kept_as for each in ports}
    for each in devices:
        if each.address not in there and _alike(each.address, port.kept_as):
            return KnownCable(each, Sameness.PERHAPS)
    return None


def _alike(one: str, other: str) -> bool:
    """Tell whether two cables without a number carry the same chip."""
    chip, by_place, _ = one.partition(".* LOCATION=")
    return bool(by_place) and other.startswith(chip + by_place)
