"""The sheet that goes home with the patient: plain words in large type."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPainter, QPdfWriter

from kapmonitor.session.discharge_ride import not_before
from kapmonitor.session.state import Session
from kapmonitor.ui.paper.report import DPI, ReportFault, a4
from kapmonitor.ui.paper.report_view import until
from kapmonitor.ui.paper.sheet import GREY, Sheet
from kapmonitor.ui.theme import load_fonts


def write_take_home(session: Session, path: Path) -> None:
    """Write the sheet as a PDF. Raises ReportFault."""
    load_fonts()
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setPageLayout(a4())
    writer.setTitle("After your session")
    painter = QPainter()
    if not painter.begin(writer):
        raise ReportFault(f"{path}: the sheet cannot be written there.")
    painter.scale(DPI / 72, DPI / 72)
    sheet = Sheet(painter, writer, f"session {session.id}", simulated=session.simulated)
    sheet.text("After your session", size=28, bold=True)
    sheet.y += 10
    for words in lines(session):
        sheet.text(words, size=17)
        sheet.y += 12
    sheet.text("Given to you at the end of your session.", size=11, colour=GREY)
    painter.end()


def lines(session: Session) -> tuple[str, ...]:
    """Return what the sheet says."""
    moment = not_before(session)
    when = until(session, moment) if moment is not None else "tomorrow, after a night's sleep"
    said = [
        f"Do not drive before {when}.",
        "Until then: no machines, no work at heights, no binding decisions.",
        "Go home with the person who came for you. Do not be alone tonight if you feel unsteady.",
        "No alcohol, and no other drugs that make you drowsy, today.",
        "Feeling tired, dizzy or a little unreal can last some hours. Lie down, drink water.",
    ]
    order = session.order
    if order is not None and order.prescriber_phone:
        said.append(f"Questions about the medicine: {order.prescriber}, {order.prescriber_phone}.")
    said.append(
        "Call your local emergency number for chest pain, a sudden severe headache, trouble "
        "breathing, fainting, or thoughts of suicide."
    )
    return tuple(said)
