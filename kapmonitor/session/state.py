"""The session as it stands: an immutable fold over its entries.

Everything here is derived from entries by `evolve.apply`; nothing is stored twice and nothing
is mutable. The window, the reports and the engine read it and never write it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kapmonitor.session.clinic import UNDECIDED, ClinicRules
from kapmonitor.session.event import (
    AgreementSigned,
    Approval,
    CallLogged,
    ClockChange,
    Countersigned,
    DeviceAssigned,
    DeviceNoted,
    EscortRecorded,
    GateAssessed,
    GateOverridden,
    HandoverDetailed,
    HandoverRecorded,
    HostConditionChanged,
    IdentityConfirmed,
    MeasurementRequested,
    OrderRecorded,
    PlaceRecorded,
    ReadingPostponed,
    RuleSaidBack,
    SessionEnded,
    SoundTested,
)
from kapmonitor.session.facts.limits import LimitRoom
from kapmonitor.session.from_station import StationMessage
from kapmonitor.session.instant import Instant
from kapmonitor.session.kept import (
    Alarm,
    AlarmMoment,
    Answered,
    CheckDone,
    Deviation,
    Dose,
    Failure,
    FreeNote,
    ItemAnswered,
    Link,
    Lozenge,
    NeverGiven,
    Observation,
    PersonalLimit,
    Quarantined,
    Reading,
    Sample,
    Score,
    Signature,
    Silence,
    Stated,
    Violation,
)
from kapmonitor.session.kept_remote import Remote
from kapmonitor.session.protocol import AlarmRule, ProtocolPreset
from kapmonitor.session.vocabulary import (
    DrivingAnswer,
    HostCondition,
    Origin,
    Priority,
    Role,
    Setting,
    Signing,
    SoundMode,
)

__all__ = [
    "Alarm",
    "AlarmMoment",
    "Answered",
    "CheckDone",
    "Deviation",
    "Dose",
    "Failure",
    "FreeNote",
    "ItemAnswered",
    "Link",
    "Lozenge",
    "NeverGiven",
    "Observation",
    "PersonalLimit",
    "Quarantined",
    "Reading",
    "Sample",
    "Score",
    "Session",
    "Signature",
    "Silence",
    "Stated",
    "Violation",
]


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
    zone: str | None = None
    clock_changes: tuple[ClockChange, ...] = ()
    clinic: ClinicRules = UNDECIDED
    alarm_rules: tuple[AlarmRule, ...]
    """The limits in force: the preset's, with those made personal in their place."""
    limit_rooms: tuple[LimitRoom, ...] = ()
    limit_changes: tuple[PersonalLimit, ...] = ()
    """Every change of a limit for this patient, in order: visible for ever."""
    emergency_number: str = ""
    """The clinic's own; where the patient is elsewhere, `place` has the number there."""

    identified: tuple[Instant, Origin | None, IdentityConfirmed] | None = None
    """When and by whom two identifiers were last compared with the patient."""
    order: OrderRecorded | None = None
    checklist: Mapping[str, Answered] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    scores_withdrawn: tuple[Score, ...] = ()
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
    remote: Remote = Remote()
    """The link to a cuff at the patient's home; empty where there is none."""

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
    stated: tuple[Stated, ...] = ()  # how the cuffs measure, as said, oldest first
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
    """As they stand now, in the order in which they were recorded."""
    never_given: tuple[NeverGiven, ...] = ()
    lozenge: Lozenge | None = None

    returned: Instant | None = None
    returned_seq: int | None = None
    checks: tuple[CheckDone, ...] = ()
    observations: tuple[Observation, ...] = ()
    notes: tuple[FreeNote, ...] = ()
    from_station: tuple[StationMessage, ...] = ()
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
    score_items: Mapping[tuple[str, str], ItemAnswered] = field(default_factory=dict)
    """By score and item."""
    driving: DrivingAnswer | None = None
    handover: HandoverRecorded | None = None
    handover_by: Origin | None = None
    handover_more: HandoverDetailed | None = None
    said_back: RuleSaidBack | None = None
    advice_given: bool = False
    signatures: tuple[Signature, ...] = ()  # under the check as it is recorded
    ended: SessionEnded | None = None
    ended_at: Instant | None = None
    ended_seq: int | None = None
    countersigned: Mapping[int, Countersigned] = field(default_factory=dict)
    """By the entry that it is under."""
    signed_by: str | None = None
    signed_digest: str | None = None
    signed_seq: int | None = None
    signing: Signing | None = None
