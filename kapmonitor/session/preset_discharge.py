"""Reading the discharge check of a preset."""

from __future__ import annotations

from kapmonitor.session.preset_limits import bound
from kapmonitor.session.preset_reader import Table
from kapmonitor.session.preset_scale import scale
from kapmonitor.session.protocol import (
    Bound,
    DischargeRule,
    HandoverRule,
    HumanCriterion,
    NoDrivingRule,
    OptionalScore,
    Signal,
    VitalsRule,
)

_MET_BY = ("yes", "no")


def discharge(table: Table) -> DischargeRule:
    """Read when the session may end as discharged."""
    rule = DischargeRule(
        minimum_observation_min=table.number("minimum_observation", "min"),
        vitals=_vitals(table.table("vitals")),
        human=tuple(_human(inner) for inner in table.tables("human")),
        scores=tuple(_score(inner) for inner in table.tables("score")),
        no_driving=_no_driving(table.table("no_driving")),
        handover=_handover(table.table("handover")),
    )
    table.finish()
    return rule


def _vitals(table: Table) -> VitalsRule:
    rule = VitalsRule(
        within_percent=table.number("within_percent", "%"),
        systolic=_bounds(table, Signal.SYSTOLIC),
        diastolic=_bounds(table, Signal.DIASTOLIC),
        systolic_cap=_bound(table.table("systolic_cap"), Signal.SYSTOLIC),
        diastolic_cap=_bound(table.table("diastolic_cap"), Signal.DIASTOLIC),
        heart_rate=_bounds(table, Signal.HEART_RATE),
        spo2=_bound(table.table("spo2"), Signal.SPO2) if table.has("spo2") else None,
        readings=int(table.number("readings", "1")),
        spacing_min=table.number("spacing", "min"),
        max_age_min=table.number("max_age", "min"),
    )
    table.finish()
    return rule


def _bounds(table: Table, signal: Signal) -> tuple[Bound, ...]:
    return tuple(_bound(inner, signal) for inner in table.tables(signal, by="op"))


def _bound(table: Table, signal: Signal) -> Bound:
    found = bound(table, signal)
    table.finish()
    return found


def _human(table: Table) -> HumanCriterion:
    found = HumanCriterion(
        id=table.text("id"),
        text=table.text("text"),
        met_by=table.text("met_by", "yes"),
        overridable=table.flag("overridable", default=True),
        scale=table.text("scale") if table.has("scale") else None,
    )
    if found.met_by not in _MET_BY:
        table.fault("met_by", found.met_by, ", ".join(_MET_BY))
    table.text("wording", "")
    table.words("source", ())
    table.text("grade", "D")
    table.finish()
    return found


def _score(table: Table) -> OptionalScore:
    found = OptionalScore(
        id=table.text("id"),
        name=table.text("name"),
        at_least=table.optional_number("at_least", "{score}"),
        scale=scale(table.table("definition")) if table.has("definition") else None,
    )
    own = found.scale.at_least if found.scale is not None else None
    if found.at_least is None and found.scale is None:
        table.fault("at_least", "missing", "a number, where there is no definition")
    if found.at_least is not None and found.scale is not None:
        if own is None:
            table.fault("at_least", f"{found.at_least:g}", "none: in this score less is better")
        elif found.at_least < own:
            table.fault("at_least", f"{found.at_least:g}", f"{own} or more")
    table.finish()
    return found


def _no_driving(table: Table) -> NoDrivingRule:
    found = NoDrivingRule(
        hours=table.number("hours", "h"),
        after_sleep=table.flag("after_sleep"),
        text=table.text("text"),
    )
    table.finish()
    return found


def _handover(table: Table) -> HandoverRule:
    found = HandoverRule(
        required=table.words("required"),
        means=table.words("means"),
        rideshare_alone_allowed=table.flag("rideshare_alone_allowed"),
    )
    table.finish()
    return found
