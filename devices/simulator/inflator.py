"""What every simulated cuff does alike: inflate, find a value or none, one attempt at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from devices.simulator.attempt import Attempt, Attempts, Found
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import LinkDrops, Silent

_STEP_S = 0.5
_DEFLATED_MMHG = 2
_DEAF_S = 20.0
"""How long a cuff that did not hear a start hears nothing else."""


class Inflator:
    """Pump, valve and display of one cuff."""

    def __init__(self, attempts: Attempts, far_end: FarEnd) -> None:
        self._attempts = attempts
        self._far_end = far_end
        self._wanted = asyncio.Event()
        self._aborted = False
        self._attempt: Attempt | None = None
        self._pressure = _DEFLATED_MMHG
        self._deaf_until_s = 0.0
        self.display: Found | None = None
        """What the cuff's own display shows; None after an abort and before the first attempt."""

    @property
    def busy(self) -> bool:
        """Return whether a measurement is wanted or under way."""
        return self._wanted.is_set()

    @property
    def deaf(self) -> bool:
        """Return whether the cuff answers nothing now: switched off, or off for a while."""
        return self._attempts.off or _now_s() < self._deaf_until_s

    @property
    def attempt(self) -> Attempt | None:
        """Return the attempt under way."""
        return self._attempt

    @property
    def pressure(self) -> int:
        """Return the pressure in the cuff now, mmHg."""
        return self._pressure

    def start(self) -> bool:
        """Begin to measure; return False when the cuff is off, or busy as a fault has it."""
        if self.busy or self.deaf or self._attempts.says_busy():
            return False
        if self._attempts.awaits(Silent):
            self._attempts.unanswered()
            self._deaf_until_s = _now_s() + _DEAF_S
            return False
        self._aborted = False
        self._wanted.set()
        return True

    def abort(self) -> None:
        """Let the air out; the attempt finds nothing."""
        self._aborted = True

    async def run(
        self, inflating: Callable[[int], None], finished: Callable[[Attempt, Found | None], None]
    ) -> None:
        """Measure whenever wanted, for ever; `finished` is told None after an abort."""
        while True:
            await self._wanted.wait()
            attempt = self._attempt = self._attempts.begin()
            await self._inflate(attempt, inflating)
            found = None if self._aborted else self._attempts.finish(attempt)
            self.display, self._attempt, self._pressure = found, None, _DEFLATED_MMHG
            self._wanted.clear()
            finished(attempt, found)

    async def _inflate(self, attempt: Attempt, inflating: Callable[[int], None]) -> None:
        drop, elapsed_s = attempt.has(LinkDrops), 0.0
        while elapsed_s < attempt.lasts_s and not self._aborted:
            if drop is not None and elapsed_s >= attempt.lasts_s / 2:
                self._far_end.hide_for(drop.away_s, "The link to the cuff broke.")
                drop = None
            self._pressure = attempt.cuff_pressure(elapsed_s)
            inflating(self._pressure)
            pause = min(_STEP_S, attempt.lasts_s - elapsed_s)
            elapsed_s += pause
            await asyncio.sleep(pause)


def _now_s() -> float:
    return asyncio.get_running_loop().time()
