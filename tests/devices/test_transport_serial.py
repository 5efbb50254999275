"""Real pyserial on pseudo-terminals and sockets: octets in order, and every way a port fails."""

import asyncio
import errno
import socket
import termios
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self, cast

import pytest
import serial
from serial.rfc2217 import PortManager

from devices.decoder import SERIAL, Received, Subscribe, Write
from devices.driver import SerialSettings
from devices.transport import EnvironmentFault
from devices.transport.serial_fault import open_fault
from devices.transport.serial_port import CHUNK_LIMIT, SerialTransport
from tests.support.pty_line import PtyLine, Silence, open_files

EVERY_OCTET = bytes(range(256))


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[PtyLine]:
    plugged = PtyLine(tmp_path)
    plugged.plug(Silence())
    yield plugged
    plugged.unplug()


class Echo:
    def feed(self, octets: bytes) -> bytes:
        return octets


class Peer:
    """The host of a port far away: pyserial's own RFC 2217 server, on a bridged plug."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"rfc2217://127.0.0.1:{self.listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()

    def _serve(self) -> None:
        with self.listening, serial.serial_for_url("loop://") as port:
            peer, _ = self.listening.accept()
            with peer:
                self.write, self.peer = peer.sendall, peer
                manager = PortManager(cast(Any, port), cast(Any, self))
                while octets := peer.recv(1024):
                    port.write(b"".join(manager.filter(octets)))
                    peer.sendall(b"".join(manager.escape(port.read(port.in_waiting))))


async def read(stream: AsyncIterator[Received], size: int) -> bytes:
    octets = b""
    while len(octets) < size:
        octets += (await anext(stream)).octets
    return octets


async def test_every_octet_passes_both_ways(tmp_path: Path) -> None:
    line = PtyLine(tmp_path)
    line.plug(Echo())
    async with SerialTransport(line.path) as port:
        await port.send(Write(SERIAL, EVERY_OCTET))
        assert await read(port.received(), 256) == EVERY_OCTET
    line.unplug()


async def test_a_slow_reader_gets_everything_in_order(line: PtyLine) -> None:
    sent = b"".join(number.to_bytes(2, "big") for number in range(1000))
    async with SerialTransport(line.path) as port:
        for at in range(0, len(sent), 2):
            line.send(sent[at : at + 2])
            await asyncio.sleep(0)
        assert await read(port.received(), len(sent)) == sent


async def test_commands_written_together_stay_whole_and_in_order(tmp_path: Path) -> None:
    line = PtyLine(tmp_path)
    line.plug(Echo())
    async with SerialTransport(line.path) as port:
        await asyncio.gather(*(port.send(Write(SERIAL, bytes([n]) * 50)) for n in range(20)))
        heard = await read(port.received(), 1000)
    line.unplug()
    assert heard == b"".join(bytes([n]) * 50 for n in range(20))


async def test_way_9_what_lay_in_the_buffer_before_is_not_of_this_connection(line: PtyLine) -> None:
    line.send(b"stale")
    async with SerialTransport(line.path) as port:
        line.send(b"fresh")
        assert await read(port.received(), 5) == b"fresh"


async def test_way_1_a_pulled_cable_is_one_fault_after_the_last_octets(line: PtyLine) -> None:
    async with SerialTransport(line.path) as port:
        received = port.received()
        line.send(b"K")
        assert await anext(received) == Received(SERIAL, b"K")
        line.unplug()
        with pytest.raises(EnvironmentFault, match="unplugged") as fault:
            await anext(received)
        assert fault.value.retryable
        with pytest.raises(EnvironmentFault, match="unplugged"):
            await port.send(Write(SERIAL, b"again"))


async def test_way_1_a_cable_pulled_under_a_full_buffer_costs_no_octet(line: PtyLine) -> None:
    """The reader waits for room: it finds the end by asking what waits, the writer by writing."""
    sent = bytes(range(CHUNK_LIMIT + 1))
    async with SerialTransport(line.path) as port:
        for octet in sent:
            line.send(bytes([octet]))
            line.wait_until_read()
        line.unplug()
        with pytest.raises(EnvironmentFault, match="unplugged"):
            await port.send(Write(SERIAL, b"stop"))
        received = port.received()
        assert await read(received, len(sent)) == sent
        with pytest.raises(EnvironmentFault, match="unplugged"):
            await anext(received)


async def test_way_4_closing_wakes_a_blocked_reader_and_frees_the_port(line: PtyLine) -> None:
    for _ in range(3):
        async with SerialTransport(line.path):
            pass


async def test_way_7_a_port_has_one_owner(line: PtyLine) -> None:
    async with SerialTransport(line.path):
        with pytest.raises(EnvironmentFault, match="Another program holds"):
            async with SerialTransport(line.path):
                pass


async def test_way_8_a_socket_is_a_port_and_its_end_a_pulled_cable() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server:
        number = server.getsockname()[1]
        async with SerialTransport(f"socket://127.0.0.1:{number}") as port:
            peer, _ = server.accept()
            with peer:
                await port.send(Write(SERIAL, b"ask"))
                assert peer.recv(3) == b"ask"
                peer.sendall(b"answer")
                received = port.received()
                assert await read(received, 6) == b"answer"
            with pytest.raises(EnvironmentFault, match="was lost"):
                await anext(received)


@pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")  # pyserial's own
async def test_way_8_a_port_far_away_behind_rfc_2217_and_its_end() -> None:
    with Peer() as far:
        async with SerialTransport(far.url) as port:
            await port.send(Write(SERIAL, EVERY_OCTET))
            received = port.received()
            assert await read(received, 256) == EVERY_OCTET
            far.peer.shutdown(socket.SHUT_RDWR)
            with pytest.raises(EnvironmentFault, match="was lost"):
                await anext(received)


async def test_way_3_a_line_that_takes_nothing_is_told(line: PtyLine) -> None:
    line.jam()
    async with SerialTransport(line.path) as port:
        with pytest.raises(EnvironmentFault, match="takes nothing any more"):
            await port.send(Write(SERIAL, bytes(100_000)))


async def test_way_6_settings_that_a_line_refuses_are_told_and_leave_nothing_open(
    line: PtyLine,
) -> None:
    async with SerialTransport(line.path):
        pass  # a pseudo-terminal refuses a parity only where nothing else is to be changed
    files = open_files()
    with pytest.raises(EnvironmentFault, match="refuses the settings") as fault:
        async with SerialTransport(line.path, SerialSettings(parity="E")):
            pass
    assert not fault.value.retryable
    assert open_files() == files


async def test_settings_reach_the_port() -> None:
    odd = SerialSettings(baud_rate=19200, data_bits=7, parity="O", stop_bits=2)
    async with SerialTransport("loop://", odd) as port:
        await port.send(Write(SERIAL, b"abc"))
        assert await read(port.received(), 3) == b"abc"


@pytest.mark.parametrize(
    ("url", "says", "retryable"),
    [
        ("/dev/no-such-port", "There is no port /dev/no-such-port", True),
        ("COM77", "There is no port COM77", True),
        ("hwgrep://no such cable", "There is no port", True),
        ("/dev/null", "is no serial port", False),
        ("/", "is no serial port", False),
        ("socket://127.0.0.1:1", "Nothing answers at", True),
        ("socket://nonsense", "is no serial port", False),
        ("hwgrep://(", "is no serial port", False),
    ],
)
async def test_way_5_a_port_that_cannot_be_opened_says_why(
    url: str, says: str, retryable: bool
) -> None:
    with pytest.raises(EnvironmentFault, match=says) as fault:
        async with SerialTransport(url):
            pass
    assert fault.value.retryable is retryable


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (serial.SerialException(errno.EACCES, "could not open port"), "group dialout"),
        (PermissionError(errno.EACCES, "Permission denied"), "group dialout"),
        (serial.SerialException("could not open port 'COM4': PermissionError(13, "
                                "'Access is denied.', None, 5)"), "Another program holds"),
        (serial.SerialException("could not open port 'COM9': FileNotFoundError(2, "
                                "'The system cannot find the file specified.')"), "There is no"),
        (termios.error(errno.EINVAL, "Invalid argument"), "refuses the settings"),
        (serial.SerialException(errno.EIO, "something else\n"), "cannot be opened"),
    ],
)  # fmt: skip
def test_way_6_what_only_other_systems_or_accounts_see_has_its_sentence(
    error: Exception, says: str
) -> None:
    text = open_fault("COM4", error).text
    assert says in text
    assert text.isprintable()


async def test_a_serial_line_knows_no_characteristics(line: PtyLine) -> None:
    async with SerialTransport(line.path) as port:
        with pytest.raises(TypeError, match="Subscribe"):
            await port.send(Subscribe("2a35"))
