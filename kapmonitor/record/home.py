"""Home readings: what a patient measured elsewhere, brought in from a file by a person.

They are no readings of a session. They lie in a stream of their own, one for each patient, and
nothing that watches a session reads it: no alarm, no gate, no criterion can count them. An import
is one act with everything in it: the file's digest, how it was read, the rows taken and those
left out. It can be withdrawn by a later act; nothing is removed.
"""

from __future__ import annotations

from datetime import datetime

from devices.measurement import PressureUnit
from kapmonitor.record.codec import Codec
from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import (
    MOMENT,
    NUMBER,
    PERSONAL,
    TEXT,
    WHOLE,
    choice,
    many,
    maybe,
    nested,
)
from kapmonitor.session.fact import fact
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import Origin


@fact
class HomeReading:
    """One reading, as a row of the file gave it; pressures in mmHg, pulse rate per minute."""

    row: int
    """The line of the file at which its row ends."""
    taken: datetime
    utc_offset_min: int
    """What the clock on the wall there was away from UTC."""
    systolic: float | None
    diastolic: float | None
    pulse_rate: float | None
    reported_unit: PressureUnit
    corrected: tuple[str, ...] = ()
    """Columns whose cell a person corrected at the import; the file's own text is kept."""
    queried: tuple[str, ...] = ()
    """Why it is kept but doubted."""


@fact
class RowLeftOut:
    """A row that was not taken, and why: a code of `imports.questions.Reason`."""

    row: int
    reason: str


@fact
class ReadAs:
    """How the file was read, and what a person said about all of it."""

    encoding: str
    separator: str
    date_order: str | None
    unit: str | None
    """Said by a person, where the file named none."""
    zone: str | None
    decided: tuple[str, ...] = ()
    """Answers to other questions, each as reason=answer."""


@fact
class HomeReadingsImported:
    """A file of home readings came in. `cells`: every row's own text, as JSON pairs of line and
    cells, the headings and what stood above them included."""

    id: str
    patient: str
    file: PersonalText
    """The file's name."""
    digest: str
    """SHA-256 of the file."""
    read_as: ReadAs
    readings: tuple[HomeReading, ...]
    left_out: tuple[RowLeftOut, ...]
    cells: PersonalText


@fact
class HomeImportWithdrawn:
    """An import counts for nothing from now on: the wrong patient's file, the wrong unit."""

    id: str
    reason: PersonalText


HomeFact = HomeReadingsImported | HomeImportWithdrawn

_READING = nested(
    HomeReading,
    row=WHOLE,
    taken=MOMENT,
    utc_offset_min=WHOLE,
    systolic=maybe(NUMBER),
    diastolic=maybe(NUMBER),
    pulse_rate=maybe(NUMBER),
    reported_unit=choice(PressureUnit),
    corrected=many(TEXT),
    queried=many(TEXT),
)
_LEFT_OUT = nested(RowLeftOut, row=WHOLE, reason=TEXT)
_READ_AS = nested(
    ReadAs,
    encoding=TEXT,
    separator=TEXT,
    date_order=maybe(TEXT),
    unit=maybe(TEXT),
    zone=maybe(TEXT),
    decided=many(TEXT),
)
HOME_KINDS: tuple[Kind[HomeFact], ...] = (
    kind(
        HomeReadingsImported,
        "home_readings_imported",
        id=TEXT,
        patient=TEXT,
        file=PERSONAL,
        digest=TEXT,
        read_as=_READ_AS,
        readings=many(_READING),
        left_out=many(_LEFT_OUT),
        cells=PERSONAL,
    ),
    kind(HomeImportWithdrawn, "home_import_withdrawn", id=TEXT, reason=PERSONAL),
)
HOME_FACTS = Codec(HOME_KINDS)


@fact
class HomeImport:
    """An import as it stands today."""

    fact: HomeReadingsImported
    at: datetime
    by: Origin | None
    withdrawn_at: datetime | None = None
    withdrawn_by: Origin | None = None
    withdrawn_because: str | None = None

    @property
    def stands(self) -> bool:
        """Return whether nobody withdrew it."""
        return self.withdrawn_at is None
