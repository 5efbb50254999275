"""The sheet for home: one page of large plain words, on a file and on a printer."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.language import speak_by
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.discharge import DischargePage
from kapmonitor.ui.paper.take_home import SIZES, write_take_home
from kapmonitor.ui.saving import print_take_home
from tests.support.builders import OFFICE, PRESETS, TELEHEALTH, recovered
from tests.ui.pages import Hands

LEAST_POINTS = 14.0

pytestmark = pytest.mark.usefixtures("qapp")


def pages(session: Session, folder: Path) -> list[str]:
    path = folder / "home.pdf"
    write_take_home(session, path)
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(path).pages]


@pytest.mark.parametrize("name", PRESETS)
def test_one_page_says_until_when_whom_to_call_and_for_what(name: str, tmp_path: Path) -> None:
    session = recovered(name).session
    (page,) = pages(session, tmp_path)
    assert "Do not drive Before Tuesday 3 March, " in page
    assert "only after a night's sleep" in page
    assert "Dr. Sample, 555-0142" in page
    assert "Thoughts of ending your life" in page
    assert page.count("•") == len(session.preset.red_flags)
    assert "SIMULATED" in page


def test_the_emergency_number_is_the_one_of_the_place(tmp_path: Path) -> None:
    (there,) = pages(recovered(TELEHEALTH).session, tmp_path)
    assert "Call 112 at once for" in there
    own = replace(recovered(OFFICE).session, emergency_number="144")
    (here,) = pages(own, tmp_path)
    assert "Call 144 at once for" in here


def test_words_forty_percent_longer_stay_on_one_page_and_large(tmp_path: Path) -> None:
    assert min(SIZES) >= LEAST_POINTS
    speak_by(lambda text: f"{text} {'m' * round(len(text) * 0.4)}" if "{" not in text else text)
    try:
        found = pages(recovered().session, tmp_path)
    finally:
        speak_by(None)
    assert len(found) == 1


def test_the_sheet_goes_to_the_printer_without_a_dialog(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, recovered())
    hands.page.rule.printer = lambda: _on_file(tmp_path / "printed.pdf")
    hands.press("Print the take-home sheet")
    (page,) = PdfReader(tmp_path / "printed.pdf").pages
    assert "Thoughts of ending your life" in re.sub(r"\s+", " ", page.extract_text())
    assert "Sent to" in hands.page.rule.given.text()


def test_without_a_printer_the_page_says_what_to_do(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, recovered())
    hands.page.rule.printer = lambda: None
    hands.press("Print the take-home sheet")
    assert "no printer" in hands.page.rule.refusal.text()
    assert "Save the sheet" in hands.page.rule.refusal.text()


def _on_file(path: Path) -> QPrinter:
    """Return a printer that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says so as well
def test_a_sheet_that_no_printer_takes_is_told(tmp_path: Path) -> None:
    printer = _on_file(tmp_path / "no-such-folder" / "printed.pdf")
    assert "did not take" in str(print_take_home(recovered().session, printer))
