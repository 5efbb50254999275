"""Days as the language of the screen says them; files for programs keep ISO 8601.

The time of day is always written 14:09, in every language: a record that is read years later must
not hang on an "am" that was overlooked. Tables keep 2026-03-04, which sorts and reads everywhere.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QLocale

from kapmonitor.language import say
from kapmonitor.ui.languages import spoken


def short_day(day: date) -> str:
    """Return a day where there is little room: "4 Mar 2026"."""
    month = spoken().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    return say("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def long_day(day: date) -> str:
    """Return a day in full, without its weekday: "4 March 2026"."""
    month = spoken().monthName(day.month)
    return say("{day} {long_month} {year}").format(day=day.day, long_month=month, year=day.year)


def named_moment(wall: datetime) -> str:
    """Return a coming moment as people say it: "Wednesday 4 March, 14:09"."""
    return say("{weekday} {day} {month}, {time}").format(
        weekday=spoken().dayName(wall.isoweekday()),
        day=wall.day,
        month=spoken().monthName(wall.month),
        time=f"{wall:%H:%M}",
    )
