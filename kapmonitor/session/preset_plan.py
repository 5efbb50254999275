"""Reading the parts of a preset that say what is done when."""

from __future__ import annotations

from typing import TypeVar

from kapmonitor.session.preset_reader import Table
from kapmonitor.session.protocol import (
    Anchor,
    BaselineRule,
    BoosterRule,
    ChecklistItem,
    CheckRule,
    ItemKind,
    LozengeRule,
    ObservationButton,
    ProtocolPreset,
    ScheduledReading,
    Signal,
)
from kapmonitor.session.vocabulary import ObservationKind

T = TypeVar("T", ChecklistItem, ScheduledReading, CheckRule)
_KINDS = tuple(kind.value for kind in ObservationKind)


ASKED_ANEW = frozenset(
    {"identity-consent", "substances", "suicide-risk", "address", "chaperone", "escort", "distress"}
)
"""Items that no preset may carry over from an earlier session."""


def check_for_use(preset: ProtocolPreset, top: Table) -> None:
    """Note what no session may be opened under; a record of before such a rule is still read."""
    for item in preset.checklist:
        if item.standing and item.id in ASKED_ANEW:
            key = f"checklist[{item.id}].standing"
            top.fault(key, "true", "false: this is asked anew in every session")
    for key, buttons_ in (("observation", preset.observations), ("red_flag", preset.red_flags)):
        keys = [each.key.upper() for each in buttons_ if each.key]
        for twice in sorted({each for each in keys if keys.count(each) > 1}):
            top.fault(key, f"key {twice} twice", "each key once")
        for each in buttons_:
            if not each.label.strip():
                top.fault(f"{key}[{each.code}].label", "no words", "what the button says")


def checklist(top: Table) -> tuple[ChecklistItem, ...]:
    """Read the items to answer before the dose."""
    found = []
    for table in top.tables("checklist"):
        found.append(
            ChecklistItem(
                id=table.text("id"),
                text=table.text("text"),
                kind=table.choice("kind", ItemKind, ItemKind.YES_NO),
                hard=table.flag("hard"),
                standing=table.flag("standing", default=False),
                at_baseline=table.flag("at_baseline", default=False),
            )
        )
        table.finish()
    return _unique(top, "checklist", found)


def baseline(table: Table) -> BaselineRule:
    """Read how the baseline is taken."""
    rule = BaselineRule(
        rest_min=table.number("rest", "min"),
        readings=int(table.number("readings", "1")),
        spacing_min=table.number("spacing", "min"),
        third_if_differs_by=table.number("third_if_differs_by", "mm[Hg]"),
        expires_min=table.number("expires", "min"),
        measure=table.choices("measure", Signal),
    )
    table.finish()
    return rule


def schedule(top: Table) -> tuple[ScheduledReading, ...]:
    """Read the readings after the dose, in order."""
    found = []
    for table in top.tables("reading"):
        found.append(_reading(table))
        table.finish()
    return _unique(top, "reading", found)


def checks(top: Table) -> tuple[CheckRule, ...]:
    """Read the recurring silent looks."""
    found = []
    for table in top.tables("check"):
        found.append(
            CheckRule(
                id=table.text("id"),
                text=table.text("text"),
                every_min=table.number("every", "min"),
                from_min=table.number("from", "min"),
                low_after_min=table.number("low_after", "min"),
                medium_after_missed=int(table.number("medium_after_missed", "1")),
            )
        )
        table.finish()
    return _unique(top, "check", found)


def lozenge(table: Table) -> LozengeRule:
    """Read the reminder about the lozenge."""
    rule = LozengeRule(not_out_low_after_min=table.number("not_recorded_out_low_after", "min"))
    table.finish()
    return rule


def booster(table: Table) -> BoosterRule:
    """Read when a second dose has its own gate."""
    moaas = table.optional_number("moaas_at_least", "{score}")
    rule = BoosterRule(
        allowed=table.flag("allowed"),
        reading_max_age_min=table.number("reading_max_age", "min"),
        moaas_at_least=None if moaas is None else int(moaas),
    )
    table.finish()
    return rule


def buttons(top: Table, key: str) -> tuple[ObservationButton, ...]:
    """Read the buttons of "What happened?" or the red flags."""
    found = []
    for table in top.tables(key, by="code"):
        button = ObservationButton(
            code=table.text("code"),
            label=table.text("label"),
            key=table.text("key", ""),
            kind=table.text("kind"),
        )
        _check_button(table, button)
        table.finish()
        found.append(button)
    return tuple(found)


def _reading(table: Table) -> ScheduledReading:
    return ScheduledReading(
        id=table.text("id"),
        anchor=table.choice("from", Anchor),
        at_min=table.number("at", "min"),
        count=table.count("count"),
        spacing_min=table.optional_number("spacing", "min") or 0.0,
        required=table.flag("required"),
        measure=table.choices("measure", Signal),
        tolerance_min=table.number("tolerance", "min"),
        offered=table.flag("offered", default=False),
        on_return=table.flag("on_return", default=False),
        latest_min=table.optional_number("latest", "min"),
        final=table.flag("final", default=False),
        who=table.text("who", ""),
        note=table.text("note", ""),
    )


def _check_button(table: Table, button: ObservationButton) -> None:
    if button.kind not in _KINDS:
        table.fault("kind", button.kind, ", ".join(_KINDS))
    if button.key and (len(button.key) != 1 or not button.key.isalpha()):
        table.fault("key", button.key, "one letter; digits never log an event")
    if button.kind == "red_flag" and button.key:
        table.fault("key", button.key, "none: red flags have no single key")


def _unique(top: Table, key: str, found: list[T]) -> tuple[T, ...]:
    ids = [item.id for item in found]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        top.fault(key, f"id {name} twice", "each id once")
    return tuple(found)
