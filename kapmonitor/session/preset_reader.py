"""Strict reading of nested data: every fault is found, named by key path, and told at once.

A `Table` wraps one mapping. Every key asked for is ticked off; what nobody asked for is a fault.
A wrong value is noted and a placeholder returned, so that one reading finds all faults; the
caller must ask `Findings.refuse_if_any` before using what was read.

A *sourced number* is a table of value, unit, source, grade (and note): nothing clinical enters
without saying where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from kapmonitor.session.protocol import Evidence

GRADES = ("V", "V2", "M", "D")

TEXT_LIMIT = 4000
"""Characters in one text: two printed pages, more than any screen or report has room for."""

_ENDLESS = float("inf")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where, what was found, what is permitted."""

    key: str
    found: str
    permitted: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.key}: {self.found}; permitted: {self.permitted}"


class PresetError(Exception):
    """The data cannot be used. `problems` has every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order in which they were found."""
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Findings:
    """What one reading has found so far."""

    problems: list[Problem] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    numbers: list[tuple[str, float, str]] = field(default_factory=list)
    """Key path, value and quantity (a signal's name, or the path), for the guardrails. A list:
    where two tables go by one name, the second must not hide the first."""

    def refuse_if_any(self) -> None:
        """Raise PresetError with everything found wrong."""
        if self.problems:
            raise PresetError(self.problems)


class Table:
    """One mapping on its way to typed values."""

    def __init__(
        self, data: object, path: str, findings: Findings, quantity: str | None = None
    ) -> None:
        """Wrap `data`; anything but a mapping is one fault and reads as an empty one.

        `quantity`: the path without the names of list entries, as guardrails have it.
        """
        self._path = path
        self._quantity = path if quantity is None else quantity
        self._findings = findings
        self._asked: set[str] = set()
        self._data: Mapping[str, object] = {}
        if isinstance(data, Mapping):
            self._data = data
        else:
            self.fault("", _shown(data), "a table")
            self._findings = Findings()

    def has(self, key: str) -> bool:
        """Return whether the key is there."""
        return key in self._data

    def fault(self, key: str, found: str, permitted: str) -> None:
        """Note a fault at a key of this table."""
        self._findings.problems.append(Problem(_brief(self._at(key)), _brief(found), permitted))

    def text(self, key: str, default: str | None = None) -> str:
        """Read words."""
        value = self._take(key, default)
        if isinstance(value, str):
            self._limit(key, value)
            return value
        self._wrong(key, value, "text")
        return ""

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Read true or false."""
        value = self._take(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, value, "true or false")
        return False

    def count(self, key: str, default: int | None = None) -> int:
        """Read a whole number from 1 up that carries no clinical weight of its own."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._wrong(key, value, "a whole number, 0 or more")
        return 0

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Read a list of words."""
        value = self._take(key, default)
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            for item in value:
                self._limit(key, item)
            return tuple(value)
        self._wrong(key, value, "a list of texts")
        return ()

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Read one word of a closed set."""
        value = self._take(key, default)
        try:
            return kind(str(value))
        except ValueError:
            self._wrong(key, value, ", ".join(kind))
            return next(iter(kind))

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Read a list of words of a closed set."""
        known = {member.value: member for member in kind}
        words = self.words(key)
        for word in words:
            if word not in known:
                self.fault(key, word, ", ".join(known))
        return tuple(known[word] for word in words if word in known)

    def table(self, key: str) -> Table:
        """Read a table inside this one. A missing one is a single fault."""
        if key not in self._data:
            self._asked.add(key)
            self.fault(key, "missing", "a table")
            return Table({}, self._at(key), Findings())
        quantity = self._guarded(key)
        return Table(self._take(key, None), self._at(key), self._findings, quantity)

    def tables(self, key: str, *, by: str = "id") -> list[Table]:
        """Read a list of tables, each named in faults by its `by` key; none is an empty list."""
        value = self._take(key, ())
        if not isinstance(value, list | tuple):
            self._wrong(key, value, "a list of tables")
            return []
        return [
            Table(
                item,
                f"{self._at(key)}[{_name(item, by, index)}]",
                self._findings,
                self._guarded(key),
            )
            for index, item in enumerate(value)
        ]

    def number(self, key: str, unit: str) -> float:
        """Read a sourced number of this unit under `key`."""
        inner = self.table(key)
        value = inner.own_number(unit)
        inner.finish()
        return value

    def optional_number(self, key: str, unit: str) -> float | None:
        """Read a sourced number, or None where the key is absent."""
        return self.number(key, unit) if self.has(key) else None

    def own_number(self, unit: str, quantity: str = "") -> float:
        """Read this table itself as a sourced number of a guarded `quantity`."""
        self.note_source(unit)
        value = _number(self._take("value", None))
        if value is None:
            self._wrong("value", self._data.get("value"), "a number")
            return 0.0
        self._findings.numbers.append((self._path, value, quantity or self._quantity))
        return value

    def plain(self, key: str, quantity: str) -> float:
        """Read a bare number of a guarded `quantity`: one that the clinic itself answers for."""
        value = _number(self._take(key, None))
        if value is None:
            self._wrong(key, self._data.get(key), "a number")
            return 0.0
        self._findings.numbers.append((self._at(key), value, quantity))
        return value

    def span(self, key: str, unit: str) -> tuple[float, float]:
        """Read a sourced pair of numbers, low before high."""
        inner = self.table(key)
        value = inner.pair("value")
        inner.note_source(unit)
        inner.finish()
        return value

    def pair(self, key: str) -> tuple[float, float]:
        """Read two plain numbers, the lower first."""
        match self._take(key, None):
            case [int() | float() as low, int() | float() as high] if low <= high:
                return float(low), float(high)
            case value:
                self._wrong(key, value, "two numbers, the lower first")
                return 0.0, 0.0

    def above_zero(self, key: str, *, optional: bool = False) -> float | None:
        """Read a plain number above zero; None where it is wrong, or may be absent and is."""
        if optional and not self.has(key):
            self._asked.add(key)
            return None
        value = self._take(key, None)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _ENDLESS:
            return float(value)
        self._wrong(key, value, "a number above 0")
        return None

    def day(self, key: str, *, optional: bool = False) -> date | None:
        """Read a day, as TOML has it or as text; None where it is wrong, or absent and may be."""
        value = self._take(key, None)
        if optional and not self.has(key):
            return None
        try:
            if isinstance(value, date) and not isinstance(value, datetime):
                return value
            return date.fromisoformat(str(value))
        except ValueError:
            self._wrong(key, value, "a day as 2026-11-20")
            return None

    def ignore(self, key: str) -> None:
        """Accept whatever stands at a key that informs people only."""
        self._asked.add(key)

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.fault(key, "unknown key", f"one of {known}")

    def note_source(self, unit: str) -> None:
        """Check the unit and keep source, grade and note of this sourced value."""
        if self.text("unit") != unit:
            self.fault("unit", _shown(self._data.get("unit")), unit)
        grade = self.text("grade")
        if grade not in GRADES:
            self.fault("grade", _shown(grade), ", ".join(GRADES))
        note = self.text("note", "")
        if self.flag("extrapolated", default=False):
            note = f"{note} Taken from another drug or route.".strip()
        self._findings.evidence[self._path] = Evidence(
            sources=self.words("source"), grade=grade, note=note
        )

    def _take(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self._data.get(key, default)

    def _wrong(self, key: str, value: object, permitted: str) -> None:
        missing = key not in self._data
        self.fault(key, "missing" if missing else _shown(value), permitted)

    def _limit(self, key: str, text: str) -> None:
        if len(text) > TEXT_LIMIT:
            self.fault(key, f"{len(text)} characters", f"at most {TEXT_LIMIT} characters")

    def _guarded(self, key: str) -> str:
        return f"{self._quantity}.{key}".strip(".")

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}".strip(".")


def _name(item: object, by: str, index: int) -> str:
    named = item.get(by) if isinstance(item, Mapping) else None
    return str(named) if named is not None else str(index)


def _number(value: object) -> float | None:
    """Return a number that can be compared; None for anything else, an endless one included."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if isfinite(value) else None
    except OverflowError:
        return None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _brief(text: str) -> str:
    """Return words or a key path as far as an error repeats them."""
    return text if len(text) <= 200 else f"{text[:197]}..."
