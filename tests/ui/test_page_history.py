"""The history: past sessions found by search and opened by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableWidget
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.practice import PastSession, Practice
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.fault import RecordLocked
from kapmonitor.record.library import PAGE, Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import Entry, SessionOpened
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Discharge
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.course import CourseView
from kapmonitor.ui.pages.history import HistoryPage
from kapmonitor.ui.widgets.course_plot import CoursePlot
from kapmonitor.ui.wording import NONE
from tests.support.builders import START, Course, opening, recovered
from tests.support.far_port import FarPort
from tests.ui.pages import theme

T = TypeVar("T")


class RecordPort(FarPort):
    """The port over a record, which a test may take away."""

    def __init__(self, record: Record, folder: Path) -> None:
        super().__init__()
        self._practice = Practice(record, folder, SystemClock())
        self.fault: Exception | None = None

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        done(self.fault or ask(self._practice))


class Shown:
    """The page in sight."""

    def __init__(self, qtbot: QtBot, application: QApplication, port: RecordPort) -> None:
        self.bot = qtbot
        self.port = port
        bridge = Bridge(port, "test")
        self.page = HistoryPage(bridge, theme(application))
        qtbot.addWidget(self.page)
        bridge.start()
        self.page.resize(1124, 746)
        self.page.show()
        QApplication.processEvents()
        (self.table,) = self.page.findChildren(QTableWidget)
        (self.search,) = self.page.findChildren(QLineEdit)

    def rows(self) -> list[str]:
        """Return the lines of the list."""
        table = self.table
        return [
            " | ".join(_cell(table, line, place) for place in range(table.columnCount()))
            for line in range(table.rowCount())
        ]

    def said(self) -> str:
        """Return what can be read beside the list."""
        labels = self.page.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    def type(self, text: str) -> None:
        """Type into the search."""
        self.search.clear()
        self.bot.keyClicks(self.search, text)
        QApplication.processEvents()


def _cell(table: QTableWidget, line: int, place: int) -> str:
    item = table.item(line, place)
    return "" if item is None else item.text()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / FILE_NAME) as opened:
        yield opened


@cache
def _ended() -> tuple[Entry, ...]:
    course = recovered()
    course.ask(Discharge())
    return tuple(course.entries)


@cache
def _begun() -> tuple[Entry, ...]:
    course = Course()
    course.at = Instant(START + timedelta(days=7), 0.0)
    course.ask(replace(opening(), session="s-2", session_number=4))
    return tuple(course.entries)


@pytest.fixture
def full(qtbot: QtBot, qapp: QApplication, record: Record, tmp_path: Path) -> Shown:
    log = SessionLog(record)
    log.append("s-1", _ended())
    log.append("s-2", _begun())
    return Shown(qtbot, qapp, RecordPort(record, tmp_path))


def test_every_session_is_listed_with_its_outcome(full: Shown) -> None:
    begun, ended = full.rows()
    assert "2026-03-09 09:00 | SIMULATED, no patient | 4 of 8" in begun
    assert "not ended, preparation" in begun
    assert "2026-03-02 09:00 | SIMULATED, no patient | 3 of 8" in ended
    assert "discharged | not signed" in ended


def test_enter_in_the_search_opens_what_was_found(full: Shown) -> None:
    with full.bot.waitSignal(full.page.opened, timeout=5000) as told:
        full.bot.keyClick(full.search, Qt.Key.Key_Return)
    (past,) = told.args
    assert isinstance(past, PastSession)
    assert past.session.id == "s-2"
    assert past.head


def test_the_list_is_walked_by_arrow_keys_and_opened_by_enter(full: Shown) -> None:
    full.search.setFocus()
    full.bot.keyClick(full.search, Qt.Key.Key_Down)
    assert full.table.hasFocus() or full.page.focusWidget() is full.table
    full.bot.keyClick(full.table, Qt.Key.Key_Down)
    with full.bot.waitSignal(full.page.opened, timeout=5000) as told:
        full.bot.keyClick(full.table, Qt.Key.Key_Return)
    assert told.args[0].session.id == "s-1"


def test_a_search_that_finds_nothing_says_so_and_opens_nothing(full: Shown) -> None:
    full.type("nobody of this name")
    assert full.rows() == []
    assert "Nothing found." in full.said()
    with full.bot.assertNotEmitted(full.page.opened, wait=50):
        full.bot.keyClick(full.search, Qt.Key.Key_Return)
    full.type("discharged")
    assert len(full.rows()) == 1
    assert "Nothing found." not in full.said()


def test_an_empty_practice_says_so(
    qtbot: QtBot, qapp: QApplication, record: Record, tmp_path: Path
) -> None:
    shown = Shown(qtbot, qapp, RecordPort(record, tmp_path))
    assert "No session yet." in shown.said()
    (open_,) = [b for b in shown.page.findChildren(QAbstractButton) if b.text() == "Open"]
    assert not open_.isEnabled()


def test_a_record_that_cannot_be_read_is_told(full: Shown) -> None:
    full.port.fault = RecordLocked(Path("r.db"))
    with full.bot.assertNotEmitted(full.page.opened, wait=50):
        full.bot.keyClick(full.search, Qt.Key.Key_Return)
    assert str(full.port.fault) in full.said()


def test_older_sessions_come_by_the_page_and_a_patients_by_the_search(
    qtbot: QtBot, qapp: QApplication, record: Record, tmp_path: Path
) -> None:
    log = SessionLog(record)
    Library(record).keep_patient(Patient(id="old", name="Nora Quill", added=START))
    for at in range(PAGE + 2):
        course = Course()
        course.at = Instant(START + timedelta(hours=at), 0.0)
        course.ask(replace(opening(), session=f"s-{at:03}"))
        (first,) = course.entries
        assert isinstance(first.event, SessionOpened)
        event = replace(first.event, simulated=at > 0, patient="old" if at == 0 else "p-7")
        log.append(f"s-{at:03}", [replace(first, event=event)])
    shown = Shown(qtbot, qapp, RecordPort(record, tmp_path))
    assert len(shown.rows()) == PAGE
    shown.type("quill")
    assert shown.rows() == []
    qtbot.waitUntil(lambda: len(shown.rows()) == 1, timeout=5000)
    shown.search.clear()
    (older,) = [b for b in shown.page.findChildren(QAbstractButton) if b.text() == "Older sessions"]
    older.click()
    assert len(shown.rows()) == PAGE + 2
    assert not older.isVisible()


def test_back_leaves(full: Shown) -> None:
    (back,) = [b for b in full.page.findChildren(QAbstractButton) if b.text() == "Back"]
    back.setFocus()
    with full.bot.waitSignal(full.page.left, timeout=2000):
        full.bot.keyClick(back, Qt.Key.Key_Return)


def test_a_patients_course_is_one_table_and_one_plot(full: Shown, tmp_path: Path) -> None:
    (button,) = [
        each
        for each in full.page.findChildren(QAbstractButton)
        if each.text() == "Course of this patient"
    ]
    button.setFocus()
    full.bot.keyClick(button, Qt.Key.Key_Return)
    assert "Course of SIMULATED, no patient" in full.said()
    view = full.page.findChild(CourseView)
    assert view is not None
    (table,) = view.findChildren(QTableWidget)
    lines = [
        [_cell(table, line, place) for place in range(table.columnCount())]
        for line in range(table.rowCount())
    ]
    assert [each[:3] for each in lines] == [
        ["2026-03-02", "3 of 8", "100 mg"],
        ["2026-03-09", "4 of 8", NONE],
    ]
    plot = view.findChild(CoursePlot)
    assert plot is not None
    assert "2026-03-02: baseline 120, peak" in plot.accessibleDescription()
    assert "2026-03-09: baseline –, peak –" in plot.accessibleDescription()
    folder = next(each for each in view.findChildren(QLineEdit) if each.isVisible())
    folder.setText(str(tmp_path))
    (save,) = [e for e in view.findChildren(QAbstractButton) if e.text() == "Save the table"]
    save.click()
    saved = (tmp_path / "course.csv").read_text(encoding="utf-8").splitlines()
    assert saved[0].startswith("Date,Session,Dose,Baseline,Peak")
    assert saved[2].startswith("2026-03-09,4 of 8,,,")
    assert all(line.endswith(",yes") for line in saved[1:])
    view.left.emit()
    assert "History" in full.said()
