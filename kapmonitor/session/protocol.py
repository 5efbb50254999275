"""The protocol preset: the plan in force, as typed values.

A preset is data (TOML in `resources/protocols/` or the user's own folder); nothing clinical is a
number in code. It is parsed by `preset_file.parse` (pure), checked against guardrails, copied
whole into `SessionOpened`. Every number carries its source and grade: `evidence` has them by
key path.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kapmonitor.session.fact import fact
from kapmonitor.session.scale import Scale
from kapmonitor.session.vocabulary import Priority, Setting


class Signal(StrEnum):
    """What a limit is put on. Rises and falls are against the baseline."""

    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    HEART_RATE = "heart_rate"
    SPO2 = "spo2"
    SYSTOLIC_RISE = "systolic_rise"
    DIASTOLIC_RISE = "diastolic_rise"
    SYSTOLIC_FALL = "systolic_fall"
    MOAAS = "moaas"
    RED_FLAG = "red_flag"
    MEDIUM_PERSISTING_MIN = "medium_persisting_min"
    MEDIUM_UNACKNOWLEDGED_MIN = "medium_unacknowledged_min"
    MEDIUM_CONFIRMED_SYMPTOMS = "medium_confirmed_symptoms"
    """How many of the rule's symptoms stand beside a medium alarm that a repeat confirmed."""


class Comparison(StrEnum):
    """How a value trips a bound."""

    ABOVE = ">"
    AT_OR_ABOVE = ">="
    BELOW = "<"
    AT_OR_BELOW = "<="


class Anchor(StrEnum):
    """What a scheduled reading's minutes count from."""

    DOSE = "dose"
    LAST_DOSE = "last_dose"


class ItemKind(StrEnum):
    """How a checklist item is answered."""

    YES_NO = "yes_no"
    SCORE = "score"
    WORDS = "words"


@fact
class Evidence:
    """Where a number comes from. Grades: V read, V2 quoted, M memory, D design."""

    sources: tuple[str, ...]
    grade: str
    note: str = ""


@fact
class Source:
    """A publication that numbers cite by `key`."""

    key: str
    title: str
    by: str
    year: str
    read: str


@fact
class Bound:
    """A comparison with a number."""

    comparison: Comparison
    value: float

    def holds(self, measured: float) -> bool:
        """Return whether `measured` lies on the bound's side."""
        match self.comparison:
            case Comparison.ABOVE:
                return measured > self.value
            case Comparison.AT_OR_ABOVE:
                return measured >= self.value
            case Comparison.BELOW:
                return measured < self.value
            case Comparison.AT_OR_BELOW:
                return measured <= self.value


@fact
class Span:
    """An inclusive range."""

    low: float
    high: float

    def contains(self, value: float) -> bool:
        """Return whether the value lies within."""
        return self.low <= value <= self.high


@fact
class Plausibility:
    """Outside `accept`: a typed value is refused, a device's is quarantined.
    Outside `query`: kept, doubted, a repeat is asked for."""

    accept: Mapping[str, Span]
    query: Mapping[str, Span]
    """Keys: systolic, diastolic, pulse_pressure, heart_rate, spo2."""
    jump_systolic: float
    jump_within_min: float


@fact
class ChecklistItem:
    """One item to answer before the baseline; `hard` ones must be answered yes."""

    id: str
    text: str
    kind: ItemKind
    hard: bool
    standing: bool
    """Whether it comes back as "Still true?" for a returning patient."""
    at_baseline: bool = False
    """Asked in the baseline step instead of in preparation."""


@fact
class BaselineRule:
    """How the baseline is taken and averaged; lengths in minutes, differences in mmHg."""

    rest_min: float
    readings: int
    spacing_min: float
    third_if_differs_by: float
    expires_min: float
    measure: tuple[Signal, ...]


@fact
class ScheduledReading:
    """A reading that the plan asks for after the dose."""

    id: str
    anchor: Anchor
    at_min: float
    count: int
    spacing_min: float
    required: bool
    measure: tuple[Signal, ...]
    tolerance_min: float
    offered: bool
    """Offered on screen, never overdue."""
    on_return: bool
    """Comes forward when the patient is marked as back."""
    latest_min: float | None
    final: bool
    who: str
    note: str


@fact
class GateLimit:
    """A baseline value that `bound.holds` for holds the dose."""

    id: str
    signal: Signal
    bound: Bound
    over_age_years: int | None
    """Replaces the general limit of its signal above this age; None: the general limit."""
    required: bool
    """Whether a missing value holds too."""


@fact
class GateRule:
    """When the dose may go ahead."""

    limits: tuple[GateLimit, ...]
    recheck_wait_min: float
    max_rechecks: int
    override_allowed: bool
    live_contact_required: bool
    clock_bound_s: float | None = None
    """How well the patient's clock must be known where readings come over a link."""


@fact
class AlarmRule:
    """One physiological alarm: which signal, which bound, which priority, what to do."""

    id: str
    signal: Signal
    bound: Bound | None
    priority: Priority
    action: str
    confirm_within_min: float | None
    """Ask for a second reading within this time before calling it confirmed."""
    at_least_below_baseline: float | None
    """Raise only if the value is also this far below baseline."""
    symptoms: tuple[str, ...] = ()
    """The codes that count, where the signal is about symptoms."""


@fact
class TechnicalStep:
    """A priority and what brings it: after minutes, after a count, or below a value."""

    priority: Priority
    after_min: float | None = None
    after_count: int | None = None
    below: float | None = None


@fact
class TechnicalRule:
    """One technical alarm, its steps in rising priority."""

    id: str
    steps: tuple[TechnicalStep, ...]
    action: str
    telehealth_only: bool


@fact
class SoundRule:
    """What may be done about alarm sound."""

    audio_pause_s: tuple[float, ...]
    reminder_s: float
    medium_clears_after_normal: int


@fact
class CheckRule:
    """A recurring silent look."""

    id: str
    text: str
    every_min: float
    from_min: float
    low_after_min: float
    medium_after_missed: int


@fact
class LozengeRule:
    """Reminders about the lozenge; hold and swish come from the order."""

    not_out_low_after_min: float


@fact
class BoosterRule:
    """When a second dose has its own gate."""

    allowed: bool
    reading_max_age_min: float
    moaas_at_least: int | None
    """What the clinic signed; None: not signed, so a booster is held."""


@fact
class VitalsRule:
    """The automatic discharge criteria: (percent or absolute) and cap, fresh, spaced."""

    within_percent: float
    systolic: tuple[Bound, ...]
    diastolic: tuple[Bound, ...]
    systolic_cap: Bound
    diastolic_cap: Bound
    heart_rate: tuple[Bound, ...]
    spo2: Bound | None
    readings: int
    spacing_min: float
    max_age_min: float


@fact
class HumanCriterion:
    """A discharge criterion that a person judges."""

    id: str
    text: str
    met_by: str
    """"yes" or "no": which answer meets it ("New thoughts of suicide?" is met by no)."""
    overridable: bool
    scale: str | None = None
    """A scale to be scored instead of answered: met when no higher than before the session."""


@fact
class OptionalScore:
    """A scale the clinic may use at discharge."""

    id: str
    name: str
    at_least: float | None
    """What this preset asks for; None: what the score itself asks for."""
    scale: Scale | None = None
    """Its items; None in records of before scores had any: a total is all they hold."""


@fact
class NoDrivingRule:
    """The later of the two parts; a clinic may lengthen it, never shorten."""

    hours: float
    after_sleep: bool
    text: str


@fact
class HandoverRule:
    """What the way home must say."""

    required: tuple[str, ...]
    means: tuple[str, ...]
    rideshare_alone_allowed: bool


@fact
class DischargeRule:
    """When the session may end as discharged."""

    minimum_observation_min: float
    vitals: VitalsRule
    human: tuple[HumanCriterion, ...]
    scores: tuple[OptionalScore, ...]
    no_driving: NoDrivingRule
    handover: HandoverRule


@fact
class ObservationButton:
    """One button of "What happened?" with its single key."""

    code: str
    label: str
    key: str
    kind: str


@fact
class ProtocolPreset:
    """The whole plan. `digest` is over the canonical document."""

    id: str
    name: str
    route: str
    setting: Setting
    zero: str
    """What minute zero is, in words."""
    digest: str
    checklist: tuple[ChecklistItem, ...]
    plausibility: Plausibility
    baseline: BaselineRule
    gate: GateRule
    schedule: tuple[ScheduledReading, ...]
    alarms: tuple[AlarmRule, ...]
    technical: tuple[TechnicalRule, ...]
    sound: SoundRule
    checks: tuple[CheckRule, ...]
    lozenge: LozengeRule | None
    booster: BoosterRule
    discharge: DischargeRule
    observations: tuple[ObservationButton, ...]
    red_flags: tuple[ObservationButton, ...]
    stale_after_min: float
    """A value older than this greys out and says "old"."""
    show_mean: bool
    companion_shows_values: bool
    min_start_interval_s: float
    sources: tuple[Source, ...]
    evidence: Mapping[str, Evidence]
    notes: tuple[str, ...]
    document: str
    """The canonical text that all this was read from."""
    unusual: tuple[str, ...]
    """Key paths whose value lies outside the usual range: marked, not refused."""
