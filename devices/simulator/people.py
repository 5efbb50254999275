"""What the people of a scenario do beside answering what the session asks.

Every session is played by scripted people who answer each question sensibly, press START when
asked and discharge when they may. An act is a deviation from that, or something only people can
cause; an ending says how they let the session end. All are plain records: whoever plays the
people reads them and does what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from devices.simulator.moment import Anchor, Minutes
from devices.simulator.strict_table import Range


class EntryKind(StrEnum):
    """What an entry on the palette means."""

    SYMPTOM = "symptom"
    EVENT = "event"
    RED_FLAG = "red_flag"


class DrivingSaid(StrEnum):
    """What the patient first answers to "Will the patient drive today?"."""

    YES = "yes"
    NOT_SURE = "not_sure"


class HowRead(StrEnum):
    """Where a typed reading came from."""

    DISPLAY = "display"
    READ_ALOUD = "read_aloud"
    TEXTED = "texted"


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """When: so many minutes after a moment of the session."""

    after: Anchor = Anchor.DOSE
    minutes: Minutes = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseTakenEarly(At):
    """At a gate that is not clear the patient says *already taken*, `minutes_ago` minutes ago."""

    TAG: ClassVar[str] = "dose_early"
    after: Anchor = Anchor.BASELINE
    minutes: Minutes = 2.0
    minutes_ago: Annotated[float, Range(0, 60, "min")] = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOverridden:
    """When the gate holds, a named clinician overrides it (after rechecks, if any are asked)."""

    TAG: ClassVar[str] = "override_gate"
    reason: str
    clinician: str
    after_rechecks: Annotated[int, Range(0, 10)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoosterGiven(At):
    """A booster of `share` of the first dose is asked for, where order and preset allow one."""

    TAG: ClassVar[str] = "booster"
    minutes: Minutes = 30.0
    share: Annotated[float, Range(0.05, 1)] = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomSeen(At):
    """Somebody logs an entry of the palette; a red flag counts as confirmed by its second press."""

    TAG: ClassVar[str] = "symptom"
    code: str
    kind: EntryKind = EntryKind.SYMPTOM
    severity: str | None = None
    distress: Annotated[int, Range(0, 10)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(At):
    """A free note."""

    TAG: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTyped(At):
    """A typed reading. Without values: what a hand-held cuff shows (`Body.read_by_hand`)."""

    TAG: ClassVar[str] = "type_reading"
    systolic: Annotated[int, Range(0, 400, "mmHg")] | None = None
    diastolic: Annotated[int, Range(0, 400, "mmHg")] | None = None
    pulse_rate: Annotated[int, Range(0, 400, "/min")] | None = None
    spo2: Annotated[int, Range(0, 100, "%")] | None = None
    source: HowRead = HowRead.DISPLAY


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTakenNow(At):
    """The therapist asks for a reading that no schedule asked for."""

    TAG: ClassVar[str] = "measure_now"
    second_cuff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDeferred(At):
    """The next reading due after this moment is put off: *Not now, patient is inward*."""

    TAG: ClassVar[str] = "defer_reading"
    by_min: Annotated[float, Range(1, 60, "min")] = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsIgnored(At):
    """Nobody acknowledges or acts on an alarm for `lasts_min` minutes."""

    TAG: ClassVar[str] = "ignore_alarms"
    lasts_min: Minutes = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptsIgnored(At):
    """Nobody presses START, types a reading or answers a check for `lasts_min` minutes."""

    TAG: ClassVar[str] = "ignore_prompts"
    lasts_min: Minutes = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientDrives:
    """The patient first answers the driving question with yes or not sure; then a ride is found."""

    TAG: ClassVar[str] = "driving_answer"
    answer: DrivingSaid = DrivingSaid.NOT_SURE
    ride_found_after_min: Annotated[float, Range(0.5, 120, "min")] = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StaysLonger:
    """Nobody opens the discharge check before `until_min` minutes after the last dose."""

    TAG: ClassVar[str] = "stay_longer"
    until_min: Annotated[float, Range(1, 480, "min")] = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramCrashes(At):
    """The program is killed and started again `gap_min` minutes later; the session resumes."""

    TAG: ClassVar[str] = "crash"
    gap_min: Annotated[float, Range(0, 120, "min")] = 1.0


Act = (
    DoseTakenEarly
    | GateOverridden
    | BoosterGiven
    | SymptomSeen
    | NoteWritten
    | ReadingTyped
    | ReadingTakenNow
    | ReadingDeferred
    | AlarmsIgnored
    | PromptsIgnored
    | PatientDrives
    | StaysLonger
    | ProgramCrashes
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discharged:
    """The check is completed with everything met."""

    TAG: ClassVar[str] = "discharged"


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargeOverridden(At):
    """A named clinician overrides what is not met, at this moment or once the check is open."""

    TAG: ClassVar[str] = "overridden"
    minutes: Minutes = 70.0
    reason: str
    clinician: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAgainstAdvice(At):
    """The patient leaves before the check is met."""

    TAG: ClassVar[str] = "left_against_advice"
    minutes: Minutes = 50.0
    reason: str
    risk_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareTransferred(At):
    """Care passes to somebody else, for instance emergency services."""

    TAG: ClassVar[str] = "care_transferred"
    minutes: Minutes = 30.0
    reason: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDosed:
    """No dose is given: the gate stays held, or the people decide against it."""

    TAG: ClassVar[str] = "not_dosed"
    reason: str


Ending = Discharged | DischargeOverridden | LeftAgainstAdvice | CareTransferred | NotDosed
