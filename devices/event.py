"""What a device can tell us: a closed union, in the past tense.

A decoder yields these and nothing else upwards. Everything a person or the record must know
about a device is one of them; silence and a lost link are told too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from devices.measurement import Measurement, Provenance, Taken

if TYPE_CHECKING:
    from datetime import datetime


class LinkState(StrEnum):
    """Where the connection to a device stands."""

    ABSENT = "absent"
    CONNECTING = "connecting"
    PAIRING = "pairing"
    READY = "ready"
    MEASURING = "measuring"
    LOST = "lost"


class FailureReason(StrEnum):
    """Why an agent that tried to measure has no value."""

    NOT_A_NUMBER = "not_a_number"
    CUFF_LOOSE = "cuff_loose"
    MOVEMENT = "movement"
    WEAK_SIGNAL = "weak_signal"
    OUT_OF_RANGE = "out_of_range"
    TIMED_OUT = "timed_out"
    OVERPRESSURE = "overpressure"
    BLOCKED = "blocked"
    ABORTED = "aborted"
    DEVICE_FAULT = "device_fault"
    POWER_CYCLE_NEEDED = "power_cycle_needed"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    LINK_LOST = "link_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The agent reported a measurement.

    Decoders leave `provenance` at UNCONFIRMED unless the protocol itself says "from memory";
    `devices.provenance` decides the rest. `verified` is False when the frame could not be
    checked; such a measurement never becomes LIVE by itself.
    """

    measurement: Measurement
    provenance: Provenance = Provenance.UNCONFIRMED
    verified: bool = True
    taken: Taken | None = None
    """Told by `devices.provenance` too; None: nothing says when but its arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementFailed:
    """The agent tried and says it has no value.

    `provenance` is STORED when the failure comes from the agent's memory: it then answers no
    request and concerns nobody present.
    """

    reason: FailureReason
    text: str = ""
    frame: bytes = b""
    device_time: datetime | None = None
    provenance: Provenance = Provenance.UNCONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class CuffPressureChanged:
    """Pressure in the cuff while it measures, in mmHg. For display only; never a reading."""

    pressure: float | None
    frame: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged:
    """The connection changed; `text` is a sentence for a person, possibly empty."""

    state: LinkState
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """Who the device says it is."""

    manufacturer: str | None = None
    model: str | None = None
    serial: str | None = None
    firmware: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryReported:
    """Charge in percent as the device claims it (steps of any size)."""

    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReported:
    """The device's own clock as read on this connection, before anything was written to it."""

    device_time: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolViolated:
    """Octets arrived that the protocol does not allow. Nothing was read from them."""

    reason: str
    frame: bytes = b""


DeviceEvent = (
    Measured
    | MeasurementFailed
    | CuffPressureChanged
    | LinkChanged
    | Identified
    | BatteryReported
    | ClockReported
    | ProtocolViolated
)
