"""The typed line: "164/98/77" and how it is read back. Pure; no Qt.

Nothing is guessed: two or three whole numbers, in the order of every cuff's display. What is
physiologically impossible the core refuses, with the range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kapmonitor.language import mark, say

HINT = "120/80/70"
HOW = mark("Type systolic/diastolic/pulse, for example 120/80/70. The pulse may be left out.")
_LINE = re.compile(r"\s*(\d{2,3})\s*[/ ,]\s*(\d{2,3})(?:\s*[/ ,]\s*(\d{2,3}))?\s*")


@dataclass(frozen=True, slots=True)
class TypedReading:
    """A reading as typed: mmHg, mmHg, per minute."""

    systolic: float
    diastolic: float
    pulse_rate: float | None

    def read_back(self) -> str:
        """Say it in full, so that a slip is seen before it is recorded."""
        pulse = (
            say("no pulse")
            if self.pulse_rate is None
            else say("pulse {pulse_rate:.0f}").format(pulse_rate=self.pulse_rate)
        )
        return say("Systolic {systolic:.0f}, diastolic {diastolic:.0f}, {pulse}").format(
            systolic=self.systolic, diastolic=self.diastolic, pulse=pulse
        )


def parse_typed(text: str) -> TypedReading | None:
    """Return the reading that the line holds; None while it holds none."""
    found = _LINE.fullmatch(text)
    if found is None:
        return None
    systolic, diastolic, pulse = found.groups()
    return TypedReading(float(systolic), float(diastolic), None if pulse is None else float(pulse))
