"""What was measured, asked for, missed or doubted."""

from __future__ import annotations

from datetime import datetime

from devices.event import FailureReason, LinkState
from devices.measurement import Measurement, Provenance
from kapmonitor.session.fact import fact
from kapmonitor.session.vocabulary import (
    CuffSize,
    Posture,
    ReadingSource,
    Role,
    Site,
)


@fact
class MeasurementRequested:
    """A measurement is wanted from a device or a person; answered by its id."""

    request: str
    role: Role
    reason: str
    due: str | None
    by_program: bool
    """Whether the program starts the cuff; else a person is asked to press START."""


@fact
class RequestEnded:
    """A request ended without a measurement."""

    request: str
    reason: str


@fact
class MeasurementRecorded:
    """A measurement arrived, from a device or typed by a person."""

    measurement: Measurement
    provenance: Provenance
    role: Role
    driver: str | None
    device: str | None
    request: str | None = None
    due: str | None = None
    queried: tuple[str, ...] = ()
    """Why it is kept but doubted: outside the plausibility table's query column, a jump."""
    source: ReadingSource | None = None
    corrected_utc: datetime | None = None
    """When it was taken, where that is known to differ from when it came: by the device's stamp
    and what is known of its clock, by the clock of the patient's side, or by a person's word."""
    waited_s: float | None = None
    """How long it waited in the device, by the device's clock; None: the device does not say."""
    taken_within_s: float | None = None
    """How wrong that may be as far as the device is concerned; None: nothing but the arrival, or a
    person, says when it was taken."""
    relayed: int | None = None
    """The entry of the message that brought it from the patient's side."""
    trial: bool = False
    """Whether it was taken before the baseline to prove that the patient's cuff is heard here."""
    verified: bool | None = None
    """Whether its octets, read again here, say the same; False: they could not be. None: it is no
    reading of the patient's side, or its octets are not sent."""


@fact
class MeasurementFailureRecorded:
    """A device tried and had no value."""

    role: Role
    driver: str | None
    reason: FailureReason
    text: str
    request: str | None = None
    frame: bytes = b""


FROM_MEMORY = "From the device's memory, before this session. Its values are not kept."
"""Why a reading that may be another patient's is set aside."""


@fact
class MeasurementQuarantined:
    """A device's value is set aside and never counted: physiologically impossible, or, without
    its values, a reading out of the device's memory from before this session.
    """

    measurement: Measurement
    role: Role
    driver: str | None
    reasons: tuple[str, ...]
    relayed: int | None = None
    """The entry of the message that brought it from the patient's side."""


@fact
class ProtocolViolationRecorded:
    """A device sent octets that its protocol does not allow."""

    role: Role
    driver: str | None
    reason: str
    frame: bytes


@fact
class MeasurementConfirmed:
    """A person said whether an unconfirmed measurement was taken just now."""

    seq: int
    taken_now: bool


@fact
class MeasurementMarkedInError:
    """A person excluded a measurement; it stays visible, hollow, with the reason."""

    seq: int
    reason: str


@fact
class MeasuringStated:
    """How a cuff measures from now on, as a person sees it; None: not said.

    Said once; said again when it changes. Readings in between belong to what was said before them.
    """

    role: Role
    posture: Posture | None = None
    site: Site | None = None
    cuff_size: CuffSize | None = None


@fact
class ReadingPostponed:
    """A due reading was moved: "not now, patient is inward"."""

    due: str
    minutes: float
    reason: str


@fact
class ReadingMissed:
    """A due reading will not be taken; said by a person, or its time ran out."""

    due: str
    reason: str


@fact
class DeviceLinkRecorded:
    """A device came in reach, was lost, or changed its link in a way that matters later."""

    role: Role
    state: LinkState
    text: str


@fact
class DeviceNoted:
    """What a device said about itself: identity, battery, clock."""

    role: Role
    manufacturer: str | None = None
    model: str | None = None
    serial: str | None = None
    firmware: str | None = None
    battery_percent: float | None = None
    clock_offset_s: float | None = None
