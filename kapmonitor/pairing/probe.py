"""Finding out what is on a serial port: each driver asks its own harmless question.

A cable's USB identity says at most which chip is in it. So each driver that knows whether it is
answered is opened in turn, the likeliest first, and the first that gets an answer in its own
language is it. Opening a driver never inflates a cuff: nothing here can start a measurement.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from devices.catalog import all_drivers
from devices.cuff import Cuff
from devices.driver import Driver, TransportKind
from devices.event import LinkChanged, LinkState
from devices.transport import EnvironmentFault
from devices.transport.ble_attendant import Attendant
from kapmonitor.pairing.reach import Found, Reach

ANSWER_S = 6.0
"""How long a driver may ask; each gives up earlier by itself, or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """How far the question has come."""

    port: Found
    asking: str = ""
    """The driver that asks now, by its slug."""
    answered: str = ""
    """The driver that was answered."""
    over: bool = False
    trouble: str = ""
    """Why the port could not be asked, with what to do."""


async def find_out(reach: Reach, port: Found, tell: Callable[[Probe], None]) -> None:
    """Ask in every language in turn until one is answered.

    An adapter may refuse the settings of one language and take those of the next: only a port that
    nobody could ask is in trouble.
    """
    probe, troubles, asked = Probe(port=port), [], False
    likely = (port.driver, *port.guesses) if port.driver is not None else port.guesses
    for driver in _askers(likely):
        probe = replace(probe, asking=driver.slug)
        tell(probe)
        try:
            if await _answers(reach, driver, port.address):
                tell(replace(probe, asking="", answered=driver.slug, over=True))
                return
            asked = True
        except EnvironmentFault as fault:
            troubles.append(fault.text)
    trouble = troubles[0] if troubles and not asked else ""
    tell(replace(probe, asking="", trouble=trouble, over=True))


def _askers(likely: tuple[str, ...]) -> list[Driver]:
    asking = [
        driver
        for driver in all_drivers()
        if driver.transport is TransportKind.SERIAL and driver.confirms_ready
    ]
    order = {slug: at for at, slug in reversed(list(enumerate(likely)))}
    return sorted(asking, key=lambda driver: order.get(driver.slug, len(likely)))


async def _answers(reach: Reach, driver: Driver, address: str) -> bool:
    """Return whether somebody answers this driver there. Raises EnvironmentFault."""
    cuff = Cuff(driver, reach.connect(driver, address, Attendant()))
    answered = False
    with suppress(TimeoutError):
        async with asyncio.timeout(ANSWER_S), cuff:
            async for event in cuff.events():
                if isinstance(event, LinkChanged) and event.state in _ENDS:
                    answered = event.state is LinkState.READY
                    break
    if cuff.fault is not None:
        raise cuff.fault
    return answered


_ENDS = (LinkState.READY, LinkState.LOST, LinkState.ABSENT)
