"""A SunTech module for a serial line, as far as one measurement goes. Octets are literal."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

START = bytes.fromhex("3A20A6")
ABORT = bytes.fromhex("3A7901004C")
GET_DATA = bytes.fromhex("3A7903004A")
GET_PRESSURE = bytes.fromhex("3A79050048")

RECEIVED = bytes.fromhex("3E044F6F")
FINISHED = bytes.fromhex("3E044B73")
ABORTED = bytes.fromhex("3E04417D")
NO_PRESSURE = bytes.fromhex("3E050000BD")
READING = bytes.fromhex("3E1873004A001E010000000000003107550058 00000000E9")
"""115/74, mean 88, pulse rate 85: the vendor's own example."""
WRONG_CHECKSUM = READING[:-1] + b"\xea"
LOOSE_CUFF = bytes.fromhex("3E18" + "00" * 18 + "57000053")
"""Error 87: the cuff is loose."""

ENDLESS = (160, 120, *(100,) * 1000)
"""Pressures of a measurement that only an abort ends, however late on a busy machine it comes."""


class SunTech:
    """Answers every command at once; the end of a measurement comes unasked after a poll.

    `pressures` are what the polls of one measurement are answered with; `abort_after` so many of
    them somebody presses stop; `mute_after` so many commands it says nothing any more. `aborted`
    is set when an abort has come over the line.
    """

    def __init__(
        self,
        result: bytes = READING,
        *,
        pressures: Sequence[int] = (160, 120, 80, 40),
        noise: bytes = b"",
        abort_after: int | None = None,
        mute_after: int | None = None,
    ) -> None:
        self.commands: list[bytes] = []
        self.aborted = asyncio.Event()
        self._result, self._pressures, self._noise = result, pressures, noise
        self._abort_after, self._mute_after = abort_after, mute_after
        self._polls = -1
        self._buffer = b""

    def feed(self, octets: bytes) -> bytes:
        """Return the answers to all whole commands."""
        self._buffer += octets
        answer = b""
        while command := self._next():
            self.commands.append(command)
            if self._mute_after is None or len(self.commands) <= self._mute_after:
                answer += self._noise + self._answer(command)
        return answer

    def _next(self) -> bytes:
        for command in (START, ABORT, GET_DATA, GET_PRESSURE):
            if self._buffer.startswith(command):
                self._buffer = self._buffer[len(command) :]
                return command
        return b""

    def _answer(self, command: bytes) -> bytes:
        if command == START:
            self._polls = 0
            return RECEIVED
        if command == ABORT:
            self.aborted.set()
            self._polls = -1
            return ABORTED + FINISHED
        if command == GET_DATA:
            return self._result
        return self._pressure()

    def _pressure(self) -> bytes:
        if self._polls < 0:
            return NO_PRESSURE
        pressure = self._pressures[self._polls]
        self._polls += 1
        frame = bytes([0x3E, 0x05, pressure, 0])
        answer = frame + bytes([-sum(frame) & 0xFF])
        if self._polls == self._abort_after:
            self._polls = -1
            return answer + ABORTED + FINISHED
        if self._polls == len(self._pressures):
            self._polls = -1
            return answer + FINISHED
        return answer
