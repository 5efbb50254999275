"""While a message is on its way over a server, a play's time passes as in the world."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine

import pytest

from devices.simulator.link_faults import Side
from kapmonitor.link.cable import Attachment, Came, Happening, Up
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.rehearsal.on_the_way import AT_MOST_S, OnTheWay
from kapmonitor.runtime import PacedLoop

SPEED, TRIP_S = 10_000.0, 0.02
TOPIC = "kap1/p/1/down"


class Play:
    """Both sides' cables to one server that takes its time."""

    def __init__(self) -> None:
        self.way = OnTheWay()
        self.heard: asyncio.Queue[Happening] = asyncio.Queue()
        make = MemoryBroker(TRIP_S).cable
        hearing = Attachment(client="patient", hears=(TOPIC,))
        saying = Attachment(client="therapist", hears=())
        self.patient = self.way.cables(Side.PATIENT, make)(hearing, self.heard.put_nowait)
        self._told: asyncio.Queue[Happening] = asyncio.Queue()
        self.therapist = self.way.cables(Side.THERAPIST, make)(saying, self._told.put_nowait)

    async def connected(self, *, both: bool = False) -> Play:
        if both:
            self.patient.open()
            assert await self.heard.get() == Up()
        self.therapist.open()
        assert await self._told.get() == Up()
        return self

    def say(self) -> None:
        self.therapist.publish(TOPIC, b"a ping", 0, 10)


def _world_s(course: Callable[[], Coroutine[None, None, None]]) -> float:
    """Return how much of the world's time a course took at a great speed."""
    with asyncio.Runner(loop_factory=lambda: PacedLoop(SPEED)) as runner:
        return runner.run(_timed(course))


async def _timed(course: Callable[[], Coroutine[None, None, None]]) -> float:
    began = time.monotonic()
    await course()
    return time.monotonic() - began


async def _a_message() -> None:
    play = await Play().connected(both=True)
    play.say()
    assert isinstance(await play.heard.get(), Came)


async def _a_connection_that_fails() -> None:
    """Nobody tells of it: it is waited for no longer than anything else."""
    Play().way.connects(Side.PATIENT)
    await asyncio.sleep(AT_MOST_S)


@pytest.mark.parametrize(
    ("course", "least_s"), [(_a_message, 2 * TRIP_S), (_a_connection_that_fails, AT_MOST_S)]
)
def test_a_trip_takes_as_long_as_in_the_world(
    course: Callable[[], Coroutine[None, None, None]], least_s: float
) -> None:
    assert _world_s(course) >= least_s


async def test_what_nobody_hears_is_not_waited_for() -> None:
    play = await Play().connected()
    play.say()
    assert not play.way.waits


async def test_what_came_is_waited_for_no_more() -> None:
    play = await Play().connected(both=True)
    play.say()
    assert play.way.waits
    assert isinstance(await play.heard.get(), Came)
    assert not play.way.waits


@pytest.mark.parametrize("side", Side)
async def test_a_network_that_is_gone_is_not_waited_for(side: Side) -> None:
    play = await Play().connected(both=True)
    play.say()
    play.way.silence(side)
    assert not play.way.waits
    play.say()
    assert not play.way.waits
    play.way.heal(side)
    play.say()
    assert play.way.waits
