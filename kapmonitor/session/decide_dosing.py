"""Decisions about the gate, doses, the lozenge and the patient's return.

A dose at the gate is a request: it is refused while the gate is closed. A dose that has been
taken is a fact: it is recorded with its true time, whatever the gate says, as a deviation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from kapmonitor.language import say
from kapmonitor.session import decide_correcting as correcting
from kapmonitor.session.decide_opening import NO_ORDER, open_items
from kapmonitor.session.dose_deviations import differs_from_order, from_gate, from_opening
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
    CorrectDose,
    MarkReturned,
    OverrideGate,
    ReportDoseTaken,
    ReportLozengeOut,
    WithdrawDose,
)
from kapmonitor.session.state import Session
from kapmonitor.session.times import future, moment
from kapmonitor.session.vocabulary import HostCondition
from kapmonitor.session.words import call_prescriber

Dosing = (
    OverrideGate
    | AdministerDose
    | ReportDoseTaken
    | CorrectDose
    | WithdrawDose
    | ReportLozengeOut
    | MarkReturned
)


def answer(draft: Draft, intent: Dosing) -> None:
    """Add the entries that an intent about doses makes. Raises Refused."""
    match intent:
        case OverrideGate():
            _override(draft, intent)
        case AdministerDose():
            _administer(draft, intent)
        case ReportDoseTaken():
            _report_taken(draft, intent)
        case CorrectDose():
            correcting.correct(draft, intent)
        case WithdrawDose():
            correcting.withdraw(draft, intent)
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
    _dose(draft, intent, tuple(differs_from_order(session, intent)))


def _against_dose(session: Session, intent: AdministerDose) -> Iterator[str]:
    if session.order is None:
        yield say(NO_ORDER)
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
    yield from from_gate(gate)
    yield from open_items(session) if not session.doses else ()
    yield from from_opening(session, intent.taken_utc)
    yield from differs_from_order(session, intent)


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
