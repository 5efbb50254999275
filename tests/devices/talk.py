"""Holds a conversation with a decoder, octet by octet, in time that the test makes pass."""

from collections.abc import Iterable

from devices.catalog import find
from devices.decoder import SERIAL, Output, Read, Received, Subscribe, Write, WriteClock
from devices.event import DeviceEvent


class Talk:
    """One decoder, the events it told and the octets it wrote."""

    def __init__(self, slug: str) -> None:
        self.decoder = find(slug).decoder()
        self.now = 100.0
        self.events: list[DeviceEvent] = []
        self.steps: list[Subscribe | Read | Write | WriteClock] = []

    def open(self) -> None:
        self._take(self.decoder.opening(self.now))

    def hear(self, octets: bytes, channel: str = SERIAL) -> list[DeviceEvent]:
        """Let octets arrive; return what is told at once."""
        return self._take(self.decoder.feed(Received(channel, octets), self.now))

    def wait(self, seconds: float) -> list[DeviceEvent]:
        """Let time pass, each deadline in its turn; return what is told meanwhile."""
        told: list[DeviceEvent] = []
        until = self.now + seconds
        while (deadline := self.decoder.deadline) is not None and deadline <= until:
            self.now = max(self.now, deadline)
            told += self._take(self.decoder.elapsed(self.now))
        self.now = until
        return told + self._take(self.decoder.elapsed(self.now))

    def start(self) -> list[DeviceEvent]:
        return self._take(self.decoder.start_measurement(self.now))

    def stop(self) -> list[DeviceEvent]:
        return self._take(self.decoder.stop_measurement(self.now))

    def written(self) -> list[bytes]:
        """Return the octets written since the last call."""
        octets = [step.octets for step in self.steps if isinstance(step, Write)]
        self.steps.clear()
        return octets

    def _take(self, outputs: Iterable[Output]) -> list[DeviceEvent]:
        told: list[DeviceEvent] = []
        for output in outputs:
            if isinstance(output, Subscribe | Read | Write | WriteClock):
                self.steps.append(output)
            else:
                told.append(output)
        self.events += told
        return told
