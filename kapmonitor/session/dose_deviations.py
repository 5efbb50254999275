"""How a dose differs from the plan, in words that stay with it in the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapmonitor.language import mark, say
from kapmonitor.session.gate import GateState, GateStatus
from kapmonitor.session.intent import AdministerDose, ReportDoseTaken
from kapmonitor.session.state import Dose, Session

LONG_BEFORE = timedelta(hours=24)

_CLOSED = mark("at a closed gate")
_GATE_WORDS = {
    GateState.MEASURE: mark("before the baseline was complete"),
    GateState.HOLD: mark("while the gate was held"),
    GateState.LAPSED: mark("after the baseline had grown old"),
}


def from_gate(gate: GateStatus) -> Iterator[str]:
    """Yield that the gate was closed, and why."""
    if not gate.open:
        said = say(_GATE_WORDS.get(gate.state, _CLOSED))
        yield say("Taken {said}: {reasons}").format(said=said, reasons=" ".join(gate.reasons))


def from_opening(session: Session, taken: datetime) -> Iterator[str]:
    """Yield that a dose is said to be older than the session."""
    if taken < session.opened.utc - LONG_BEFORE:
        yield say("Said to be taken more than a day before the session.")
    elif taken < session.opened.utc:
        yield say("Taken before the session was opened.")


def differs_from_order(
    session: Session, dose: AdministerDose | ReportDoseTaken | Dose
) -> Iterator[str]:
    """Yield how drug, amount or route differ from what the prescriber ordered."""
    order = session.order
    if order is None:
        yield say("No order is recorded.")
        return
    further = dose.booster and order.booster_amount is not None
    wanted = order.booster_amount if further else order.amount
    if (dose.drug, dose.unit, dose.route) != (order.drug, order.unit, order.route):
        yield say("Not as ordered: {drug}, {unit}, {route}.").format(
            drug=order.drug, unit=order.unit, route=order.route
        )
    elif dose.amount != wanted and (further or not dose.booster):
        yield say("{amount:g} {unit}, ordered {wanted:g} {unit2}.").format(
            amount=dose.amount, unit=dose.unit, wanted=wanted, unit2=order.unit
        )
