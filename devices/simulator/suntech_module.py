"""A SunTech OEM non-invasive blood-pressure module on a serial line.

Host to module `3A opcode data ck`, module to host `3E LEN data ck`; every frame sums to zero
modulo 256 and LEN counts the whole frame. Replies carry no opcode. The status letter K at the
end of a measurement comes unasked. Facts from public implementations and the vendor's examples
they quote; a real module was not at hand.
"""

from __future__ import annotations

import asyncio
import struct

from devices.decoder import SERIAL, Send, Write
from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import FailureKind
from devices.simulator.inflator import Inflator
from devices.simulator.serial_line import SerialLine
from devices.simulator.stage import Stage

_HOST, _MODULE = 0x3A, 0x3E
_BUFFER_LIMIT = 64
_COMMAND_OCTETS = {0x00: 3, 0x17: 5, 0x20: 3, 0x28: 3, 0x79: 5, 0x87: 3, 0x8A: 3}
_SHORTEST_COMMAND = 3
_STARTS = (b"\x20", b"\x87")
_VERSION_TEXT = b"LX SIMULATED".ljust(64)
_ABORTED = 86

ERROR_CODES: dict[FailureKind, int] = {
    FailureKind.WEAK_SIGNAL: 1,
    FailureKind.MOVEMENT: 2,
    FailureKind.TIMED_OUT: 4,
    FailureKind.BLOCKED: 85,
    FailureKind.CUFF_LOOSE: 87,
    FailureKind.POWER_CYCLE_NEEDED: 88,
    FailureKind.OVERPRESSURE: 89,
}


def module_frame(data: bytes) -> bytes:
    """Return a frame of the module around `data`."""
    body = bytes((_MODULE, len(data) + 3)) + data
    return body + bytes((-sum(body) & 0xFF,))


class SunTechModule:
    """A cuff that the host starts, aborts and polls."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        script = stage.scenario.cuff
        self._far_end = FarEnd(stage.cuff_wire, "cuff")
        self._inflator = Inflator(stage.attempts, self._far_end)
        self._line = SerialLine(self._far_end, chunked=script.chunked, seed=stage.seed)
        self._buffer = bytearray()
        self._last: tuple[Attempt, Found | None] | None = None

    @property
    def display(self) -> Found | None:
        """Return what the module found last."""
        return self._inflator.display

    async def run(self) -> None:
        """Live, until cancelled."""
        outages = self._stage.scenario.cuff.outages
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._far_end.serve(self._buffer.clear, self._answer))
            parts.create_task(self._inflator.run(lambda _: None, self._finished))
            parts.create_task(self._far_end.suffer(outages, self._stage.timeline))

    def _answer(self, step: Send) -> None:
        if isinstance(step, Write) and step.channel == SERIAL:
            self._buffer += step.octets
            for command in self._commands():
                self._obey(command)

    def _commands(self) -> list[bytes]:
        """Return whole commands with opcode and data; skip what is none."""
        commands = []
        while len(self._buffer) >= _SHORTEST_COMMAND:
            size = _COMMAND_OCTETS.get(self._buffer[1], 0) if self._buffer[0] == _HOST else 0
            if size > len(self._buffer):
                break
            frame = bytes(self._buffer[:size])
            if size and sum(frame) & 0xFF == 0:
                commands.append(frame[1:-1])
                del self._buffer[:size]
            else:
                del self._buffer[0]
        del self._buffer[:-_BUFFER_LIMIT]
        return commands

    def _obey(self, command: bytes) -> None:
        if self._inflator.deaf:
            return
        if command in _STARTS:
            self._start()
        elif command == b"\x79\x01\x00":
            self._letter("A")
            if self._inflator.busy:
                self._inflator.abort()
            else:
                self._letter("K")
        elif command == b"\x79\x03\x00":
            self._report()
        elif command == b"\x79\x05\x00":
            self._line.send(module_frame(struct.pack("<H", self._inflator.pressure)))
        else:
            self._line.send(_other_reply(command))

    def _start(self) -> None:
        if self._inflator.start():
            self._letter("O")
        elif not self._inflator.deaf:
            self._letter("B")

    def _finished(self, attempt: Attempt, found: Found | None) -> None:
        self._last = attempt, found
        self._letter("K")

    def _report(self) -> None:
        if self._inflator.busy:
            self._letter("B")
            return
        attempt, found = self._last or (None, FailureKind.WEAK_SIGNAL)
        frame = module_frame(_data(found))
        self._line.send_result(frame, len(frame) - 1, attempt)

    def _letter(self, letter: str) -> None:
        self._line.send(module_frame(letter.encode()))


def _other_reply(command: bytes) -> bytes:
    match command:
        case b"\x79\x10\x03" | b"\x79\x11\x00":
            return module_frame(b"\x00\x00")
        case b"\x79\x02\x40":
            return module_frame(_VERSION_TEXT)
        case b"\x00" | b"\x8a":
            return module_frame(b"O")
        case _ if command[:1] == b"\x17":
            return module_frame(b"O")
        case _:
            return module_frame(b"N")


def _data(found: Found | None) -> bytes:
    """Return the 21 octets of blood-pressure data between LEN and checksum."""
    if isinstance(found, CuffReading):
        beats, status, error = 24, 1, 0
        values = (found.systolic, found.diastolic, found.pulse_rate, found.mean)
    else:
        beats, status, values = 0, 0, (0, 0, 0, 0)
        error = _ABORTED if found is None else ERROR_CODES[found]
    systolic, diastolic, pulse_rate, mean = values
    head = struct.pack("<HHBB8x", systolic, diastolic, beats, status)
    return head + struct.pack("<BxHB2x", min(255, pulse_rate), mean, error)
