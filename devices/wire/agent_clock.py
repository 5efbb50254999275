"""The agent's own clock, services 1805 (2A2B) and 2A08: read it, tell it, then set it, once.

It is read before it is written, because the difference places every stored reading. Some agents
tell the time by themselves first and want the answer written, so the clock is subscribed to as
well, and whichever octets bring it first are answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from devices.decoder import Output, Read, Received, Subscribe, WriteClock
from devices.event import ClockReported
from devices.ieee11073 import (
    decode_current_time,
    decode_date_time,
    encode_current_time,
    encode_date_time,
)
from devices.wire.layout import Refused

CURRENT_TIME = "2a2b"
DATE_TIME = "2a08"
CLOCK_CHANNELS = (CURRENT_TIME, DATE_TIME)
CLOCK_PATIENCE_S = 2.0
"""How long slower questions wait for an answer about the clock."""

_CODECS = {
    CURRENT_TIME: (decode_current_time, encode_current_time),
    DATE_TIME: (decode_date_time, encode_date_time),
}


class AgentClock:
    """One connection's exchange about the clock."""

    def __init__(self) -> None:
        """Until asked, the clock is told whenever it comes, and never written."""
        self._awaited: bool | None = None

    def ask(self) -> tuple[Subscribe | Read, ...]:
        """Return the steps that bring the clock."""
        self._awaited = True
        return (Subscribe(CURRENT_TIME, optional=True), Read(CURRENT_TIME), Read(DATE_TIME))

    def feed(self, got: Received) -> Iterator[Output]:
        """Yield what a clock channel says, and the setting that answers it. Raises Refused."""
        decode, encode = _CODECS[got.channel]
        try:
            device_time = decode(got.octets)
        except ValueError as fault:
            raise Refused(str(fault)) from None
        if self._awaited is not False:
            yield ClockReported(device_time=device_time)
        if self._awaited:
            self._awaited = False
            yield WriteClock(got.channel, encode)
