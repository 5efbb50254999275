"""What would become of a file: each row with its verdict, and what is asked of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kapmonitor.imports.moments import Order
from kapmonitor.imports.questions import Answers, Reason, Verdict
from kapmonitor.imports.sheet import Sheet
from kapmonitor.record.home import HomeReading
from kapmonitor.session.fact import fact


@dataclass(slots=True)
class Line:
    """One row and what becomes of it."""

    row: int
    cells: Sequence[str]
    """As corrected."""
    verdict: Verdict
    reason: Reason | None = None
    words: tuple[str, ...] = ()
    """More than the reason says: the values that are impossible."""
    reading: HomeReading | None = None
    beside: int | None = None
    """The row of the file, or 0 for one elsewhere, that is of the same minute."""


@fact
class Asked:
    """A question about the whole file: about how many rows, and the first of them."""

    reason: Reason
    rows: int
    first: int


@fact
class Preview:
    """Everything that would become of a file."""

    sheet: Sheet
    patient: str
    """The pseudonym of whom it is imported for."""
    answers: Answers
    lines: tuple[Line, ...]
    asked: tuple[Asked, ...]
    """Of the whole file, answered or not."""
    order: Order | None
    proof: int | None
    """The row that proves the order of dates, where one does."""
    people: tuple[str, ...]
    """Whom the file itself names."""

    @property
    def counts(self) -> Counter[Verdict]:
        """Return how many rows there are of each verdict."""
        return Counter(line.verdict for line in self.lines)

    @property
    def open(self) -> tuple[Asked, ...]:
        """Return what nobody answered yet, of the whole file and of single rows."""
        rows: dict[Reason, list[int]] = {}
        for line in self.lines:
            if line.verdict is Verdict.QUESTION and line.reason is not None:
                rows.setdefault(line.reason, []).append(line.row)
        hidden: dict[Reason, object] = {
            Reason.ORDER: self.order,
            Reason.UNIT: self.answers.unit,
            Reason.ZONE: self.answers.zone,
        }
        asked = [each for each in self.asked if hidden.get(each.reason, self) is None]
        there = {each.reason for each in asked}
        asked += [
            Asked(reason=reason, rows=len(found), first=found[0])
            for reason, found in rows.items()
            if reason not in there
        ]
        return tuple(sorted(asked, key=lambda each: tuple(Reason).index(each.reason)))

    @property
    def taken(self) -> tuple[HomeReading, ...]:
        """Return what would be taken."""
        return tuple(
            line.reading
            for line in self.lines
            if line.verdict is Verdict.TAKEN and line.reading is not None
        )


class LeftOut(Exception):
    """A row is not taken as it stands."""

    def __init__(self, reason: Reason, words: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.words = reason, words


class Counts:
    """How many rows ask what of the whole file, and which is the first."""

    def __init__(self) -> None:
        self._rows: Counter[Reason] = Counter()
        self._first: dict[Reason, int] = {}

    def add(self, reason: Reason, row: int) -> None:
        """Count a row."""
        self._rows[reason] += 1
        self._first.setdefault(reason, row)

    def asked(self) -> tuple[Asked, ...]:
        """Return the questions, in the order of their reasons."""
        return tuple(
            Asked(reason=reason, rows=self._rows[reason], first=self._first[reason])
            for reason in Reason
            if reason in self._rows
        )
