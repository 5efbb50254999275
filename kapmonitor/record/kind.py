"""A kind of fact as the record knows it: a name that never changes, and its fields.

A field may be added with a default. Anything else is a new version, with an upcaster that turns
a body of the version before into one of this version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kapmonitor.record.chain import Json
from kapmonitor.record.shapes import (
    MAYBE_PERSONAL,
    PERSONAL,
    Misshapen,
    Shape,
    decode_fields,
    encode_fields,
)

F_co = TypeVar("F_co", covariant=True)
Upcaster = Callable[[dict[str, Json]], dict[str, Json]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[F_co]):
    """One type of fact: what makes it, its name in the record, its fields."""

    made: type[F_co]
    name: str
    fields: Mapping[str, Shape]
    version: int = 1
    upcasters: Mapping[int, Upcaster] = field(default_factory=dict)
    """By the version they take; each gives the next one."""

    def personal(self) -> tuple[str, ...]:
        """Return the fields that hold words about a person."""
        return tuple(
            name for name, shape in self.fields.items() if shape in (PERSONAL, MAYBE_PERSONAL)
        )


def kind(made: type[F_co], name: str, /, **fields: Shape) -> Kind[F_co]:
    """Describe a type of fact in its first version."""
    return Kind(made=made, name=name, fields=fields)


def body_of(described: Kind[F_co], fact: object) -> dict[str, Json]:
    """Return the body of a fact of this kind."""
    return encode_fields(described.fields, fact)


def fact_of(described: Kind[F_co], version: int, body: Json) -> F_co:
    """Return the fact that a body of `version` holds. Raises Misshapen."""
    if not isinstance(body, dict) or version > described.version:
        raise Misshapen
    try:
        for step in range(version, described.version):
            body = described.upcasters[step](body)
        return described.made(**decode_fields(described.fields, body))
    except (KeyError, TypeError) as error:
        raise Misshapen from error
