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

from devices.catalog import find
from devices.driver import TransportKind
from devices.simulator import Simulation
from kapmonitor.companion.kiosk import Given, Kiosk
from kapmonitor.companion.program import Companion
from kapmonitor.companion.view import CompanionView, CuffStage, Screen
from kapmonitor.link.cable import Cables
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.simulated import simulated_reach
from kapmonitor.rehearsal.computer import Computer
from kapmonitor.rehearsal.places import DISK_AT_A_CRASH, FOLDER

SERVER = "simulated.invalid"
LOOKS_S = 1.0


class Home:
    """The patient's side of one simulated session. Use from its loop only."""

    def __init__(
        self,
        folder: Path,
        simulation: Simulation,
        computer: Computer,
        cables: Cables,
        entropy: Callable[[int], bytes],
    ) -> None:
        self.computer = computer
        self._folder, self._simulation = folder / FOLDER, simulation
        self._crashed = folder / DISK_AT_A_CRASH
        self._cables, self._entropy = cables, entropy
        cuff = simulation.devices[0]
        self._driver = cuff.driver
        wired = find(cuff.driver).transport is TransportKind.SERIAL
        self._cuff = Found(address=cuff.address, title=cuff.title, driver=cuff.driver, wired=wired)
        self._typed = ""
        self._presses = False
        self._view = CompanionView()
        self._tasks: list[asyncio.Task[None]] = []
        self.start()

    @property
    def is_erased(self) -> bool:
        """Return whether everything was delivered and nothing of the session is left here."""
        return self._kiosk.outcome is True

    @property
    def is_stuck(self) -> bool:
        """Return whether the code that was heard led nowhere."""
        return self._kiosk.outcome is False

    def start(self) -> None:
        """Start the patient's program; what is on the disk goes on."""
        self._kiosk = Kiosk(given=self._said(), tell=_untold, press=self._press)
        self._program = self._kiosk.companion = Companion(
            self._folder,
            simulated_reach(self._simulation),
            self._shown,
            server=SERVER,
            make_cables=lambda _broker: self._cables,
            clock=self.computer,
            entropy=self._entropy,
        )
        self._tasks = [
            asyncio.create_task(self._program.run(), name="patient's program"),
            asyncio.create_task(self._live(), name="patient's hand"),
        ]

    def hear(self, code: str) -> None:
        """Hear a code read aloud; it is typed once."""
        if not code or code == self._typed:
            return
        self._typed = code
        self._kiosk = Kiosk(given=self._said(), tell=_untold, press=self._press)
        self._kiosk.companion = self._program
        self._kiosk.take(self._view)
        if self._view.screen is Screen.CODE:
            self._program.try_again()  # what went wrong before is no longer on the screen
        else:
            self._program.new_code()

    async def crash(self, gap_s: float) -> None:
        """Kill the program: its disk is left as it stood. `start` starts it again.

        Ended in good order here, it would write a goodbye; that is undone.
        """
        shutil.copytree(self._folder, self._crashed)
        await self._end()
        shutil.rmtree(self._folder)
        self._crashed.rename(self._folder)
        await asyncio.sleep(gap_s)

    async def close(self) -> None:
        """End the program; a folder in which nothing is left is removed."""
        await self._end()
        if self.is_erased:
            with suppress(OSError):
                shutil.rmtree(self._folder)

    async def _end(self) -> None:
        for each in self._tasks:
            each.cancel()
        ended = await asyncio.gather(*self._tasks, return_exceptions=True)
        for fault in ended:
            if isinstance(fault, Exception):
                raise fault

    async def _live(self) -> None:
        while self._kiosk.outcome is not True:
            await asyncio.sleep(LOOKS_S)
            if self.computer.is_asleep:
                continue
            if self._typed and not self.is_stuck:
                self._kiosk.act()
                self._go_on_without_a_test()
            if self._presses and self._simulation.press_start():
                self._presses = False

    def _shown(self, view: CompanionView) -> None:
        self._view = view
        self._kiosk.take(view)

    def _go_on_without_a_test(self) -> None:
        """Nobody here can start a cuff without a button; the therapist will, once allowed to."""
        if self._simulation.needs_a_person:
            return
        if self._view.screen is Screen.TEST and self._view.cuff.stage is CuffStage.READY:
            self._program.go_on()

    def _press(self) -> None:
        """A cuff that a program starts has nothing to be pressed."""
        self._presses = self._simulation.needs_a_person

    def _said(self) -> Given:
        return Given(
            code=self._typed,
            device=self._cuff,
            driver=self._driver,
            is_the_patient=True,
            allow_start=True,
            accept=True,
        )


def _untold(_told: Mapping[str, object]) -> None:
    """The room's record tells it."""
