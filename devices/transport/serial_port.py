"""A serial line, or anything that pyserial opens by URL, as a transport.

One thread owns the port: it opens it, blocks in `read`, posts what came to the event loop, and
closes it. Nobody closes a port under a read, so the reader always ends and is always joined.
Only two calls come from outside that thread, and pyserial allows both: `write`, and
`cancel_read` to wake the reader for closing.

The modem lines stay as pyserial sets them, DTR and RTS raised: isolated RS-232 adapters draw
their power from them, and USB monitors send nothing until DTR is up.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from functools import partial
from types import TracebackType
from typing import Self

import serial

from devices.decoder import SERIAL, Received, Send, Write
from devices.driver import SerialSettings
from devices.transport.inbox import Inbox
from devices.transport.seam import EnvironmentFault
from devices.transport.serial_fault import PORT_ERRORS, lost_fault, open_fault, send_fault
from devices.transport.serial_hold import held

READ_TIMEOUT_S = 0.2
WRITE_TIMEOUT_S = 1.0
CHUNK_LIMIT = 64
"""Reads that may wait to be taken. At the bound the reader waits, and the line's own buffer
and flow control hold the rest: lag, not loss."""


class SerialTransport:
    """One open port. `url` is a device path or any URL that pyserial knows."""

    def __init__(self, url: str, settings: SerialSettings | None = None) -> None:
        """Remember where and how; nothing is opened yet."""
        self._url = url
        self._settings = settings or SerialSettings()
        self._inbox = Inbox()
        self._reader: _Reader | None = None
        self._sending = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Open the port exclusively and drop what lay in its input buffer."""
        self._inbox = Inbox()
        reader = _Reader(self._url, self._settings, self._inbox)
        reader.start()
        try:
            await reader.opened
        except EnvironmentFault:
            reader.join()
            raise
        except asyncio.CancelledError:
            reader.stop()  # an open that still blocks ends by itself, and closes
            raise
        self._reader = reader
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wake the reader, and wait until it has closed the port and ended."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop()
            await asyncio.to_thread(reader.join)

    async def received(self) -> AsyncIterator[Received]:
        """Yield octets in order, in whatever pieces the line made of them."""
        async for got in self._inbox.stream():
            if self._reader is not None:
                self._reader.room.release()
            yield got

    async def send(self, what: Send) -> None:
        """Write octets whole and in the order of the calls."""
        if not isinstance(what, Write):
            raise TypeError(f"a serial line has no {type(what).__name__}")
        async with self._sending:
            if self._reader is None or self._inbox.ended:
                raise lost_fault(self._url)
            try:
                await asyncio.to_thread(self._reader.write, what.octets)
            except PORT_ERRORS as error:
                raise send_fault(self._url, error) from error


class _Reader(threading.Thread):
    def __init__(self, url: str, settings: SerialSettings, inbox: Inbox) -> None:
        super().__init__(name=f"serial {url}", daemon=True)
        self._url, self._settings, self._inbox = url, settings, inbox
        self._loop = asyncio.get_running_loop()
        self._stopping = threading.Event()
        self._port: serial.Serial | None = None
        self.opened: asyncio.Future[None] = self._loop.create_future()
        self.room = threading.Semaphore(CHUNK_LIMIT)

    def run(self) -> None:
        try:
            self._port = _open(self._url, self._settings)
        except Exception as error:  # noqa: BLE001  its URL handlers raise whatever their parsing met
            self._post(partial(self._tell_unopened, open_fault(self._url, error)))
            return
        port = self._port
        try:
            with contextlib.suppress(*PORT_ERRORS), contextlib.closing(port), held(port):
                self._post(self._tell_opened)
                self._read_until_stopped(port)
        finally:  # whatever ended this thread, nobody waits for it any longer
            self._post(partial(self._inbox.end, lost_fault(self._url)))

    def write(self, octets: bytes) -> None:
        if self._port is None or self._port.write(octets) != len(octets):
            raise serial.SerialException("not all octets were taken")

    def stop(self) -> None:
        self._stopping.set()
        cancel = getattr(self._port, "cancel_read", None)  # sockets have none, and time out
        if cancel is not None:
            with contextlib.suppress(*PORT_ERRORS):
                cancel()

    def _read_until_stopped(self, port: serial.Serial) -> None:
        while not self._stopping.is_set():
            octets = port.read(max(1, port.in_waiting))
            if octets and self._has_room():
                self._post(partial(self._inbox.deliver, Received(SERIAL, bytes(octets))))

    def _has_room(self) -> bool:
        while not self.room.acquire(timeout=READ_TIMEOUT_S):
            if self._stopping.is_set():
                return False
        return True

    def _tell_opened(self) -> None:
        if not self.opened.done():
            self.opened.set_result(None)

    def _tell_unopened(self, fault: EnvironmentFault) -> None:
        if not self.opened.done():
            self.opened.set_exception(fault)

    def _post(self, tell: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody is left to tell
            self._loop.call_soon_threadsafe(tell)


def _open(url: str, settings: SerialSettings) -> serial.Serial:
    port: serial.Serial = serial.serial_for_url(
        url,
        baudrate=settings.baud_rate,
        bytesize=settings.data_bits,
        parity=settings.parity,
        stopbits=settings.stop_bits,
        timeout=READ_TIMEOUT_S,
        # A port behind RFC 2217 refuses to be opened with this limit, even where it never matters.
        write_timeout=None if url.lower().startswith("rfc2217:") else WRITE_TIMEOUT_S,
        exclusive=True,
    )
    try:
        # Once, here, and never between a command and its reply: what lies in the buffer is from
        # before this connection, but later an unsolicited end of measurement may lie there.
        port.reset_input_buffer()
    except PORT_ERRORS:
        port.close()
        raise
    return port
