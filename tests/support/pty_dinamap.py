"""A DINAMAP monitor for a serial line, as far as one determination goes. Lines are literal."""

from __future__ import annotations

from collections.abc import Sequence

START = b" NC0!E\r"
CANCEL = b" ND!5\r"
GET_STATUS = b" NA!2\r"
GET_RATE = b" RA!6\r"

BEFORE = b" NA1100301124078093&*\r"
"""Idle; the last result, 124/78, is 301 s old."""
BUSY = b" NA0100301124078093&)\r"
DONE = b" NA1100000128079095&-\r"
"""128/79, mean 95, this very second."""
WRONG_CHECKSUM = DONE[:-3] + b"!!\r"
FAILED = b" NA3100000000000000%F\r"
RATE = b' RA3072"F\r'
ACCEPTED = b" NC0!E\r"
CANCELLED = b" ND!5\r"


class Dinamap:
    """Answers every line at once; `course` is what the polls after a start are answered with."""

    def __init__(self, course: Sequence[bytes] = (BUSY, DONE)) -> None:
        self.commands: list[bytes] = []
        self._course = list(course)
        self._started = False
        self._buffer = b""

    def feed(self, octets: bytes) -> bytes:
        """Return the answers to all whole lines."""
        *lines, self._buffer = (self._buffer + octets).split(b"\r")
        return b"".join(self._answer(line + b"\r") for line in lines)

    def _answer(self, command: bytes) -> bytes:
        self.commands.append(command)
        if command == START:
            self._started = True
        if command == GET_STATUS:
            return self._status()
        return {START: ACCEPTED, CANCEL: CANCELLED, GET_RATE: RATE}[command]

    def _status(self) -> bytes:
        if not self._started:
            return BEFORE
        return self._course.pop(0) if len(self._course) > 1 else self._course[0]
