"""The sheet that goes home with the patient: plain words in large type.

What it says comes from the preset, the order and the record; no advice stands in code.
"""

from __future__ import annotations

from pathlib import Path

from kapmonitor.session.discharge_ride import not_before
from kapmonitor.session.state import Session
from kapmonitor.ui.paper.books import PdfBook
from kapmonitor.ui.paper.report_view import until
from kapmonitor.ui.paper.sheet import Sheet

TITLE = "After your session"


def write_take_home(session: Session, path: Path) -> None:
    """Write the sheet as a PDF. Raises OSError."""
    book = PdfBook(TITLE, name=f"{session.id} home", dated=session.last.utc)
    sheet = Sheet(book, f"session {session.id}", simulated=session.simulated)
    sheet.text(TITLE, size=28, bold=True)
    sheet.y += 10
    for words in lines(session):
        sheet.text(words, size=17)
        sheet.y += 12
    path.write_bytes(book.finish())


def lines(session: Session) -> tuple[str, ...]:
    """Return what the sheet says."""
    said = [session.preset.discharge.no_driving.text]
    moment = not_before(session)
    if moment is not None:
        said.append(f"Do not drive before {until(session, moment)}.")
    order = session.order
    if order is not None and order.prescriber_phone:
        said.append(f"Your prescriber: {order.prescriber}, {order.prescriber_phone}.")
    flags = ", ".join(each.label.lower() for each in session.preset.red_flags)
    if flags:
        said.append(f"Call your local emergency number at once for: {flags}.")
    return tuple(said)
