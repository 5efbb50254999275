"""Cuffs that say their readings as lines of text: one by itself, one when it is asked."""

from __future__ import annotations

from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.wired_cuff import WiredCuff

_UNNAMED = " " * 20
_CODE = 2
_NO_NUMBERS = "--,--,--"


class OmronKiosk(WiredCuff):
    """An Omron HBP-9030 in its output format 5, which prints after each attempt."""

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Say one line."""
        if isinstance(found, CuffReading):
            numbers = (found.systolic, found.diastolic, found.pulse_rate)
            values = "0," + ",".join(f"{number:03}" for number in numbers)
        else:
            values = f"{_CODE},   ,   ,   "
        clock = self.shown_time() or self.stage.timeline.true_local()
        line = f"{clock:%Y,%m,%d,%H,%M},{_UNNAMED},{values},0\r\n"
        self.line.send(line.encode("ascii"))


class ThreeNumbers(WiredCuff):
    """A cuff that prints systolic, diastolic and pulse; it is silent about what failed."""

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Say one line after a reading."""
        if isinstance(found, CuffReading):
            self.line.send(self.worded(found).encode("ascii"))

    def worded(self, found: CuffReading) -> str:
        """Return the line."""
        return f"{found.systolic},{found.diastolic},{found.pulse_rate}\r\n"


class LabelledNumbers(ThreeNumbers):
    """The same, with a name before each number."""

    def worded(self, found: CuffReading) -> str:
        """Return the line."""
        return f"SYS:{found.systolic},DIA:{found.diastolic},PUL:{found.pulse_rate}\r\n"


class Accutorr(WiredCuff):
    """A Datascope Accutorr 3, which a person starts and the host asks."""

    _last: CuffReading | None = None
    _last_min = 0.0

    def obey(self, octets: bytes) -> None:
        """Answer the one question there is."""
        if octets == b"P":
            self.line.send(f"P:--,{self._numbers()}\r\n".encode("ascii"))

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Keep the result; a failed attempt leaves none."""
        self._last = found if isinstance(found, CuffReading) else None
        self._last_min = self.stage.timeline.minute

    def _numbers(self) -> str:
        found = self._last
        if found is None:
            return f"--,{_NO_NUMBERS},000,000,000, 0"
        age = int(self.stage.timeline.minute - self._last_min)
        values = f"{found.pulse_rate},{found.systolic},{found.mean},{found.diastolic}"
        return f"{values},000,000,000,{age:2}"
