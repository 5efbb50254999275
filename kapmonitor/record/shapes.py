"""How single values look in the record: pairs of an encoder and a strict decoder.

Encoders refuse what the types do not promise and what has no one form (a naive time, a number
that is not finite). Decoders take anything a file may hold and raise Misshapen, without quoting the
value: it may be about a person.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from kapmonitor.record.chain import Json
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText


class Misshapen(ValueError):
    """A stored value is not of the shape its type promises."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One value's form; Any, because a table of fields holds shapes of every type."""

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]


def maybe(shape: Shape) -> Shape:
    """Return the shape that also takes None, as null."""

    encode_present, decode_present = shape.encode, shape.decode

    def encode(value: object) -> Json:
        return None if value is None else encode_present(value)

    def decode(value: Json) -> object:
        return None if value is None else decode_present(value)

    return Shape(encode, decode)


def many(shape: Shape) -> Shape:
    """Return the shape of a tuple."""

    def decode(value: Json) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise Misshapen
        return tuple(shape.decode(item) for item in value)

    return Shape(lambda values: [shape.encode(value) for value in values], decode)


def choice(words: type[StrEnum]) -> Shape:
    """Return the shape of a closed set of words."""

    by_word = {word.value: word for word in words}

    def decode(value: Json) -> StrEnum:
        if not isinstance(value, str) or value not in by_word:
            raise Misshapen
        return by_word[value]

    return Shape(lambda word: word.value, decode)


def nested(made: Callable[..., object], /, **fields: Shape) -> Shape:
    """Return the shape of a value with named parts."""
    return Shape(
        lambda value: encode_fields(fields, value),
        lambda value: made(**decode_fields(fields, value)),
    )


def encode_fields(fields: Mapping[str, Shape], value: object) -> dict[str, Json]:
    """Return the listed fields, each in its form."""
    return {name: shape.encode(getattr(value, name)) for name, shape in fields.items()}


def decode_fields(fields: Mapping[str, Shape], value: Json) -> dict[str, Any]:
    """Return the listed fields that are there; what came later has its default."""
    if not isinstance(value, dict):
        raise Misshapen
    return {name: shape.decode(value[name]) for name, shape in fields.items() if name in value}


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise Misshapen
    return value


def _flag(value: Json) -> bool:
    if not isinstance(value, bool):
        raise Misshapen
    return value


def _whole(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Misshapen
    return value


def _number(value: Json) -> float:
    if type(value) is float:  # nearly always: a session holds thousands
        return value
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Misshapen
    return float(value)


def finite(value: float) -> float:
    """Return a number as it is written. Raises ValueError for one that has no digits."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("a number in the record is finite, or None")
    return number + 0.0  # there is one zero: SQLite does not keep the sign of the other


def _octets(value: Json) -> bytes:
    try:
        return bytes.fromhex(_text(value))
    except ValueError as error:
        raise Misshapen from error


def utc_text(moment: datetime) -> str:
    """Return a moment as ISO 8601 UTC with microseconds: one width, so that it sorts."""
    if moment.tzinfo is None:
        raise ValueError("a moment in the record has a time zone")
    naive = moment.astimezone(UTC).replace(tzinfo=None)
    return naive.isoformat(timespec="microseconds") + "Z"


def moment_of(text: Json) -> datetime:
    """Return the moment that `utc_text` wrote. Raises Misshapen."""
    moment = _time(text)
    if moment.tzinfo is not UTC:
        raise Misshapen
    return moment


def _time(text: Json) -> datetime:
    try:
        return datetime.fromisoformat(_text(text))
    except ValueError as error:
        raise Misshapen from error


def _wall_text(moment: datetime) -> str:
    if moment.tzinfo is not None:
        raise ValueError("a device's clock has no time zone")
    return moment.isoformat()


def _wall(text: Json) -> datetime:
    moment = _time(text)
    if moment.tzinfo is not None:
        raise Misshapen
    return moment


def _personal(value: Json) -> PersonalText:
    parts = decode_fields({"ref": TEXT, "digest": TEXT, "salt": TEXT, "text": maybe(TEXT)}, value)
    return PersonalText(**({"salt": "", "text": None} | parts))


TEXT = Shape(_text, _text)
FLAG = Shape(_flag, _flag)
WHOLE = Shape(_whole, _whole)
NUMBER = Shape(finite, _number)
OCTETS = Shape(bytes.hex, _octets)
MOMENT = Shape(utc_text, moment_of)
WALL_TIME = Shape(_wall_text, _wall)
INSTANT = nested(Instant, utc=MOMENT, elapsed_s=NUMBER)
PERSONAL = Shape(lambda words: {"ref": words.ref, "digest": words.digest}, _personal)
"""The words themselves are kept apart: the codec brings them back before decoding."""
MAYBE_PERSONAL = maybe(PERSONAL)
