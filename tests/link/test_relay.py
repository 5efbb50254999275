"""One side's way to the server of a simulated session: it fails as a network does, and ends."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from kapmonitor.rehearsal.relay import LOCAL, Relay

WITHIN_S = 60.0


async def _ended(reader: asyncio.StreamReader) -> bool:
    async with asyncio.timeout(WITHIN_S):
        with suppress(ConnectionError):
            return await reader.read() == b""
        return True


def _unheard() -> None:
    """Nobody asks how many there were."""


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await reader.read(9))
    writer.close()


@pytest.mark.parametrize("silent", [True, False])
async def test_its_end_ends_every_connection(silent: bool) -> None:
    server = await asyncio.start_server(_echo, LOCAL, 0)
    relay = Relay(server.sockets[0].getsockname()[1], _unheard)
    port = await relay.open()
    if silent:
        relay.silence()  # before it has gone on to the server
    reader, writer = await asyncio.open_connection(LOCAL, port)
    await asyncio.sleep(0.05)  # nothing depends on it: it lets the relay come to its wait
    await relay.close()
    assert await _ended(reader)
    writer.close()
    server.close()


async def test_a_server_that_is_away_is_a_connection_that_ends() -> None:
    gone = await asyncio.start_server(_echo, LOCAL, 0)
    nobody = gone.sockets[0].getsockname()[1]
    gone.close()
    await gone.wait_closed()
    relay = Relay(nobody, _unheard)
    reader, writer = await asyncio.open_connection(LOCAL, await relay.open())
    assert await _ended(reader)
    writer.close()
    await relay.close()


async def test_a_server_that_speaks_to_a_roamed_side_is_told_nothing() -> None:
    """Or it would say at once that the side has died, which no server can know."""
    spoken: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        spoken.append((reader, writer))
        writer.write(await reader.read(9))

    server = await asyncio.start_server(speak, LOCAL, 0)
    relay = Relay(server.sockets[0].getsockname()[1], _unheard)
    port = await relay.open()
    sides = [await asyncio.open_connection(LOCAL, port)]
    await _said_back(*sides[0])
    relay.roam()
    assert await _ended(sides[0][0])
    reader, writer = spoken[0]
    for _ in range(3):  # more than the way is long
        writer.write(b"still there?")
        sides.append(await asyncio.open_connection(LOCAL, port))
        await _said_back(*sides[-1])
    assert not reader.at_eof()
    assert reader.exception() is None
    for _reader, each in (*spoken, *sides):
        each.close()
    await relay.close()
    server.close()


async def _said_back(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"hello")
    assert await reader.readexactly(5) == b"hello"
