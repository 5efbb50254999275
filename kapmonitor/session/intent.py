"""What someone asks or reports: the closed union of intents, in the imperative.

A request to the program (open the gate, discharge, start a cuff) can be refused, with every
reason. A report of a fact (a dose already taken, a patient who left) is never refused: it is
appended as a deviation where it breaks the plan. Every intent travels inside `Asked`, which
says who and from where. Other things the session must hear about are `DeviceReport`,
`HostReport` and `Tick`; `Given` is their union.
"""

from __future__ import annotations

from datetime import datetime

from devices.event import DeviceEvent
from kapmonitor.session.event import Approval, Noted
from kapmonitor.session.fact import fact
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import (
    DrivingAnswer,
    HostCondition,
    LozengeEnd,
    Origin,
    ReadingSource,
    Role,
    Setting,
)


@fact
class OpenSession:
    """Open a session for a patient under a preset."""

    session: str
    simulated: bool
    setting: Setting
    preset_document: str
    approval: Approval | None
    patient: str
    age_years: int | None
    session_number: int | None
    planned_sessions: int | None
    utc_offset_min: int
    software: str


@fact
class ResumeSession:
    """Go on with a session that the program had left without closing it."""

    gap_s: float


@fact
class Note:
    """Record a fact as it is told: only whether the session's step permits it is decided."""

    fact: Noted


@fact
class BeginBaseline:
    """Leave preparation. Open checklist items are warned about, never a lock on facts."""


@fact
class StartRest:
    """Start the rest timer before the baseline readings (again, at a held gate)."""


@fact
class RequestReading:
    """Ask for a reading now: start the cuff, or prompt for its button."""

    role: Role = Role.CUFF
    reason: str = "asked"


@fact
class CancelReading:
    """Stop the reading that is running or asked for."""

    reason: str = "stopped"


@fact
class EnterReading:
    """Type a reading in: a complete way to record one, not a fallback."""

    systolic: float | None
    diastolic: float | None
    pulse_rate: float | None
    source: ReadingSource
    spo2: float | None = None
    taken_utc: datetime | None = None
    cuff: Role = Role.CUFF


@fact
class OverrideGate:
    """Let the dose go ahead at a held gate, by a named clinician with a reason."""

    reason: str
    clinician: str
    contact_utc: datetime
    for_booster: bool = False


@fact
class AdministerDose:
    """Record a dose at the gate, now or at a corrected time. Refused while the gate is closed."""

    drug: str
    amount: float
    unit: str
    route: str
    taken_utc: datetime
    booster: bool = False


@fact
class ReportDoseTaken:
    """Record a dose that has already been taken, gate or no gate. Never refused."""

    drug: str
    amount: float
    unit: str
    route: str
    taken_utc: datetime
    booster: bool = False


@fact
class ReportLozengeOut:
    """Record that the lozenge left the mouth."""

    end: LozengeEnd
    taken_out_utc: datetime


@fact
class PostponeReading:
    """Move a due reading: "not now, patient is inward"; up to the preset's latest time."""

    due: str
    minutes: float
    reason: str


@fact
class SkipReading:
    """Say that a due reading will not be taken, and why."""

    due: str
    reason: str


@fact
class MarkReturned:
    """Mark that the patient is back; brings the return reading forward."""


@fact
class Withdraw:
    """Take back an entry just made (undo); both stay in the record."""

    seq: int


@fact
class AcknowledgeAlarms:
    """Acknowledge alarms by code; empty means all that are open now."""

    codes: tuple[str, ...] = ()


@fact
class PauseAudio:
    """Pause alarm sound for one of the preset's permitted spans."""

    seconds: float


@fact
class ResumeAudio:
    """End the audio pause."""


@fact
class OpenDischargeCheck:
    """Open the discharge check."""


@fact
class ContinueMonitoring:
    """Leave the check and keep monitoring; its answers are kept."""


@fact
class AnswerDriving:
    """Answer "Will the patient drive today?"."""

    answer: DrivingAnswer


@fact
class RecordHandover:
    """Record how and when the patient is handed over."""

    means: str
    handed_over_utc: datetime


@fact
class RecordSaidBack:
    """Record whether the patient said the no-driving rule back."""

    said_back: bool


@fact
class GiveWrittenAdvice:
    """Record that the after-care sheet was given."""


@fact
class Discharge:
    """End the session as discharged. Refused while any criterion is open."""


@fact
class OverrideDischarge:
    """End the session over open criteria, with a clinician's reason; never the ride or the rule."""

    reason: str
    clinician: str


@fact
class ReportLeftAgainstAdvice:
    """Record that the patient left against advice. Never refused."""

    reason: str
    risk_note: PersonalText


@fact
class ReportCareTransferred:
    """Record that others took over care. Never refused."""

    to: str
    reason: str


@fact
class CloseWithoutDose:
    """End a session in which no dose was taken."""

    reason: str


@fact
class SignRecord:
    """Sign and lock the ended session over the digest of everything before."""

    signed_by: str
    digest: str


@fact
class CountersignEntry:
    """A prescriber signs an override that a therapist had reported."""

    seq: int
    clinician: str


Intent = (
    OpenSession
    | ResumeSession
    | Note
    | BeginBaseline
    | StartRest
    | RequestReading
    | CancelReading
    | EnterReading
    | OverrideGate
    | AdministerDose
    | ReportDoseTaken
    | ReportLozengeOut
    | PostponeReading
    | SkipReading
    | MarkReturned
    | Withdraw
    | AcknowledgeAlarms
    | PauseAudio
    | ResumeAudio
    | OpenDischargeCheck
    | ContinueMonitoring
    | AnswerDriving
    | RecordHandover
    | RecordSaidBack
    | GiveWrittenAdvice
    | Discharge
    | OverrideDischarge
    | ReportLeftAgainstAdvice
    | ReportCareTransferred
    | CloseWithoutDose
    | SignRecord
    | CountersignEntry
)


@fact
class Asked:
    """An intent with the person and page it came from."""

    intent: Intent
    origin: Origin


@fact
class DeviceReport:
    """A device event with the role it plays here; `corrected_utc` where its clock allows."""

    role: Role
    driver: str
    device: str
    event: DeviceEvent
    corrected_utc: datetime | None = None


@fact
class HostReport:
    """The computer's own state: battery, disk, record, window."""

    condition: HostCondition
    active: bool
    detail: str
    value: float | None = None


@fact
class RequestFailed:
    """The supervisor could not carry out a measurement request."""

    request: str
    reason: str


@fact
class Tick:
    """Time passed."""


Given = Asked | DeviceReport | HostReport | RequestFailed | Tick
