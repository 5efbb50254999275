"""Dates and times as people and apps write them: what a cell can mean, and what it cannot.

A date of two small numbers can mean two days; which one is never guessed: it is proved by other
rows of the file, or a person says it. A year of two figures is of this century: no cuff's app is
older.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kapmonitor.record.patient import plain

CENTURY = 2000
LONGEST = 60
"""Letters of the longest date and time in words; what is longer is neither."""
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_THREE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
_HALF = r"(?:\s*([ap])\.?\s?m\.?)?"
_OFFSET = r"(?:\s*(z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?"
_CLOCK = (
    rf"([0-9]{{1,2}})[:h.]([0-9]{{2}})(?:[:.]([0-9]{{2}})(?:[.,]([0-9]{{1,6}})[0-9]*)?)?{_HALF}"
)
_TIME = re.compile(rf"{_CLOCK}{_OFFSET}", re.IGNORECASE)
_DATE_TIME = re.compile(rf"(.*?[^\s,])(?:t|[\s,]+)({_CLOCK}{_OFFSET})", re.IGNORECASE)
_TIME_DATE = re.compile(rf"({_CLOCK})[\s,]+([^:]+)", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = re.compile(
    r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?|"
    r"lun(es)?|mar(tes)|mie(rcoles)?|jue(ves)?|vie(rnes)?|sab(ado)?|dom(ingo)?"
)
_BESIDE = frozenset(("de", "del", "at", "of", "st", "nd", "rd", "th"))


class Order(StrEnum):
    """In which order a date's numbers stand."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


Days = Mapping[Order, date]
"""What a text can mean, by order; the same day in each where the order makes no difference."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, and its minutes from UTC where the text names them."""

    time: time
    offset_min: int | None


def days_of(text: str) -> Days:
    """Return the days that a text can mean; none where it is no date."""
    words = text.strip()
    if len(words) > LONGEST:
        return {}
    if found := _YEAR_FIRST.fullmatch(words):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return dict.fromkeys(Order, day) if day else {}
    if found := _THREE.fullmatch(words):
        return _three(int(found[1]), int(found[2]), found[3])
    day = _spelled(words)
    return dict.fromkeys(Order, day) if day else {}


def clock_of(text: str) -> Clock | None:
    """Return the time of day in a text; None where it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, half = int(found[1]), (found[5] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    micro = int((found[4] or "0").ljust(6, "0"))
    try:
        moment = time(hour, int(found[2]), int(found[3] or 0), micro)
        return Clock(moment, _offset(found[6]))
    except ValueError:
        return None


def parted(text: str) -> tuple[str, str]:
    """Return the date and the time of a text that may hold both; empty where there is none."""
    words = text.strip()
    if len(words) > LONGEST:
        return words, ""
    if found := _DATE_TIME.fullmatch(words):
        return found[1], found[2]
    if _TIME.fullmatch(words):
        return "", words
    if found := _TIME_DATE.fullmatch(words):
        return found[7], found[1]
    return words, ""


def _three(first: int, second: int, last: str) -> Days:
    year = int(last) if len(last) == 4 else CENTURY + int(last)
    found = {Order.DMY: _day(year, second, first), Order.MDY: _day(year, first, second)}
    if len(last) == 2:
        found[Order.YMD] = _day(CENTURY + first, second, int(last))
    return {order: day for order, day in found.items() if day is not None}


def _spelled(words: str) -> date | None:
    """Return the day of a text with the month in letters."""
    parts = [
        part
        for part in _WORDS.findall(plain(words))
        if part not in _BESIDE and not _WEEKDAYS.fullmatch(part)
    ]
    letters = [part for part in parts if not part.isdigit()]
    figures = [part for part in parts if part.isdigit()]
    if len(letters) != 1 or letters[0] not in _MONTHS or len(figures) != 2:
        return None
    years = [part for part in figures if len(part) == 4]
    days = [part for part in figures if len(part) <= 2]
    if len(years) != 1 or len(days) != 1:
        return None
    return _day(int(years[0]), _MONTHS[letters[0]], int(days[0]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text.casefold() in ("z", "utc", "gmt"):
        return 0
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    if minutes > 14 * 60 or int(text[-2:]) > 59:  # no zone on earth is further from UTC
        raise ValueError
    return -minutes if text[0] == "-" else minutes
