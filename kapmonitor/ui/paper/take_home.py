"""The sheet that goes home with the patient: plain words in large type.

What it says comes from the preset, the order and the record; no advice stands in code. It names
no drug and no patient: it may lie on a kitchen table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.session.discharge_ride import no_driving_text, not_before
from kapmonitor.session.state import Session
from kapmonitor.ui.paper.books import PdfBook
from kapmonitor.ui.paper.report_line import until
from kapmonitor.ui.paper.sheet import Sheet

TITLE = mark("After your session")
_TITLE, _HEAD, _WORDS = 30.0, 20.0, 17.0


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]
    large: bool = False


def write_take_home(session: Session, path: Path) -> None:
    """Write the sheet as a PDF. Needs a QGuiApplication. Raises OSError."""
    book = PdfBook(say(TITLE), name=f"{session.id} home", dated=session.last.utc)
    sheet = Sheet(book, say("session {id}").format(id=session.id), simulated=session.simulated)
    sheet.text(say(TITLE), size=_TITLE, bold=True)
    for part in parts(session):
        sheet.y += 14
        sheet.text(part.heading, size=_HEAD, bold=True)
        for words in part.lines:
            sheet.text(words, size=_HEAD if part.large else _WORDS, bold=part.large)
    path.write_bytes(book.finish())


def parts(session: Session) -> tuple[Part, ...]:
    """Return what the sheet says, the most important first."""
    return tuple(_parts(session))


def _parts(session: Session) -> Iterator[Part]:
    yield Part(say("Today and tonight"), (no_driving_text(session),))
    moment = not_before(session)
    if moment is not None:
        yield Part(say("Not before"), (f"{until(session, moment)}.",), large=True)
    order = session.order
    if order is not None and order.prescriber_phone:
        yield Part(say("Questions? Call"), (f"{order.prescriber}, {order.prescriber_phone}",))
    flags = tuple(f"•  {say(each.label)}" for each in session.preset.red_flags)
    if flags:
        yield Part(say("Call your local emergency number at once for"), flags)
