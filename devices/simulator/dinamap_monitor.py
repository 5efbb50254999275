"""A GE DINAMAP monitor on its host port ("Compact", revision 01).

Lines end with CR: unit, parameter, command, arguments, two characters of checksum. The reply
begins with the same three characters as the command. Command strings are those of public
implementations, the checksum is recovered from them; no capture of a real reply was at hand.
"""

from __future__ import annotations

import asyncio

from devices.decoder import SERIAL, Send, Write
from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import FailureKind, ShowsStaleResult
from devices.simulator.inflator import Inflator
from devices.simulator.serial_line import SerialLine
from devices.simulator.stage import Stage

_CR = b"\r"
_BUFFER_LIMIT = 64
_BUSY, _DONE, _FAILED = 0, 1, 3
_NOTHING_RECENT = 9999
_OLDEST_S = 5400
_REFUSAL = " EA"

STATUS_CODES: dict[FailureKind, int] = {
    FailureKind.WEAK_SIGNAL: 3,
    FailureKind.MOVEMENT: 3,
    FailureKind.CUFF_LOOSE: 4,
    FailureKind.TIMED_OUT: 6,
    FailureKind.BLOCKED: 7,
    FailureKind.OVERPRESSURE: 8,
    FailureKind.POWER_CYCLE_NEEDED: 9,
}


def line(body: str) -> bytes:
    """Return a line of the protocol: body, checksum, CR."""
    return f"{body}{checksum(body)}".encode("ascii") + _CR


def checksum(body: str) -> str:
    """Return the two checksum characters of a body."""
    total = sum(ord(character) - 31 for character in body)
    return chr(32 + total // 64 % 64) + chr(32 + total % 64)


class DinamapMonitor:
    """A vital-signs monitor that the host starts, cancels and polls."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        script = stage.scenario.cuff
        self._far_end = FarEnd(stage.cuff_wire, "cuff")
        self._inflator = Inflator(stage.attempts, self._far_end)
        self._line = SerialLine(self._far_end, chunked=script.chunked, seed=stage.seed)
        self._buffer = b""
        self._last: tuple[Attempt, Found | None] | None = None
        self._last_min = 0.0
        self._shown: CuffReading | None = None

    @property
    def display(self) -> Found | None:
        """Return what the monitor's own display shows."""
        return self._inflator.display

    async def run(self) -> None:
        """Live, until cancelled."""
        outages = self._stage.scenario.cuff.outages
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._far_end.serve(self._forget_line, self._answer))
            parts.create_task(self._inflator.run(lambda _: None, self._finished))
            parts.create_task(self._far_end.suffer(outages, self._stage.timeline))

    def _forget_line(self) -> None:
        self._buffer = b""

    def _answer(self, step: Send) -> None:
        if isinstance(step, Write) and step.channel == SERIAL:
            *lines, self._buffer = (self._buffer + step.octets).split(_CR)
            self._buffer = self._buffer[-_BUFFER_LIMIT:]
            for octets in lines:
                text = octets.strip(b"\n").decode("ascii", errors="replace")
                if text:
                    self._obey(text[:-2], text[-2:])

    def _obey(self, body: str, check: str) -> None:
        if self._inflator.deaf:
            return
        if check != checksum(body):
            self._line.send(line(_REFUSAL))
        elif body == " NC0":
            self._start()
        elif body == " NA":
            self._report()
        else:
            self._line.send(line(self._other_reply(body)))

    def _other_reply(self, body: str) -> str:
        match body:
            case " ND":
                self._inflator.abort()
                return body
            case " RA":
                rate = self._shown.pulse_rate if self._shown is not None else 0
                return f" RA{3 if rate else 0}{rate:03}"
            case " OA":
                return f" OA1{round(self._stage.body.vital_signs().spo2):03}832"
            case _:
                return _REFUSAL

    def _start(self) -> None:
        if self._inflator.start():
            self._line.send(line(" NC"))
        elif not self._inflator.deaf:
            self._line.send(line(_REFUSAL))

    def _finished(self, attempt: Attempt, found: Found | None) -> None:
        self._last, self._last_min = (attempt, found), self._stage.timeline.minute
        self._shown = found if isinstance(found, CuffReading) else None

    def _report(self) -> None:
        attempt = self._inflator.attempt or (self._last[0] if self._last else None)
        frame = line(f" NA{self._status()}10{self._age_s():04}{_numbers(self._shown)}")
        self._line.send_result(frame, len(frame) - 2, None if self._inflator.busy else attempt)

    def _status(self) -> int:
        if self._inflator.busy and not self._shows_stale():
            return _BUSY
        if self._last is None or isinstance(self._last[1], CuffReading):
            return _DONE
        return _FAILED if self._last[1] is None else STATUS_CODES[self._last[1]]

    def _shows_stale(self) -> bool:
        attempt = self._inflator.attempt
        return attempt is not None and attempt.has(ShowsStaleResult) is not None

    def _age_s(self) -> int:
        if self._last is None:
            return _NOTHING_RECENT
        age_s = round((self._stage.timeline.minute - self._last_min) * 60)
        return age_s if age_s <= _OLDEST_S else _NOTHING_RECENT


def _numbers(found: CuffReading | None) -> str:
    if found is None:
        return "000000000"
    return f"{found.systolic:03}{found.diastolic:03}{found.mean:03}"
