"""What the simulated Bluetooth cuffs with a maker's own protocol do alike.

Each of them says what it sends; here are the pump, the link that comes and goes, and the clock.
Long frames go out in pieces of twenty octets, as a small Bluetooth packet holds them.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import ClassVar

from devices.decoder import Send, Subscribe
from devices.simulator.attempt import Attempt, Found
from devices.simulator.far_end import FarEnd
from devices.simulator.inflator import Inflator
from devices.simulator.stage import Stage

_PIECE = 20


class VendorCuff:
    """A cuff with a protocol of its own; a subclass speaks it."""

    HOST_STARTS: ClassVar[bool] = False
    """Whether software starts this model; else a person presses START."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.far_end = FarEnd(stage.cuff_wire, "cuff")
        self.inflator = Inflator(stage.attempts, self.far_end)
        self.subscribed: set[str] = set()

    @property
    def display(self) -> Found | None:
        """Return what the cuff's own display, or its maker's app, shows after its last attempt."""
        return self.inflator.display

    def press_start(self) -> bool:
        """Press START; return False when there is no such button, or it does nothing now."""
        return not self.HOST_STARTS and self.inflator.start()

    async def run(self) -> None:
        """Live, until cancelled."""
        outages = self.stage.scenario.cuff.outages
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.far_end.serve(self._connected, self._answer))
            parts.create_task(self.inflator.run(self.inflating, self.finished))
            parts.create_task(self.far_end.suffer(outages, self.stage.timeline))

    def say(self, channel: str, octets: bytes) -> None:
        """Send octets in pieces, if the host listens."""
        if channel in self.subscribed:
            for at in range(0, len(octets), _PIECE):
                self.far_end.deliver(channel, octets[at : at + _PIECE])

    def shown_time(self) -> datetime | None:
        """Return what the cuff's clock shows; None if it was never set."""
        script = self.stage.scenario.cuff
        if script.clock_unset:
            return None
        return self.stage.timeline.true_local() + timedelta(minutes=script.clock_error_min)

    def inflating(self, pressure: int) -> None:
        """Be told the pressure in the cuff, twice a second, while it measures."""

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Be told what an attempt found; None after an abort."""

    def listened_to(self, channel: str) -> None:
        """Be told that the host subscribed."""

    def hear(self, step: Send) -> None:
        """Be told what the host sent, subscriptions apart."""

    def _connected(self) -> None:
        self.subscribed = set()

    def _answer(self, step: Send) -> None:
        if isinstance(step, Subscribe):
            self.subscribed.add(step.channel)
            self.listened_to(step.channel)
        elif not self.inflator.deaf:
            self.hear(step)


def date_fields(shows: datetime | None) -> tuple[int, int, int, int, int]:
    """Return year less 2000, month, day, hour and minute; zeros for a clock never set."""
    if shows is None:
        return 0, 0, 0, 0, 0
    return shows.year - 2000, shows.month, shows.day, shows.hour, shows.minute
