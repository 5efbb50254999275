"""One value heard by two listeners is one value, in whichever order they hear it.

As many of the same octets are passed on as the better ear has heard: two equal readings, each
heard twice, are two. What all have heard equally often is forgotten, so that a device which never
stops sending fills no memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

Deliver = Callable[[bytes], None]


class TwoEars:
    """Passes on each value once, though two listeners may hear it, in whichever order."""

    def __init__(self, deliver: Deliver) -> None:
        """Have passed on nothing yet."""
        self._deliver = deliver
        self._passed_on: Counter[bytes] = Counter()
        self._heard: dict[str, Counter[bytes]] = {}

    def ear(self, name: str) -> Deliver:
        """Return what one listener calls. All are made before the first of them hears."""
        heard = self._heard.setdefault(name, Counter())

        def hears(octets: bytes) -> None:
            heard[octets] += 1
            if heard[octets] > self._passed_on[octets]:
                self._passed_on[octets] += 1
                self._deliver(octets)
            self._forget(octets)

        return hears

    @property
    def remembered(self) -> int:
        """Return how many different values not all have heard equally often."""
        return len(self._passed_on)

    def _forget(self, octets: bytes) -> None:
        counters = (self._passed_on, *self._heard.values())
        if len({counter[octets] for counter in counters}) == 1:
            for counter in counters:
                del counter[octets]
