"""Rows of a file as home readings: each taken, asked about or refused, with the reason.

Pure. Nothing is invented, filled in or dropped: a value is what its cell says, converted where a
unit was named; two readings in one minute are two readings.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from devices.ieee11073 import mmhg_from_kpa
from devices.measurement import BloodPressure, PressureUnit
from kapmonitor.imports import numbers
from kapmonitor.imports.headings import READINGS, Column
from kapmonitor.imports.numbers import Figure, NotANumber
from kapmonitor.imports.octets import NotATable
from kapmonitor.imports.preview import Counts, LeftOut, Line, Preview
from kapmonitor.imports.questions import (
    OF_THE_FILE,
    OF_THE_ROW,
    Answers,
    Hand,
    Keep,
    Known,
    Reason,
    Verdict,
)
from kapmonitor.imports.sheet import Sheet, sheet_of
from kapmonitor.imports.when import When
from kapmonitor.language import say
from kapmonitor.record.home import HomeReading
from kapmonitor.session.plausibility import judge

NEEDED = (
    (Column.WHEN, Column.DATE, Column.TIME),
    (Column.SYSTOLIC, Column.PRESSURE),
)
_NONE: tuple[str, ...] = ()


def readings_sheet(octets: bytes) -> Sheet:
    """Return the table of a file of home readings. Raises NotATable."""
    sheet = sheet_of(octets, READINGS, NEEDED)
    if len(set(sheet.headings.units.values())) > 1:
        raise NotATable(say("The headings name two units of pressure. Name one of them."))
    return sheet


def preview(sheet: Sheet, known: Known, answers: Answers, hand: Hand) -> Preview:
    """Return what would become of each row."""
    reader = _Reader(sheet, known, answers, hand)
    lines = tuple(reader.line(row, cells) for row, cells in sheet.rows)
    return Preview(
        sheet=sheet,
        patient=known.patient,
        answers=answers,
        lines=lines,
        asked=reader.counts.asked(),
        order=reader.when.order,
        proof=reader.when.proof,
        people=_people(sheet),
    )


class _Reader:
    """Reads the rows of one sheet in order; what a text means is looked up once."""

    def __init__(self, sheet: Sheet, known: Known, answers: Answers, hand: Hand) -> None:
        self._sheet, self._known, self._answers, self._hand = sheet, known, answers, hand
        self._figures: dict[str, Figure | None] = {}
        self._rates: dict[str, float | None] = {}
        self._width = len(sheet.heading_row[1])
        self._place = {column: sheet.place(column) for column in Column}
        self._unit = next(iter(sheet.headings.units.values()), None)
        self._seen: dict[object, int] = {}
        self._names_unit = self._place[Column.UNIT] is not None
        self._is_ours = self._place[Column.SIMULATED] is not None
        self._minutes: dict[datetime, int] = {}
        self._query = known.plausibility.query
        self.counts = Counts()
        self.when = When(sheet, answers, self.counts)

    def line(self, row: int, cells: list[str]) -> Line:
        """Return one row's line."""
        fixed = self._hand.cells.get(row)
        if fixed:
            cells = [fixed.get(place, cell) for place, cell in enumerate(cells)]
            cells += [fixed.get(place, "") for place in range(len(cells), self._width)]
        try:
            reading = self._reading(row, cells)
        except LeftOut as out:
            return self._left(row, cells, out)
        if row in self._hand.left_out:
            return Line(row, cells, Verdict.LEFT_OUT, Reason.BY_HAND)
        line = Line(row, cells, Verdict.TAKEN, reading=reading)
        self._compare(line, reading)
        return line

    def _left(self, row: int, cells: list[str], out: LeftOut) -> Line:
        verdict = Verdict.REFUSED
        if out.reason in OF_THE_FILE or out.reason in OF_THE_ROW:
            verdict = Verdict.QUESTION
        if out.reason is Reason.ABOVE and self._answers.above is Keep.LEAVE_OUT:
            verdict = Verdict.LEFT_OUT
        if row in self._hand.left_out:
            return Line(row, cells, Verdict.LEFT_OUT, Reason.BY_HAND)
        return Line(row, cells, verdict, out.reason, out.words)

    # --- one row ----------------------------------------------------------------------------

    def _reading(self, row: int, cells: list[str]) -> HomeReading:
        if len(cells) > self._width and any(cells[self._width :]):
            raise LeftOut(Reason.WIDTH)
        if self._is_ours:
            self._check_origin(cells)
        try:
            taken, offset = self.when.moment(row, cells)
        except LeftOut as out:
            if out.reason in OF_THE_FILE:  # so that all there is to ask is asked at once
                with suppress(LeftOut):
                    self._pressures(row, cells)
            raise
        systolic, diastolic, unit = self._pressures(row, cells)
        rate = self._rate(self._cell(cells, Column.PULSE))
        if taken > self._known.now:
            raise LeftOut(Reason.FUTURE)
        return HomeReading(
            row=row,
            taken=taken,
            utc_offset_min=offset,
            systolic=systolic,
            diastolic=diastolic,
            pulse_rate=rate,
            reported_unit=unit,
            corrected=self._corrected(row),
            queried=self._doubts(systolic, diastolic, rate),
        )

    def _cell(self, cells: list[str], column: Column) -> str:
        place = self._place[column]
        return cells[place] if place is not None and place < len(cells) else ""

    def _check_origin(self, cells: list[str]) -> None:
        """Refuse rows of our own exports that are no patient's, or did not count."""
        if self._cell(cells, Column.SIMULATED) not in ("", "no"):
            raise LeftOut(Reason.SIMULATED)
        if self._cell(cells, Column.PERSON) not in ("", self._known.patient):
            raise LeftOut(Reason.OTHER_PATIENT)
        if self._cell(cells, Column.KIND) not in ("", "blood_pressure"):
            raise LeftOut(Reason.NO_VALUE)
        measured = self._cell(cells, Column.RESULT) in ("", "measured")
        if not measured or self._cell(cells, Column.EXCLUDED) == "yes":
            raise LeftOut(Reason.NOT_COUNTED)

    def _corrected(self, row: int) -> tuple[str, ...]:
        fixed = self._hand.cells.get(row)
        if not fixed:
            return _NONE
        return tuple(column for column, place in self._place.items() if place in fixed)

    def _doubts(
        self, systolic: float | None, diastolic: float | None, rate: float | None
    ) -> tuple[str, ...]:
        if systolic is not None and diastolic is not None and systolic <= diastolic:
            raise LeftOut(Reason.SWAPPED)
        query = self._query
        if (
            systolic is not None
            and diastolic is not None
            and query["systolic"].contains(systolic)
            and query["diastolic"].contains(diastolic)
            and query["pulse_pressure"].contains(systolic - diastolic)
            and (rate is None or query["heart_rate"].contains(rate))
        ):
            return _NONE  # nearly always
        found = judge(
            BloodPressure(systolic=systolic, diastolic=diastolic, pulse_rate=rate),
            self._known.plausibility,
        )
        if found.impossible:
            raise LeftOut(Reason.IMPOSSIBLE, found.impossible)
        return found.queried

    # --- values -----------------------------------------------------------------------------

    def _pressures(
        self, row: int, cells: list[str]
    ) -> tuple[float | None, float | None, PressureUnit]:
        try:
            high, low = self._both(cells)
            named = numbers.unit_of(self._cell(cells, Column.UNIT)) if self._names_unit else None
        except NotANumber as error:
            raise LeftOut(Reason.NOT_A_NUMBER) from error
        if high is None and low is None:
            raise LeftOut(Reason.NO_VALUE)
        own = next((each.unit for each in (high, low) if each and each.unit), None)
        unit = own or named or self._unit
        if unit is None:
            self.counts.add(Reason.UNIT, row)
            unit = self._answers.unit
            if unit is None:
                raise LeftOut(Reason.UNIT)
        return _mmhg(high, unit), _mmhg(low, unit), unit

    def _both(self, cells: list[str]) -> tuple[Figure | None, Figure | None]:
        if self._place[Column.PRESSURE] is not None:
            found = numbers.pair(self._cell(cells, Column.PRESSURE))
            if found is not None or self._place[Column.SYSTOLIC] is None:
                return found or (None, None)
        return (
            self._figure(self._cell(cells, Column.SYSTOLIC)),
            self._figure(self._cell(cells, Column.DIASTOLIC)),
        )

    def _figure(self, text: str) -> Figure | None:
        if text not in self._figures:
            self._figures[text] = numbers.figure(text)
        return self._figures[text]

    def _rate(self, text: str) -> float | None:
        if text not in self._rates:
            try:
                self._rates[text] = numbers.rate(text)
            except NotANumber as error:
                raise LeftOut(Reason.NOT_A_NUMBER) from error
        return self._rates[text]

    # --- the same one again -----------------------------------------------------------------

    def _compare(self, line: Line, reading: HomeReading) -> None:
        """Ask about a reading that may be another one; two in one minute are only shown."""
        minute = reading.taken.replace(second=0, microsecond=0)
        whole = (reading.taken, reading.systolic, reading.diastolic, reading.pulse_rate)
        line.beside = self._minutes.setdefault(minute, line.row)
        if line.beside == line.row:
            line.beside = None
        if self._seen.setdefault(whole, line.row) != line.row:
            self._ask(line, Reason.TWICE, self._answers.twice)
        elif (minute, reading.systolic, reading.diastolic) in self._known.imported:
            self._ask(line, Reason.AGAIN, self._answers.again)
        elif minute in self._known.in_sessions:
            self._ask(line, Reason.IN_SESSION, self._answers.in_session)

    def _ask(self, line: Line, reason: Reason, answer: Keep | None) -> None:
        self.counts.add(reason, line.row)
        if answer is Keep.TAKE or line.row in self._hand.taken:
            return
        line.reason = reason
        line.verdict = Verdict.QUESTION if answer is None else Verdict.LEFT_OUT


def _mmhg(figure: Figure | None, unit: PressureUnit) -> float | None:
    if figure is None:
        return None
    kilopascal = (figure.unit or unit) is PressureUnit.KPA
    return mmhg_from_kpa(figure.value) if kilopascal else figure.value


def _people(sheet: Sheet) -> tuple[str, ...]:
    place = sheet.place(Column.PERSON)
    if place is None:
        return ()
    named = (cells[place].strip() for _row, cells in sheet.rows if place < len(cells))
    return tuple(sorted({each for each in named if each}))
