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
from kapmonitor.ui.paper.books import DraftBook, PdfBook
from kapmonitor.ui.paper.report_line import until
from kapmonitor.ui.paper.sheet import Book, Sheet

TITLE = mark("After your session")
SIZES = (18.0, 17.0, 16.0, 15.0, 14.0)
"""Points of the words; the largest that leaves the sheet on one page is taken."""
_TITLE, _LARGER = 30.0, 3.0
PLAIN = {
    "stroke-signs": mark("New weakness, numbness or a drooping face on one side"),
    "breathless": mark("Hard to breathe, or very slow breathing"),
    "faint": mark("Fainting, or cannot be woken"),
    "seizure": mark("A seizure: the body shakes or stiffens"),
    "anaphylaxis": mark("Swelling or tightness of the throat"),
    "suicidal": mark("Thoughts of ending your life"),
}
"""Red flags in the words of people at home, where the button's are a clinician's."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]
    large: bool = False


def write_take_home(session: Session, path: Path) -> None:
    """Write the sheet as a PDF. Needs a QGuiApplication. Raises OSError."""
    book = PdfBook(say(TITLE), name=f"{session.id} home", dated=session.last.utc)
    put_take_home(session, book)
    path.write_bytes(book.finish())


def put_take_home(session: Session, book: Book) -> None:
    """Put the sheet into any book, on one page and in type as large as that allows."""
    size = next((each for each in SIZES if _pages(session, each) == 1), SIZES[-1])
    _fill(session, book, size)


def _pages(session: Session, size: float) -> int:
    book = DraftBook()
    pages = _fill(session, book, size)
    book.finish()
    return pages


def _fill(session: Session, book: Book, size: float) -> int:
    """Fill a book; return how many pages it took."""
    sheet = Sheet(book, say("session {id}").format(id=session.id), simulated=session.simulated)
    sheet.text(say(TITLE), size=_TITLE, bold=True)
    for part in parts(session):
        sheet.y += size * 0.8
        sheet.text(part.heading, size=size + _LARGER, bold=True)
        for words in part.lines:
            sheet.text(words, size=size + _LARGER if part.large else size, bold=part.large)
    return sheet.page


def parts(session: Session) -> tuple[Part, ...]:
    """Return what the sheet says, the most important first."""
    return tuple(_parts(session))


def _parts(session: Session) -> Iterator[Part]:
    yield Part(say("Today and tonight"), (no_driving_text(session),))
    moment = not_before(session)
    if moment is not None:
        words = say("Before {until}.").format(until=until(session, moment))
        yield Part(say("Do not drive"), (words,), large=True)
    order = session.order
    if order is not None and order.prescriber_phone:
        yield Part(say("Questions? Call"), (f"{order.prescriber}, {order.prescriber_phone}",))
    flags = [PLAIN.get(each.code, each.label) for each in session.preset.red_flags]
    if flags:
        yield Part(_emergency(session), tuple(f"•  {say(each)}" for each in flags))


def _emergency(session: Session) -> str:
    """Return whom to call at once: where the patient was, else by the clinic's own number."""
    place = session.place.emergency_number if session.place is not None else ""
    known = place or session.emergency_number
    if known:
        return say("Call {number} at once for").format(number=known)
    return say("Call your local emergency number at once for")
