"""Rows of a file as new patients: each taken, asked about or refused, with the reason. Pure.

Who looks like somebody the practice knows, or like an earlier row, is asked about: a person says
that it is another one, or leaves the row out. Nothing is merged and nothing known is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kapmonitor.imports.headings import PATIENTS, Column
from kapmonitor.imports.moments import Days, Order, days_of
from kapmonitor.imports.questions import Hand, Verdict
from kapmonitor.imports.sheet import Sheet, sheet_of
from kapmonitor.language import mark
from kapmonitor.record.patient import Patient, alike, plain
from kapmonitor.session.fact import fact

BEGIN = 3
"""Letters of a word by which a name that is written a little differently is still found."""
NEEDED = ((Column.NAME, Column.LOCAL_ID),)


class PersonReason(StrEnum):
    """Why a row is not taken as it stands."""

    ALIKE = "alike"
    ORDER = "date_order"
    NOT_A_DATE = "not_a_date"
    NOT_BORN = "in_the_future"
    NOBODY = "nobody"
    WIDTH = "more_cells_than_headings"
    BY_HAND = "by_hand"


PERSON_WORDS = {
    PersonReason.ALIKE: mark("May be the same person as someone else."),
    PersonReason.ORDER: mark("Which number of the date is the day?"),
    PersonReason.NOT_A_DATE: mark("Not a date."),
    PersonReason.NOT_BORN: mark("Born in the future."),
    PersonReason.NOBODY: mark("Neither a name nor a local number."),
    PersonReason.WIDTH: mark("More cells than headings."),
    PersonReason.BY_HAND: mark("Left out by hand."),
}
Alike = Callable[[Patient], Sequence[Patient]]
"""Returns the known patients who may be the same person."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row and what becomes of it."""

    row: int
    cells: Sequence[str]
    verdict: Verdict
    reason: PersonReason | None
    patient: Patient | None
    known: tuple[Patient, ...] = ()
    """Patients of the practice who look alike."""
    rows: tuple[int, ...] = ()
    """Earlier rows of the file that look alike."""


@fact
class PeoplePreview:
    """What would become of a list of patients."""

    sheet: Sheet
    lines: tuple[PersonLine, ...]
    order: Order | None

    def of(self, verdict: Verdict) -> tuple[PersonLine, ...]:
        """Return the rows of a verdict."""
        return tuple(line for line in self.lines if line.verdict is verdict)


def people_sheet(octets: bytes) -> Sheet:
    """Return the table of a list of patients. Raises NotATable."""
    return sheet_of(octets, PATIENTS, NEEDED)


def preview_people(
    sheet: Sheet, known: Alike, order: Order | None, hand: Hand, now: datetime
) -> PeoplePreview:
    """Return what would become of each row."""
    reader = _Reader(sheet, known, order, hand, now)
    return PeoplePreview(
        sheet=sheet,
        lines=tuple(reader.line(row, cells) for row, cells in sheet.rows),
        order=reader.order,
    )


class _Reader:
    def __init__(
        self, sheet: Sheet, known: Alike, order: Order | None, hand: Hand, now: datetime
    ) -> None:
        self._sheet, self._known, self._hand, self._now = sheet, known, hand, now
        self._width = len(sheet.heading_row[1])
        self._before: dict[str, list[tuple[int, Patient]]] = {}
        """Earlier rows, by what two that are alike share."""
        self._possible = _possible(sheet)
        proved = next(iter(self._possible)) if len(self._possible) == 1 else None
        self.order = order or proved

    def line(self, row: int, cells: list[str]) -> PersonLine:
        """Return one row's line."""
        fixed = self._hand.cells.get(row)
        if fixed:
            cells = [fixed.get(place, cell) for place, cell in enumerate(cells)]
        if row in self._hand.left_out:
            return PersonLine(row, cells, Verdict.LEFT_OUT, PersonReason.BY_HAND, None)
        if len(cells) > self._width and any(cells[self._width :]):
            return PersonLine(row, cells, Verdict.REFUSED, PersonReason.WIDTH, None)
        born, reason = self._born(self._cell(cells, Column.BORN))
        if reason is not None:
            asked = reason is PersonReason.ORDER
            verdict = Verdict.QUESTION if asked else Verdict.REFUSED
            return PersonLine(row, cells, verdict, reason, None)
        patient = self._patient(cells, born)
        if not patient.name and not patient.local_id:
            return PersonLine(row, cells, Verdict.REFUSED, PersonReason.NOBODY, None)
        return self._compared(row, cells, patient)

    def _compared(self, row: int, cells: list[str], patient: Patient) -> PersonLine:
        known = tuple(self._known(patient))
        near = {pair[0]: pair[1] for key in _shared(patient) for pair in self._before.get(key, ())}
        rows = tuple(each for each, other in near.items() if alike(patient, other))
        for key in _shared(patient):
            self._before.setdefault(key, []).append((row, patient))
        if (known or rows) and row not in self._hand.taken:
            reason = PersonReason.ALIKE
            return PersonLine(row, cells, Verdict.QUESTION, reason, patient, known, rows)
        return PersonLine(row, cells, Verdict.TAKEN, None, patient, known, rows)

    def _patient(self, cells: list[str], born: date | None) -> Patient:
        return Patient(
            id="",
            name=self._cell(cells, Column.NAME),
            born=born,
            local_id=self._cell(cells, Column.LOCAL_ID),
            emergency_name=self._cell(cells, Column.EMERGENCY_NAME),
            emergency_phone=self._cell(cells, Column.EMERGENCY_PHONE),
            added=self._now,
        )

    def _cell(self, cells: list[str], column: Column) -> str:
        place = self._sheet.place(column)
        there = place is not None and place < len(cells)
        return " ".join(cells[place].split()) if place is not None and there else ""

    def _born(self, text: str) -> tuple[date | None, PersonReason | None]:
        if not text:
            return None, None
        days = _four_figures(text)
        meant = {day for each, day in days.items() if each in self._possible} or {*days.values()}
        if not days:
            return None, PersonReason.NOT_A_DATE
        if self.order is None and len(meant) > 1:
            return None, PersonReason.ORDER
        born = days.get(self.order) if self.order is not None else next(iter(meant))
        if born is None:
            return None, PersonReason.NOT_A_DATE
        return (None, PersonReason.NOT_BORN) if born > self._now.date() else (born, None)


def _shared(patient: Patient) -> frozenset[str]:
    """Return what somebody alike has too: a number, a day of birth, the begin of a word."""
    begins = {word[:BEGIN] for word in plain(patient.name).split()}
    born = patient.born.isoformat() if patient.born else ""
    return frozenset(filter(None, (*begins, born, plain(patient.local_id))))


def _four_figures(text: str) -> Days:
    """Return the days of a text with its whole year: two figures do not say which century."""
    figures = "".join(each if each.isdigit() else " " for each in text).split()
    return days_of(text) if any(len(each) == 4 for each in figures) else {}


def _possible(sheet: Sheet) -> frozenset[Order]:
    """Return the orders that every date of birth allows."""
    possible, place = frozenset(Order), sheet.place(Column.BORN)
    for _row, cells in sheet.rows if place is not None else ():
        days = _four_figures(cells[place]) if place is not None and place < len(cells) else {}
        possible = possible & days.keys() if days else possible
    return possible
