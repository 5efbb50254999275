"""The session as it stands: an immutable fold over its entries.

Everything here is derived from entries by `evolve.apply`; nothing is stored twice and nothing
is mutable. The window, the reports and the engine read it and never write it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from devices.event import FailureReason, LinkState
from devices.measurement import BloodPressure, Measurement, Provenance
from kapmonitor.session.event import (
    AgreementSigned,
    Approval,
    CallLogged,
    ChecklistAnswered,
    DeviceAssigned,
    DeviceNoted,
    EscortRecorded,
    FindingRecorded,
    GateAssessed,
    GateOverridden,
    HandoverRecorded,
    HostConditionChanged,
    MeasurementRequested,
    OrderRecorded,
    PlaceRecorded,
    ReadingPostponed,
    RuleSaidBack,
    SessionEnded,
    SoundTested,
)
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.protocol import ProtocolPreset
from kapmonitor.session.vocabulary import (
    AlarmKind,
    DrivingAnswer,
    HostCondition,
    LozengeEnd,
    ObservationKind,
    Origin,
    Priority,
    ReadingSource,
    Role,
    Setting,
    SoundMode,
)

_OF_NOW = (Provenance.LIVE, Provenance.MANUAL)


@fact
class Reading:
    """A blood-pressure reading and how it stands."""

    seq: int
    at: Instant
    measurement: BloodPressure
    provenance: Provenance
    role: Role
    driver: str | None
    request: str | None
    due: str | None
    queried: tuple[str, ...] = ()
    source: ReadingSource | None = None
    corrected_utc: datetime | None = None
    confirmed_now: bool | None = None
    """A person's answer to "was this taken just now?"; None while unasked or unanswered."""
    error_reason: str | None = None
    """Why a person excluded it; None: not excluded."""
    taken: Instant | None = None
    """When it was taken, where that is known to differ from when it arrived."""

    @property
    def when(self) -> Instant:
        """Return when it was taken, as far as is known: what its age counts from."""
        return self.taken or self.at

    @property
    def complete(self) -> bool:
        """Return whether it has both pressures."""
        return self.measurement.systolic is not None and self.measurement.diastolic is not None

    @property
    def counts(self) -> bool:
        """Return whether alarms, gate and criteria may use it."""
        if self.error_reason is not None:
            return False
        return self.provenance in _OF_NOW or bool(self.confirmed_now)


@fact
class Sample:
    """One heart-rate or saturation sample of a strap or oximeter."""

    seq: int
    at: Instant
    role: Role
    heart_rate: float | None
    spo2: float | None
    provenance: Provenance
    confirmed_now: bool | None = None
    error_reason: str | None = None

    @property
    def counts(self) -> bool:
        """Return whether alarms, gate and criteria may use it."""
        if self.error_reason is not None:
            return False
        return self.provenance in _OF_NOW or bool(self.confirmed_now)


@fact
class Failure:
    """A measurement that brought no value."""

    seq: int
    at: Instant
    role: Role
    reason: FailureReason
    text: str
    request: str | None


@fact
class Quarantined:
    """A device value that was set aside: shown in the list, never counted."""

    seq: int
    at: Instant
    role: Role
    measurement: Measurement
    reasons: tuple[str, ...]


@fact
class Violation:
    """The last octets of a device that its protocol does not allow."""

    seq: int
    at: Instant
    reason: str


@fact
class Answered:
    """An event with its place in the record, for those the screens show with time and person."""

    seq: int
    at: Instant
    origin: Origin | None
    fact: ChecklistAnswered | FindingRecorded


@fact
class Score:
    """A timed score."""

    seq: int
    at: Instant
    scale: str
    value: float


@fact
class Dose:
    """A dose as taken."""

    seq: int
    at: Instant
    drug: str
    amount: float
    unit: str
    route: str
    taken: Instant
    booster: bool
    deviations: tuple[str, ...]
    gate: str = "held"
    """How the gate stood when it was recorded: clear, held or overridden."""


@fact
class Lozenge:
    """The lozenge in the mouth, or out of it."""

    dose_seq: int
    out: Instant | None = None
    end: LozengeEnd | None = None
    out_seq: int | None = None


@fact
class Observation:
    """A symptom, event or red flag."""

    seq: int
    at: Instant
    code: str
    kind: ObservationKind
    label: str = ""
    severity: str | None = None
    distress: int | None = None
    duration_min: float | None = None
    withdrawn: bool = False


@fact
class FreeNote:
    """A note, or an amendment that names the entry it amends."""

    seq: int
    at: Instant
    text: PersonalText
    amends: int | None = None
    reason: str = ""
    withdrawn: bool = False


@fact
class CheckDone:
    """A silent check, done or missed."""

    seq: int
    at: Instant
    check: str
    seen: bool


@fact
class Alarm:
    """An alarm condition in its life: raised, acknowledged, cleared; latching ones outlive it."""

    code: str
    kind: AlarmKind
    priority: Priority
    reason: str
    action: str
    confirmed: bool
    evidence: tuple[int, ...]
    raised_seq: int
    raised: Instant
    changed: Instant
    acknowledged: Instant | None = None
    acknowledged_by: str = ""
    cleared: Instant | None = None
    did: tuple[str, ...] = ()
    priority_since: Instant | None = None
    """When it got its present priority."""

    @property
    def latching(self) -> bool:
        """Return whether it stays shown after it cleared, until a person acknowledges it."""
        if self.kind is AlarmKind.TECHNICAL:
            return self.priority is Priority.HIGH
        return self.priority is not Priority.LOW

    @property
    def active(self) -> bool:
        """Return whether the condition still exists."""
        return self.cleared is None


@fact
class Link:
    """The last known state of a device's link."""

    state: LinkState
    since: Instant
    text: str


@fact
class Silence:
    """A span in which a source was out of reach; `end` None while it lasts."""

    role: Role
    start: Instant
    end: Instant | None


@fact
class Deviation:
    """Something that broke the plan, in words, with its entry."""

    seq: int
    at: Instant
    text: str


@dataclass(frozen=True, kw_only=True)
class Session:
    """Everything that is known about one session at one moment.

    Without slots: it is copied with each entry, and a dictionary is copied in one step.
    """

    id: str
    simulated: bool
    setting: Setting
    preset: ProtocolPreset
    approval: Approval | None
    patient: str
    age_years: int | None
    session_number: int | None
    planned_sessions: int | None
    utc_offset_min: int
    opened: Instant
    opened_by: Origin | None
    last: Instant
    next_seq: int

    order: OrderRecorded | None = None
    checklist: Mapping[str, Answered] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    escort: EscortRecorded | None = None
    place: PlaceRecorded | None = None
    agreement: AgreementSigned | None = None
    devices: Mapping[Role, DeviceAssigned] = field(default_factory=dict)
    device_notes: Mapping[Role, DeviceNoted] = field(default_factory=dict)
    links: Mapping[Role, Link] = field(default_factory=dict)
    silences: tuple[Silence, ...] = ()
    cuff_start_agreed: bool = False
    heart_rate_source: Role | None = None  # shown while current; None: the newest
    baseline_begun: Instant | None = None
    rest_started: Instant | None = None

    readings: tuple[Reading, ...] = ()
    samples: tuple[Sample, ...] = ()
    sample_latest: Mapping[Role, Sample] = field(default_factory=dict)
    """The newest sample of each source that may count."""
    failures: tuple[Failure, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    request: MeasurementRequested | None = None
    """The open measurement request, if any; one at a time."""
    requested_at: Instant | None = None
    last_start: Instant | None = None
    """When the cuff last inflated, as far as is known."""
    starts: Mapping[str, int] = field(default_factory=dict)  # by due id
    repeats: frozenset[str] = frozenset()
    """The requests that asked to confirm a reading."""
    repeat_of: Mapping[Role, int] = field(default_factory=dict)
    """The reading of each cuff that was last asked to be confirmed."""
    violations: Mapping[Role, Violation] = field(default_factory=dict)
    postponed_until_s: Mapping[str, float] = field(default_factory=dict)
    """Due id to the session time up to which it was moved."""
    postponed: Mapping[str, ReadingPostponed] = field(default_factory=dict)
    missed: Mapping[str, str] = field(default_factory=dict)  # due id to reason

    gate: GateAssessed | None = None
    gate_at: Instant | None = None
    baseline_from: Instant | None = None
    """When the last baseline grew old: readings before it no longer count towards one."""
    gate_override: GateOverridden | None = None
    gate_override_at: Instant | None = None
    booster_override: GateOverridden | None = None
    booster_override_at: Instant | None = None
    gate_overrides: tuple[tuple[int, Instant, GateOverridden], ...] = ()
    """Every override of a gate with its entry: visible for ever."""
    overrides: frozenset[int] = frozenset()
    """The entries that a prescriber may countersign."""
    rechecks: int = 0
    calls: tuple[tuple[Instant, CallLogged], ...] = ()
    doses: tuple[Dose, ...] = ()
    lozenge: Lozenge | None = None

    returned: Instant | None = None
    returned_seq: int | None = None
    checks: tuple[CheckDone, ...] = ()
    observations: tuple[Observation, ...] = ()
    notes: tuple[FreeNote, ...] = ()
    deviations: tuple[Deviation, ...] = ()

    alarms: Mapping[str, Alarm] = field(default_factory=dict)
    """Shown alarms: active, or cleared but latched until acknowledged."""
    alarm_history: tuple[Alarm, ...] = ()  # those that are over
    audio_paused_until_s: float | None = None
    sound: Mapping[Priority, SoundMode] = field(default_factory=dict)
    sound_tested: tuple[Instant, SoundTested] | None = None
    host: Mapping[HostCondition, HostConditionChanged] = field(default_factory=dict)
    clock_steps: tuple[tuple[Instant, float], ...] = ()

    check_opened: Instant | None = None
    """When the discharge check was opened; None while monitoring."""
    findings: Mapping[str, Answered] = field(default_factory=dict)
    driving: DrivingAnswer | None = None
    handover: HandoverRecorded | None = None
    handover_by: Origin | None = None
    said_back: RuleSaidBack | None = None
    advice_given: bool = False
    ended: SessionEnded | None = None
    ended_at: Instant | None = None
    ended_seq: int | None = None
    countersigned: Mapping[int, str] = field(default_factory=dict)  # entry to who signed it
    signed_by: str | None = None
    signed_digest: str | None = None
