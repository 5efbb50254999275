"""Home readings in the words of the screen: apart from sessions, each with where it came from.

Pure; no Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kapmonitor.imports.preview import Line, Preview
from kapmonitor.imports.questions import WORDS, Verdict
from kapmonitor.language import mark, say
from kapmonitor.record.home import HomeImport, HomeReading
from kapmonitor.record.home_log import standing
from kapmonitor.ui.dates import short_day
from kapmonitor.ui.wording import NONE, number

HEADS = (mark("Measured"), mark("Pressure"), mark("Pulse"), mark("Doubt"), mark("File"))
NOT_HERE = mark("Home readings: imported, not taken here")
VERDICTS = {
    Verdict.TAKEN: mark("✓ taken"),
    Verdict.QUESTION: mark("? asks"),
    Verdict.LEFT_OUT: mark("– left out"),
    Verdict.REFUSED: mark("✕ refused"),
}
ERASED = mark("erased")


@dataclass(frozen=True, slots=True)
class HomePoint:
    """A home reading as the plot needs it."""

    wall: datetime
    systolic: float | None
    diastolic: float | None


def home_points(imports: Sequence[HomeImport]) -> tuple[HomePoint, ...]:
    """Return what stands, oldest first."""
    return tuple(
        HomePoint(wall_of(each), each.systolic, each.diastolic) for _one, each in standing(imports)
    )


def home_lines(imports: Sequence[HomeImport]) -> tuple[tuple[str, ...], ...]:
    """Return the cells of each reading that stands, newest first, as in HEADS."""
    return tuple(_cells(one, each) for one, each in reversed(tuple(standing(imports))))


def _cells(one: HomeImport, reading: HomeReading) -> tuple[str, ...]:
    return (
        f"{wall_of(reading):%Y-%m-%d %H:%M}",
        pair(reading),
        number(reading.pulse_rate),
        " ".join(reading.queried) or NONE,
        file_of(one),
    )


def import_words(one: HomeImport) -> str:
    """Return what an import was, and what became of it."""
    told = say("{file}: {taken} readings, {left_out} rows left out, imported on {day} by {who}.")
    words = told.format(
        file=file_of(one),
        taken=len(one.fact.readings),
        left_out=len(one.fact.left_out),
        day=short_day(one.at),
        who=one.by.operator.name if one.by else say("a command"),
    )
    if one.withdrawn_at is None:
        return words
    return " ".join(
        (
            words,
            say("Withdrawn on {day} by {who}: {reason}.").format(
                day=short_day(one.withdrawn_at),
                who=one.withdrawn_by.operator.name if one.withdrawn_by else say("a command"),
                reason=one.withdrawn_because or say(ERASED),
            ),
        )
    )


def file_of(one: HomeImport) -> str:
    """Return the file's name, where it was not erased."""
    return one.fact.file.text or say(ERASED)


def last_at_home(imports: Sequence[HomeImport]) -> str:
    """Return the newest home reading in words; empty where none stands."""
    found = tuple(standing(imports))
    if not found:
        return ""
    one, newest = found[-1]
    return say("{pair} on {day}, imported from {file}, not taken here. {count} in all.").format(
        pair=pair(newest), day=short_day(wall_of(newest)), file=file_of(one), count=len(found)
    )


def pair(reading: HomeReading) -> str:
    """Return both pressures; what was not there is a dash."""
    high, low = (
        None if each is None else round(each) for each in (reading.systolic, reading.diastolic)
    )
    return f"{number(high)}/{number(low)}"


def wall_of(reading: HomeReading) -> datetime:
    """Return the time on the wall where it was measured."""
    return reading.taken + timedelta(minutes=reading.utc_offset_min)


def row_cells(line: Line) -> tuple[str, ...]:
    """Return the cells of a row of the preview: line, verdict, time, pressures, pulse, why."""
    reading = line.reading
    return (
        str(line.row),
        say(VERDICTS[line.verdict]),
        NONE if reading is None else f"{wall_of(reading):%Y-%m-%d %H:%M}",
        NONE if reading is None else pair(reading),
        NONE if reading is None else number(reading.pulse_rate),
        " ".join(why(line)) or NONE,
    )


def why(line: Line) -> tuple[str, ...]:
    """Return what there is to say of a row."""
    reading = line.reading
    corrected = reading is not None and reading.corrected
    return (
        *((say(WORDS[line.reason]),) if line.reason is not None else ()),
        *line.words,
        *(reading.queried if reading is not None else ()),
        *((say("Corrected here."),) if corrected else ()),
        *((say("The same minute as row {row}.").format(row=line.beside),) if line.beside else ()),
    )


def summary(found: Preview) -> str:
    """Return what would become of the file, in a sentence."""
    counts = found.counts
    return say(
        "{rows} rows: {taken} to be taken, {asks} ask something, {left_out} left out, "
        "{refused} refused."
    ).format(
        rows=len(found.lines),
        taken=counts[Verdict.TAKEN],
        asks=counts[Verdict.QUESTION],
        left_out=counts[Verdict.LEFT_OUT],
        refused=counts[Verdict.REFUSED],
    )


def plot_words(points: Sequence[HomePoint]) -> str:
    """Return the plot in words."""
    if not points:
        return ""
    high = [each.systolic for each in points if each.systolic is not None]
    return say(
        "{count} home readings from {first} to {last}, systolic {low} to {high}. Not taken here."
    ).format(
        count=len(points),
        first=f"{points[0].wall:%Y-%m-%d}",
        last=f"{points[-1].wall:%Y-%m-%d}",
        low=number(round(min(high)) if high else None),
        high=number(round(max(high)) if high else None),
    )
