"""The report: one page for a usual session, every reading in a table, on paper or as a picture.

It is laid out before it is painted: the chart gives way so that a usual session stays on one
page, and every page says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from kapmonitor import __version__
from kapmonitor.language import say
from kapmonitor.record.patient import Patient
from kapmonitor.session.state import Session
from kapmonitor.ui.paper import report_view as view
from kapmonitor.ui.paper.books import DraftBook, PdfBook, PictureBook
from kapmonitor.ui.paper.chart import paint_session_chart
from kapmonitor.ui.paper.columns import deal, list_lines, side_by_side, table
from kapmonitor.ui.paper.report_alarms import alarm_evidence, limits
from kapmonitor.ui.paper.report_leaving import leaving
from kapmonitor.ui.paper.report_readings import READING_HEADS, READING_WIDTHS, readings
from kapmonitor.ui.paper.sheet import ACROSS, GREY, INK, MARGIN, Book, Sheet

SOFTWARE = f"kapmonitor {__version__}"
CHART_POINTS = (230.0, 206.0, 176.0, 150.0, 132.0)
"""How tall the chart may be; the first that leaves the report on one page is taken."""


class _Report:
    """One session's report, to be put into any book."""

    def __init__(
        self, session: Session, *, head: str, patient: Patient | None, software: str = SOFTWARE
    ) -> None:
        self._session = session
        self._head = head
        self._patient = patient
        self._software = software

    def put_into(self, book: Book) -> None:
        """Paint every page."""
        tall, pages = self._plan()
        self._fill(self._sheet(book, pages), tall, drafted=False)

    def _plan(self) -> tuple[float, int]:
        for tall in CHART_POINTS:
            if (pages := self._pages(tall)) == 1:
                return tall, pages
        return CHART_POINTS[0], self._pages(CHART_POINTS[0])

    def _pages(self, tall: float) -> int:
        book = DraftBook()
        sheet = self._sheet(book, 1)
        self._fill(sheet, tall, drafted=True)
        book.finish()
        return sheet.page

    def _sheet(self, book: Book, pages: int) -> Sheet:
        session = self._session
        foot = say("{software}   ·   session {id}   ·   digest {head}").format(
            software=self._software, id=session.id, head=self._head[:16]
        )
        return Sheet(book, foot, simulated=session.simulated, pages=pages)

    def _fill(self, sheet: Sheet, tall: float, *, drafted: bool) -> None:
        session = self._session
        sheet.text(view.title(session), size=16, bold=True)
        sheet.text(view.who(session, self._patient), size=10.5)
        sheet.rule()
        side_by_side(sheet, view.facts(session), leaving(session))
        list_lines(sheet, say("Overrides and deviations"), view.deviations(session))
        list_lines(sheet, say("Limits of this patient"), limits(session))
        sheet.need(tall)
        if not drafted:
            area = QRectF(MARGIN, sheet.y + 2, ACROSS, tall)
            paint_session_chart(sheet.painter, area, session)
        sheet.y += tall + 5
        sheet.text(view.legend(session), size=6.4, colour=GREY)
        list_lines(sheet, say("Alarms and answers"), view.alarms(session))
        list_lines(sheet, say("What happened"), view.happened(session))
        deal(sheet, say("Discharge check"), view.criteria(session))
        list_lines(sheet, say("Alarms with their evidence"), alarm_evidence(session))
        rows = readings(session)
        table(sheet, say("Every reading"), (READING_HEADS, READING_WIDTHS), rows, after=_SIGNATURE)
        self._sign(sheet)

    def _sign(self, sheet: Sheet) -> None:
        sheet.need(_SIGNATURE)
        sheet.rule()
        for words in self._signature():
            sheet.text(words, size=7.8, colour=INK)

    def _signature(self) -> Iterator[str]:
        signed_by = self._session.signed_by
        if signed_by is None:
            yield say("Not signed. Name {value}  Signature {value}  Date {value2}").format(
                value="_" * 34, value2="_" * 16
            )
        else:
            yield say("Signed by {signed_by} over the digest {signed_digest}").format(
                signed_by=signed_by, signed_digest=self._session.signed_digest
            )
        yield say("Record digest {head}").format(head=self._head or say("none"))


_SIGNATURE = 34.0


def write_report(
    session: Session,
    path: Path,
    *,
    head: str,
    patient: Patient | None,
    software: str = SOFTWARE,
) -> None:
    """Write the report as a PDF. Needs a QGuiApplication. Raises OSError."""
    book = PdfBook(view.title(session), name=f"{session.id} {head}", dated=session.last.utc)
    _Report(session, head=head, patient=patient, software=software).put_into(book)
    path.write_bytes(book.finish())


def report_picture(session: Session, *, head: str, patient: Patient | None, width: int) -> QImage:
    """Return all pages of the report as one tall picture of this width."""
    book = PictureBook(width)
    _Report(session, head=head, patient=patient).put_into(book)
    return book.finish()
