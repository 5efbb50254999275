"""Reading the parts of a preset that put limits on values."""

from __future__ import annotations

from itertools import pairwise

from kapmonitor.session.preset_reader import Findings, Table
from kapmonitor.session.protocol import (
    AlarmRule,
    Bound,
    Comparison,
    GateLimit,
    GateRule,
    Plausibility,
    ProtocolPreset,
    Signal,
    SoundRule,
    Span,
    TechnicalRule,
    TechnicalStep,
)
from kapmonitor.session.vocabulary import Priority

UNITS: dict[Signal, str] = {
    Signal.SYSTOLIC: "mm[Hg]",
    Signal.DIASTOLIC: "mm[Hg]",
    Signal.SYSTOLIC_RISE: "mm[Hg]",
    Signal.DIASTOLIC_RISE: "mm[Hg]",
    Signal.SYSTOLIC_FALL: "mm[Hg]",
    Signal.HEART_RATE: "/min",
    Signal.SPO2: "%",
    Signal.MOAAS: "{score}",
    Signal.RED_FLAG: "",
    Signal.MEDIUM_PERSISTING_MIN: "min",
    Signal.MEDIUM_UNACKNOWLEDGED_MIN: "min",
    Signal.MEDIUM_CONFIRMED_SYMPTOMS: "1",
}
_PLAUSIBLE = {
    "systolic": "mm[Hg]",
    "diastolic": "mm[Hg]",
    "pulse_pressure": "mm[Hg]",
    "heart_rate": "/min",
    "spo2": "%",
}
_HIGH_SIDE = (Comparison.ABOVE, Comparison.AT_OR_ABOVE)


def plausibility(table: Table) -> Plausibility:
    """Read what is possible and what is doubted."""
    accept, query = {}, {}
    for name, unit in _PLAUSIBLE.items():
        inner = table.table(name)
        accept[name] = Span(**dict(zip(("low", "high"), inner.span("accept", unit), strict=True)))
        query[name] = Span(**dict(zip(("low", "high"), inner.span("query", unit), strict=True)))
        inner.finish()
    jump = table.table("jump")
    rule = Plausibility(
        accept=accept,
        query=query,
        jump_systolic=jump.number("systolic", "mm[Hg]"),
        jump_within_min=jump.number("within", "min"),
    )
    jump.finish()
    table.finish()
    return rule


def bound(table: Table, signal: Signal) -> Bound:
    """Read `op` and a sourced number on this signal that stand in this table itself."""
    value = table.own_number(UNITS[signal], quantity=signal)
    return Bound(comparison=table.choice("op", Comparison), value=value)


def gate(table: Table) -> GateRule:
    """Read when the dose may go ahead."""
    limits = tuple(_gate_limit(inner) for inner in table.tables("limit"))
    override = table.table("override")
    rule = GateRule(
        limits=limits,
        recheck_wait_min=table.number("recheck_wait", "min"),
        max_rechecks=int(table.number("max_rechecks", "1")),
        override_allowed=override.flag("allowed"),
        live_contact_required=override.flag("live_contact_required", default=False),
        clock_bound_s=table.optional_number("clock_bound", "s"),
    )
    override.finish()
    table.finish()
    return rule


def alarms(top: Table) -> tuple[AlarmRule, ...]:
    """Read the physiological alarms."""
    return tuple(_alarm(inner) for inner in top.tables("alarm"))


def technical(top: Table) -> tuple[TechnicalRule, ...]:
    """Read the technical alarms."""
    found = []
    for table in top.tables("technical"):
        rule = TechnicalRule(
            id=table.text("id"),
            steps=tuple(_step(inner) for inner in table.tables("step", by="priority")),
            action=table.text("action"),
            telehealth_only=table.flag("telehealth_only", default=False),
        )
        table.finish()
        found.append(rule)
    return tuple(found)


def sound(table: Table) -> SoundRule:
    """Read what may be done about alarm sound."""
    listed = table.tables("audio_pause", by="value")
    pauses = tuple(inner.own_number("s", quantity="sound.audio_pause") for inner in listed)
    rule = SoundRule(
        audio_pause_s=pauses,
        reminder_s=table.number("reminder", "s"),
        medium_clears_after_normal=int(table.number("medium_clears_after_normal", "1")),
    )
    if not pauses:
        table.fault("audio_pause", "none", "at least one span")
    table.finish()
    return rule


def check_order(preset: ProtocolPreset, findings: Findings) -> None:
    """Refuse limits that stand the wrong way round."""
    top = Table({}, "", findings)
    _check_gate_order(preset, top)
    _check_alarm_order(preset, top)


def _gate_limit(table: Table) -> GateLimit:
    signal = table.choice("signal", Signal)
    over_age = table.count("over_age_years") if table.has("over_age_years") else None
    limit = GateLimit(
        id=table.text("id"),
        signal=signal,
        bound=bound(table, signal),
        over_age_years=over_age,
        required=table.flag("required", default=True),
    )
    table.finish()
    return limit


def _alarm(table: Table) -> AlarmRule:
    signal = table.choice("signal", Signal)
    rule = AlarmRule(
        id=table.text("id"),
        signal=signal,
        bound=None if signal is Signal.RED_FLAG else bound(table, signal),
        priority=table.choice("priority", Priority),
        action=table.text("action"),
        confirm_within_min=table.optional_number("confirm_within", "min"),
        symptoms=table.words("symptoms", ()),
        at_least_below_baseline=table.optional_number("at_least_below_baseline", "/min"),
    )
    table.finish()
    return rule


def _step(table: Table) -> TechnicalStep:
    count = table.optional_number("after_count", "1")
    unit = table.text("below_unit", "%")
    step = TechnicalStep(
        priority=table.choice("priority", Priority),
        after_min=table.optional_number("after", "min"),
        after_count=None if count is None else int(count),
        below=table.optional_number("below", unit),
    )
    table.finish()
    return step


def _check_gate_order(preset: ProtocolPreset, top: Table) -> None:
    for signal in Signal:
        limits = [limit for limit in preset.gate.limits if limit.signal is signal]
        lows = [x.bound.value for x in limits if x.bound.comparison not in _HIGH_SIDE]
        for limit in limits:
            if limit.bound.comparison in _HIGH_SIDE and lows and limit.bound.value <= max(lows):
                top.fault(
                    f"gate.limit[{limit.id}].value",
                    f"{limit.bound.value:g}, not above the low limit",
                    f"above {max(lows):g}",
                )


def _check_alarm_order(preset: ProtocolPreset, top: Table) -> None:
    for signal in Signal:
        for high_side in (True, False):
            rules = [
                rule
                for rule in preset.alarms
                if rule.signal is signal
                and rule.bound is not None
                and (rule.bound.comparison in _HIGH_SIDE) is high_side
            ]
            rules.sort(key=lambda rule: rule.priority.rank)
            for milder, graver in pairwise(rules):
                _check_pair(milder, graver, top, high_side=high_side)


def _check_pair(milder: AlarmRule, graver: AlarmRule, top: Table, *, high_side: bool) -> None:
    if milder.bound is None or graver.bound is None or milder.priority is graver.priority:
        return
    inverted = (
        graver.bound.value <= milder.bound.value
        if high_side
        else graver.bound.value >= milder.bound.value
    )
    if inverted:
        side = "above" if high_side else "below"
        top.fault(
            f"alarm[{graver.id}].value",
            f"{graver.bound.value:g}, inverted against {milder.id}",
            f"{side} {milder.bound.value:g}",
        )
