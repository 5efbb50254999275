"""`@fact`: the one way to declare an immutable value of the session, and how one is changed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

__all__ = ["fact", "replace"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def fact(cls: type[T]) -> type[T]:
    """Make a frozen, slotted, keyword-only dataclass."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


if TYPE_CHECKING:  # whoever checks types knows what the original takes
    from dataclasses import replace
else:

    def replace(value, /, **changes):
        """Return a copy with some fields changed; in one step for a value that has no slots."""
        if not hasattr(value, "__dict__"):
            return dataclasses.replace(value, **changes)
        if not changes.keys() <= vars(value).keys():
            raise TypeError(f"{type(value).__name__} has no such fields: {sorted(changes)}")
        copy = object.__new__(type(value))
        vars(copy).update(vars(value), **changes)
        return copy
