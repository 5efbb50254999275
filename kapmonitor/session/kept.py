"""What a session keeps of its entries: readings, doses, observations, alarms, spans of silence."""

from __future__ import annotations

from datetime import datetime

from devices.event import FailureReason, LinkState
from devices.measurement import BloodPressure, Measurement, Provenance
from kapmonitor.session.event import (
    ChecklistAnswered,
    FindingRecorded,
    MeasuringStated,
)
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import (
    AlarmKind,
    AlarmStep,
    Amendment,
    LozengeEnd,
    ObservationKind,
    Operator,
    Origin,
    Priority,
    ReadingSource,
    Role,
    Signing,
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
    waited_s: float | None = None
    """How long it waited in the device; None: the device does not say."""
    taken_within_s: float | None = None
    """How wrong that may be by the device's clock; None: the device does not say when."""
    relayed: int | None = None
    """The entry of the message that brought it from the patient's side."""
    ahead_s: float | None = None
    """How far the patient's clock was found ahead of ours, where it came from afar."""
    bound_s: float | None = None
    """How wrong that may be at most; None: nothing bounds it."""
    trial: bool = False
    """Whether it was taken to prove that the patient's cuff is heard here."""
    verified: bool | None = None
    """False: its octets could not be read again here."""

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
class Stated:
    """How a cuff measures, as it was said, with its place in the record."""

    seq: int
    at: Instant
    fact: MeasuringStated


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
    relayed: int | None = None


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
class Signature:
    """A signature under the discharge check."""

    seq: int
    at: Instant
    operator: Operator
    signing: Signing | None = None


@fact
class ItemAnswered:
    """An item of a score as it was last answered; no points: the answer was taken back."""

    seq: int
    at: Instant
    points: int | None


@fact
class DoseChange:
    """A correction of a dose: who made it and why, and what had stood until then."""

    seq: int
    at: Instant
    by: Origin | None
    reason: str
    amount: float
    route: str
    taken: Instant
    deviations: tuple[str, ...]


@fact
class Dose:
    """A dose as taken, as far as is known now."""

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
    """How the gate stood when it was taken: clear, held or overridden."""
    timed: Instant
    """When its time became known: recorded, or last corrected."""
    changes: tuple[DoseChange, ...] = ()
    """Its corrections, the oldest first."""


@fact
class NeverGiven:
    """A dose that was recorded in error."""

    dose: Dose
    seq: int
    at: Instant
    by: Origin | None
    reason: str


@fact
class Lozenge:
    """The lozenge in the mouth, or out of it."""

    dose_seq: int
    out: Instant | None = None
    end: LozengeEnd | None = None
    out_seq: int | None = None
    before: Lozenge | None = None
    """That of the dose before, should this dose prove never given."""


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
    by: Origin | None = None
    withdrawn: bool = False
    manner: Amendment | None = None
    happened: Instant | None = None


@fact
class CheckDone:
    """A silent check, done or missed."""

    seq: int
    at: Instant
    check: str
    seen: bool


@fact
class AlarmMoment:
    """One step in the life of an alarm, as it was told then."""

    at: Instant
    step: AlarmStep
    priority: Priority
    words: str = ""
    """The reason as it was told, or what a person did."""
    by: str = ""
    evidence: tuple[int, ...] = ()


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
    course: tuple[AlarmMoment, ...] = ()
    """Everything that happened to it, in order."""
    priority_since: Instant | None = None
    """When it got its present priority."""
    escalated_to: str = ""
    """What an escalation said to do beyond what was to be done before; newer evidence of the same
    does not make that milder."""

    @property
    def did(self) -> tuple[str, ...]:
        """Return what people did about it, in order."""
        return tuple(each.words for each in self.course if each.step is AlarmStep.DID)

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
class PersonalLimit:
    """One change of a limit for this patient, and whose doing it was."""

    seq: int
    at: Instant
    by: str
    rule: str
    value: float | None
    """None: turned off for this patient, or, where `restored`, the preset's own again."""
    reason: str
    authorised_by: str = ""
    restored: bool = False


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
