"""What an alarm sounds like: bursts of soft pulses, more and quicker the more urgent.

The patterns are inspired by IEC 60601-1-8 (ten pulses in fives for high, three for medium, one
for low; a fundamental between 150 and 1000 Hz with at least four harmonics up to 4000 Hz) and
claim no conformity with it. A pulse swells and fades, so that it is heard and startles nobody.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import accumulate

RATE = 44_100
"""Samples a second; one channel of signed 16-bit values."""

FUNDAMENTAL_HZ = 523.25
HARMONICS = (1.0, 0.7, 0.5, 0.35, 0.25)
"""Loudness of the fundamental and of what lies above it: each within 15 dB of the first."""

_FULL = 32_767


class Urgency(Enum):
    """How much a sound asks for, in the order of the alarm priorities."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One burst: pulses of one length with a gap after each, begun anew after a while."""

    pulse_s: float
    gaps_s: tuple[float, ...]
    """Silence after each pulse but the last, one fewer than there are pulses."""
    every_s: float
    """From the beginning of a burst to the beginning of the next."""
    loudness: float
    """Of full scale."""

    @property
    def onsets_s(self) -> tuple[float, ...]:
        """Return when each pulse begins."""
        return tuple(accumulate((self.pulse_s + gap for gap in self.gaps_s), initial=0.0))


_FIVE = (0.1, 0.1, 0.35, 0.1)
_PATTERNS = {
    Urgency.HIGH: Pattern(0.15, (*_FIVE, 0.7, *_FIVE), every_s=8.0, loudness=0.5),
    Urgency.MEDIUM: Pattern(0.2, (0.2, 0.2), every_s=25.0, loudness=0.3),
    Urgency.LOW: Pattern(0.2, (), every_s=60.0, loudness=0.2),
}


def pattern(urgency: Urgency) -> Pattern:
    """Return the burst of an urgency."""
    return _PATTERNS[urgency]


class Loop:
    """Samples of a burst that begins anew, or of silence; asked for piece by piece."""

    def __init__(self, urgency: Urgency | None, *, once: bool = False) -> None:
        self._burst = array("h") if urgency is None else _burst(urgency)
        self._length = 0 if urgency is None else round(pattern(urgency).every_s * RATE)
        self._place = 0
        self._once = once

    @property
    def over(self) -> bool:
        """Return whether a burst that sounds once has sounded."""
        return self._once and self._place >= len(self._burst)

    def take(self, frames: int) -> array[int]:
        """Return the next samples, silence among them."""
        taken = array("h", bytes(2 * frames))
        done = 0
        while done < frames and self._length:
            at = self._place if self._once else self._place % self._length
            piece = self._burst[at : at + frames - done]
            taken[done : done + len(piece)] = piece
            step = len(piece) or min(frames - done, self._length - at % self._length)
            done += step
            self._place += step
        return taken


@cache
def _burst(urgency: Urgency) -> array[int]:
    """Return the samples of one burst."""
    made = pattern(urgency)
    pulse = _pulse(made)
    burst = array("h", bytes(2 * (round(made.onsets_s[-1] * RATE) + len(pulse))))
    for onset in made.onsets_s:
        at = round(onset * RATE)
        burst[at : at + len(pulse)] = pulse
    return burst


def _pulse(made: Pattern) -> array[int]:
    """Return one pulse that swells and fades over a fifth of its length each."""
    count = round(made.pulse_s * RATE)
    peak = _FULL * made.loudness / sum(HARMONICS)
    turn = 2 * math.pi * FUNDAMENTAL_HZ / RATE
    return array(
        "h",
        (round(peak * _swell(place / count) * _chord(turn * place)) for place in range(count)),
    )


def _chord(angle: float) -> float:
    return sum(part * math.sin(order * angle) for order, part in enumerate(HARMONICS, 1))


def _swell(place: float) -> float:
    edge = min(place, 1 - place) / 0.2
    return 1.0 if edge >= 1 else 0.5 - 0.5 * math.cos(math.pi * edge)
