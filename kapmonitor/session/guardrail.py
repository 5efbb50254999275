"""Guardrails: how far a clinic may move a number, as data.

Each guardrail names a quantity (a signal, or a key path) and two spans: outside `absolute` a
preset is refused; outside `usual` it is marked, and whoever signs it sees the mark. The spans
are data (`resources/guardrails.toml`), so that no clinical number stands in code.
"""

from __future__ import annotations

from collections.abc import Mapping

from kapmonitor.session.fact import fact
from kapmonitor.session.preset_reader import Findings, Problem, Table
from kapmonitor.session.protocol import Span


@fact
class Guardrail:
    """What a number of this quantity may be."""

    quantity: str
    absolute: Span
    usual: Span


def parse_guardrails(document: Mapping[str, object]) -> tuple[Guardrail, ...]:
    """Read guardrails from a document. Raises PresetError."""
    findings = Findings()
    top = Table(document, "", findings)
    found = []
    for table in top.tables("guardrail", by="quantity"):
        found.append(
            Guardrail(
                quantity=table.text("quantity"),
                absolute=_span(table, "absolute"),
                usual=_span(table, "usual"),
            )
        )
        table.finish()
    top.finish()
    findings.refuse_if_any()
    return tuple(found)


def check_guardrails(findings: Findings, guardrails: tuple[Guardrail, ...]) -> tuple[str, ...]:
    """Note a problem for every number outside its absolute span; return the unusual paths."""
    rails = {rail.quantity: rail for rail in guardrails}
    unusual = []
    for path, value, quantity in findings.numbers:
        rail = rails.get(quantity)
        if rail is None or rail.usual.contains(value):
            continue
        if rail.absolute.contains(value):
            unusual.append(path)
        else:
            findings.problems.append(_outside(path, value, rail.absolute))
    return tuple(unusual)


def _outside(path: str, value: float, span: Span) -> Problem:
    return Problem(f"{path}.value", f"{value:g}", f"{span.low:g} to {span.high:g}")


def _span(table: Table, key: str) -> Span:
    low, high = table.pair(key)
    return Span(low=low, high=high)
