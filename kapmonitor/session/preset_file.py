"""From a preset document (TOML or JSON, already loaded) to a `ProtocolPreset`.

Pure: the file is read elsewhere. The canonical text is what a session keeps and what a
clinician's signature covers; its digest names the preset in force. Reading is strict: a wrong
key, unit, grade or an inverted limit is refused with every fault named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from kapmonitor.session import preset_discharge, preset_limits, preset_plan
from kapmonitor.session.guardrail import Guardrail, check_guardrails
from kapmonitor.session.preset_reader import Findings, Table
from kapmonitor.session.protocol import ProtocolPreset, Source
from kapmonitor.session.vocabulary import Setting

SCHEMA = 1
_INFORMATION = ("timeline", "phases", "fasting", "form", "status", "site", "made_from")
"""Shown to people and covered by the signature; nothing is decided by them."""


def canonical(document: Mapping[str, object]) -> str:
    """Return the one JSON text of a document: sorted keys, no spaces."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(canonical_text: str) -> str:
    """Return the SHA-256 of a canonical text, in hex."""
    return hashlib.sha256(canonical_text.encode()).hexdigest()


def parse(document: Mapping[str, object], guardrails: tuple[Guardrail, ...] = ()) -> ProtocolPreset:
    """Read a document. Raises PresetError with every fault; outliers go to `unusual`.

    With guardrails it is read for use: what a record of the past may hold is then refused too.
    """
    findings = Findings()
    top = Table(document, "", findings)
    preset = _read(top, document)
    top.finish()
    if not findings.problems:
        preset_limits.check_order(preset, findings)
        _check_sources(preset, findings)
    if guardrails:
        preset_plan.check_for_use(preset, top)
    unusual = check_guardrails(findings, guardrails)
    findings.refuse_if_any()
    return _with_evidence(preset, findings, unusual)


def _read(top: Table, document: Mapping[str, object]) -> ProtocolPreset:
    if top.count("schema") != SCHEMA:
        top.fault("schema", str(document.get("schema")), str(SCHEMA))
    for key in _INFORMATION:
        if top.has(key):
            top.ignore(key)
    display, text = top.table("display"), canonical(document)
    preset = ProtocolPreset(
        id=top.text("id"),
        name=top.text("name"),
        route=top.text("route"),
        setting=top.choice("setting", Setting),
        zero=top.text("zero"),
        digest=digest(text),
        checklist=preset_plan.checklist(top),
        plausibility=preset_limits.plausibility(top.table("plausibility")),
        baseline=preset_plan.baseline(top.table("baseline")),
        gate=preset_limits.gate(top.table("gate")),
        schedule=preset_plan.schedule(top),
        alarms=preset_limits.alarms(top),
        technical=preset_limits.technical(top),
        sound=preset_limits.sound(top.table("sound")),
        checks=preset_plan.checks(top),
        lozenge=preset_plan.lozenge(top.table("lozenge")) if top.has("lozenge") else None,
        booster=preset_plan.booster(top.table("booster")),
        discharge=preset_discharge.discharge(top.table("discharge")),
        observations=preset_plan.buttons(top, "observation"),
        red_flags=preset_plan.buttons(top, "red_flag"),
        stale_after_min=display.number("stale_after", "min"),
        show_mean=display.flag("show_mean"),
        companion_shows_values=display.flag("companion_shows_values"),
        min_start_interval_s=display.number("min_start_interval", "s"),
        sources=_sources(top),
        evidence={},
        notes=top.words("notes"),
        document=text,
        unusual=(),
    )
    display.finish()
    return preset


def _sources(top: Table) -> tuple[Source, ...]:
    found = []
    for table in top.tables("source", by="key"):
        keys = ("key", "title", "by", "year", "read")
        key, title, by, year, read = (table.text(name) for name in keys)
        table.finish()
        found.append(Source(key=key, title=title, by=by, year=year, read=read))
    return tuple(found)


def _check_sources(preset: ProtocolPreset, findings: Findings) -> None:
    known = {source.key for source in preset.sources}
    top = Table({}, "", findings)
    for path, evidence in findings.evidence.items():
        for key in evidence.sources:
            if key not in known:
                top.fault(f"{path}.source", key, f"a [[source]] key: {', '.join(sorted(known))}")


def _with_evidence(
    preset: ProtocolPreset, findings: Findings, unusual: tuple[str, ...]
) -> ProtocolPreset:

    return replace(preset, evidence=findings.evidence, unusual=unusual)
