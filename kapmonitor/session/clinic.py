"""What the clinic decided once for all its sessions: its policies, and its ceilings for limits.

A session keeps the rules that were in force when it opened; a later change of the clinic's
settings changes no session. What a clinic has not decided is read strictly: no cuff starts by
the program's own schedule, nobody rides home alone, a wider limit needs the prescriber's name. Two
people sign at discharge only where the clinic asks for it; rules that cannot be read ask for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kapmonitor.session.fact import fact
from kapmonitor.session.guardrail import Guardrail, check_guardrails
from kapmonitor.session.preset_reader import Findings, Table
from kapmonitor.session.protocol import Bound, Comparison, ProtocolPreset, Signal
from kapmonitor.session.vocabulary import Priority

SCHEMA = 1
NO_DRIVING = "discharge.no_driving.hours"
"""The guarded quantity that the clinic may lengthen."""
CEILED = (
    Signal.SYSTOLIC,
    Signal.DIASTOLIC,
    Signal.HEART_RATE,
    Signal.SPO2,
    Signal.SYSTOLIC_RISE,
    Signal.DIASTOLIC_RISE,
    Signal.SYSTOLIC_FALL,
)
"""The signals on which a limit can be made personal."""
_ABOVE = (Comparison.ABOVE, Comparison.AT_OR_ABOVE)


class CuffStart(StrEnum):
    """Who may let the program inflate a cuff."""

    OWN_BUTTON = "own_button"
    """Nobody: each reading begins with the cuff's own button."""
    PERSON = "person"
    """A person at the program, for each reading."""
    SCHEDULE = "schedule"
    """The program as well, when a reading falls due and clinic and patient agreed to it."""


class Side(StrEnum):
    """On which side of a limit the alarm lies."""

    ABOVE = "above"
    BELOW = "below"


@fact
class Ceiling:
    """How far the limits of a priority may be moved for one patient without the prescriber."""

    signal: Signal
    side: Side
    priority: Priority
    value: float


@fact
class ClinicRules:
    """The clinic's policies and ceilings; the values here are what undecided means."""

    cuff_start: CuffStart = CuffStart.PERSON
    rideshare_alone_allowed: bool = False
    """Whether a patient may leave alone in a taxi; the signed preset must allow it as well."""
    second_signature: bool = False
    """Whether a second person signs the discharge."""
    no_driving_hours: float | None = None
    """At least so long; a preset that asks for more wins."""
    ceilings: tuple[Ceiling, ...] = ()

    def ceilings_for(self, preset: ProtocolPreset) -> dict[str, float]:
        """Return the clinic's ceilings for the alarm rules of a preset, by rule."""
        said = {(each.signal, each.side, each.priority): each.value for each in self.ceilings}
        keyed = {
            rule.id: (rule.signal, side_of(rule.bound), rule.priority)
            for rule in preset.alarms
            if rule.bound is not None
        }
        return {name: said[key] for name, key in keyed.items() if key in said}


UNDECIDED = ClinicRules()
STRICTEST = ClinicRules(cuff_start=CuffStart.OWN_BUTTON, second_signature=True)
"""What holds while the clinic's rules cannot be read."""


def side_of(bound: Bound) -> Side:
    """Return on which side of a limit values trip it."""
    return Side.ABOVE if bound.comparison in _ABOVE else Side.BELOW


def parse_clinic(
    document: Mapping[str, object], guardrails: tuple[Guardrail, ...] = ()
) -> tuple[ClinicRules, tuple[str, ...]]:
    """Read the rules; return them and the unusual key paths. Raises PresetError with every fault.

    Keys may be missing: what the clinic has not decided is read strictly.
    """
    findings = Findings()
    top = Table(document, "", findings)
    if top.count("schema") != SCHEMA:
        top.fault("schema", str(document.get("schema")), str(SCHEMA))
    rules = ClinicRules(
        cuff_start=top.choice("cuff_start", CuffStart, UNDECIDED.cuff_start),
        rideshare_alone_allowed=top.flag(
            "rideshare_alone_allowed", default=UNDECIDED.rideshare_alone_allowed
        ),
        second_signature=top.flag("second_signature", default=UNDECIDED.second_signature),
        no_driving_hours=(
            top.plain("no_driving_hours", NO_DRIVING) if top.has("no_driving_hours") else None
        ),
        ceilings=tuple(_ceiling(each) for each in top.tables("ceiling")),
    )
    top.finish()
    _refuse_twice(rules, top)
    unusual = check_guardrails(findings, guardrails)
    findings.refuse_if_any()
    return rules, unusual


def clinic_document(rules: ClinicRules) -> dict[str, object]:
    """Return the rules as `parse_clinic` reads them."""
    document: dict[str, object] = {
        "schema": SCHEMA,
        "cuff_start": rules.cuff_start.value,
        "rideshare_alone_allowed": rules.rideshare_alone_allowed,
        "second_signature": rules.second_signature,
    }
    if rules.no_driving_hours is not None:
        document["no_driving_hours"] = rules.no_driving_hours
    if rules.ceilings:
        document["ceiling"] = [
            {
                "signal": each.signal.value,
                "side": each.side.value,
                "priority": each.priority.value,
                "value": each.value,
            }
            for each in rules.ceilings
        ]
    return document


def rule_changes(
    before: ClinicRules, after: ClinicRules
) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return each rule that differs: its key, what it was, what it is; None: undecided."""
    was, now = _flat(before), _flat(after)
    keys = [*was, *(key for key in now if key not in was)]
    return tuple((key, was.get(key), now.get(key)) for key in keys if was.get(key) != now.get(key))


def _flat(rules: ClinicRules) -> dict[str, str]:
    hours = rules.no_driving_hours
    found = {
        "clinic.cuff_start": rules.cuff_start.value,
        "clinic.rideshare_alone_allowed": "yes" if rules.rideshare_alone_allowed else "no",
        "clinic.second_signature": "yes" if rules.second_signature else "no",
    }
    if hours is not None:
        found["clinic.no_driving_hours"] = f"{hours:g}"
    for each in rules.ceilings:
        key = f"clinic.ceiling.{each.signal}.{each.side}.{each.priority}"
        found[key] = f"{each.value:g}"
    return found


def _ceiling(table: Table) -> Ceiling:
    signal = table.choice("signal", Signal)
    if signal not in CEILED:
        table.fault("signal", signal, ", ".join(CEILED))
    found = Ceiling(
        signal=signal,
        side=table.choice("side", Side),
        priority=table.choice("priority", Priority),
        value=table.plain("value", signal),
    )
    table.finish()
    return found


def _refuse_twice(rules: ClinicRules, top: Table) -> None:
    named = [(each.signal, each.side, each.priority) for each in rules.ceilings]
    for each in sorted({each for each in named if named.count(each) > 1}):
        top.fault("ceiling", f"{' '.join(each)} twice", "each once")
