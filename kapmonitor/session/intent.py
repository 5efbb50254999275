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
from kapmonitor.session.fact import fact
from kapmonitor.session.intents.alarming import (
    AcknowledgeAlarms,
    PauseAudio,
    ResumeAudio,
)
from kapmonitor.session.intents.dosing import (
    AdministerDose,
    CorrectDose,
    OverrideGate,
    ReportDoseTaken,
    ReportLozengeOut,
    WithdrawDose,
)
from kapmonitor.session.intents.ending import (
    AnswerDriving,
    CloseWithoutDose,
    ContinueMonitoring,
    CountersignEntry,
    Discharge,
    GiveWrittenAdvice,
    OpenDischargeCheck,
    OverrideDischarge,
    RecordHandover,
    RecordSaidBack,
    ReportCareTransferred,
    ReportLeftAgainstAdvice,
    SignCheck,
    SignRecord,
)
from kapmonitor.session.intents.measuring import (
    CancelReading,
    EnterReading,
    MarkReturned,
    PostponeReading,
    RequestReading,
    SkipReading,
    Withdraw,
)
from kapmonitor.session.intents.opening import (
    BeginBaseline,
    Note,
    OpenSession,
    ResumeSession,
    StartRest,
)
from kapmonitor.session.intents.remote import (
    RemoteArrived,
    RemoteGiven,
    RemoteLinkReport,
    RemoteMessage,
    RemoteNumbersWanted,
    RemotePairingDone,
    RemotePassingState,
    RemoteRequestStaged,
    RemoteSuspicion,
)
from kapmonitor.session.vocabulary import HostCondition, Origin, Role

__all__ = [
    "AcknowledgeAlarms",
    "AdministerDose",
    "AnswerDriving",
    "Asked",
    "BeginBaseline",
    "CancelReading",
    "CloseWithoutDose",
    "ContinueMonitoring",
    "CorrectDose",
    "CountersignEntry",
    "DeviceReport",
    "Discharge",
    "EnterReading",
    "GiveWrittenAdvice",
    "Given",
    "HostReport",
    "Intent",
    "MarkReturned",
    "Note",
    "OpenDischargeCheck",
    "OpenSession",
    "OverrideDischarge",
    "OverrideGate",
    "PauseAudio",
    "PostponeReading",
    "RecordHandover",
    "RecordSaidBack",
    "Relay",
    "RemoteArrived",
    "RemoteGiven",
    "RemoteLinkReport",
    "RemoteMessage",
    "RemoteNumbersWanted",
    "RemotePairingDone",
    "RemotePassingState",
    "RemoteRequestStaged",
    "RemoteSuspicion",
    "ReportCareTransferred",
    "ReportDoseTaken",
    "ReportLeftAgainstAdvice",
    "ReportLozengeOut",
    "RequestFailed",
    "RequestReading",
    "ResumeAudio",
    "ResumeSession",
    "SignCheck",
    "SignRecord",
    "SkipReading",
    "StartRest",
    "Tick",
    "Withdraw",
    "WithdrawDose",
]

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
    | CorrectDose
    | WithdrawDose
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
    | SignCheck
    | SignRecord
    | CountersignEntry
)


@fact
class Asked:
    """An intent with the person and page it came from."""

    intent: Intent
    origin: Origin


@fact
class Relay:
    """What is known of a device event because it came over the link to the patient's side."""

    seq: int
    """The entry of its message."""
    request: str | None = None
    """The request that it answers, as the patient's side says."""
    doubts: tuple[str, ...] = ()
    """Why it is set aside whatever it says."""
    queried: tuple[str, ...] = ()
    """Why it is kept and doubted."""
    bound_s: float | None = None
    verified: bool | None = None
    """Whether its octets, read again here, say the same; False: they could not be."""


@fact
class DeviceReport:
    """A device event with the role it plays here; `corrected_utc` where its clock allows."""

    role: Role
    driver: str
    device: str
    event: DeviceEvent
    corrected_utc: datetime | None = None
    relay: Relay | None = None


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


Given = Asked | DeviceReport | HostReport | RequestFailed | RemoteGiven | Tick
