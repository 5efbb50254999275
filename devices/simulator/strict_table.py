"""Reads a table of TOML into frozen dataclasses, strictly.

The dataclass is the format: its fields are the permitted keys, their types and the bounds in
`Annotated` are the permitted values, a field without a default must be there. Whatever does not
fit is refused with file, key, value and what is permitted; nothing is guessed or left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Annotated, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

FROM_ELSEWHERE = "from_elsewhere"
"""Field metadata: this field is no key of the file."""

_SHOWN = 60
"""Longest piece of a wrong value that an error repeats."""

TEXT_LIMIT = 4000
"""Characters in one text: two printed pages, more than any screen has room for."""


class ScenarioError(Exception):
    """A scenario cannot be used; the text names file, key, value and what is permitted."""


@dataclass(frozen=True, slots=True)
class Range:
    """Permitted numbers, both ends included."""

    low: float
    high: float
    unit: str = ""

    def __str__(self) -> str:
        """Say the range for a person."""
        return f"{self.low:g} to {self.high:g} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tables of several kinds stand in one list; this key says which kind a table is."""

    key: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file we are, for error texts."""

    file: str
    path: str = ""

    def key(self, name: str) -> Place:
        """Return the place of a key of this table."""
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> Place:
        """Return the place of an item of this list, counted from 1 as people do."""
        return Place(self.file, f"{self.path}[{index + 1}]")

    def error(self, text: str) -> ScenarioError:
        """Return the error to raise about this place."""
        return ScenarioError(f"{self.file}: {self.path}: {text}" if self.path else text)


def read_table(kind: type[T], table: object, place: Place, *, tag: str | None = None) -> T:
    """Return `table` as a `kind`. Raises ScenarioError."""
    if not isinstance(table, Mapping):
        raise place.error(f"{_shown(table)} is not permitted here; a table is.")
    hints = get_type_hints(kind, include_extras=True)
    known = {
        field.name: field
        for field in fields(cast("type", kind))
        if not field.metadata.get(FROM_ELSEWHERE)
    }
    for key in table:
        if key not in known and key != tag:
            permitted = ", ".join(sorted(known)) or "none"
            raise place.key(str(key)[:_SHOWN]).error(f"no such key. Permitted keys: {permitted}.")
    return kind(
        **{
            name: _value(hints[name], table[name], place.key(name))
            for name, field in known.items()
            if _present(field, table, place)
        }
    )


def _present(field: Field[object], table: Mapping[str, object], place: Place) -> bool:
    if field.name in table:
        return True
    if field.default is MISSING and field.default_factory is MISSING:
        raise place.key(field.name).error("is missing.")
    return False


def _value(hint: object, value: object, place: Place) -> object:
    bounds: tuple[object, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        bounds = tuple(rest)
    if get_origin(hint) in (Union, UnionType):
        options = [option for option in get_args(hint) if option is not type(None)]
        return (
            _tagged(options, value, place, bounds)
            if len(options) > 1
            else _value(Annotated[(options[0], *bounds)] if bounds else options[0], value, place)
        )
    if get_origin(hint) is tuple:
        return _items(get_args(hint)[0], value, place, bounds)
    return _single(cast("type", hint), value, place, bounds)


def _items(
    hint: object, value: object, place: Place, bounds: tuple[object, ...]
) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise place.error(f"{_shown(value)} is not permitted here; a list is.")
    inner = Annotated[(hint, *bounds)] if bounds else hint
    return tuple(_value(inner, item, place.item(index)) for index, item in enumerate(value))


def _tagged(
    options: list[object], value: object, place: Place, bounds: tuple[object, ...]
) -> object:
    key = next(bound.key for bound in bounds if isinstance(bound, Tagged))
    kinds = {_tag(option): cast("type", option) for option in options}
    if not isinstance(value, Mapping):
        raise place.error(f"{_shown(value)} is not permitted here; a table is.")
    name = value.get(key)
    if not isinstance(name, str) or name not in kinds:
        permitted = ", ".join(sorted(kinds))
        raise place.key(key).error(f"{_shown(name)} is not one of: {permitted}.")
    return read_table(kinds[name], value, place, tag=key)


def _tag(option: object) -> str:
    return str(getattr(option, "TAG", ""))


def _single(kind: type, value: object, place: Place, bounds: tuple[object, ...]) -> object:
    if is_dataclass(kind):
        return read_table(kind, value, place)
    if issubclass(kind, StrEnum):
        return _word(kind, value, place)
    if kind in (int, float):
        return _number(kind, value, place, bounds)
    if not isinstance(value, kind):
        raise place.error(f"{_shown(value)} is not {_ARTICLES[kind]}.")
    if isinstance(value, str) and not value.strip():
        raise place.error("is empty; a text is needed.")
    if isinstance(value, str) and len(value) > TEXT_LIMIT:
        raise place.error(f"{len(value)} characters; at most {TEXT_LIMIT} are permitted.")
    return value


def _word(kind: type[StrEnum], value: object, place: Place) -> StrEnum:
    permitted = [member.value for member in kind]
    if value not in permitted:
        raise place.error(f"{_shown(value)} is not one of: {', '.join(permitted)}.")
    return kind(value)


def _number(kind: type, value: object, place: Place, bounds: tuple[object, ...]) -> object:
    accepted = (int,) if kind is int else (int, float)
    if isinstance(value, bool) or not isinstance(value, accepted):
        raise place.error(f"{_shown(value)} is not {_ARTICLES[kind]}.")
    for bound in bounds:
        if isinstance(bound, Range) and not bound.low <= value <= bound.high:
            raise place.error(f"{_shown(value)} is outside the permitted range {bound}.")
    return kind(value)


_ARTICLES: dict[type, str] = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    str: "a text",
    datetime: "a date with a time",
}


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
