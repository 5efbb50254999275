"""Reads typed values out of a mapping that a file or a line of text brought.

Every refusal is a ValueError that begins with the key and says what stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

Member = TypeVar("Member", bound=StrEnum)


class Fields:
    """A mapping read with the types one expects. Absent and null mean the same."""

    def __init__(self, data: Mapping[str, object]) -> None:
        """Read from `data`."""
        self._data = data

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; `default` if absent. Raises ValueError."""
        value = self._data.get(key, default)
        if not isinstance(value, str):
            raise _refusal(key, value, "a text")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a string, or None if absent. Raises ValueError."""
        return None if self._data.get(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty if absent. Raises ValueError."""
        return tuple(Fields({key: item}).text(key) for item in self.items(key))

    def number(self, key: str) -> float:
        """Return a number as a float. Raises ValueError."""
        value = self._data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _refusal(key, value, "a number")
        return float(value)

    def optional_number(self, key: str) -> float | None:
        """Return a number as a float, or None if absent. Raises ValueError."""
        return None if self._data.get(key) is None else self.number(key)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers, empty if absent. Raises ValueError."""
        return tuple(Fields({key: item}).number(key) for item in self.items(key))

    def whole(self, key: str) -> int:
        """Return a whole number. Raises ValueError."""
        value = self._data.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise _refusal(key, value, "a whole number")
        return value

    def optional_whole(self, key: str) -> int | None:
        """Return a whole number, or None if absent. Raises ValueError."""
        return None if self._data.get(key) is None else self.whole(key)

    def flag(self, key: str) -> bool | None:
        """Return true or false, or None if absent. Raises ValueError."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, bool):
            raise _refusal(key, value, "true or false")
        return value

    def octets(self, key: str) -> bytes:
        """Return octets written as hexadecimal digits. Raises ValueError."""
        digits = self.text(key, "")
        try:
            return bytes.fromhex(digits)
        except ValueError:
            raise _refusal(key, digits, "hexadecimal digits") from None

    def time(self, key: str) -> datetime | None:
        """Return a wall time without a zone, or None if absent. Raises ValueError."""
        value = self.optional_text(key)
        try:
            moment = None if value is None else datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if (value is None) != (moment is None) or (moment and moment.tzinfo):
            raise _refusal(key, value, "a date and time without a zone")
        return moment

    def member(self, key: str, kind: type[Member], default: Member | None = None) -> Member:
        """Return the member of `kind` whose value stands there. Raises ValueError."""
        value = self._data.get(key, default)
        try:
            return kind(str(value))
        except ValueError:
            allowed = ", ".join(sorted(member.value for member in kind))
            raise _refusal(key, value, f"one of {allowed}") from None

    def members(self, key: str, kind: type[Member]) -> tuple[Member, ...]:
        """Return a list of members of `kind`, empty if absent. Raises ValueError."""
        return tuple(Fields({key: item}).member(key, kind) for item in self.items(key))

    def items(self, key: str) -> tuple[object, ...]:
        """Return a list, empty if absent. Raises ValueError."""
        value = self._data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise _refusal(key, value, "a list")
        return tuple(value)


def _refusal(key: str, value: object, wanted: str) -> ValueError:
    stands = "nothing" if value is None else f'"{value}"'
    return ValueError(f"{key}: {stands} stands where {wanted} is expected")
