"""Decisions about the gate, doses, the lozenge and the patient's return.

A dose at the gate is a request: it is refused while the gate is closed. A dose that has been
taken is a fact: it is recorded with its true time, whatever the gate says, as a deviation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from kapmonitor.language import mark, say
from kapmonitor.session.decide_opening import open_items
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    DoseAdministered,
    GateOverridden,
    LozengeRemoved,
    PatientReturned,
)
from kapmonitor.session.gate import GateState, GateStatus, booster_status, gate_status
from kapmonitor.session.intent import (
    AdministerDose,
    MarkReturned,
    OverrideGate,
    ReportDoseTaken,
    ReportLozengeOut,
)
from kapmonitor.session.state import Session
from kapmonitor.session.times import future, moment
from kapmonitor.session.vocabulary import HostCondition
from kapmonitor.session.words import call_prescriber

Dosing = OverrideGate | AdministerDose | ReportDoseTaken | ReportLozengeOut | MarkReturned

LONG_BEFORE = timedelta(hours=24)

_CLOSED = mark("at a closed gate")
_GATE_WORDS = {
    GateState.MEASURE: mark("before the baseline was complete"),
    GateState.HOLD: mark("while the gate was held"),
    GateState.LAPSED: mark("after the baseline had grown old"),
}


def answer(draft: Draft, intent: Dosing) -> None:
    """Add the entries that an intent about doses makes. Raises Refused."""
    match intent:
        case OverrideGate():
            _override(draft, intent)
        case AdministerDose():
            _administer(draft, intent)
        case ReportDoseTaken():
            _report_taken(draft, intent)
        case ReportLozengeOut():
            _lozenge_out(draft, intent)
        case MarkReturned():
            draft.refuse_for(
                say("The patient is already marked as back.") if draft.session.returned else None
            )
            draft.asked(PatientReturned())
        case _:
            assert_never(intent)


def _gate(draft: Draft, *, booster: bool) -> GateStatus:
    of = booster_status if booster else gate_status
    return of(draft.session, draft.at)


def _override(draft: Draft, intent: OverrideGate) -> None:
    draft.refuse_for(*_against_override(draft, intent))
    draft.asked(
        GateOverridden(
            reason=intent.reason,
            clinician=intent.clinician,
            contact_utc=intent.contact_utc,
            for_booster=intent.for_booster,
        )
    )


def _against_override(draft: Draft, intent: OverrideGate) -> Iterator[str | None]:
    session = draft.session
    rule = session.preset.gate
    if not rule.override_allowed:
        yield say("The preset does not allow an override of the gate.")
    if not intent.reason.strip():
        yield say("An override needs a reason.")
    if not intent.clinician.strip():
        yield say("An override needs the name of the clinician who decided.")
    if bool(session.doses) is not intent.for_booster:
        yield say("This override is for another dose than the next one.")
    elif _gate(draft, booster=intent.for_booster).state is GateState.CLEAR:
        yield say("The gate is clear: there is nothing to override.")
    yield future(draft.at, intent.contact_utc)
    if rule.live_contact_required and not _is_live(draft, intent.contact_utc):
        yield say("The clinician must be spoken to now. {call_prescriber}").format(
            call_prescriber=call_prescriber(session)
        )


def _is_live(draft: Draft, contact: datetime) -> bool:
    """Return whether the contact was with this baseline in hand, and the call is not lost."""
    lost = draft.session.host.get(HostCondition.CONTACT_LOST)
    recent = timedelta(minutes=draft.session.preset.gate.recheck_wait_min)
    return draft.at.utc - contact <= recent and not (lost is not None and lost.active)


def _administer(draft: Draft, intent: AdministerDose) -> None:
    session = draft.session
    gate = _gate(draft, booster=intent.booster)
    draft.refuse_for(
        *_against_dose(session, intent),
        *(() if gate.open else (*gate.reasons, gate.next_step)),
        *(open_items(session) if not intent.booster else ()),
        future(draft.at, intent.taken_utc),
    )
    _dose(draft, intent, tuple(_differs_from_order(session, intent)))


def _against_dose(session: Session, intent: AdministerDose) -> Iterator[str]:
    if session.order is None:
        yield say("The prescriber's order is not recorded.")
    if session.doses and not intent.booster:
        yield say("A dose is already recorded: a further one has its own gate.")
    if intent.amount <= 0:
        yield say("The amount must be above zero.")


def _report_taken(draft: Draft, intent: ReportDoseTaken) -> None:
    """Record a dose that was taken; only a time that has not come is refused."""
    draft.refuse_for(future(draft.at, intent.taken_utc))
    _dose(draft, intent, tuple(_deviations(draft, intent)))


def _deviations(draft: Draft, intent: ReportDoseTaken) -> Iterator[str]:
    session = draft.session
    gate = _gate(draft, booster=intent.booster or bool(session.doses))
    if session.ended is not None:
        yield say("Reported after the session had ended.")
    if not gate.open:
        said = say(_GATE_WORDS.get(gate.state, _CLOSED))
        yield say("Taken {said}: {reasons}").format(said=said, reasons=" ".join(gate.reasons))
    yield from open_items(session) if not session.doses else ()
    if intent.taken_utc < session.opened.utc - LONG_BEFORE:
        yield say("Said to be taken more than a day before the session.")
    elif intent.taken_utc < session.opened.utc:
        yield say("Taken before the session was opened.")
    yield from _differs_from_order(session, intent)


def _differs_from_order(
    session: Session, intent: AdministerDose | ReportDoseTaken
) -> Iterator[str]:
    order = session.order
    if order is None:
        yield say("No order is recorded.")
        return
    further = intent.booster and order.booster_amount is not None
    wanted = order.booster_amount if further else order.amount
    if (intent.drug, intent.unit, intent.route) != (order.drug, order.unit, order.route):
        yield say("Not as ordered: {drug}, {unit}, {route}.").format(
            drug=order.drug, unit=order.unit, route=order.route
        )
    elif intent.amount != wanted and (further or not intent.booster):
        yield say("{amount:g} {unit}, ordered {wanted:g} {unit2}.").format(
            amount=intent.amount, unit=intent.unit, wanted=wanted, unit2=order.unit
        )


def _dose(
    draft: Draft, intent: AdministerDose | ReportDoseTaken, deviations: tuple[str, ...]
) -> None:
    draft.asked(
        DoseAdministered(
            drug=intent.drug,
            amount=intent.amount,
            unit=intent.unit,
            route=intent.route,
            taken=moment(draft.at, intent.taken_utc),
            booster=intent.booster or bool(draft.session.doses),
            deviations=deviations,
        )
    )


def _lozenge_out(draft: Draft, intent: ReportLozengeOut) -> None:
    """Record that the lozenge is out; again, when a person corrects how."""
    draft.refuse_for(
        say("No lozenge was given.") if draft.session.lozenge is None else None,
        future(draft.at, intent.taken_out_utc),
    )
    draft.asked(LozengeRemoved(taken_out=moment(draft.at, intent.taken_out_utc), end=intent.end))
