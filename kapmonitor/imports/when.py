"""When the row of a file was measured: its date, its time of day, and where that was.

What a text can mean is looked up once for each text. A date that can mean two days, a date that
stands further up, a time without a zone: each is asked, and nothing is filled in before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from kapmonitor.imports.headings import Column
from kapmonitor.imports.moments import Clock, Days, Order, clock_of, days_of, parted
from kapmonitor.imports.preview import Counts, LeftOut
from kapmonitor.imports.questions import Answers, Keep, Reason
from kapmonitor.imports.sheet import Sheet


class When:
    """Reads the moments of one sheet, row by row in order."""

    def __init__(self, sheet: Sheet, answers: Answers, counts: Counts) -> None:
        self._sheet, self._answers, self._counts = sheet, answers, counts
        self._days: dict[str, Days] = {}
        self._meant: dict[str, tuple[date | None, bool, Reason]] = {}
        self._clocks: dict[str, Clock | None] = {}
        self._places = tuple(map(sheet.place, (Column.WHEN, Column.DATE, Column.TIME)))
        self._above = ""
        self._possible, self.proof = self._prove()
        proved = next(iter(self._possible)) if len(self._possible) == 1 else None
        self.order = answers.order or proved

    def _parts(self, cells: Sequence[str]) -> tuple[str, str]:
        """Return the texts of a row's date and time."""
        there = len(cells)
        when, day, clock = self._places
        if when is not None and when < there and cells[when].strip():
            return parted(cells[when])
        day_text = cells[day].strip() if day is not None and day < there else ""
        clock_text = cells[clock].strip() if clock is not None and clock < there else ""
        if day_text and clock_text:
            return day_text, clock_text
        return parted(day_text or clock_text)

    def moment(self, row: int, cells: Sequence[str]) -> tuple[datetime, int]:
        """Return a row's moment and its minutes from UTC. Raises LeftOut."""
        day_text, clock_text = self._parts(cells)
        if not clock_text:
            if day_text and not self._days_of(day_text):
                raise LeftOut(Reason.NOT_A_TIME)
            self._above = day_text or self._above
            raise LeftOut(Reason.NO_TIME if day_text else Reason.NO_DATE)
        clock = self._clock_of(clock_text)
        if clock is None:
            raise LeftOut(Reason.NOT_A_TIME)
        if clock.offset_min is None:
            self._counts.add(Reason.ZONE, row)
        if not day_text:
            day_text = self._date_above(row)
        self._above = day_text
        day = self._day(row, day_text)
        return self._utc(datetime.combine(day, clock.time), clock.offset_min)

    def _date_above(self, row: int) -> str:
        """Return the date above an empty cell, where a person said that it holds below."""
        if not self._above:
            raise LeftOut(Reason.NO_DATE)
        self._counts.add(Reason.ABOVE, row)
        if self._answers.above is not Keep.TAKE:
            raise LeftOut(Reason.ABOVE)
        return self._above

    def _day(self, row: int, text: str) -> date:
        found = self._meant.get(text)
        if found is None:
            found = self._meant[text] = self._look_up(text)
        day, ambiguous, reason = found
        if ambiguous:
            self._counts.add(Reason.ORDER, row)
        if day is None:
            raise LeftOut(reason)
        return day

    def _look_up(self, text: str) -> tuple[date | None, bool, Reason]:
        """Return what a text means, whether it could mean two days, and why it means none."""
        days = self._days_of(text)
        meant = {day for each, day in days.items() if each in self._possible} or {*days.values()}
        ambiguous = len(meant) > 1
        if self.order is not None:
            return days.get(self.order), ambiguous, Reason.NOT_A_TIME
        if ambiguous:
            return None, True, Reason.ORDER
        return next(iter(meant), None), False, Reason.NOT_A_TIME

    def _utc(self, wall: datetime, offset: int | None) -> tuple[datetime, int]:
        zone = self._answers.zone
        if offset is None:
            if zone is None:
                raise LeftOut(Reason.ZONE)
            found = zone.offsets(wall)
            if len(found) != 1:
                raise LeftOut(Reason.FOLD if found else Reason.GAP)
            offset = found[0]
        try:
            return (wall - timedelta(minutes=offset)).replace(tzinfo=UTC), offset
        except OverflowError as error:
            raise LeftOut(Reason.NOT_A_TIME) from error

    def _prove(self) -> tuple[frozenset[Order], int | None]:
        """Return the orders that every date of the file allows, and the row that proves one."""
        possible, proof = frozenset(Order), None
        for row, cells in self._sheet.rows:
            text = self._parts(cells)[0]
            if text in self._days:
                continue
            days = self._days_of(text)
            left = possible & days.keys() if days else possible
            if len(left) == 1 < len(possible):
                proof = row
            possible = left
            if not possible:
                return frozenset(), None  # rows contradict one another: a person decides
        return possible, proof

    def _days_of(self, text: str) -> Days:
        found = self._days.get(text)
        if found is None:
            found = self._days[text] = days_of(text)
        return found

    def _clock_of(self, text: str) -> Clock | None:
        if text not in self._clocks:
            self._clocks[text] = clock_of(text)
        return self._clocks[text]
