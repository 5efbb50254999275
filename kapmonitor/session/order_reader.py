"""The prescriber's order as a file says it: read strictly, every fault told at once.

The format is described in `docs/orders.md`. What the file says about the patient is compared with
whom the session is for; an order of another patient is never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kapmonitor.session.event import OrderRecorded
from kapmonitor.session.fact import fact
from kapmonitor.session.guardrail import Guardrail
from kapmonitor.session.preset_reader import Findings, Table
from kapmonitor.session.vocabulary import LozengeEnd, OrderSource

SCHEMA = 1
KIND = "kapmonitor-order"
_GUARDED = {"hold_min": "order.hold", "swish_interval_min": "order.swish_interval"}


@fact
class PrescribedOrder:
    """What an order file says."""

    order: OrderRecorded
    born: date | None
    local_id: str
    written: date
    valid_until: date | None


@fact
class OrderFor:
    """Whom and what a session needs an order for."""

    born: date | None
    local_id: str
    route: str
    booster_allowed: bool
    today: date


def parse_order(
    document: Mapping[str, object], wanted: OrderFor, guardrails: tuple[Guardrail, ...]
) -> PrescribedOrder:
    """Read a document for a session. Raises PresetError with every fault."""
    findings = Findings()
    top = Table(document, "", findings)
    if top.count("schema") != SCHEMA:
        top.fault("schema", str(document.get("schema")), str(SCHEMA))
    if top.text("kind") != KIND:
        top.fault("kind", str(document.get("kind")), KIND)
    written, until = top.day("written"), top.day("valid_until", optional=True)
    born, local_id = _patient(top.table("patient"), wanted)
    order = _order(top, wanted, guardrails)
    top.finish()
    if written is not None and written > wanted.today:
        top.fault("written", written.isoformat(), f"a day up to today, {wanted.today}")
    if until is not None and until < wanted.today:
        top.fault("valid_until", until.isoformat(), f"a day from today on, {wanted.today}")
    findings.refuse_if_any()
    return PrescribedOrder(
        order=order,
        born=born,
        local_id=local_id,
        written=written or wanted.today,
        valid_until=until,
    )


def _patient(table: Table, wanted: OrderFor) -> tuple[date | None, str]:
    """Read whom the order is for: a day of birth or a local number, and each that is there fits."""
    born, local_id = table.day("born", optional=True), table.text("local_id", "")
    table.finish()
    if born is None and not local_id:
        table.fault("born", "missing", "a day of birth, or a local_id, to know the patient by")
    if born is not None and born != wanted.born:
        table.fault("born", "another day of birth", "that of the patient of this session")
    if local_id and local_id.casefold() != wanted.local_id.casefold():
        table.fault("local_id", "another local number", "that of the patient of this session")
    return born, local_id


def _order(top: Table, wanted: OrderFor, guardrails: tuple[Guardrail, ...]) -> OrderRecorded:
    table, prescriber = top.table("order"), top.table("prescriber")
    lozenge = table.has("lozenge_end")
    order = OrderRecorded(
        drug=table.text("drug"),
        amount=table.above_zero("amount") or 0.0,
        unit=table.text("unit"),
        route=table.text("route"),
        booster_allowed=table.flag("booster_allowed"),
        prescriber=prescriber.text("name"),
        prescriber_phone=prescriber.text("phone", ""),
        booster_amount=table.above_zero("booster_amount", optional=True),
        hold_min=table.above_zero("hold_min", optional=True),
        swish_interval_min=table.above_zero("swish_interval_min", optional=True),
        lozenge_end=table.choice("lozenge_end", LozengeEnd) if lozenge else None,
        source=OrderSource.FILE,
    )
    for each in (table, prescriber):
        each.finish()
    _check(table, order, wanted)
    _guard(table, order, guardrails)
    return order


def _check(table: Table, order: OrderRecorded, wanted: OrderFor) -> None:
    for key in ("drug", "unit"):
        if table.has(key) and not getattr(order, key).strip():
            table.fault(key, "empty", "words")
    if order.route and order.route != wanted.route:
        table.fault("route", order.route, f"{wanted.route}, the route of the protocol preset")
    if order.booster_allowed and not wanted.booster_allowed:
        table.fault("booster_allowed", "true", "false: the protocol preset allows no booster")
    if order.booster_amount is not None and not order.booster_allowed:
        table.fault("booster_amount", f"{order.booster_amount:g}", "only where one is allowed")
    hold, swish = order.hold_min, order.swish_interval_min
    if hold is not None and swish is not None and swish > hold:
        table.fault("swish_interval_min", f"{swish:g}", f"at most the hold time, {hold:g}")


def _guard(table: Table, order: OrderRecorded, guardrails: tuple[Guardrail, ...]) -> None:
    rails = {rail.quantity: rail.absolute for rail in guardrails}
    for key, quantity in _GUARDED.items():
        value, span = getattr(order, key), rails.get(quantity)
        if value is not None and span is not None and not span.contains(value):
            table.fault(key, f"{value:g}", f"{span.low:g} to {span.high:g}")
