"""What each phase permits: one table, read by the decider, the window and the documentation.

Requests to the program stand only where they make sense. Reports of what has happened stand in
every phase until the record is locked; after that only corrections that name what they correct.
"""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.session import intent as asked
from kapmonitor.session.event import (
    AgreementSigned,
    AlarmActionRecorded,
    CallLogged,
    ChecklistAnswered,
    CheckRecorded,
    CheckWordsCompared,
    CompanionStated,
    CuffStartAgreed,
    DeviceAssigned,
    DeviceReleased,
    EntryAmended,
    EscortRecorded,
    FindingRecorded,
    HandoverDetailed,
    HeartRateSourceChosen,
    HelpAnswered,
    IdentityConfirmed,
    LimitMadePersonal,
    LimitRestored,
    MeasurementConfirmed,
    MeasurementMarkedInError,
    MeasuringStated,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    OrderRecorded,
    PlaceRecorded,
    RemoteStartAllowed,
    ScoreItemRecorded,
    ScoreRecorded,
    SoundSet,
    SoundTested,
    StationMessageSeen,
    StationWrote,
    TrialReadingAccepted,
)
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session

Kinds = frozenset[type]

_CORRECTIONS: Kinds = frozenset({EntryAmended, asked.CountersignEntry})

_FACTS: Kinds = _CORRECTIONS | {
    IdentityConfirmed,
    ScoreRecorded,
    EscortRecorded,
    HandoverDetailed,
    PlaceRecorded,
    ChecklistAnswered,
    MeasurementConfirmed,
    MeasurementMarkedInError,
    MeasuringStated,
    CallLogged,
    CheckRecorded,
    ObservationRecorded,
    ObservationDetailed,
    NoteAdded,
    AlarmActionRecorded,
    SoundSet,
    SoundTested,
    DeviceReleased,
    CheckWordsCompared,
    CompanionStated,
    HelpAnswered,
    RemoteStartAllowed,
    StationMessageSeen,
    StationWrote,
    TrialReadingAccepted,
    asked.ResumeSession,
    asked.EnterReading,
    asked.ReportDoseTaken,
    asked.CorrectDose,
    asked.WithdrawDose,
    asked.ReportLozengeOut,
    asked.ReportLeftAgainstAdvice,
    asked.ReportCareTransferred,
    asked.Withdraw,
    asked.AcknowledgeAlarms,
    asked.PauseAudio,
    asked.ResumeAudio,
}

_BEFORE_DOSE: Kinds = _FACTS | {
    OrderRecorded,
    AgreementSigned,
    DeviceAssigned,
    CuffStartAgreed,
    HeartRateSourceChosen,
    LimitMadePersonal,
    LimitRestored,
    asked.RequestReading,
    asked.CancelReading,
    asked.CloseWithoutDose,
}

_WATCHING: Kinds = _FACTS | {
    OrderRecorded,
    DeviceAssigned,
    CuffStartAgreed,
    HeartRateSourceChosen,
    LimitMadePersonal,
    LimitRestored,
    asked.RequestReading,
    asked.CancelReading,
    asked.PostponeReading,
    asked.SkipReading,
    asked.MarkReturned,
    asked.OverrideGate,
    asked.AdministerDose,
}

PERMITTED: dict[Phase, Kinds] = {
    Phase.PREPARATION: _BEFORE_DOSE | {asked.BeginBaseline},
    Phase.BASELINE: _BEFORE_DOSE | {asked.StartRest, asked.OverrideGate, asked.AdministerDose},
    Phase.MONITORING: _WATCHING | {asked.OpenDischargeCheck},
    Phase.RECOVERY: _WATCHING
    | {
        FindingRecorded,
        ScoreItemRecorded,
        asked.ContinueMonitoring,
        asked.AnswerDriving,
        asked.RecordHandover,
        asked.RecordSaidBack,
        asked.GiveWrittenAdvice,
        asked.SignCheck,
        asked.Discharge,
        asked.OverrideDischarge,
    },
    Phase.CLOSED: _FACTS | {asked.SignCheck, asked.SignRecord},
    Phase.LOCKED: _CORRECTIONS,
}

PHASE_WORDS = {
    Phase.PREPARATION: mark("during preparation"),
    Phase.BASELINE: mark("before the dose"),
    Phase.MONITORING: mark("while monitoring"),
    Phase.RECOVERY: mark("during the discharge check"),
    Phase.CLOSED: mark("after the session has ended"),
    Phase.LOCKED: mark("after the record was signed"),
}


def permitted(session: Session) -> Kinds:
    """Return the kinds of intents, and of noted facts, that the session takes as it stands."""
    return PERMITTED[phase_of(session)]


def forbidden(session: Session, intent: asked.Intent) -> tuple[str, ...]:
    """Return why the phase does not permit an intent; empty when it does."""
    kind = type(intent.fact) if isinstance(intent, asked.Note) else type(intent)
    if kind in permitted(session):
        return ()
    if isinstance(intent, asked.OpenSession):
        return (say("A session is already open."),)
    return (
        say("This is not possible {phase_words}.").format(
            phase_words=say(PHASE_WORDS[phase_of(session)])
        ),
    )
