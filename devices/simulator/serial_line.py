"""The device's end of a serial line: octets out, whole or in pieces as a real port gives them."""

from __future__ import annotations

from random import Random

from devices.decoder import SERIAL
from devices.simulator.attempt import Attempt
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import ChecksumWrong, LineNoise
from devices.simulator.stream import Seed, stream

_LONGEST_PIECE = 4
_LONGEST_NOISE = 6


class SerialLine:
    """Sends octets to the host."""

    def __init__(self, far_end: FarEnd, *, chunked: bool, seed: Seed) -> None:
        self._far_end = far_end
        self._pieces: Random | None = stream(seed, "pieces") if chunked else None
        self._noise = stream(seed, "line noise")
        self._disturbed: int | None = None

    def send(self, octets: bytes) -> None:
        """Send octets, in random pieces if the scenario says so."""
        while octets:
            size = len(octets)
            if self._pieces is not None:
                size = self._pieces.randint(1, _LONGEST_PIECE)
            self._far_end.deliver(SERIAL, octets[:size])
            octets = octets[size:]

    def send_result(self, frame: bytes, check_at: int, attempt: Attempt | None) -> None:
        """Send a result frame with the damage of its attempt; `check_at` is a check octet."""
        if attempt is not None and attempt.has(ChecksumWrong):
            damaged = bytearray(frame)
            damaged[check_at] ^= 0x01
            frame = bytes(damaged)
        if attempt is not None and attempt.has(LineNoise) and self._disturbed != attempt.number:
            self._disturbed = attempt.number
            frame = self._noise.randbytes(self._noise.randint(1, _LONGEST_NOISE)) + frame
        self.send(frame)
