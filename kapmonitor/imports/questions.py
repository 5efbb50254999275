"""Why a row of a file is not taken as it stands, and what a person can say about it.

Some questions are about the whole file and are answered once; some are about one row, and are
answered by correcting a cell or leaving the row out. Nothing is answered by the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from devices.measurement import PressureUnit
from kapmonitor.imports.moments import Order
from kapmonitor.imports.zones import Zone
from kapmonitor.language import mark
from kapmonitor.session.fact import fact
from kapmonitor.session.protocol import Plausibility


class Reason(StrEnum):
    """Why a row is left out, or asks something. The words of the record: never changed."""

    ORDER = "date_order"
    UNIT = "unit"
    ZONE = "zone"
    ABOVE = "date_from_above"
    TWICE = "twice_in_the_file"
    AGAIN = "imported_before"
    IN_SESSION = "taken_in_a_session"
    NO_DATE = "no_date"
    NO_TIME = "no_time"
    GAP = "time_that_never_was"
    FOLD = "time_that_came_twice"
    NOT_A_TIME = "not_a_time"
    FUTURE = "in_the_future"
    NOT_A_NUMBER = "not_a_number"
    NO_VALUE = "no_value"
    SWAPPED = "systolic_not_above_diastolic"
    IMPOSSIBLE = "impossible"
    WIDTH = "more_cells_than_headings"
    SIMULATED = "simulated"
    NOT_COUNTED = "not_counted_where_it_comes_from"
    OTHER_PATIENT = "another_patient"
    BY_HAND = "by_hand"


OF_THE_FILE = (
    Reason.ORDER,
    Reason.UNIT,
    Reason.ZONE,
    Reason.ABOVE,
    Reason.TWICE,
    Reason.AGAIN,
    Reason.IN_SESSION,
)
"""Answered once for all rows."""
OF_THE_ROW = (Reason.NO_DATE, Reason.NO_TIME, Reason.GAP, Reason.FOLD)
"""Answered by a person at the row: a cell corrected, or the row left out."""

WORDS: Mapping[Reason, str] = {
    Reason.ORDER: mark("Which number of the date is the day?"),
    Reason.UNIT: mark("mmHg or kPa? The file does not say."),
    Reason.ZONE: mark("Where was it taken? The file names no time zone."),
    Reason.ABOVE: mark("No date in this row; one stands above it."),
    Reason.TWICE: mark("The same time and values as an earlier row."),
    Reason.AGAIN: mark("The same time and values were imported before."),
    Reason.IN_SESSION: mark("Taken in the minute of a reading of a session."),
    Reason.NO_DATE: mark("No date."),
    Reason.NO_TIME: mark("No time of day."),
    Reason.GAP: mark("This time never was: clocks went forward over it."),
    Reason.FOLD: mark("This time came twice: clocks went back. Write the offset after it: +02:00."),
    Reason.NOT_A_TIME: mark("Not a date and time."),
    Reason.FUTURE: mark("In the future."),
    Reason.NOT_A_NUMBER: mark("Not a number."),
    Reason.NO_VALUE: mark("No blood pressure in this row."),
    Reason.SWAPPED: mark("Systolic is not above diastolic."),
    Reason.IMPOSSIBLE: mark("Outside what a body can have."),
    Reason.WIDTH: mark("More cells than headings."),
    Reason.SIMULATED: mark("Simulated, not a patient."),
    Reason.NOT_COUNTED: mark("It did not count where it comes from."),
    Reason.OTHER_PATIENT: mark("The row names another patient."),
    Reason.BY_HAND: mark("Left out by hand."),
}


class Keep(StrEnum):
    """What becomes of the rows that a question is about."""

    TAKE = "take"
    LEAVE_OUT = "leave_out"


class Verdict(StrEnum):
    """What becomes of a row as things stand."""

    TAKEN = "taken"
    QUESTION = "question"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


@fact
class Answers:
    """What a person said about the whole file; None: not asked, or not said yet."""

    order: Order | None = None
    unit: PressureUnit | None = None
    zone: Zone | None = None
    above: Keep | None = None
    twice: Keep | None = None
    again: Keep | None = None
    in_session: Keep | None = None


@fact
class Hand:
    """What a person did at single rows, by the row's line in the file."""

    cells: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """Corrected cells, by line and place."""
    left_out: frozenset[int] = frozenset()
    taken: frozenset[int] = frozenset()
    """Taken though like another one."""


@fact
class Known:
    """What a file is held against."""

    now: datetime
    patient: str
    """The pseudonym of whom it is imported for."""
    plausibility: Plausibility
    imported: frozenset[tuple[datetime, float | None, float | None]] = frozenset()
    """Minute, systolic and diastolic of what was imported before and stands."""
    in_sessions: frozenset[datetime] = frozenset()
    """The minutes of readings in the patient's sessions."""
