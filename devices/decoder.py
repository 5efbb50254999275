"""The sans-I/O seam between octets and device events.

A decoder owns one conversation with one device. It never touches a port, a clock or a thread:
octets and the monotonic time come in, device events and steps to take go out. So every driver
can be tried octet by octet, replayed from a capture, and driven by a simulator.

Contract for every decoder
    * `feed` never raises on octets; what it cannot read becomes `ProtocolViolated`.
    * The result does not depend on how the octets are chunked.
    * The buffer is bounded.
    * `deadline` says when `elapsed` wants to be called next (poll, give up), or ``None``.
    * `start_measurement` is empty where the cuff listens only to its own button.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from devices.event import DeviceEvent

SERIAL = "serial"
"""The one channel of a byte-stream link. BLE channels are short UUIDs in lower case: "2a35"."""


@dataclass(frozen=True, slots=True)
class Received:
    """Octets as they came, nothing interpreted."""

    channel: str
    octets: bytes


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Ask for notifications or indications of a characteristic."""

    channel: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """Read a characteristic once; the answer comes back as `Received`."""

    channel: str
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Write:
    """Send octets."""

    channel: str
    octets: bytes
    optional: bool = False


@dataclass(frozen=True, slots=True)
class WriteClock:
    """Set the agent's clock to the host's local wall time, in the octets `encode` makes of it.

    A decoder knows no wall clock: the cuff fills in the time at the moment of sending, and
    the transport sees an ordinary `Write`.
    """

    channel: str
    encode: Callable[[datetime], bytes]
    optional: bool = True


Send = Subscribe | Read | Write
Output = DeviceEvent | Send | WriteClock


class Decoder(Protocol):
    """One conversation with one device. `now` is monotonic time in seconds."""

    @property
    def deadline(self) -> float | None:
        """Return when `elapsed` must be called next, or None."""

    def opening(self, now: float) -> Iterable[Output]:
        """Return the first steps on a fresh connection."""

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what these octets mean and ask for. Never raises."""

    def elapsed(self, now: float) -> Iterable[Output]:
        """Return what the passing of time brings: the next poll, or giving up."""

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return the steps that start a measurement; empty if the cuff cannot be started."""

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return the steps that abort a measurement; empty if the cuff cannot be stopped."""
