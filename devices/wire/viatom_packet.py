"""Packets of Viatom's service 14839ac4, which cuffs (BP2) and oximeters (O2Ring) share.

A head octet, a command and its complement, one octet, then (cuffs) a sequence number and a u16
length, or (oximeters) a u16 block and a u16 length, data, and a CRC-8 with polynomial 07. Both
make a head of seven octets. All numbers are little-endian.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.wire.packets import PacketFramer, crc8

WRITE = "8b00ace7-eb0b-49b0-bbe9-9aee0a26e1a3"
NOTIFY = "0734594a-a8e7-4b1a-a6b1-cd5243059a57"

_HEAD_OCTETS = 7
_LONGEST_DATA = 1024


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the packets of one kind of device begin."""

    request: int
    reply: int

    def ask(self, command: int, data: bytes = b"") -> bytes:
        """Return a packet from host to device."""
        size = len(data).to_bytes(2, "little")
        body = bytes((self.request, command, command ^ 0xFF, 0, 0)) + size + data
        return body + bytes((crc8(body),))

    def framer(self) -> PacketFramer:
        """Return what finds the device's packets in a stream."""
        return PacketFramer(self.reply, self._size, _intact)

    def _size(self, head: bytes) -> int | None:
        if head[0] != self.reply:
            return None
        if len(head) >= 3 and head[1] ^ head[2] != 0xFF:
            return None
        if len(head) < _HEAD_OCTETS:
            return _HEAD_OCTETS if len(head) >= 3 else 3
        data = int.from_bytes(head[5:7], "little")
        return _HEAD_OCTETS + data + 1 if data <= _LONGEST_DATA else None


CUFF = Dialect(request=0xA5, reply=0xA5)
OXIMETER = Dialect(request=0xAA, reply=0x55)


def _intact(packet: bytes) -> bool:
    return crc8(packet[:-1]) == packet[-1]


def data_of(packet: bytes) -> bytes:
    """Return the data of a whole packet."""
    return packet[_HEAD_OCTETS:-1]
