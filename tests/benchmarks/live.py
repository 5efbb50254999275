"""A whole window on a session that the record holds already, its devices at ends of wires."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from devices.catalog import find
from devices.transport.memory import Wire
from kapmonitor.clock import LoopClock
from kapmonitor.composition import Household
from kapmonitor.desk import Desk, keep_open
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.theme import Theme


class Live:
    """The household of one folder, with the clock going on from `start`."""

    def __init__(self, folder: Path, start: datetime, theme: Theme) -> None:
        self._folder = folder
        self._start = start
        self._room: Room | None = None
        self.wires: dict[str, Wire] = {}
        self.desk = Desk(self._programme)
        self.household = Household(self.desk, theme)
        self.household.window.resize(1280, 800)
        self.household.window.show()
        self.household.start()

    def beat(self, rate: int) -> None:
        """Have the strap send a heart rate, on the engine's loop, where its far end lives."""
        octets = bytes([0x06, rate])
        self.desk.practice(lambda _practice: self.wires["strap"].deliver("2a37", octets), _done)

    async def _programme(self, outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        clock = LoopClock(self._start, time.monotonic)
        await keep_open(Room(self._folder, clock, outlets, resolve=self._resolve), at_work)

    def _resolve(self, assigned: DeviceAssigned) -> DeviceSource:
        wire = self.wires.setdefault(assigned.role, Wire())
        return DeviceSource(
            role=assigned.role,
            driver=find(assigned.driver),
            address=assigned.address,
            title="D",
            transport=lambda _tell: wire.transport(),
        )


def _done(_answer: object) -> None:
    """Nothing is answered."""
