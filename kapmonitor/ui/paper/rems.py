"""The summary for the REMS form on paper: one page that says what it is not."""

from __future__ import annotations

from pathlib import Path

from kapmonitor.language import say
from kapmonitor.record.patient import Patient
from kapmonitor.session.state import Session
from kapmonitor.ui.paper import report_view
from kapmonitor.ui.paper.books import PdfBook
from kapmonitor.ui.paper.columns import list_lines
from kapmonitor.ui.paper.rems_view import NOT_THE_FORM, TITLE, blocks
from kapmonitor.ui.paper.sheet import RED, Book, Sheet


def write_rems(session: Session, path: Path, *, head: str, patient: Patient | None) -> None:
    """Write the summary as a PDF. Needs a QGuiApplication. Raises OSError."""
    book = PdfBook(say(TITLE), name=f"{session.id} rems {head}", dated=session.last.utc)
    put_rems(session, book, head=head, patient=patient)
    path.write_bytes(book.finish())


def put_rems(session: Session, book: Book, *, head: str, patient: Patient | None) -> None:
    """Put the summary into any book."""
    foot = say("session {id}   ·   digest {head}").format(id=session.id, head=head[:16])
    sheet = Sheet(book, foot, simulated=session.simulated)
    sheet.text(say(TITLE), size=16, bold=True)
    sheet.text(report_view.who(session, patient), size=10.5)
    sheet.text(say(NOT_THE_FORM), size=9.5, bold=True, colour=RED)
    sheet.rule()
    for block in blocks(session, patient):
        list_lines(sheet, block.heading, block.lines, name=210.0)
        sheet.y += 5
