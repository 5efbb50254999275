"""A PAR blood-pressure board, of either speed. Its text frames are literal.

It says its cuff pressure while it measures and `999` at the end; the result is in the status,
which the host asks for. `X` aborts.
"""

from __future__ import annotations

from typing import ClassVar

from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.faults import FailureKind
from devices.simulator.wired_cuff import WiredCuff

_STANDBY, _MEASURING = 1, 3
_ABORTED = "11"

MESSAGES: dict[FailureKind, str] = {
    FailureKind.CUFF_LOOSE: "06",
    FailureKind.BLOCKED: "08",
    FailureKind.TIMED_OUT: "09",
    FailureKind.MOVEMENT: "11",
    FailureKind.OVERPRESSURE: "12",
    FailureKind.WEAK_SIGNAL: "13",
    FailureKind.POWER_CYCLE_NEEDED: "15",
}


class ParBoard(WiredCuff):
    """The board without a saturation part."""

    HOST_STARTS: ClassVar[bool] = True
    EDGES: ClassVar[tuple[bytes, bytes]] = (b"\x02", b"\x03")
    _last: tuple[Attempt, Found | None] | None = None

    def obey(self, octets: bytes) -> None:
        """Obey a command."""
        before, after = self.EDGES
        if octets == b"X":
            self.inflator.abort()
        elif octets.rstrip(b"\r") == before + b"01;;D7" + after:
            self.inflator.start()
        elif octets.rstrip(b"\r") == before + b"18;;DF" + after:
            self._report()

    def inflating(self, pressure: int) -> None:
        """Say the pressure."""
        self.line.send(self._between(f"{pressure:03}C0S{_MEASURING}"))

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Say that it has ended."""
        self._last = attempt, found
        self.line.send(self._between("999"))

    def _report(self) -> None:
        attempt, found = self._last or (None, None)
        state = _MEASURING if self.inflator.busy else _STANDBY
        body = f"S{state};A0;C00;{_result(found, ended=attempt is not None)};T    ;;"
        frame = self._between(f"{body}{sum(body.encode('ascii')) & 0xFF:02X}")
        self.line.send_result(frame, len(frame) - 3, attempt)

    def _between(self, text: str) -> bytes:
        before, after = self.EDGES
        return before + text.encode("ascii") + after + b"\r"


class CombiBoard(ParBoard):
    """The board with a saturation part."""

    EDGES: ClassVar[tuple[bytes, bytes]] = (b"\xfd", b"\xfe")


def _result(found: Found | None, *, ended: bool) -> str:
    if isinstance(found, CuffReading):
        pressures = f"{found.systolic:03}{found.diastolic:03}{found.mean:03}"
        return f"M00;P{pressures};R{found.pulse_rate:03}"
    message = MESSAGES[found] if found is not None else _ABORTED if ended else "00"
    return f"M{message};P---------;R---"
