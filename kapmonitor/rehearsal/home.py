"""The simulated patient at home: the ordinary patient's program, a cuff, and a hand on it.

The program is the one that a patient starts, without its window; its cuff speaks true frames to
the ordinary driver. The hand types the code that was read aloud and presses START when asked.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from devices.simulator import Simulation
from kapmonitor.clock import Clock
from kapmonitor.companion.kiosk import Given, Kiosk
from kapmonitor.companion.program import Companion
from kapmonitor.link.cable import Cables
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.simulated import simulated_reach

FOLDER = "patient-side"
SERVER = "simulated.invalid"
LOOKS_S = 1.0


class Home:
    """The patient's side of one simulated session. Use from its loop only."""

    def __init__(
        self,
        folder: Path,
        simulation: Simulation,
        clock: Clock,
        cables: Cables,
        entropy: Callable[[int], bytes],
    ) -> None:
        self._folder, self._simulation = folder / FOLDER, simulation
        self._typed = ""
        self._presses = False
        cuff = simulation.devices[0]
        found = Found(address=cuff.address, title=cuff.title, driver=cuff.driver, wired=False)
        self._kiosk = Kiosk(
            given=self._said("", cuff.driver, found),
            tell=_untold,
            press=self._press,
        )
        self._found, self._driver = found, cuff.driver
        self._kiosk.companion = Companion(
            self._folder,
            simulated_reach(simulation),
            self._kiosk.take,
            server=SERVER,
            make_cables=lambda _broker: cables,
            clock=clock,
            entropy=entropy,
        )
        self._tasks = [
            asyncio.create_task(self._kiosk.companion.run(), name="patient's program"),
            asyncio.create_task(self._live(), name="patient's hand"),
        ]

    @property
    def is_erased(self) -> bool:
        """Return whether everything was delivered and nothing of the session is left here."""
        return self._kiosk.outcome is True

    def hear(self, code: str) -> None:
        """Hear a code read aloud; it is typed once."""
        if code and not self._typed:
            self._typed = code
            self._kiosk.given = self._said(code, self._driver, self._found)

    async def close(self) -> None:
        """End the program; a folder in which nothing is left is removed."""
        for each in self._tasks:
            each.cancel()
        ended = await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.is_erased:
            with suppress(OSError):
                shutil.rmtree(self._folder)
        for fault in ended:
            if isinstance(fault, Exception):
                raise fault

    async def _live(self) -> None:
        while self._kiosk.outcome is None:
            if self._typed:
                self._kiosk.act()
            if self._presses and self._simulation.press_start():
                self._presses = False
            await asyncio.sleep(LOOKS_S)

    def _press(self) -> None:
        """A cuff that a program starts has nothing to be pressed."""
        self._presses = self._simulation.needs_a_person

    def _said(self, code: str, driver: str, found: Found) -> Given:
        return Given(
            code=code,
            device=found,
            driver=driver,
            is_the_patient=True,
            allow_start=True,
            accept=True,
        )


def _untold(_told: Mapping[str, object]) -> None:
    """The room's record tells it."""
