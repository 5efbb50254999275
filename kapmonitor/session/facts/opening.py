"""How a session begins and is prepared."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.fact import fact
from kapmonitor.session.facts.limits import LimitRoom
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import (
    Answer,
    Identifier,
    LozengeEnd,
    OrderSource,
    Role,
    Setting,
    Signing,
)


@fact
class Approval:
    """A clinician's signature over a preset's digest."""

    signed_by: str
    role: str
    signed_at: datetime
    digest: str
    signing: Signing | None = None


@fact
class ClockChange:
    """A coming change of the clock on the wall, as the opening knew it."""

    at: datetime
    utc_offset_min: int
    """Minutes ahead of UTC from then on."""


@fact
class SessionOpened:
    """A session began, with a whole copy of the preset in force."""

    session: str
    simulated: bool
    setting: Setting
    preset_document: str
    """The preset as canonical JSON; `protocol.parse` reads it."""
    preset_digest: str
    approval: Approval | None
    patient: str
    """Pseudonym; identity lives in the patient table only."""
    age_years: int | None
    session_number: int | None
    planned_sessions: int | None
    utc_offset_min: int
    software: str
    zone: str | None = None
    """The IANA name of the zone, where the system tells it."""
    clock_changes: tuple[ClockChange, ...] = ()
    """When the wall's distance from UTC changes, in the year after the opening."""
    emergency_number: str = ""
    """Whom the clinic calls in an emergency, where the patient is in the clinic."""
    limit_rooms: tuple[LimitRoom, ...] = ()
    """How far each alarm limit may be moved for this patient; none: never past the preset's."""
    clinic: ClinicRules | None = None
    """The clinic's policies and ceilings in force; None: it had decided nothing."""


@fact
class SessionResumed:
    """The program came back after it had stopped without closing the session."""

    gap_s: float


@fact
class IdentityConfirmed:
    """A person compared these with the patient who is there, and they agreed."""

    identifiers: tuple[Identifier, ...]


@fact
class OrderRecorded:
    """The prescriber's order as the clinic gave it; the program suggests nothing."""

    drug: str
    amount: float
    unit: str
    route: str
    booster_allowed: bool
    prescriber: str
    prescriber_phone: str
    booster_amount: float | None = None
    hold_min: float | None = None
    swish_interval_min: float | None = None
    lozenge_end: LozengeEnd | None = None
    source: OrderSource | None = None
    source_digest: str | None = None
    """SHA-256 of the prescriber's file, where it came from one."""


@fact
class ChecklistAnswered:
    """One item of the preset's checklist was answered by a person."""

    item: str
    answer: Answer
    detail: PersonalText | None = None
    carried_over: bool = False


@fact
class ScoreRecorded:
    """A timed score: distress, moaas, orientation, gait, nausea …"""

    scale: str
    value: float


@fact
class EscortRecorded:
    """Who takes the patient home, or stays with them; the answers are asked of a chaperone."""

    name: PersonalText
    relationship: str
    phone: PersonalText
    adult: Answer | None = None
    in_the_home: Answer | None = None
    looks_in: Answer | None = None
    """Whether they look in as often as the preset asks."""


@fact
class PlaceRecorded:
    """Where the patient is now (telehealth), read back, and the emergency number there."""

    address: PersonalText
    emergency_number: str
    callback_phone: PersonalText
    read_back: Answer | None = None
    """Whether the patient read the address back today."""
    backup_channel: PersonalText | None = None
    """How to reach each other when the call breaks off."""


@fact
class AgreementSigned:
    """The patient's no-driving agreement, signed while sober: typed or drawn."""

    text: str
    name: PersonalText
    """The typed name; empty where the patient only drew."""
    method: str
    drawing: PersonalText | None = None
    """The strokes of a signature, as `strokes` writes them."""


@fact
class DeviceAssigned:
    """A device took a role in this session."""

    role: Role
    driver: str
    address: str
    title: str
    can_start: bool
    simulated: bool
    usual_wait_s: float | None = None
    """How long its readings usually take from START until they arrive, where that is known."""


@fact
class DeviceReleased:
    """A device left its role."""

    role: Role


@fact
class CuffStartAgreed:
    """Clinic and patient agreed, or not, that the program inflates the cuff on schedule."""

    agreed: bool


@fact
class HeartRateSourceChosen:
    """A person chose which device's heart rate is shown in large."""

    role: Role


@fact
class BaselineBegun:
    """Preparation was finished and the baseline step began."""


@fact
class RestStarted:
    """The rest timer was started."""
