"""A replay keeps its pauses, and lets no answer come before its question."""

import asyncio

from devices.capture import Capture, Frame, Step
from devices.decoder import SERIAL, Write
from devices.transport.replay import HOST_LAG_S, ReplayTransport
from tests.devices.paced import play

ASKED_AND_ANSWERED = (
    Frame(at_ms=0, channel=SERIAL, octets=b"?", step=Step.WRITE),
    Frame(at_ms=100, channel=SERIAL, octets=b"!"),
    Frame(at_ms=400, channel=SERIAL, octets=b"more"),
)


def moments(*, asks_after_s: float | None) -> list[float]:
    """Return when each frame came to a host that asks so late, or never."""

    async def main() -> list[float]:
        loop = asyncio.get_running_loop()
        came: list[float] = []
        capture = Capture(device="d", driver="x", source="s", frames=ASKED_AND_ANSWERED)
        async with ReplayTransport(capture) as link:

            async def ask() -> None:
                if asks_after_s is not None:
                    await asyncio.sleep(asks_after_s)
                    await link.send(Write(SERIAL, b"?"))

            asking = asyncio.create_task(ask())
            async for _ in link.received():
                came.append(round(loop.time(), 3))
            await asking
        return came

    return play(main())


def test_a_host_as_quick_as_then_sees_the_same_pauses() -> None:
    assert moments(asks_after_s=0) == [0.1, 0.4]


def test_a_late_host_is_waited_for_and_the_pauses_stay() -> None:
    assert moments(asks_after_s=1) == [1.0, 1.3]


def test_a_host_that_never_asks_is_waited_for_once() -> None:
    first = 0.1 + HOST_LAG_S
    assert moments(asks_after_s=None) == [first, first + 0.3]
