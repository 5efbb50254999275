"""What every simulated sensor that is worn does alike: it speaks by itself while it is listened to.

A strap or an oximeter sends one frame a period on one channel. What a frame says is a subclass's.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from devices.decoder import SERIAL, Read, Send, Subscribe
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import ContactLost, LinkOutage, StrapFault, StrapSilent
from devices.simulator.stage import Stage
from devices.transport.memory import Wire


class WornSensor:
    """A sensor on a wire; over Bluetooth it waits until somebody subscribes."""

    NAME: ClassVar[str]
    CHANNEL: ClassVar[str] = SERIAL

    def __init__(
        self, stage: Stage, wire: Wire, faults: tuple[StrapFault, ...], *, period_s: float = 1.0
    ) -> None:
        self.stage = stage
        self.far_end = FarEnd(wire, self.NAME)
        self._faults = faults
        self._period_s = period_s
        self._heard = asyncio.Event()

    async def run(self) -> None:
        """Live, until cancelled."""
        outages = [fault for fault in self._faults if isinstance(fault, LinkOutage)]
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.far_end.serve(self._begin, self.answer))
            parts.create_task(self.far_end.suffer(outages, self.stage.timeline))
            parts.create_task(self._speak())

    def answer(self, step: Send) -> None:
        """Be told what the host asks."""
        if isinstance(step, Subscribe) and step.channel == self.CHANNEL:
            self._heard.set()
        elif isinstance(step, Read):
            value = self.values().get(step.channel)
            if value is not None:
                self.far_end.deliver(step.channel, value)

    def values(self) -> dict[str, bytes]:
        """Return what can be read of it, by channel."""
        return {}

    def frame(self) -> bytes:
        """Return what it sends now; nothing of one that only answers."""
        return b""

    def say(self, octets: bytes) -> None:
        """Send octets, unless it has fallen silent."""
        if octets and not self.suffers(StrapSilent):
            self.far_end.deliver(self.CHANNEL, octets)

    @property
    def worn(self) -> bool:
        """Return whether it feels skin."""
        return not self.suffers(ContactLost)

    def suffers(self, kind: type[ContactLost | StrapSilent]) -> bool:
        """Return whether a fault is going on."""
        return any(
            isinstance(fault, kind) and self.stage.timeline.within(fault.during)
            for fault in self._faults
        )

    def _begin(self) -> None:
        if self.CHANNEL == SERIAL:
            self._heard.set()
        else:
            self._heard.clear()

    async def _speak(self) -> None:
        while True:
            await self._heard.wait()
            self.say(self.frame())
            await asyncio.sleep(self._period_s)
