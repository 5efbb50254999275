"""One client of a broker that asks and waits: what `check` is made of."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kapmonitor.link.broker import Broker
from kapmonitor.link.cable import Attachment, Cable, Came, Down, Happening, Up
from kapmonitor.link.mqtt import MqttCable

CONNECTS_WITHIN_S = 8.0
HEARS_WITHIN_S = 3.0
EXPIRY_S = 30
QUIET_S = 0.4
"""How long nothing must come before it counts as kept away: far beyond a round trip."""


class NoAnswer(Exception):
    """The broker did not do in time what was asked; `down` is what it said instead, if anything."""

    def __init__(self, down: Down | None) -> None:
        super().__init__(down.why if down is not None else "")
        self.down = down


@dataclass(slots=True)
class Probe:
    """A connected client."""

    cable: Cable
    _told: queue.Queue[Happening]
    _heard: list[Came] = field(default_factory=list)

    def publish(self, topic: str, octets: bytes, *, quality: int = 1, retain: bool = False) -> None:
        """Send; whether it was let through is seen by `hears` and `refused`."""
        self.cable.publish(topic, octets, quality, EXPIRY_S, retain=retain)

    def hears(self, topic: str, octets: bytes, within_s: float = HEARS_WITHIN_S) -> float | None:
        """Return after how many seconds these octets came on a topic; None: they did not."""
        began = time.monotonic()
        until = began + within_s
        while (left := until - time.monotonic()) > 0:
            found = self._next(left)
            if isinstance(found, Came):
                self.cable.took(found)
                if (found.topic, found.octets) == (topic, octets):
                    return time.monotonic() - began
        return None

    def refused(self) -> bool:
        """Return whether the broker refuses what was just sent."""
        return isinstance(self._next(HEARS_WITHIN_S), Down)

    def wait(self) -> None:
        """Wait until the connection stands. Raises NoAnswer."""
        found = self._next(CONNECTS_WITHIN_S)
        if not isinstance(found, Up):
            raise NoAnswer(found if isinstance(found, Down) else None)

    def _next(self, within_s: float) -> Happening | None:
        try:
            return self._told.get(timeout=within_s)
        except queue.Empty:
            return None


@contextmanager
def plugged(broker: Broker, client: str, hears: tuple[str, ...] = ()) -> Iterator[Probe]:
    """Connect under a name and hear some topics, until left. Raises NoAnswer."""
    told: queue.Queue[Happening] = queue.Queue()
    cable = MqttCable(broker, Attachment(client=client, hears=hears, kept=False), told.put)
    probe = Probe(cable, told)
    cable.open()
    try:
        probe.wait()
        yield probe
    finally:
        cable.close()
