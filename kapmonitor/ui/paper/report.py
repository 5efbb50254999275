"""The report: one page for a usual session, every reading in a table, on paper or as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from kapmonitor import __version__
from kapmonitor.record.library import Patient
from kapmonitor.session.state import Session
from kapmonitor.ui.paper import report_view as view
from kapmonitor.ui.paper.books import PdfBook, PictureBook
from kapmonitor.ui.paper.chart import paint_session_chart
from kapmonitor.ui.paper.report_view import Line
from kapmonitor.ui.paper.sheet import GREY, INK, MARGIN, RED, WIDTH, Book, Sheet

CHART_POINTS = 178.0
_NAME = 84.0
_HALF = (WIDTH - 2 * MARGIN - 16) / 2
_COLUMNS = (40.0, 32.0, 44.0, 46.0, 36.0, 36.0, 36.0, 84.0, 161.0)
_GRAVE = "▲ "


def write_report(session: Session, path: Path, *, head: str, patient: Patient | None) -> None:
    """Write the report as a PDF. Needs a QGuiApplication. Raises OSError."""
    book = PdfBook(view.title(session))
    _fill(_sheet(book, session, head), session, head=head, patient=patient)
    path.write_bytes(book.finish())


def report_picture(session: Session, *, head: str, patient: Patient | None, width: int) -> QImage:
    """Return all pages of the report as one tall picture of this width."""
    book = PictureBook(width)
    _fill(_sheet(book, session, head), session, head=head, patient=patient)
    return book.finish()


def _sheet(book: Book, session: Session, head: str) -> Sheet:
    return Sheet(book, _foot(session, head), simulated=session.simulated)


def _fill(sheet: Sheet, session: Session, *, head: str, patient: Patient | None) -> None:
    sheet.text(view.title(session), size=16, bold=True)
    sheet.text(view.who(session, patient), size=10.5)
    sheet.rule()
    _side_by_side(sheet, view.facts(session), view.leaving(session))
    for line in view.deviations(session):
        _line(sheet, line, (MARGIN, WIDTH - 2 * MARGIN))
    sheet.need(CHART_POINTS)
    area = QRectF(MARGIN, sheet.y + 2, WIDTH - 2 * MARGIN, CHART_POINTS)
    paint_session_chart(sheet.painter, area, session)
    sheet.y += CHART_POINTS + 4
    sheet.text(view.LEGEND, size=6.4, colour=GREY)
    _section(sheet, "Alarms and answers", view.alarms(session))
    _section(sheet, "What happened", view.happened(session))
    _checked(sheet, view.criteria(session))
    rows = view.readings(session)
    if rows:
        sheet.need(32)
        sheet.text("Every reading", size=8.5, bold=True)
        sheet.table((view.READING_HEADS, *rows), _COLUMNS)
    _signature(sheet, session, head)


def _side_by_side(sheet: Sheet, left: Sequence[Line], right: Sequence[Line]) -> None:
    top = sheet.y
    for line in left:
        _line(sheet, line, (MARGIN, _HALF))
    below, sheet.y = sheet.y, top
    for line in right:
        _line(sheet, line, (MARGIN + _HALF + 16, _HALF))
    sheet.y = max(sheet.y, below) + 2


def _section(sheet: Sheet, heading: str, lines: Sequence[Line]) -> None:
    if not lines:
        return
    sheet.need(24)
    sheet.text(heading, size=8.5, bold=True)
    for line in lines:
        _line(sheet, line, (MARGIN, WIDTH - 2 * MARGIN), name=96.0)
    sheet.y += 2


def _checked(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Write the discharge check in two columns."""
    if not lines:
        return
    half = (len(lines) + 1) // 2
    sheet.need(half * 10 + 16)
    sheet.text("Discharge check", size=8.5, bold=True)
    top, lowest = sheet.y, sheet.y
    for place, part in enumerate((lines[:half], lines[half:])):
        sheet.y = top
        for line in part:
            _line(sheet, line, (MARGIN + place * (_HALF + 16), _HALF), name=120.0)
        lowest = max(lowest, sheet.y)
    sheet.y = lowest + 2


def _line(sheet: Sheet, line: Line, box: tuple[float, float], *, name: float = _NAME) -> None:
    left, width = box
    colour = RED if line.grave else INK
    words = f"{_GRAVE if line.grave else ''}{line.words}"
    sheet.need(11)
    top = sheet.y
    if line.name:
        sheet.text(line.name, size=7.6, colour=GREY, box=(left, name - 6))
    named, sheet.y = sheet.y, top
    indent = name if line.name else 0.0
    sheet.text(words, size=7.8, colour=colour, box=(left + indent, width - indent))
    sheet.y = max(sheet.y, named)


def _signature(sheet: Sheet, session: Session, head: str) -> None:
    sheet.need(24)
    sheet.rule()
    signed = f"Signed by {session.signed_by}. " if session.signed_by else "Not signed yet. "
    sheet.text(f"{signed}Record digest {head or 'none'}", size=7.2, colour=GREY)


def _foot(session: Session, head: str) -> str:
    return f"kapmonitor {__version__}   ·   session {session.id}   ·   digest {head[:16]}"
