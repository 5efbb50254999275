"""What a person sees of a link that comes and goes, in simulated time on a memory wire."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.catalog import find
from devices.conversation import ASK_THE_DISPLAY, CuffMemory
from devices.cuff import Cuff
from devices.decoder import Read, Send, Subscribe
from devices.event import DeviceEvent, LinkChanged, LinkState, Measured
from devices.measurement import BloodPressure
from devices.reconnect import (
    BACKOFF_S,
    SETTLE_S,
    STUBBORN_S,
    Pauses,
    Shown,
    keep_connected,
    shown_after,
)
from devices.transport import EnvironmentFault
from devices.transport.memory import Wire
from tests.devices.paced import play, utc_now

BLP = find("bluetooth_blp")
SUNTECH = find("suntech_oem")
ABSENT, CONNECTING, PAIRING = LinkState.ABSENT, LinkState.CONNECTING, LinkState.PAIRING
READY, MEASURING, LOST = LinkState.READY, LinkState.MEASURING, LinkState.LOST
UNPLUGGED = EnvironmentFault("The cable was unplugged.")
READING = bytes.fromhex("00 8000 5200 ff07")


class World:
    """A wire, what was told, and when (in the loop's seconds)."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.events: list[DeviceEvent] = []
        self.times: list[float] = []
        self.asked: list[Send] = []
        self.attempts = 0
        self.memory = CuffMemory()
        self.tell_of_link: Callable[[LinkChanged], None] = self.post

    def post(self, event: DeviceEvent) -> None:
        self.events.append(event)
        self.times.append(asyncio.get_running_loop().time())

    def make(self, tell: Callable[[LinkChanged], None]) -> Cuff:
        self.attempts += 1
        self.tell_of_link = tell
        return Cuff(BLP, self.wire.transport(), host_now=utc_now, memory=self.memory)

    @property
    def states(self) -> list[LinkState]:
        return [event.state for event in self.events if isinstance(event, LinkChanged)]

    @property
    def readings(self) -> list[float | None]:
        return [
            event.measurement.systolic
            for event in self.events
            if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
        ]


def lived(script: Callable[[World], Coroutine[Any, Any, None]]) -> World:
    """Keep a device connected for as long as `script` takes."""
    world = World()

    async def main() -> None:
        keeper = asyncio.create_task(keep_connected(world.make, world.post))
        await script(world)
        keeper.cancel()
        await asyncio.wait({keeper})

    play(main())
    return world


def test_a_device_that_never_answers_is_absent_and_its_attempts_do_not_blink() -> None:
    async def script(world: World) -> None:
        world.wire.refuse(UNPLUGGED)
        await asyncio.sleep(60)

    world = lived(script)
    assert world.events == [
        LinkChanged(state=CONNECTING),
        LinkChanged(state=ABSENT, text=UNPLUGGED.text),
    ]
    assert world.attempts > 20


def test_a_lost_link_stays_lost_through_vain_attempts_and_then_is_ready() -> None:
    async def script(world: World) -> None:
        await asyncio.sleep(1)
        world.wire.refuse(UNPLUGGED)
        world.wire.break_link(UNPLUGGED)
        await asyncio.sleep(30)
        world.wire.refuse(None)
        await asyncio.sleep(30)

    world = lived(script)
    assert world.states == [CONNECTING, READY, LOST, READY]
    lost = world.events[2]
    assert isinstance(lost, LinkChanged)
    assert lost.text.startswith(UNPLUGGED.text)
    assert "type it in" in lost.text
    assert world.times[3] - 31 <= BACKOFF_S[-1]


def test_a_cuff_that_hangs_up_after_its_reading_is_no_alarm() -> None:
    async def script(world: World) -> None:
        await asyncio.sleep(20)
        world.wire.deliver("2a35", READING)
        await asyncio.sleep(3)
        world.wire.hang_up()
        await asyncio.sleep(1)
        world.wire.refuse(EnvironmentFault("The device was not heard."))
        await asyncio.sleep(60)

    world = lived(script)
    assert world.readings == [128.0]
    assert LOST not in world.states
    assert world.states[-1] is ABSENT


def test_every_connection_begins_by_subscribing_and_none_by_starting_a_measurement() -> None:
    async def script(world: World) -> None:
        for _ in range(5):
            await world.wire.connected.wait()
            world.asked += [await world.wire.sent(), await world.wire.sent()]
            world.wire.break_link(UNPLUGGED)
            await world.wire.disconnected.wait()

    assert lived(script).asked == [Read("2a00"), Subscribe("2a35")] * 5


def test_what_the_cuff_held_back_is_told_when_the_task_is_cancelled() -> None:
    async def script(world: World) -> None:
        await asyncio.sleep(1)
        world.wire.deliver("2a35", READING)
        await asyncio.sleep(0.1)
        assert world.readings == []

    assert lived(script).readings == [128.0]


def test_pairing_is_shown_and_a_failed_one_does_not_remain() -> None:
    async def script(world: World) -> None:
        await asyncio.sleep(1)
        world.wire.refuse(UNPLUGGED)
        world.wire.break_link(UNPLUGGED)
        await asyncio.sleep(5)
        world.tell_of_link(LinkChanged(state=PAIRING, text="Confirm."))
        await asyncio.sleep(5)

    assert lived(script).states == [CONNECTING, READY, LOST, PAIRING, LOST]


def test_a_new_obstacle_is_told_beside_what_the_end_of_the_link_said() -> None:
    async def script(world: World) -> None:
        await asyncio.sleep(1)
        world.wire.refuse(EnvironmentFault("There is no port COM4."))
        world.wire.break_link(UNPLUGGED)
        await asyncio.sleep(60)

    last = lived(script).events[-1]
    assert isinstance(last, LinkChanged)
    assert last.state is LOST
    assert last.text == f"{UNPLUGGED.text} {ASK_THE_DISPLAY} There is no port COM4."


def test_a_bug_in_the_cuff_is_not_retried_into_silence() -> None:
    def make(_tell: object) -> Cuff:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        play(keep_connected(make, lambda _event: None))


def test_way_2_pauses_grow_to_a_bound_and_a_worthwhile_connection_resets_them() -> None:
    pauses = Pauses()
    assert [pauses.after(LOST, futile) for futile in range(1, 7)] == [0.25, 0.5, 1, 2, 2, 2]
    assert pauses.after(LOST, 0) == BACKOFF_S[0]
    assert pauses.after(ABSENT, 0) == SETTLE_S


def test_what_only_a_person_can_cure_is_tried_again_but_rarely() -> None:
    async def script(world: World) -> None:
        world.wire.refuse(EnvironmentFault("Pair the cuff again.", retryable=False))
        await asyncio.sleep(100)
        world.wire.refuse(None)
        await asyncio.sleep(STUBBORN_S)

    world = lived(script)
    assert world.attempts == 5
    assert world.states == [CONNECTING, ABSENT, READY]


@given(st.lists(st.sampled_from(LinkState)))
def test_lost_is_shown_exactly_when_a_working_link_broke(told: list[LinkState]) -> None:
    link, broke = Shown(), False
    for state in told:
        before, link = link.state, shown_after(link, LinkChanged(state=state))
        if before in (READY, MEASURING) and state in (LOST, ABSENT):
            broke = state is LOST
        if link.state in (LOST, ABSENT):
            assert (link.state is LOST) is broke
        elif state is not CONNECTING:
            assert link.state is state
