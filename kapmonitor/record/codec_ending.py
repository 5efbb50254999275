"""The discharge check, the outcome and what follows it, as the record writes it."""

from __future__ import annotations

from kapmonitor.record.codec_opening import SIGNING
from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import (
    FLAG,
    INSTANT,
    MAYBE_PERSONAL,
    MOMENT,
    TEXT,
    WHOLE,
    choice,
    many,
    maybe,
    nested,
)
from kapmonitor.session.event import (
    CheckSigned,
    Countersigned,
    CriterionRecorded,
    DischargeCheckOpened,
    DrivingAnswered,
    Event,
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
from kapmonitor.session.vocabulary import Answer, DrivingAnswer, Outcome

CRITERION = nested(CriterionRecorded, id=TEXT, result=TEXT, reason=TEXT, evidence=many(WHOLE))

ENDING: tuple[Kind[Event], ...] = (
    kind(DischargeCheckOpened, "discharge_check_opened"),
    kind(MonitoringContinued, "monitoring_continued"),
    kind(FindingRecorded, "finding_recorded", criterion=TEXT, answer=choice(Answer)),
    kind(ScoreItemRecorded, "score_item_recorded", scale=TEXT, item=TEXT, points=maybe(WHOLE)),
    kind(DrivingAnswered, "driving_answered", answer=choice(DrivingAnswer)),
    kind(HandoverRecorded, "handover_recorded", means=TEXT, handed_over=INSTANT),
    kind(
        HandoverDetailed,
        "handover_detailed",
        arrived=maybe(INSTANT),
        confirmed=TEXT,
        keys=maybe(choice(Answer)),
        tonight=MAYBE_PERSONAL,
        follow_up=TEXT,
        same_place=maybe(choice(Answer)),
        camera_ended=maybe(INSTANT),
    ),
    kind(RuleSaidBack, "rule_said_back", said_back=FLAG, not_before=MOMENT),
    kind(WrittenAdviceGiven, "written_advice_given"),
    kind(CheckSigned, "check_signed", name=TEXT, digest=TEXT, signing=maybe(SIGNING)),
    kind(
        SessionEnded,
        "session_ended",
        outcome=choice(Outcome),
        assessment=many(CRITERION),
        reason=TEXT,
        clinician=TEXT,
        risk_note=MAYBE_PERSONAL,
        not_before=maybe(MOMENT),
        countersigned=FLAG,
    ),
    kind(
        Countersigned,
        "countersigned",
        seq=WHOLE,
        clinician=TEXT,
        digest=TEXT,
        signing=maybe(SIGNING),
    ),
    kind(RecordSigned, "record_signed", signed_by=TEXT, digest=TEXT, signing=maybe(SIGNING)),
)
