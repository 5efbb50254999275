"""What a driver file says about itself: one frozen descriptor named `DRIVER` at its foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from devices.decoder import Decoder


class TransportKind(StrEnum):
    """The kind of link that a driver speaks over."""

    BLE = "ble"
    SERIAL = "serial"


class DriverStatus(StrEnum):
    """EXPERIMENTAL until a real unit was connected and its octets kept as a capture."""

    EXPERIMENTAL = "experimental"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class BleMatch:
    """An advertisement matches when every stated part does; `name` is a prefix."""

    service: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsbMatch:
    """A serial port's USB identity. A hint for the list only, never proof of what is there."""

    vendor_id: int
    product_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialSettings:
    """Line settings; the rest of pyserial's defaults apply."""

    baud_rate: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What the devices of this driver measure and can be asked to do."""

    blood_pressure: bool = False
    heart_rate: bool = False
    pulse_oximetry: bool = False
    can_start: bool = False
    can_stop: bool = False
    live_pressure: bool = False
    stored_memory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model known to speak the protocol, for those who look for their own device."""

    name: str
    quirks: str = ""
    """What is peculiar to it, in words for a person; empty where nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One wire protocol. `slug` is recorded with every reading and never reused."""

    slug: str
    title: str
    transport: TransportKind
    capabilities: Capabilities
    decoder: Callable[[], Decoder]
    matches: tuple[BleMatch | UsbMatch, ...] = ()
    cables: tuple[UsbMatch, ...] = ()
    """Cables that its devices are known to come on, as others may: a guess, and never more."""
    serial: SerialSettings | None = None
    status: DriverStatus = DriverStatus.EXPERIMENTAL
    channels: tuple[str, ...] = ()
    """Channels the decoder understands, for `decode` without a named channel: the first."""
    streams: tuple[str, ...] = ()
    """Bluetooth channels whose frames may come in any pieces; elsewhere one value is one frame."""
    unasked: tuple[bytes, ...] = ()
    """All that is ever written without a request to start: questions, an abort, a farewell.
    Nothing of it starts a measurement, deletes, or changes a setting; the clock stands apart."""
    models: tuple[Model, ...] = ()
    evidence: str = ""
    """What the protocol's facts rest on and what is uncertain: a sentence or two."""
    kept: Callable[[bytes], bytes] | None = None
    """Returns a stream as long as it was, without what may tell who the patient is; None where
    nothing ever does."""
    minimum_start_interval_s: float = 60.0
    """Hard floor between two starts by software."""
    confirms_ready: bool = False
    """The decoder itself says READY, when the device first answers, and LOST when it never does.
    For links such as a serial port that open whether or not anything is at the other end."""
