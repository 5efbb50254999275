"""The criteria that people judge: asked one by one, never pre-answered.

An answer given before the last dose says nothing about the patient after it. Distress is scored
and compared with the score of before the session.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import figure, say
from kapmonitor.session.code_words import coded
from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.event import FindingRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import HumanCriterion, OptionalScore
from kapmonitor.session.scale import Scale
from kapmonitor.session.scoring import Scored, scored, shortfalls
from kapmonitor.session.state import Score, Session
from kapmonitor.session.vocabulary import Answer

SCORE = "score-"
"""Before the id of a score: a question of the check may go by the same name."""


def human(session: Session, _at: Instant) -> Iterator[CriterionResult]:
    """Yield the preset's human criteria."""
    for criterion in session.preset.discharge.human:
        if criterion.scale is not None and _before(session, criterion.scale) is not None:
            yield _scored(session, criterion, criterion.scale)
        else:
            yield _answered(session, criterion)


def scores(session: Session, at: Instant) -> Iterator[CriterionResult]:
    """Yield the optional scores that somebody began; none of them ever discharges by itself."""
    for rule in session.preset.discharge.scores:
        if rule.scale is not None:
            found = scored(session, rule.scale, at)
            if found.begun:
                yield _optional(rule, rule.scale, found)
        elif (score := _after(session, rule.id)) is not None:
            yield _total_only(rule, score)


def _answered(session: Session, criterion: HumanCriterion) -> CriterionResult:
    found = session.findings.get(criterion.id)
    answer = found.fact.answer if found and isinstance(found.fact, FindingRecorded) else None
    if found is None or answer is None:
        return _human(criterion, Result.UNKNOWN, say("Not answered."))
    if session.doses and found.seq < session.doses[-1].seq:
        return _human(criterion, Result.UNKNOWN, say("Answered before the last dose."))
    evidence = (found.seq,)
    if answer is Answer.NOT_ASSESSED:
        return _human(criterion, Result.UNKNOWN, say("Not assessed."), evidence)
    met = answer.value == criterion.met_by
    said = say("Yes.") if answer is Answer.YES else say("No.")
    return _human(criterion, Result.MET if met else Result.NOT_MET, said, evidence)


def _scored(session: Session, criterion: HumanCriterion, scale: str) -> CriterionResult:
    before, after = _before(session, scale), _after(session, scale)
    if before is None or after is None:
        told = say(" Before the session: {before:g}.").format(before=before.value) if before else ""
        return _human(criterion, Result.UNKNOWN, say("Not scored.{told}").format(told=told))
    met = after.value <= before.value
    return _human(
        criterion,
        Result.MET if met else Result.NOT_MET,
        say("{after:g}, before the session {before:g}.").format(
            after=after.value, before=before.value
        ),
        (before.seq, after.seq),
    )


def _before(session: Session, scale: str) -> Score | None:
    """Return the last score of before the first dose was taken."""
    first = session.doses[0] if session.doses else None
    found = [
        score
        for score in session.scores
        if score.scale == scale
        and (first is None or score.seq < first.seq)
        and (first is None or score.at.elapsed_s <= first.taken.elapsed_s)
    ]
    return found[-1] if found else None


def _after(session: Session, scale: str) -> Score | None:
    """Return the last score of after the last dose was recorded."""
    if not session.doses:
        return None
    last = session.doses[-1].seq
    found = [score for score in session.scores if score.scale == scale and score.seq > last]
    return found[-1] if found else None


def _human(
    criterion: HumanCriterion, result: Result, reason: str, evidence: tuple[int, ...] = ()
) -> CriterionResult:
    return CriterionResult(
        id=criterion.id,
        text=say(criterion.text),
        result=result,
        reason=reason,
        evidence=evidence,
        needs="" if result is Result.MET else _needs(criterion),
        overridable=criterion.overridable,
    )


def _needs(criterion: HumanCriterion) -> str:
    if criterion.scale is not None:
        return say("Score {scale} no higher than before the session.").format(scale=criterion.scale)
    return say('Answer "{met_by}".').format(met_by=coded(criterion.met_by))


def _optional(rule: OptionalScore, scale: Scale, found: Scored) -> CriterionResult:
    if found.total is None:
        have, of = len(found.items) - len(found.missing), len(found.items)
        names = "; ".join(f"{each.item.text}: {each.told.rstrip('.')}" for each in found.missing)
        result, reason = (
            Result.UNKNOWN,
            say("{have} of {of} items scored, no total. {names}.").format(
                have=have, of=of, names=names
            ),
        )
    else:
        against = " ".join(shortfalls(rule, scale, found))
        result = Result.NOT_MET if against else Result.MET
        reason = against or f"{figure(found.total)}."
    return CriterionResult(
        id=f"{SCORE}{rule.id}",
        text=rule.name,
        result=result,
        reason=reason,
        evidence=found.evidence,
        needs="" if result is Result.MET else say("Score it whole, or take its answers back."),
    )


def _total_only(rule: OptionalScore, score: Score) -> CriterionResult:
    """Judge a total of a record in which the score had no items."""
    asked = rule.at_least or 0.0
    met = score.value >= asked
    return CriterionResult(
        id=rule.id,
        text=say("{rule} {asked:g} or more").format(rule=say(rule.name), asked=asked),
        result=Result.MET if met else Result.NOT_MET,
        reason=f"{say(rule.name)} {figure(score.value)}.",
        evidence=(score.seq,),
        needs=""
        if met
        else say("{rule} {asked:g} or more.").format(rule=say(rule.name), asked=asked),
    )
