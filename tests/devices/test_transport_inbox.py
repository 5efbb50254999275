import asyncio

import pytest

from devices.decoder import SERIAL, Received
from devices.transport import EnvironmentFault
from devices.transport.inbox import LIMIT, Inbox

LOST = EnvironmentFault("The cable was unplugged.")


def got(number: int) -> Received:
    return Received(SERIAL, number.to_bytes(2, "big"))


async def test_what_came_before_the_end_is_handed_out_before_the_end_is_told() -> None:
    inbox = Inbox()
    inbox.deliver(got(1))
    inbox.deliver(got(2))
    inbox.end(LOST)
    inbox.deliver(got(3))
    stream = inbox.stream()
    assert [await anext(stream), await anext(stream)] == [got(1), got(2)]
    with pytest.raises(EnvironmentFault, match="unplugged"):
        await anext(stream)


async def test_the_first_end_counts_and_every_reader_finds_it() -> None:
    inbox = Inbox()
    inbox.end()
    inbox.end(LOST)
    assert [one async for one in inbox.stream()] == []
    assert [one async for one in inbox.stream()] == []


async def test_a_flood_ends_the_link_and_loses_nothing_that_was_taken() -> None:
    inbox = Inbox()
    for number in range(LIMIT + 10):
        inbox.deliver(got(number))
    stream = inbox.stream()
    assert [await anext(stream) for _ in range(LIMIT)] == [got(number) for number in range(LIMIT)]
    with pytest.raises(EnvironmentFault, match="sends more than can be read"):
        await anext(stream)


async def test_a_waiting_reader_is_woken() -> None:
    inbox = Inbox()
    asyncio.get_running_loop().call_soon(inbox.deliver, got(7))
    assert await anext(inbox.stream()) == got(7)
