"""Finds frames whose own head tells how long they are, in a stream that comes in any pieces.

A Bluetooth value holds at most some twenty octets, so vendors' protocols spread a frame over
several. The buffer is bounded by the longest frame that the heads allow. The result does not
depend on the chunks; only a pause in the middle of a frame ends it, because its rest was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from devices.event import ProtocolViolated
from devices.wire.framing import Damaged

WHOLE, CHECKSUM = "octets outside a frame", "the checksum is wrong"
GAP_S = 1.0
"""A pause this long does not happen inside a frame."""

Size = Callable[[bytes], int | None]
"""Returns how many octets must be there before more can be said, None where no frame begins.

Once that many are there and the answer is still the same, they are the whole frame.
"""


class PacketFramer:
    """Frames in a stream. After a damaged one the search goes on at the next octet."""

    def __init__(self, start: int, size: Size, intact: Callable[[bytes], bool]) -> None:
        """Let `size` read heads, all of which begin with `start`, and `intact` judge frames."""
        self._start, self._size, self._intact = start, size, intact
        self._buffer = bytearray()
        self._needed = 1
        self._in_step = True
        self._last_octet = 0.0

    def feed(self, octets: bytes, now: float) -> Iterator[bytes | Damaged]:
        """Yield whole frames, and once what had to be given up."""
        if self._buffer and now - self._last_octet > GAP_S:
            yield from self.give_up()
        self._last_octet = now
        yield from self._take(octets)

    def give_up(self) -> Iterator[bytes | Damaged]:
        """Drop a frame whose rest never came; a good one may have begun inside it."""
        if self._buffer:
            rest = bytes(self._buffer[1:])
            yield Damaged("the frame stops in the middle", bytes(self._buffer))
            self._buffer.clear()
            self._needed, self._in_step = 1, False
            yield from self._take(rest)

    def _take(self, octets: bytes) -> Iterator[bytes | Damaged]:
        for octet in octets:
            self._buffer.append(octet)
            if len(self._buffer) >= self._needed:
                yield from self._scan()

    def _scan(self) -> Iterator[bytes | Damaged]:
        self._needed = 1
        while self._buffer:
            size = self._size(bytes(self._buffer))
            if size is None:
                yield from self._skip(WHOLE, told=not self._in_step)
            elif len(self._buffer) < size:
                self._needed = size
                return
            elif not self._intact(bytes(self._buffer[:size])):
                yield from self._skip(CHECKSUM, told=False)
            else:
                frame = bytes(self._buffer[:size])
                del self._buffer[:size]
                self._in_step = True
                yield frame

    def _skip(self, reason: str, *, told: bool) -> Iterator[Damaged]:
        if not told:
            yield Damaged(reason, bytes(self._buffer))
        begins = self._buffer.find(self._start, 1)
        del self._buffer[: begins if begins > 0 else None]
        self._in_step = False


def violated(damaged: Damaged) -> ProtocolViolated:
    """Return the event that tells of octets given up."""
    return ProtocolViolated(reason=damaged.reason, frame=damaged.octets)


def xor(octets: bytes) -> int:
    """Return the exclusive or of all octets."""
    check = 0
    for octet in octets:
        check ^= octet
    return check


def crc8(octets: bytes) -> int:
    """Return the CRC-8 with polynomial 07, from zero, unreflected."""
    check = 0
    for octet in octets:
        check = _CRC8[check ^ octet]
    return check


def _crc8_of(octet: int) -> int:
    for _ in range(8):
        octet = (octet << 1) ^ (0x107 if octet & 0x80 else 0)
    return octet


_CRC8 = tuple(map(_crc8_of, range(256)))
