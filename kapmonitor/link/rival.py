"""Whether another client has our name, at a broker that does not say so.

Mosquitto 2.0 pushes the older of two clients with one name out without a word (2.1 says 0x8E), and
the two would push each other out for ever, once a second. Who is pushed out soon after each of
several connections in a row stands back for a while: the older one comes to that first. A broker
that was away in between, or a connection that lived, is no rival.
"""

from __future__ import annotations

from dataclasses import dataclass

SOON_S = 2.0
IN_A_ROW = 6
AWAY_S = 60.0
"""Not for good: a broken network may look the same."""


@dataclass(slots=True)
class Rival:
    """What became of our last connections, at instants of one clock in seconds."""

    _up_s: float | None = None
    _short: int = 0

    def up(self, now_s: float) -> None:
        """The connection stands."""
        self._up_s = now_s

    def ended(self, now_s: float) -> bool:
        """The other side ended it without a word; return whether to stand back."""
        began_s, self._up_s = self._up_s, None
        if began_s is None or now_s - began_s >= SOON_S:
            self._short = 0
            return False
        self._short += 1
        return self._short >= IN_A_ROW

    def away(self) -> None:
        """The broker is not there at all, or we broke the connection off ourselves."""
        self._up_s, self._short = None, 0
