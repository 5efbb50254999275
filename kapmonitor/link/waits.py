"""How long to wait before something is tried again: longer each time, so that nothing is flooded.

A broken connection is the library's to make anew, within seconds. This is for what failed before
that: a certificate's file that is gone, a thread that died, a fault of our own.
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST_S, LONGEST_S = 1.0, 30.0
HELD_S = 2 * LONGEST_S
"""What was well for so long fails anew: it waits as at first."""


@dataclass(slots=True)
class Waits:
    """The waits between tries, at instants of one clock in seconds."""

    _wait_s: float = 0.0
    _failed_s: float | None = None

    def failed(self, now_s: float) -> float:
        """It failed, once more or for the first time; return for how many seconds to wait."""
        again = self._failed_s is not None and now_s - self._failed_s < self._wait_s + HELD_S
        self._failed_s = now_s
        self._wait_s = min(2 * self._wait_s, LONGEST_S) if again else FIRST_S
        return self._wait_s

    @property
    def is_first(self) -> bool:
        """Whether the last failure was the first in a row: later ones are no news."""
        return self._wait_s == FIRST_S
