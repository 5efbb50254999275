"""A cuff whose link, driver or transport fails: nothing that came is lost, nothing is hidden."""

import asyncio

import pytest

from devices.cuff import Cuff
from devices.decoder import SERIAL
from devices.event import (
    DeviceEvent,
    LinkChanged,
    LinkState,
)
from devices.measurement import Provenance
from devices.transport.memory import Wire
from tests.devices.far import (
    BLP,
    SCRIPTED,
    Far,
    Faulty,
    all_events,
    frame,
    lost,
    readings,
    serving,
    session,
)
from tests.devices.paced import play, utc_now, wall_now


def test_a_cuff_that_hangs_up_after_its_reading_did_well() -> None:
    async def script(far: Far) -> None:
        far.wire.deliver("2a35", frame(119, 77, wall_now()))
        far.wire.hang_up()

    events, _ = session(script)
    assert lost(events) == LinkChanged(
        state=LinkState.ABSENT, text="The cuff ended the connection."
    )


def test_what_is_still_queued_can_be_taken_after_leaving() -> None:
    far = Far()

    async def main() -> list[DeviceEvent]:
        async with serving(far), far.cuff() as cuff:
            await asyncio.sleep(0.5)
            far.wire.deliver("2a35", frame(119, 77))  # held: nothing places it yet
            await asyncio.sleep(0.1)
        return await all_events(cuff)

    assert readings(play(main())) == [(119.0, Provenance.UNCONFIRMED)]


def test_our_own_fault_is_raised_and_never_hidden() -> None:
    wire = Wire()

    async def main() -> None:
        async with Cuff(SCRIPTED, wire.transport(), host_now=utc_now) as cuff:
            await wire.connected.wait()
            wire.deliver(SERIAL, b"x")
            await all_events(cuff)

    with pytest.raises(ZeroDivisionError):
        play(main())


def test_a_step_that_fails_costs_no_reading_that_had_come() -> None:
    transport = Faulty()

    async def main() -> list[DeviceEvent]:
        async with Cuff(BLP, transport, host_now=utc_now) as cuff:
            return await all_events(cuff)

    events = play(main())
    assert readings(events) == [(119.0, Provenance.UNCONFIRMED)]
    assert lost(events).text == "The cuff hung up while it was being read."
    assert transport.closed


def test_leaving_does_not_wait_for_a_connection_that_hangs() -> None:
    async def main() -> float:
        async with Cuff(BLP, Faulty(connects=False), host_now=utc_now) as cuff:
            await asyncio.sleep(1)
        assert [type(event) for event in await all_events(cuff)] == [LinkChanged]
        return asyncio.get_running_loop().time()

    assert play(main()) == 1.0


def test_a_fault_of_the_transport_is_raised_too() -> None:
    async def main() -> None:
        async with Cuff(BLP, Faulty(bug=ZeroDivisionError()), host_now=utc_now) as cuff:
            await all_events(cuff)

    with pytest.raises(ZeroDivisionError):
        play(main())
