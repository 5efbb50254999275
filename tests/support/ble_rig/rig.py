"""Everything one test of the air needs: a computer, and cuffs within its reach."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from tests.support.ble_rig.air import Air
from tests.support.ble_rig.computer import Computer, make_computer
from tests.support.ble_rig.virtual_cuff import Habits, VirtualCuff


@dataclass(frozen=True)
class Rig:
    """The air and the computer in it."""

    air: Air
    computer: Computer

    async def cuff(self, memory: Sequence[bytes] = (), habits: Habits | None = None) -> VirtualCuff:
        """Switch on a cuff with these readings in memory."""
        cuff = VirtualCuff(self.air, habits)
        await cuff.switch_on(memory)
        return cuff


@asynccontextmanager
async def ble_rig() -> AsyncIterator[Rig]:
    """Let bleak use a virtual computer."""
    air = Air()
    with _without_remarks():
        computer = await make_computer(air)
        with computer.installed():
            yield Rig(air, computer)


@contextmanager
def _without_remarks() -> Iterator[None]:
    """Silence the virtual radios: they warn of octets sent to somebody who just hung up."""
    logger = logging.getLogger("bumble")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
