"""Decisions about a dose that was recorded wrongly: at a wrong time, in a wrong amount, or at all.

A correction reports a fact, so nothing about the plan refuses it: only what cannot be (a time
that has not come, no reason, nothing changed) is sent back. What the true dose breaks becomes its
deviations, judged by the gate as it stood at the true time.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import say
from kapmonitor.session.decide_opening import open_items
from kapmonitor.session.dose_deviations import differs_from_order, from_gate, from_opening
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import DoseCorrected, DoseWithdrawn
from kapmonitor.session.fact import replace
from kapmonitor.session.gate import GateState, GateStatus
from kapmonitor.session.gate_then import gate_then
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import CorrectDose, WithdrawDose
from kapmonitor.session.schedule import would_become
from kapmonitor.session.state import Dose, Session
from kapmonitor.session.times import future, moment
from kapmonitor.session.vocabulary import Outcome

_GATES = {GateState.CLEAR: "clear", GateState.OVERRIDDEN: "overridden"}


def correct(draft: Draft, intent: CorrectDose) -> None:
    """Record what was wrong in a dose. Raises Refused."""
    dose = _find(draft.session, intent.seq)
    if dose is None:
        draft.refuse(say("There is no such dose."))
    draft.refuse_for(*_against(draft.at, dose, intent))
    taken = _other_time(draft.at, dose, intent)
    amount = None if intent.amount == dose.amount else intent.amount
    route = None if intent.route == dose.route else intent.route
    true = replace(
        dose,
        taken=taken or dose.taken,
        amount=dose.amount if amount is None else amount,
        route=route or dose.route,
    )
    gate = gate_then(draft.session, true)
    draft.asked(
        DoseCorrected(
            seq=dose.seq,
            reason=intent.reason.strip(),
            taken=taken,
            amount=amount,
            route=route,
            gate=_GATES.get(gate.state, "held"),
            deviations=tuple(_deviations(draft.session, true, gate)),
        )
    )


def withdraw(draft: Draft, intent: WithdrawDose) -> None:
    """Record that a dose was never given. Raises Refused."""
    draft.refuse_for(
        None if _find(draft.session, intent.seq) else say("There is no such dose."),
        None if intent.reason.strip() else say("Say why it was recorded."),
    )
    draft.asked(DoseWithdrawn(seq=intent.seq, reason=intent.reason.strip()))


def _find(session: Session, seq: int) -> Dose | None:
    return next((dose for dose in session.doses if dose.seq == seq), None)


def _other_time(at: Instant, dose: Dose, intent: CorrectDose) -> Instant | None:
    """Return the true time; None where it is the recorded one."""
    taken = None if intent.taken_utc is None else moment(at, intent.taken_utc)
    return None if taken is not None and taken.utc == dose.taken.utc else taken


def _against(at: Instant, dose: Dose, intent: CorrectDose) -> Iterator[str | None]:
    """Yield what cannot be; how the dose breaks the plan is no reason."""
    if not intent.reason.strip():
        yield say("Say why it is corrected.")
    yield future(at, intent.taken_utc)
    if intent.amount is not None and intent.amount <= 0:
        yield say("The amount must be above zero.")
    if intent.route is not None and not intent.route.strip():
        yield say("The route is missing.")
    same = intent.amount in {None, dose.amount} and intent.route in {None, dose.route}
    if same and intent.taken_utc in {None, dose.taken.utc}:
        yield say("This is what is recorded already.")


def _deviations(session: Session, dose: Dose, gate: GateStatus) -> Iterator[str]:
    """Yield everything in which the true dose differs from the plan."""
    if session.ended_seq is not None and dose.seq > session.ended_seq:
        yield say("Reported after the session had ended.")
    yield from from_gate(gate)
    if dose.seq == session.doses[0].seq:
        yield from open_items(_answered_before(session, dose))
    yield from from_opening(session, dose.taken.utc)
    yield from differs_from_order(session, dose)
    yield from _out_of_order(session, dose)
    yield from _ended_too_soon(session, dose)


def _answered_before(session: Session, dose: Dose) -> Session:
    """Return the session with the checklist as it stood when the dose was recorded."""
    answered = {name: each for name, each in session.checklist.items() if each.seq < dose.seq}
    scores = tuple(each for each in session.scores if each.seq < dose.seq)
    return replace(session, checklist=answered, scores=scores)


def _out_of_order(session: Session, dose: Dose) -> Iterator[str]:
    others = [each for each in session.doses if each.seq != dose.seq]
    if any(
        (each.seq < dose.seq) is not (each.taken.elapsed_s <= dose.taken.elapsed_s)
        for each in others
    ):
        yield say("The doses were recorded in another order than they were taken.")


def _ended_too_soon(session: Session, dose: Dose) -> Iterator[str]:
    """Yield that a patient went home before the true minimum time was over."""
    ended, outcome = session.ended_at, session.ended.outcome if session.ended else None
    if ended is None or outcome is not Outcome.DISCHARGED:
        return
    earliest = would_become(session, dose.taken)
    if ended.elapsed_s < earliest.elapsed_s:
        yield say("Discharged {minutes:.0f} min before the minimum time was over.").format(
            minutes=earliest.minutes_since(ended)
        )
