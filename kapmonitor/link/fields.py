"""Messages in JSON: the fields of each, with name and shape, and a family of them; read strictly.

Reading raises `Misfit` for anything else. A whole number is a number and never True; numbers are
finite; an instant is milliseconds that fit eight octets.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, dataclass_transform

_LARGEST_WHOLE = 2**63 - 1
_LONGEST = 4096
_KEY = re.compile(r"[0-9a-f]{2,64}")
_LONGEST_LIST = 1024


class Misfit(Exception):
    """A value does not have the shape that its field promises."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a value is read from JSON and written to it."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _text(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > longest:
            raise Misfit
        return value

    return read


def _whole(value: Any) -> int:
    if type(value) is not int or not -_LARGEST_WHOLE <= value <= _LARGEST_WHOLE:
        raise Misfit
    return value


def _number(value: Any) -> float:
    if type(value) is int:
        return float(_whole(value))
    if type(value) is not float or not math.isfinite(value):
        raise Misfit
    return value


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise Misfit
    return value


def _key(value: Any) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise Misfit
    return value


def _octets(value: Any) -> bytes:
    try:
        return base64.b64decode(_text(_LONGEST)(value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Misfit from error


TEXT = Shape(_text(_LONGEST), _same)
WHOLE = Shape(_whole, _same)
INSTANT = WHOLE
"""Milliseconds."""
NUMBER = Shape(_number, _plain)
FLAG = Shape(_flag, _same)
KEY = Shape(_key, _same)
"""Octets in lower-case hex that name something."""
OCTETS = Shape(_octets, lambda octets: base64.b64encode(octets).decode())


def text_up_to(longest: int) -> Shape:
    """Return a text of so many characters at most."""
    return Shape(_text(longest), _same)


def one_of(*words: str) -> Shape:
    """Return one of a few words."""

    def read(value: Any) -> str:
        if value not in words or not isinstance(value, str):
            raise Misfit
        return value

    return Shape(read, _same)


def maybe(inner: Shape) -> Shape:
    """Return `inner`, or null for what is absent."""
    return Shape(
        lambda value: None if value is None else inner.read(value),
        lambda value: None if value is None else inner.write(value),
    )


def many(inner: Shape) -> Shape:
    """Return a list."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > _LONGEST_LIST:
            raise Misfit
        return tuple(inner.read(each) for each in value)

    return Shape(read, lambda values: [inner.write(each) for each in values])


def spans() -> Shape:
    """Return pairs of whole numbers, each from-to."""

    def read(value: Any) -> tuple[int, int]:
        if not isinstance(value, list) or len(value) != 2:
            raise Misfit
        return _whole(value[0]), _whole(value[1])

    return many(Shape(read, list))


def part(made: type) -> Shape:
    """Return a message inside a message."""

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Misfit
        return read_as(made, value)

    return Shape(read, written)


def said(name: str, shape: Shape, **more: Any) -> Any:
    """Return a field of a dataclass that stands under `name` in JSON."""
    return field(metadata={"name": name, "shape": shape}, **more)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(said,))
def message(made: type) -> type:
    """Make a class whose fields are all `said` a message."""
    return dataclass(frozen=True, slots=True, kw_only=True)(made)


class Family:
    """Messages that belong together: `t` in JSON names one of them, `v` is their format."""

    def __init__(self, version: int, types: Mapping[str, type]) -> None:
        self.types = types
        self._version = version
        self._names = {made: name for name, made in types.items()}

    def body_of(self, told: Any) -> dict[str, object]:
        """Return a message as it stands in JSON."""
        return {"t": self._names[type(told)], "v": self._version, **written(told)}

    def message_of(self, body: Mapping[str, object]) -> Any:
        """Return the message of a body; None for one that is not known or not as promised."""
        name = body.get("t")
        made = self.types.get(name) if isinstance(name, str) else None
        if made is None:
            return None
        try:
            return read_as(made, body)
        except Misfit:
            return None


def read_as(made: type, body: Mapping[str, object]) -> Any:
    """Return a `made` of what JSON holds; keys that it does not know are left. Raises Misfit."""
    values = {}
    for each in fields(made):
        name, shape = each.metadata["name"], each.metadata["shape"]
        if name in body:
            values[each.name] = shape.read(body[name])
        elif each.default is MISSING:
            raise Misfit(name)
    return made(**values)


def written(message: Any) -> dict[str, object]:
    """Return what stands in JSON for a dataclass whose fields are all `said`."""
    return {
        each.metadata["name"]: each.metadata["shape"].write(getattr(message, each.name))
        for each in fields(message)
    }
