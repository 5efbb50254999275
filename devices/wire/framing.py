"""Finds frames in a stream of octets that may come in any pieces, damaged, or among garbage.

Both framers keep a bounded buffer, give the same result however the octets are chunked, and
yield a `Damaged` where octets had to be given up. Garbage is told once, when it begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Damaged:
    """Octets that are no frame, and why."""

    reason: str
    octets: bytes


class LengthFramer:
    """Frames of a start octet, a length that counts the whole frame, data and a check.

    After a frame that fails its check the search goes on at the next octet, because the start
    of a good frame may lie inside what a lost octet made of it.
    """

    def __init__(
        self, start: int, lengths: frozenset[int], intact: Callable[[bytes], bool]
    ) -> None:
        """Accept only these lengths, each two or more."""
        self._start, self._lengths, self._intact = start, lengths, intact
        self._buffer = bytearray()
        self._in_step = True

    @property
    def partial(self) -> bool:
        """Tell whether the beginning of a frame is waiting for its rest."""
        return bool(self._buffer)

    def feed(self, octets: bytes) -> Iterator[bytes | Damaged]:
        """Yield whole frames, and what had to be given up."""
        for octet in octets:
            self._buffer.append(octet)
            yield from self._scan()

    def give_up(self) -> Iterator[bytes | Damaged]:
        """Drop a frame whose rest never came; a good one may have begun inside it."""
        rest = bytes(self._buffer[1:])
        if self._buffer:
            yield Damaged("the frame stops in the middle", bytes(self._buffer))
            self._buffer.clear()
            self._in_step = False
            yield from self.feed(rest)

    def _scan(self) -> Iterator[bytes | Damaged]:
        while self._buffer:
            if self._buffer[0] != self._start:
                yield from self._skip("octets outside a frame", told=not self._in_step)
            elif len(self._buffer) == 1:
                return
            elif self._buffer[1] not in self._lengths:
                yield from self._skip("no frame has this length", told=not self._in_step)
            elif len(self._buffer) < (size := self._buffer[1]):
                return
            elif not self._intact(bytes(self._buffer[:size])):
                yield from self._skip("the checksum is wrong", told=False)
            else:
                frame = bytes(self._buffer[:size])
                del self._buffer[:size]
                self._in_step = True
                yield frame

    def _skip(self, reason: str, *, told: bool) -> Iterator[Damaged]:
        if not told:
            yield Damaged(reason, bytes(self._buffer))
        del self._buffer[0]
        self._in_step = False


class LineFramer:
    """Lines that end with CR, where LF is stray, or with any of `ends`; empty ones are nothing."""

    def __init__(self, longest: int, *, ends: bytes = b"\r") -> None:
        """Accept lines of up to `longest` octets, their end not counted."""
        self._longest, self._ends = longest, ends
        self._buffer = bytearray()
        self._overlong = False

    @property
    def partial(self) -> bool:
        """Tell whether the beginning of a line is waiting for its end."""
        return bool(self._buffer)

    def feed(self, octets: bytes) -> Iterator[bytes | Damaged]:
        """Yield whole lines without their end, and what had to be given up."""
        for octet in octets:
            if octet in self._ends:
                yield from self._line()
            elif octet != 0x0A and not self._overlong:
                self._buffer.append(octet)
                if len(self._buffer) > self._longest:
                    yield from self.give_up("the line does not end")
                    self._overlong = True

    def give_up(self, reason: str = "the line stops in the middle") -> Iterator[Damaged]:
        """Drop a line whose rest never came."""
        if self._buffer:
            yield Damaged(reason, bytes(self._buffer))
            self._buffer.clear()

    def _line(self) -> Iterator[bytes]:
        if self._buffer:
            yield bytes(self._buffer)
        self._buffer.clear()
        self._overlong = False
