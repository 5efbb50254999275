"""What is to be heard next: the alarm that was last said, a test, or a call for attention.

Whoever shows the alarms says again and again what to sound. When nobody has said anything for some
seconds, the voice keeps a running alarm going and calls by itself when there was none: a window
that hangs must not fall silent with it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable

from kapmonitor.sound.tones import Loop, Urgency

UNATTENDED_S = 5.0


class Voice:
    """Gives samples on request; `monotonic` is in seconds. Safe to speak to from another thread."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._urgency: Urgency | None = None
        self._loop = Loop(None)
        self._test: Loop | None = None
        self._attended_s: float | None = None

    def sound(self, urgency: Urgency | None) -> None:
        """Sound this from now on, None nothing; to be said again at least each second."""
        self._attended_s = self._monotonic()
        self._turn_to(urgency)

    def rest(self) -> None:
        """Be silent, and expect to be told nothing for now."""
        self._attended_s = None
        self._turn_to(None)

    def test(self) -> None:
        """Sound one medium burst, once."""
        self._test = Loop(Urgency.MEDIUM, once=True)

    def take(self, frames: int) -> array[int]:
        """Return the next samples."""
        attended = self._attended_s
        if attended is not None and self._monotonic() - attended > UNATTENDED_S:
            self._turn_to(self._urgency or Urgency.MEDIUM)
        test = self._test
        if test is not None and test.over:
            self._test = test = None
        return (test or self._loop).take(frames)

    def _turn_to(self, urgency: Urgency | None) -> None:
        if urgency is not self._urgency:
            self._urgency, self._loop = urgency, Loop(urgency)
