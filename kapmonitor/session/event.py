"""What happened: the closed union of a session's facts, in the past tense.

Everything that matters in a session is one of these, appended before anyone sees it. A fact is
never edited: `EntryWithdrawn`, `MeasurementMarkedInError`, `DoseCorrected`, `DoseWithdrawn` and
`EntryAmended` name what they correct, by sequence number. Adding a fact: dataclass in `facts/`,
a name here, a case in `state.apply`, a codec line, a view line; the type checker lists what is
missing.
"""

from __future__ import annotations

from typing import TypeAlias

from kapmonitor.session.fact import fact
from kapmonitor.session.facts.alarming import (
    AlarmAcknowledged,
    AlarmActionRecorded,
    AlarmChanged,
    AlarmCleared,
    AlarmRaised,
    AudioPaused,
    AudioResumed,
    ClockDiscontinuityDetected,
    HostConditionChanged,
    SoundSet,
    SoundTested,
)
from kapmonitor.session.facts.dosing import (
    CallLogged,
    DoseAdministered,
    DoseCorrected,
    DoseWithdrawn,
    GateAssessed,
    GateOverridden,
    LozengeRemoved,
)
from kapmonitor.session.facts.ending import (
    CheckSigned,
    Countersigned,
    CriterionRecorded,
    DischargeCheckOpened,
    DrivingAnswered,
    FindingRecorded,
    HandoverDetailed,
    HandoverRecorded,
    MonitoringContinued,
    RecordSigned,
    RuleSaidBack,
    ScoreItemRecorded,
    SessionEnded,
    WrittenAdviceGiven,
)
from kapmonitor.session.facts.from_station import StationMessageSeen, StationWrote
from kapmonitor.session.facts.journey import (
    CheckMissed,
    CheckRecorded,
    EntryAmended,
    EntryWithdrawn,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    PatientReturned,
)
from kapmonitor.session.facts.limits import LimitMadePersonal, LimitRestored
from kapmonitor.session.facts.measuring import (
    DeviceLinkRecorded,
    DeviceNoted,
    MeasurementConfirmed,
    MeasurementFailureRecorded,
    MeasurementMarkedInError,
    MeasurementQuarantined,
    MeasurementRecorded,
    MeasurementRequested,
    MeasuringStated,
    ProtocolViolationRecorded,
    ReadingMissed,
    ReadingPostponed,
    RequestEnded,
)
from kapmonitor.session.facts.opening import (
    AgreementSigned,
    Approval,
    BaselineBegun,
    ChecklistAnswered,
    ClockChange,
    CuffStartAgreed,
    DeviceAssigned,
    DeviceReleased,
    EscortRecorded,
    HeartRateSourceChosen,
    IdentityConfirmed,
    OrderRecorded,
    PlaceRecorded,
    RestStarted,
    ScoreRecorded,
    SessionOpened,
    SessionResumed,
)
from kapmonitor.session.facts.remote import (
    CheckWordsCompared,
    CompanionStated,
    HelpAnswered,
    PatientCalled,
    PatientProgramEnded,
    PatientProgramStarted,
    PatientSideChanged,
    RemoteConflictFound,
    RemoteEntryKept,
    RemoteLinkChanged,
    RemoteMessageReceived,
    RemoteNumbersLost,
    RemoteNumbersReserved,
    RemotePaired,
    RemotePersonDenied,
    RemoteStartAllowed,
    RemoteTamperingSuspected,
    RemoteVersionDiffered,
    RequestStaged,
    TrialReadingAccepted,
)
from kapmonitor.session.instant import Instant
from kapmonitor.session.vocabulary import Origin

__all__ = [
    "AgreementSigned",
    "AlarmAcknowledged",
    "AlarmActionRecorded",
    "AlarmChanged",
    "AlarmCleared",
    "AlarmRaised",
    "Approval",
    "AudioPaused",
    "AudioResumed",
    "BaselineBegun",
    "CallLogged",
    "CheckMissed",
    "CheckRecorded",
    "CheckSigned",
    "CheckWordsCompared",
    "ChecklistAnswered",
    "ClockChange",
    "ClockDiscontinuityDetected",
    "CompanionStated",
    "Countersigned",
    "CriterionRecorded",
    "CuffStartAgreed",
    "DeviceAssigned",
    "DeviceLinkRecorded",
    "DeviceNoted",
    "DeviceReleased",
    "DischargeCheckOpened",
    "DoseAdministered",
    "DoseCorrected",
    "DoseWithdrawn",
    "DrivingAnswered",
    "Entry",
    "EntryAmended",
    "EntryWithdrawn",
    "EscortRecorded",
    "Event",
    "FindingRecorded",
    "GateAssessed",
    "GateOverridden",
    "HandoverDetailed",
    "HandoverRecorded",
    "HeartRateSourceChosen",
    "HelpAnswered",
    "HostConditionChanged",
    "IdentityConfirmed",
    "LimitMadePersonal",
    "LimitRestored",
    "LozengeRemoved",
    "MeasurementConfirmed",
    "MeasurementFailureRecorded",
    "MeasurementMarkedInError",
    "MeasurementQuarantined",
    "MeasurementRecorded",
    "MeasurementRequested",
    "MeasuringStated",
    "MonitoringContinued",
    "NoteAdded",
    "Noted",
    "ObservationDetailed",
    "ObservationRecorded",
    "OrderRecorded",
    "PatientCalled",
    "PatientProgramEnded",
    "PatientProgramStarted",
    "PatientReturned",
    "PatientSideChanged",
    "PlaceRecorded",
    "ProtocolViolationRecorded",
    "ReadingMissed",
    "ReadingPostponed",
    "RecordSigned",
    "RemoteConflictFound",
    "RemoteEntryKept",
    "RemoteLinkChanged",
    "RemoteMessageReceived",
    "RemoteNumbersLost",
    "RemoteNumbersReserved",
    "RemotePaired",
    "RemotePersonDenied",
    "RemoteStartAllowed",
    "RemoteTamperingSuspected",
    "RemoteVersionDiffered",
    "RequestEnded",
    "RequestStaged",
    "RestStarted",
    "RuleSaidBack",
    "ScoreItemRecorded",
    "ScoreRecorded",
    "SessionEnded",
    "SessionOpened",
    "SessionResumed",
    "SoundSet",
    "SoundTested",
    "StationMessageSeen",
    "StationWrote",
    "TrialReadingAccepted",
    "WrittenAdviceGiven",
]

Event = (
    SessionOpened
    | SessionResumed
    | IdentityConfirmed
    | OrderRecorded
    | ChecklistAnswered
    | ScoreRecorded
    | EscortRecorded
    | PlaceRecorded
    | AgreementSigned
    | DeviceAssigned
    | DeviceReleased
    | CuffStartAgreed
    | HeartRateSourceChosen
    | BaselineBegun
    | RestStarted
    | MeasurementRequested
    | RequestEnded
    | MeasurementRecorded
    | MeasurementFailureRecorded
    | MeasurementQuarantined
    | ProtocolViolationRecorded
    | MeasurementConfirmed
    | MeasurementMarkedInError
    | MeasuringStated
    | ReadingPostponed
    | ReadingMissed
    | DeviceLinkRecorded
    | DeviceNoted
    | GateAssessed
    | GateOverridden
    | CallLogged
    | DoseAdministered
    | DoseCorrected
    | DoseWithdrawn
    | LozengeRemoved
    | PatientReturned
    | CheckRecorded
    | CheckMissed
    | ObservationRecorded
    | ObservationDetailed
    | NoteAdded
    | EntryWithdrawn
    | EntryAmended
    | AlarmRaised
    | AlarmChanged
    | AlarmCleared
    | AlarmAcknowledged
    | AlarmActionRecorded
    | AudioPaused
    | AudioResumed
    | SoundSet
    | SoundTested
    | LimitMadePersonal
    | LimitRestored
    | HostConditionChanged
    | ClockDiscontinuityDetected
    | DischargeCheckOpened
    | MonitoringContinued
    | FindingRecorded
    | ScoreItemRecorded
    | DrivingAnswered
    | HandoverRecorded
    | HandoverDetailed
    | RuleSaidBack
    | WrittenAdviceGiven
    | CheckSigned
    | SessionEnded
    | Countersigned
    | RecordSigned
    | CheckWordsCompared
    | CompanionStated
    | HelpAnswered
    | PatientCalled
    | PatientProgramEnded
    | PatientProgramStarted
    | PatientSideChanged
    | RemoteConflictFound
    | RemoteEntryKept
    | RemoteLinkChanged
    | RemoteMessageReceived
    | RemoteNumbersLost
    | RemoteNumbersReserved
    | RemotePaired
    | RemotePersonDenied
    | RemoteStartAllowed
    | RemoteTamperingSuspected
    | RemoteVersionDiffered
    | RequestStaged
    | TrialReadingAccepted
    | StationMessageSeen
    | StationWrote
)

Noted: TypeAlias = (
    IdentityConfirmed
    | OrderRecorded
    | ChecklistAnswered
    | ScoreRecorded
    | EscortRecorded
    | PlaceRecorded
    | AgreementSigned
    | DeviceAssigned
    | DeviceReleased
    | CuffStartAgreed
    | HeartRateSourceChosen
    | MeasurementConfirmed
    | MeasurementMarkedInError
    | MeasuringStated
    | CallLogged
    | CheckRecorded
    | ObservationRecorded
    | ObservationDetailed
    | NoteAdded
    | EntryAmended
    | AlarmActionRecorded
    | SoundSet
    | SoundTested
    | LimitMadePersonal
    | LimitRestored
    | FindingRecorded
    | ScoreItemRecorded
    | HandoverDetailed
    | CheckWordsCompared
    | CompanionStated
    | HelpAnswered
    | RemoteStartAllowed
    | TrialReadingAccepted
    | StationMessageSeen
    | StationWrote
)
"""What a person may simply note; everything else is asked for, and answered by several facts."""


@fact
class Entry:
    """One line of the record: what, when, in which order, by whom (None: the program)."""

    seq: int
    at: Instant
    origin: Origin | None
    event: Event
