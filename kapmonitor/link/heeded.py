"""Which calls for help a person at the therapist's has answered, as the pings there tell it.

A call that was stored is known by its number. One that the disk did not take goes out without one,
with each sign of life: it is answered once a call was open there after it had gone out, and none is
any more.
"""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.link.inbox import Span
from kapmonitor.link.message import Ping


@dataclass(slots=True)
class Heeded:
    """What the newest ping says of our calls."""

    passing: bool = False
    """Whether the call that went out without a number was answered."""
    _among: tuple[Span, ...] = ()
    """The numbers among which no call is open."""
    _went_out: bool = False
    _open: bool = False
    """Whether one was open there after that."""

    def hear(self, ping: Ping) -> None:
        """Take a ping; one of an older program tells nothing."""
        none_open = ping.calls == 0
        self._among = ((1, ping.kept), *ping.beyond) if none_open else ()
        if ping.calls:
            self._open = self._went_out
        elif none_open and self._open:
            self.passing = True

    def went_out(self, *, calls: bool) -> None:
        """Note whether a call without a number went out just now."""
        self._went_out = calls

    def begin_anew(self) -> None:
        """A person called anew, or was told of the answer: what went out before is no call."""
        self.passing = self._went_out = self._open = False

    def has(self, number: int) -> bool:
        """Return whether the call of a number was answered."""
        return any(first <= number <= last for first, last in self._among)
