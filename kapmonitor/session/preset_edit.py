"""Changing a preset: a copy with other values, whether it may be, and what differs.

Pure, over documents as `preset_file.parse` reads them. A number that was changed no longer has
the source it had: it says that the clinic set it, and what it was. Shipped presets are never
changed: an edit makes another document, with another digest, that needs a signature of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import cast

from kapmonitor.session.fact import fact
from kapmonitor.session.guardrail import Guardrail
from kapmonitor.session.preset_fields import (
    NO_DRIVING,
    NO_DRIVING_TEXT,
    OPTIONAL_FLAGS,
    OPTIONAL_NUMBERS,
    Document,
    Path,
    Value,
    entries,
    inside,
    is_sourced,
)
from kapmonitor.session.preset_file import parse
from kapmonitor.session.preset_reader import PresetError, Problem
from kapmonitor.session.protocol import ProtocolPreset

MADE_FROM = "made_from"
CLINIC_SOURCE = "clinic"
_ABOUT = ("id", "name", "status", "notes", MADE_FROM, "source")
_GROUNDS = ("source", "grade", "note", "extrapolated")


@fact
class Difference:
    """A value that is another one than in the original; None: it is not there."""

    path: Path
    before: Value
    after: Value


def edited(document: Document, changes: Mapping[Path, Value]) -> dict[str, object]:
    """Return a copy with these values; those that stay the same keep their source.

    Paths are those of `fields`. Raises KeyError for another one.
    """
    made = deepcopy(dict(document))
    touched = False
    for path, value in changes.items():
        touched = _put(made, path, value) or touched
    if touched:
        name_source(made)
    return made


def copied(document: Document, digest: str, name: str, own_id: str) -> dict[str, object]:
    """Return a copy under a name of its own that tells what it was made from."""
    made = deepcopy(dict(document))
    made |= {
        "id": own_id,
        "name": name,
        "status": "made by the clinic - not approved for use until a named clinician signs it",
        MADE_FROM: {"id": str(document.get("id", "")), "digest": digest},
    }
    return made


def origin_of(document: Document) -> tuple[str, str] | None:
    """Return the id and digest of the preset that this one was made from, if it tells."""
    told = document.get(MADE_FROM)
    if not isinstance(told, Mapping):
        return None
    return str(told.get("id", "")), str(told.get("digest", ""))


def differences(original: Document, document: Document) -> tuple[Difference, ...]:
    """Return every value that differs, wherever it stands; names and sources aside."""
    before, after = dict(_leaves(original, ())), dict(_leaves(document, ()))
    paths = [*before, *(path for path in after if path not in before)]
    return tuple(
        Difference(path=path, before=before.get(path), after=after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    )


def with_changes(document: Document, changes: tuple[Difference, ...]) -> dict[str, object]:
    """Return a copy that tells, inside itself, what was changed from its original.

    So that a report can say it when the original is no longer at hand.
    """
    made = deepcopy(dict(document))
    told = made.get(MADE_FROM)
    if isinstance(told, dict):
        made[MADE_FROM] = {key: each for key, each in told.items() if key != "changed"} | {
            "changed": [_told(each) for each in changes]
        }
    return made


def changes_told(document: Document) -> tuple[Difference, ...]:
    """Return what a document tells of its changes; nothing where it tells none."""
    told = document.get(MADE_FROM)
    listed = told.get("changed") if isinstance(told, Mapping) else None
    if not isinstance(listed, list):
        return ()
    return tuple(
        Difference(
            path=tuple(map(str, each["at"])), before=each.get("before"), after=each.get("after")
        )
        for each in listed
        if isinstance(each, Mapping) and isinstance(each.get("at"), list)
    )


def _told(each: Difference) -> dict[str, object]:
    values = {"before": each.before, "after": each.after}
    said = {name: _plain(value) for name, value in values.items() if value is not None}
    return {"at": list(each.path), **said}


def checked(
    document: Document, original: Document, guardrails: tuple[Guardrail, ...]
) -> ProtocolPreset:
    """Return the preset that a document amounts to. Raises PresetError with every fault.

    Beside what every preset must fulfil, the no-driving rule is not shorter than the original's.
    """
    against = _against_driving(original, document)
    try:
        preset = parse(document, guardrails)
    except PresetError as error:
        raise PresetError((*error.problems, *against)) from error
    if against:
        raise PresetError(against)
    return preset


def _against_driving(original: Document, document: Document) -> tuple[Problem, ...]:
    """Refuse a rule that was shortened, or lengthened while its words still tell the old one."""
    was, now = dict(_leaves(original, ())), dict(_leaves(document, ()))
    before, after = was.get(NO_DRIVING), now.get(NO_DRIVING)
    if not isinstance(before, float) or not isinstance(after, float) or after == before:
        return ()
    if after < before:
        key, longer = ".".join((*NO_DRIVING, "value")), "it is lengthened, never shortened"
        return (Problem(key, f"{after:g}", f"{before:g} or more: {longer}"),)
    if was.get(NO_DRIVING_TEXT) != now.get(NO_DRIVING_TEXT):
        return ()
    key = ".".join(NO_DRIVING_TEXT)
    return (Problem(key, "the words of the shorter rule", f"the rule of {after:g} h in words"),)


def _put(made: dict[str, object], path: Path, value: Value) -> bool:
    """Set a value; return whether a number got another source."""
    *above, last = path
    node: object = made
    for key in above:
        node = inside(node, key)
    if isinstance(node, dict) and last not in node:
        return _add(node, path, value)
    inner = inside(node, last)
    if not isinstance(inner, dict):
        cast("dict[str, object]", node)[last] = value
        return False
    if value is None or inner["value"] == value:
        return False
    was = f"; it was {inner['value']:g}"
    for key in _GROUNDS:
        inner.pop(key, None)
    inner |= _by_clinic(value, was)
    return True


def _add(table: dict[str, object], path: Path, value: Value) -> bool:
    """Say what the preset did not say; return whether that is a number. Raises KeyError."""
    *above, last = path
    key, usually = OPTIONAL_FLAGS.get(tuple(above[:-1]), ("", None))
    if key == last:
        if value is not usually:
            table[last] = value
        return False
    key, unit = OPTIONAL_NUMBERS[tuple(above)]
    if key != last:
        raise KeyError(last)
    if value is not None:
        table[last] = {"unit": unit} | _by_clinic(value)
    return value is not None


def _by_clinic(value: Value, was: str = "") -> dict[str, object]:
    source, note = [CLINIC_SOURCE], f"set by the clinic{was}"
    return {"value": _plain(value), "source": source, "grade": "D", "note": note}


def _plain(value: Value) -> Value:
    """Return a number as people write it: 45, not 45.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def name_source(made: dict[str, object]) -> None:
    """Let a document name the clinic among its sources."""
    known = list(cast("Sequence[Mapping[str, object]]", made.get("source", ())))
    if not any(each.get("key") == CLINIC_SOURCE for each in known):
        said = "Set by this clinic; who, when and why stands in the record of the practice"
        known.append(
            {"key": CLINIC_SOURCE, "title": said, "by": "this clinic", "year": "-", "read": "-"}
        )
    made["source"] = known


def _leaves(node: object, path: Path) -> Iterator[tuple[Path, Value]]:
    for key, inner in entries(node):
        here = (*path, key)
        if here[0] in _ABOUT or key in _GROUNDS:
            continue
        if is_sourced(inner) and isinstance(inner["value"], int | float):
            yield here, float(cast("float", inner["value"]))
            rest = {name: each for name, each in inner.items() if name not in {"value", "unit"}}
            yield from _leaves(rest, here)
        elif isinstance(inner, Mapping | list):
            yield from _leaves(inner, here)
        elif isinstance(inner, bool | str | int | float):
            yield here, inner
