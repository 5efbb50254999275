"""The patient's computer in a simulated session: its clocks, and its sleep."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, tzinfo

from devices.simulator import Simulation
from kapmonitor.clock import ClockReading


class Computer:
    """A `Clock`. While the computer sleeps nothing on it runs and both clocks stand still; when it
    wakes the wall's is right again, and the other one has not counted, as on most systems."""

    def __init__(self, simulation: Simulation, zone: tzinfo) -> None:
        self._simulation, self.zone = simulation, zone
        self._set = timedelta()
        self._fell_asleep: ClockReading | None = None
        self._slept_s = 0.0

    @property
    def is_asleep(self) -> bool:
        """Return whether it sleeps."""
        return self._fell_asleep is not None

    def read(self) -> ClockReading:
        """Return both clocks."""
        return self._fell_asleep or self._awake()

    def set_clock(self, step_s: float) -> None:
        """Set the wall's clock forward or back."""
        self._set += timedelta(seconds=step_s)

    async def sleep(self, seconds: float) -> None:
        """Sleep, and wake again; the cuff is out of its reach meanwhile."""
        self._fell_asleep = self._awake()
        self._simulation.host_sleeps(asleep=True)
        try:
            await asyncio.sleep(seconds)
        finally:
            self._fell_asleep = None
            self._slept_s += seconds
            self._simulation.host_sleeps(asleep=False)

    def _awake(self) -> ClockReading:
        now_s = asyncio.get_running_loop().time() - self._slept_s
        return ClockReading(self._wall(), now_s)

    def _wall(self) -> datetime:
        return self._simulation.true_utc() + self._set
