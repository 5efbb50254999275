"""Decisions about the discharge check, the outcome and the signatures.

A discharge is refused while anything is open. An override is possible, named and reasoned, but
never over the ride and the no-driving acknowledgement. That a patient left, or that others took
over, is a fact and never refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kapmonitor.language import say
from kapmonitor.session.discharge import assess, assessment, not_before
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    CheckSigned,
    Countersigned,
    DischargeCheckOpened,
    DrivingAnswered,
    HandoverRecorded,
    MonitoringContinued,
    RecordSigned,
    RuleSaidBack,
    SessionEnded,
    WrittenAdviceGiven,
)
from kapmonitor.session.intent import (
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
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.signatures import against_locking, against_signing
from kapmonitor.session.times import future, moment
from kapmonitor.session.vocabulary import Operator, Outcome

Check = (
    OpenDischargeCheck
    | ContinueMonitoring
    | AnswerDriving
    | RecordHandover
    | RecordSaidBack
    | GiveWrittenAdvice
    | SignCheck
)
Outcomes = (
    Discharge
    | OverrideDischarge
    | ReportLeftAgainstAdvice
    | ReportCareTransferred
    | CloseWithoutDose
)
Ending = Check | Outcomes | SignRecord | CountersignEntry


def answer(draft: Draft, intent: Ending) -> None:
    """Add the entries that an intent about the ending makes. Raises Refused."""
    if isinstance(intent, SignRecord):
        unnamed = None if intent.signed_by.strip() else say("A signature needs a name.")
        draft.refuse_for(unnamed, against_locking(draft.session))
        draft.asked(
            RecordSigned(signed_by=intent.signed_by, digest=intent.digest, signing=intent.signing)
        )
    elif isinstance(intent, CountersignEntry):
        _countersign(draft, intent)
    elif isinstance(intent, Outcomes):
        _outcome(draft, intent)
    else:
        _check(draft, intent)


def _check(draft: Draft, intent: Check) -> None:
    match intent:
        case OpenDischargeCheck():
            draft.refuse_for()
            draft.asked(DischargeCheckOpened())
        case ContinueMonitoring():
            draft.refuse_for()
            draft.asked(MonitoringContinued())
        case AnswerDriving():
            draft.refuse_for()
            draft.asked(DrivingAnswered(answer=intent.answer))
        case RecordHandover():
            _hand_over(draft, intent)
        case RecordSaidBack():
            _say_back(draft, intent)
        case GiveWrittenAdvice():
            draft.refuse_for()
            draft.asked(WrittenAdviceGiven())
        case SignCheck():
            _sign_check(draft, intent)
        case _:
            assert_never(intent)


def _sign_check(draft: Draft, intent: SignCheck) -> None:
    person = draft.person or Operator(id="", name="")
    draft.refuse_for(*against_signing(draft.session, person))
    draft.asked(CheckSigned(name=person.name, digest=intent.digest, signing=intent.signing))


def _hand_over(draft: Draft, intent: RecordHandover) -> None:
    known = intent.means in draft.session.preset.discharge.handover.means
    draft.refuse_for(
        None if known else say("This way home is not on the clinic's list."),
        future(draft.at, intent.handed_over_utc),
    )
    handed_over = moment(draft.at, intent.handed_over_utc)
    draft.asked(HandoverRecorded(means=intent.means, handed_over=handed_over))


def _say_back(draft: Draft, intent: RecordSaidBack) -> None:
    rule = not_before(draft.session)
    if rule is None:
        draft.refuse(say("No dose was recorded."))
    draft.refuse_for()
    draft.asked(RuleSaidBack(said_back=intent.said_back, not_before=rule))


def _outcome(draft: Draft, intent: Outcomes) -> None:
    match intent:
        case Discharge():
            blocking = [each for each in assess(draft.session, draft.at) if each.blocks]
            draft.refuse_for(*(f"{each.text}: {each.reason}" for each in blocking))
            _end(draft, Outcome.DISCHARGED)
        case OverrideDischarge():
            draft.refuse_for(*_against_override(draft, intent))
            _end(draft, Outcome.OVERRIDDEN, reason=intent.reason, clinician=intent.clinician)
        case ReportLeftAgainstAdvice():
            draft.refuse_for()
            _end(
                draft,
                Outcome.LEFT_AGAINST_ADVICE,
                reason=intent.reason,
                risk_note=intent.risk_note,
            )
        case ReportCareTransferred():
            draft.refuse_for()
            to = say("To {to}. ").format(to=intent.to) if intent.to.strip() else ""
            _end(draft, Outcome.CARE_TRANSFERRED, reason=f"{to}{intent.reason}")
        case CloseWithoutDose():
            draft.refuse_for(say("A dose was taken.") if draft.session.doses else None)
            _end(draft, Outcome.NOT_DOSED, reason=intent.reason)
        case _:
            assert_never(intent)


def _against_override(draft: Draft, intent: OverrideDischarge) -> Iterator[str]:
    if not intent.reason.strip():
        yield say("An override needs a reason.")
    if not intent.clinician.strip():
        yield say("An override needs the name of the clinician who decided.")
    results = assess(draft.session, draft.at)
    for each in results:
        if each.blocks and not each.overridable:
            yield say("{each}: {reason} Nobody can override this.").format(
                each=each.text, reason=each.reason
            )
    if not any(each.blocks for each in results):
        yield say("Everything is met: discharge instead.")


def _end(
    draft: Draft,
    outcome: Outcome,
    *,
    reason: str = "",
    clinician: str = "",
    risk_note: PersonalText | None = None,
) -> None:
    draft.asked(
        SessionEnded(
            outcome=outcome,
            assessment=assessment(draft.session, draft.at) if draft.session.doses else (),
            reason=reason,
            clinician=clinician,
            risk_note=risk_note,
            not_before=not_before(draft.session),
        )
    )


def _countersign(draft: Draft, intent: CountersignEntry) -> None:
    session = draft.session
    draft.refuse_for(
        None if intent.seq in session.overrides else say("This entry is not an override."),
        say("It is already countersigned.") if intent.seq in session.countersigned else None,
        None if intent.clinician.strip() else say("A countersignature needs a name."),
    )
    draft.asked(
        Countersigned(
            seq=intent.seq,
            clinician=intent.clinician,
            digest=intent.digest,
            signing=intent.signing,
        )
    )
