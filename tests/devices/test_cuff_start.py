"""Starting and stopping a cuff by software: when it may be, and that it is always undone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from devices.conversation import CannotStart, CuffMemory
from devices.cuff import Cuff
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkState,
)
from devices.transport import EnvironmentFault
from devices.transport.memory import Wire
from devices.wire.suntech_frame import ABORT, START
from tests.devices.far import (
    SCRIPTED,
    SUNTECH,
    Far,
    Module,
    all_events,
    failures,
    module_cuff,
    serving,
    session,
    states,
)
from tests.devices.paced import play, utc_now


def test_measuring_by_its_own_button_is_told_and_ends_when_nothing_more_comes() -> None:
    async def script(far: Far) -> None:
        far.wire.deliver("2a36", bytes.fromhex("008c00ff07ff07"))
        await asyncio.sleep(10)
        far.wire.deliver("2a36", bytes.fromhex("005a00ff07ff07"))
        await asyncio.sleep(31)
        far.wire.hang_up()

    events, _ = session(script)
    assert states(events) == [
        LinkState.CONNECTING,
        LinkState.READY,
        LinkState.MEASURING,
        LinkState.READY,
        LinkState.ABSENT,
    ]


def test_rule_3_closing_aborts_what_runs() -> None:
    module = Module()

    async def main() -> list[DeviceEvent]:
        async with module_cuff(module) as cuff:
            await cuff.start_measurement()
            await asyncio.sleep(5)
        return await all_events(cuff)

    events = play(main())
    assert module.written[-1] == ABORT
    assert failures(events) == [FailureReason.ABORTED]


def test_closing_aborts_nothing_that_does_not_run() -> None:
    module = Module()

    async def main() -> None:
        async with module_cuff(module):
            pass

    play(main())
    assert ABORT not in module.written


def test_rule_2_one_start_at_a_time_and_a_minute_between_them() -> None:
    module, memory, refusals = Module(), CuffMemory(), []

    async def refused(cuff: Cuff) -> None:
        with pytest.raises(CannotStart) as refusal:
            await cuff.start_measurement()
        refusals.append(refusal.value.text)

    async def main() -> None:
        async with module_cuff(module, memory) as cuff:
            await cuff.start_measurement()
            await asyncio.sleep(1)
            await refused(cuff)
            await cuff.stop_measurement()
            await asyncio.sleep(20)
            await refused(cuff)
        async with module_cuff(module, memory) as again:  # a new connection forgets nothing
            await refused(again)
            await asyncio.sleep(60)
            await again.start_measurement()
            await asyncio.sleep(1)

    play(main())
    assert refusals[0] == "A measurement is already running."
    assert "60 s must pass" in refusals[1]
    assert "60 s must pass" in refusals[2]
    assert module.written.count(START) == 2


def test_rule_1_no_start_while_the_state_is_unknown_or_the_link_is_gone() -> None:
    module = Module()

    async def refused(cuff: Cuff) -> None:
        with pytest.raises(CannotStart, match="nothing was started"):
            await cuff.start_measurement()

    async def main() -> None:
        cuff = Cuff(SUNTECH, module.wire.transport(), host_now=utc_now)
        await refused(cuff)
        async with cuff:
            await refused(cuff)
            await module.wire.connected.wait()
            await asyncio.sleep(0)
            await refused(cuff)  # connected, but the module has not answered
            await asyncio.sleep(10)
            await refused(cuff)  # it never did
            await cuff.stop_measurement()

    play(main())
    assert module.written == []


def test_rule_1_no_start_after_a_lost_measurement_of_a_cuff_that_cannot_be_asked() -> None:
    """Its minute is over, but a measurement may take longer; a stop, or its end, settles it."""
    wire, memory = Wire(), CuffMemory()

    @asynccontextmanager
    async def connected() -> AsyncIterator[Cuff]:
        async with Cuff(SCRIPTED, wire.transport(), host_now=utc_now, memory=memory) as cuff:
            await wire.connected.wait()
            await asyncio.sleep(0.1)
            yield cuff

    async def main() -> None:
        async with connected() as cuff:
            await cuff.start_measurement()
            wire.break_link(EnvironmentFault("The plug was pulled."))
            await all_events(cuff)
        async with connected() as again:
            await asyncio.sleep(100)
            with pytest.raises(CannotStart, match="nothing was started"):
                await again.start_measurement()
            await asyncio.sleep(101)
            await again.start_measurement()
        async with connected() as once_more:  # leaving told it to stop
            await asyncio.sleep(61)
            await once_more.start_measurement()

    play(main())


def test_a_cuff_that_listens_only_to_its_button() -> None:
    far = Far()

    async def main() -> None:
        async with serving(far), far.cuff() as cuff:
            await asyncio.sleep(1)
            with pytest.raises(CannotStart, match="its own button"):
                await cuff.start_measurement()

    play(main())


def test_a_link_that_breaks_while_measuring_costs_the_measurement() -> None:
    module = Module()

    async def main() -> list[DeviceEvent]:
        async with module_cuff(module) as cuff:
            await cuff.start_measurement()
            await asyncio.sleep(5)
            module.wire.break_link(EnvironmentFault("The plug was pulled."))
            return await all_events(cuff)

    events = play(main())
    assert failures(events) == [FailureReason.LINK_LOST]
    assert states(events)[-1] is LinkState.LOST


def test_a_start_that_brings_nothing_is_given_up_whatever_the_driver_does() -> None:
    wire = Wire()

    async def main() -> list[DeviceEvent]:
        async with Cuff(SCRIPTED, wire.transport(), host_now=utc_now) as cuff:
            await wire.connected.wait()
            await asyncio.sleep(0.1)
            await cuff.start_measurement()
            await asyncio.sleep(201)
            wire.hang_up()
            return await all_events(cuff)

    events = play(main())
    assert failures(events) == [FailureReason.TIMED_OUT]
    assert states(events)[2:4] == [LinkState.MEASURING, LinkState.READY]


def test_a_start_that_the_end_of_the_link_overtakes_is_refused() -> None:
    module = Module()

    async def main() -> None:
        async with module_cuff(module) as cuff:
            module.wire.hang_up()
            await asyncio.sleep(0)
            with pytest.raises(CannotStart):
                await cuff.start_measurement()

    play(main())
