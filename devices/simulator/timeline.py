"""The simulated session's time, as patient and devices know it.

Time is the running loop's time, so that a loop with scaled or jumping time drives them all. The
timeline knows when the session opened and when the first dose was taken, and nothing else of
what people do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from devices.simulator.moment import DeviceAnchor, Window
from devices.simulator.scenario import Scenario


class Timeline:
    """Minutes since the start, the first dose, and what both mean on a clock."""

    def __init__(self, scenario: Scenario, clock: Callable[[], float]) -> None:
        self._scenario = scenario
        self._clock = clock
        self._started_s = clock()
        self._dose_min: float | None = None
        self._dosed = asyncio.Event()

    @property
    def minute(self) -> float:
        """Return the minutes since the devices were started."""
        return self.minute_of(self._clock())

    def minute_of(self, clock_s: float) -> float:
        """Return the minutes since the start at a reading of the clock."""
        return (clock_s - self._started_s) / 60

    def dosed(self, minute: float) -> None:
        """Learn when the first dose was taken."""
        if self._dose_min is None:
            self._dose_min = minute
            self._dosed.set()

    def within(self, window: Window) -> bool:
        """Return whether a window is open now."""
        start = self._start_of(window.after)
        return start is not None and 0 <= self.minute - start - window.minutes < window.lasts_min

    async def reach(self, after: DeviceAnchor, minutes: float) -> None:
        """Wait until so many minutes after an anchor; for ever if it never comes."""
        if after is DeviceAnchor.DOSE:
            await self._dosed.wait()
        start = self._start_of(after) or 0.0
        await asyncio.sleep(max(0.0, (start + minutes - self.minute) * 60))

    def true_utc(self) -> datetime:
        """Return the time a right clock shows."""
        return self._scenario.starts_at + timedelta(minutes=self.minute)

    def true_local(self) -> datetime:
        """Return the local wall time of a right clock, without a zone as devices have it."""
        offset = timedelta(minutes=self._scenario.utc_offset_min)
        return (self.true_utc() + offset).replace(tzinfo=None)

    def host_clock_error_min(self) -> float:
        """Return by how much the computer's clock has been stepped up to now."""
        return sum(
            step.step_min
            for step in self._scenario.host.clock_steps
            if self.within(Window(after=step.after, minutes=step.minutes))
        )

    def _start_of(self, anchor: DeviceAnchor) -> float | None:
        return 0.0 if anchor is DeviceAnchor.OPEN else self._dose_min
