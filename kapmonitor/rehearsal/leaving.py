"""What the people do at the discharge check, and every other way a session ends."""

from __future__ import annotations

from collections.abc import Iterator

from devices.simulator.people import (
    CareTransferred,
    DischargeOverridden,
    DrivingSaid,
    LeftAgainstAdvice,
    PatientDrives,
)
from kapmonitor.rehearsal.measuring import ignoring_prompts, read_again, type_saturation
from kapmonitor.rehearsal.scene import Scene
from kapmonitor.session.discharge import Result, assess
from kapmonitor.session.event import FindingRecorded, ScoreRecorded
from kapmonitor.session.intent import (
    AnswerDriving,
    Discharge,
    GiveWrittenAdvice,
    Intent,
    Note,
    OpenDischargeCheck,
    OverrideDischarge,
    RecordHandover,
    RecordSaidBack,
    ReportCareTransferred,
    ReportLeftAgainstAdvice,
    SignRecord,
)
from kapmonitor.session.protocol import HumanCriterion
from kapmonitor.session.vocabulary import Answer, DrivingAnswer, Setting

DISTRESS_AFTER = 2
SATURATION = "spo2"
"""The criterion that a finger clip meets, not a cuff."""
_MEANS = {Setting.OFFICE: "driven_by_escort", Setting.TELEHEALTH: "stays_at_home_with_chaperone"}


def leave(scene: Scene) -> Intent | None:
    """Do the next thing at the discharge check."""
    return next(_steps(scene), None)


def end_early(scene: Scene) -> Intent | None:
    """End the session as the script says, where that does not wait for the check."""
    ending = scene.script.ending
    match ending:
        case LeftAgainstAdvice() if scene.due(ending):
            note = scene.words(ending.risk_note)
            return ReportLeftAgainstAdvice(reason=ending.reason, risk_note=note)
        case CareTransferred() if scene.due(ending):
            return ReportCareTransferred(to=ending.to, reason=ending.reason)
        case DischargeOverridden() if scene.due(ending):
            if scene.session.check_opened is None:
                return OpenDischargeCheck()
            return next(_ride(scene), None) or OverrideDischarge(
                reason=ending.reason, clinician=ending.clinician
            )
        case _:
            return None


def sign(scene: Scene) -> Intent | None:
    """Sign and lock the ended session."""
    return SignRecord(signed_by="Simulated therapist", digest=scene.head)


def _steps(scene: Scene) -> Iterator[Intent]:
    session = scene.session
    for criterion in session.preset.discharge.human:
        yield from _judge(scene, criterion)
    yield from _ride(scene)
    if not ignoring_prompts(scene):
        yield from _vitals(scene)
    if all(each.result is Result.MET for each in assess(session, scene.at)):
        yield Discharge()


def _judge(scene: Scene, criterion: HumanCriterion) -> Iterator[Intent]:
    if criterion.scale is not None and scene.once(f"after {criterion.scale}"):
        yield Note(fact=ScoreRecorded(scale=criterion.scale, value=DISTRESS_AFTER))
    if criterion.id not in scene.session.findings:
        answer = Answer(criterion.met_by)
        yield Note(fact=FindingRecorded(criterion=criterion.id, answer=answer))


def _ride(scene: Scene) -> Iterator[Intent]:
    session = scene.session
    if (answer := _driving(scene)) is not session.driving:
        yield AnswerDriving(answer=answer)
    if answer is not DrivingAnswer.NO:
        return
    if session.handover is None:
        yield RecordHandover(means=_MEANS[session.setting], handed_over_utc=scene.at.utc)
    if session.said_back is None:
        yield RecordSaidBack(said_back=True)
    if not session.advice_given:
        yield GiveWrittenAdvice()


def _driving(scene: Scene) -> DrivingAnswer:
    waited = scene.since(scene.session.check_opened)
    for _key, act in scene.acts(PatientDrives):
        if isinstance(act, PatientDrives) and waited < act.ride_found_after_min * 60:
            yes = act.answer is DrivingSaid.YES
            return DrivingAnswer.YES if yes else DrivingAnswer.NOT_SURE
    return DrivingAnswer.NO


def _vitals(scene: Scene) -> Iterator[Intent]:
    """Measure again while what the readings must show is not there yet."""
    spacing = scene.session.preset.discharge.vitals.spacing_min
    waiting = {
        each.id
        for each in assess(scene.session, scene.at)
        if each.from_readings and each.result is not Result.MET
    }
    if SATURATION in waiting:
        turn = int(scene.since(scene.session.check_opened) / 60 / max(spacing, 1.0))
        yield from type_saturation(scene, f"check {turn}")
    if waiting - {SATURATION}:
        yield from read_again(scene, spacing_min=spacing)
