"""Which values of a preset people change, and how far: read out of its document.

Pure. A value goes by its path; an entry of a list by its id, or by its place where it has none.
Plausibility and technical alarms are not offered: they belong to the program, not to a clinic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeGuard, cast

from kapmonitor.session.fact import fact
from kapmonitor.session.guardrail import Guardrail
from kapmonitor.session.protocol import Span

Path = tuple[str, ...]
Document = Mapping[str, object]
Value = float | bool | str | None
"""None: the preset says nothing there."""

_NAMES = ("id", "code", "key", "op", "priority")
"""By what an entry of a list is told from its neighbours, the first that it has."""
_OFFERED = (
    "gate",
    "alarm",
    "reading",
    "baseline",
    "discharge",
    "booster",
    "check",
    "display",
    "observation",
    "checklist",
)
"""The parts that are offered; plausibility and technical alarms are the program's."""
_ENTRY_FLAGS = (("reading", "required"), ("reading", "offered"), ("checklist", "hard"))
_ENTRY_WORDS = (("observation", "label"), ("observation", "key"))
NO_DRIVING = ("discharge", "no_driving", "hours")
NO_DRIVING_TEXT = ("discharge", "no_driving", "text")
_FLAGS = (
    ("gate", "override", "allowed"),
    ("discharge", "handover", "rideshare_alone_allowed"),
    ("booster", "allowed"),
    ("display", "show_mean"),
)
OPTIONAL_NUMBERS: Mapping[Path, tuple[str, str]] = {("booster",): ("moaas_at_least", "{score}")}
"""Numbers that a preset may lack: until a clinic sets one, what needs it is held."""
OPTIONAL_FLAGS: Mapping[Path, tuple[str, bool]] = {("discharge", "human"): ("overridable", True)}
"""Flags of list entries, with what their absence means."""


class Kind(StrEnum):
    """How a value is asked for."""

    NUMBER = "number"
    FLAG = "flag"
    WORDS = "words"


@fact
class Field:
    """One value that can be changed."""

    path: Path
    kind: Kind
    value: Value
    unit: str = ""
    absolute: Span | None = None
    """Outside it a preset is refused; None: nothing was laid down."""
    usual: Span | None = None


def fields(document: Document, guardrails: tuple[Guardrail, ...]) -> tuple[Field, ...]:
    """Return what can be changed in a preset, in the order of the document."""
    rails = {rail.quantity: rail for rail in guardrails}
    return tuple(_fields(document, (), "", rails))


def _fields(
    node: object, path: Path, quantity: str, rails: Mapping[str, Guardrail]
) -> Iterator[Field]:
    """Yield the fields below a node; `quantity` is its path without the names of list entries."""
    for key, inner in entries(node):
        here = (*path, key)
        guarded = quantity if isinstance(node, list) else f"{quantity}.{key}".strip(".")
        if here[0] not in _OFFERED:
            continue
        if is_sourced(inner):
            yield _number(inner, here, guarded, rails)
            yield from _fields(_beside(inner), here, guarded, rails)
        elif isinstance(inner, bool):
            if here in _FLAGS or (here[0], key) in _ENTRY_FLAGS:
                yield Field(path=here, kind=Kind.FLAG, value=inner)
        elif isinstance(inner, str):
            if here == NO_DRIVING_TEXT or (here[0], key) in _ENTRY_WORDS:
                yield Field(path=here, kind=Kind.WORDS, value=inner)
        else:
            yield from _fields(inner, here, guarded, rails)
            yield from _lacking(inner, here, guarded, path, rails)


def _lacking(
    node: object, path: Path, quantity: str, above: Path, rails: Mapping[str, Guardrail]
) -> Iterator[Field]:
    """Yield what a preset may say and does not."""
    if not isinstance(node, Mapping):
        return
    number, flag = OPTIONAL_NUMBERS.get(path), OPTIONAL_FLAGS.get(above)
    if number is not None and number[0] not in node:
        key, unit = number
        yield _field((*path, key), None, unit, rails.get(f"{quantity}.{key}"))
    if flag is not None:
        key, usually = flag
        yield Field(path=(*path, key), kind=Kind.FLAG, value=bool(node.get(key, usually)))


def _number(
    table: Mapping[str, object], path: Path, quantity: str, rails: Mapping[str, Guardrail]
) -> Field:
    signal = table.get("signal")
    if path[:2] == ("discharge", "vitals") and "op" in table:
        signal = path[2].removesuffix("_cap")
    rail = rails.get(str(signal) if signal is not None else quantity)
    return _field(path, cast("float", table["value"]), str(table["unit"]), rail)


def _field(path: Path, value: Value, unit: str, rail: Guardrail | None) -> Field:
    return Field(
        path=path,
        kind=Kind.NUMBER,
        value=value,
        unit=unit,
        absolute=rail.absolute if rail else None,
        usual=rail.usual if rail else None,
    )


def _beside(table: Mapping[str, object]) -> dict[str, object]:
    """Return the tables that stand beside a number in its own table."""
    return {key: each for key, each in table.items() if isinstance(each, Mapping | list)}


def entries(node: object) -> Iterator[tuple[str, object]]:
    """Yield what a table or a list holds, entries of a list by what tells them apart."""
    if isinstance(node, dict):  # told apart faster than any mapping, and nothing else is read
        yield from ((str(key), each) for key, each in node.items())
    elif isinstance(node, list):
        names = [_name_of(each) for each in node]
        for at, (name, each) in enumerate(zip(names, node, strict=True)):
            yield name if name is not None and names.count(name) == 1 else str(at), each


def _name_of(entry: object) -> str | None:
    if not isinstance(entry, dict):
        return None
    return next((str(entry[key]) for key in _NAMES if key in entry), None)


def inside(node: object, key: str) -> object:
    """Return what stands at a key of a table, or at a name of a list. Raises KeyError."""
    for name, inner in entries(node):
        if name == key:
            return inner
    raise KeyError(key)


def is_sourced(node: object) -> TypeGuard[Mapping[str, object]]:
    """Return whether a node is a number with its unit and source."""
    return isinstance(node, Mapping) and "value" in node and "unit" in node
