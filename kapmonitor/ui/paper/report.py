"""The report: the first page in one look, then everything in full, on paper or as a picture.

It is laid out before it is painted, so that every page says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage

from kapmonitor import __version__
from kapmonitor.language import say
from kapmonitor.record.patient import Patient
from kapmonitor.session.amendment_words import after_signing
from kapmonitor.session.signatures import signing_words
from kapmonitor.session.state import Session
from kapmonitor.ui.paper import report_view as view
from kapmonitor.ui.paper.books import DraftBook, PdfBook, PictureBook
from kapmonitor.ui.paper.columns import deal, list_lines, table
from kapmonitor.ui.paper.report_alarms import alarm_evidence, limits
from kapmonitor.ui.paper.report_before import before_dose
from kapmonitor.ui.paper.report_first import cut_short, first_page
from kapmonitor.ui.paper.report_leaving import devices
from kapmonitor.ui.paper.report_link import link_lines
from kapmonitor.ui.paper.report_readings import READING_HEADS, READING_WIDTHS, readings
from kapmonitor.ui.paper.report_scores import scores
from kapmonitor.ui.paper.sheet import INK, Book, Sheet

SOFTWARE = f"kapmonitor {__version__}"


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
        self._fill(self._sheet(book, self._pages()), drafted=False)

    def _pages(self) -> int:
        """Return how many pages there will be: every one of them says so."""
        book = DraftBook()
        sheet = self._sheet(book, 1)
        self._fill(sheet, drafted=True)
        book.finish()
        return sheet.page

    def _sheet(self, book: Book, pages: int) -> Sheet:
        session = self._session
        foot = say("{software}   ·   session {id}   ·   digest {head}").format(
            software=self._software, id=session.id, head=self._head[:16]
        )
        return Sheet(book, foot, simulated=session.simulated, pages=pages)

    def _fill(self, sheet: Sheet, *, drafted: bool) -> None:
        session = self._session
        first_page(sheet, session, self._patient, _SIGNATURE, drafted=drafted)
        self._sign(sheet)
        sheet.turn()
        list_lines(sheet, say("In full"), cut_short(session))
        list_lines(sheet, say("Limits of this patient"), limits(session))
        list_lines(sheet, say("Amended afterwards"), view.amended(session))
        list_lines(sheet, say("Every alarm"), view.alarms(session))
        list_lines(sheet, say("What happened"), view.happened(session))
        deal(sheet, say("Discharge check"), view.criteria(session))
        list_lines(sheet, say("Scores"), scores(session))
        list_lines(sheet, say("Alarms with their evidence"), alarm_evidence(session))
        before_dose(sheet, session)
        list_lines(sheet, say("Telehealth link"), link_lines(session))
        list_lines(sheet, say("Devices and sound"), devices(session))
        rows = readings(session)
        table(sheet, say("Every reading"), (READING_HEADS, READING_WIDTHS), rows, after=0)

    def _sign(self, sheet: Sheet) -> None:
        sheet.foot(_SIGNATURE)
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
            yield say("Signed by {signed_by} ({how}) over the digest {signed_digest}").format(
                signed_by=signed_by,
                how=signing_words(self._session.signing),
                signed_digest=self._session.signed_digest,
            )
        if count := after_signing(self._session):
            yield say("Record digest {head}; amended after signing: {count} times").format(
                count=count, head=self._head or say("none")
            )
        else:
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
