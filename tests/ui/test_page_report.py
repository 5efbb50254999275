"""The report step by keyboard, over a real record: what leaves it, and what is added to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.port import Answer, Snapshot
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.log import SessionLog
from kapmonitor.record.note_text import note_lines
from kapmonitor.record.practice import ExportMade, PracticeLog
from kapmonitor.session.event import FindingRecorded
from kapmonitor.session.intent import Discharge, OverrideDischarge, SignRecord
from kapmonitor.session.vocabulary import Answer as Said
from kapmonitor.session.vocabulary import Origin
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.report import ReportPage
from kapmonitor.ui.pages.report_files import CLIPBOARD_MS
from kapmonitor.ui.theme import ROOM, ThemeName
from tests.support.builders import SPRAVATO, Course, recovered
from tests.support.far_port import FarPort
from tests.ui.pages import RUTH, Hands, theme

T = TypeVar("T")
HEAD = "ab" * 32


class RecordPort(FarPort):
    """The engine's end of the port with a record beside it."""

    def __init__(self, course: Course, record: Record, folder: Path) -> None:
        super().__init__(course)
        self.record = record
        self.read_only = False
        self.gone = False
        self.resumed: list[str] = []
        self._practice = Practice(record, folder, SystemClock())

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        try:
            result = ask(self._practice)
        except Exception as fault:  # noqa: BLE001  the engine hands every fault over
            done(fault)
            return
        done(result)

    def leave(self, done: Callable[[Answer], None]) -> None:
        self.gone = True
        done(Answer())

    def resume(self, session: str, origin: Origin, done: Callable[[Answer], None]) -> None:
        self.resumed.append(session)
        done(Answer(("Another session is open.",)))

    def show(self) -> None:
        course = self.course
        assert course is not None
        session, at = course.session, course.at
        self._snapshot(
            Snapshot(session=session, at=at, utc=at.utc, head=HEAD, read_only=self.read_only)
        )


class ReportHands(Hands[ReportPage]):
    """Hands on the report page of a course."""

    port: RecordPort

    def __init__(
        self, qtbot: QtBot, application: QApplication, course: Course, place: tuple[Record, Path]
    ) -> None:
        record, folder = place
        SessionLog(record).append(course.session.id, course.entries)
        self.bot = qtbot
        self.course = course
        self.port = RecordPort(course, record, folder)
        self.bridge = Bridge(self.port, "test")
        self.bridge.operator = RUTH
        self.page = ReportPage(self.bridge, theme(application))
        qtbot.addWidget(self.page)
        self.bridge.sessionChanged.connect(self.page.draw)
        self.bridge.start()
        self.page.resize(1124, 746)
        self.page.show()
        self.draw()
        self.folder = folder / "out"
        self.line("Folder for files").setText(str(self.folder))

    def line(self, name: str) -> QLineEdit:
        """Return the line that a screen reader calls so."""
        lines = self.page.findChildren(QLineEdit)
        (found,) = [each for each in lines if each.accessibleName() == name]
        return found

    def said(self) -> str:
        """Return everything that can be read on the page."""
        labels = self.page.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    def offered(self, name: str) -> bool:
        """Return whether a button of this name is in sight."""
        try:
            self.button(name)
        except AssertionError:
            return False
        return True

    def exports(self) -> tuple[ExportMade, ...]:
        """Return the exports that the practice's record knows of."""
        return PracticeLog(self.port.record).read_only(ExportMade)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Record, Path]]:
    with open_record(tmp_path / FILE_NAME) as record:
        yield record, tmp_path


@cache
def _closed() -> Course:
    course = recovered()
    course.ask(Discharge())
    return course


@cache
def _overridden() -> Course:
    course = recovered()
    course.note(FindingRecorded(criterion="gait", answer=Said.NO))
    course.ask(OverrideDischarge(reason="carried by her sister", clinician="Dr. Sample"))
    return course


def _own(course: Course) -> Course:
    """Return a course that goes on by itself."""
    made = copy(course)
    made.entries = list(course.entries)
    return made


@pytest.fixture
def closed(qtbot: QtBot, qapp: QApplication, place: tuple[Record, Path]) -> ReportHands:
    return ReportHands(qtbot, qapp, _own(_closed()), place)


@pytest.fixture
def locked(closed: ReportHands) -> ReportHands:
    closed.course.ask(SignRecord(signed_by="Ruth Sample", digest=HEAD))
    closed.draw()
    return closed


@pytest.fixture
def overridden(qtbot: QtBot, qapp: QApplication, place: tuple[Record, Path]) -> ReportHands:
    return ReportHands(qtbot, qapp, _own(_overridden()), place)


def test_a_signature_locks_over_the_digest_that_was_shown(closed: ReportHands) -> None:
    closed.type(closed.line("Your name, as signature"), "Ruth Sample")
    closed.press("Sign and lock")
    assert closed.now().signed_by == "Ruth Sample"
    assert closed.now().signed_digest == HEAD
    assert "Signed by Ruth Sample and locked." in closed.said()
    assert not closed.offered("Sign and lock")


def test_nobody_signs_without_a_name(closed: ReportHands) -> None:
    closed.press("Sign and lock")
    assert "Type your name to sign." in closed.said()
    assert closed.now().signed_by is None


def test_a_prescriber_countersigns_what_was_reported(overridden: ReportHands) -> None:
    assert "Discharged by override, Dr. Sample: carried by her sister" in overridden.said()
    overridden.press("Countersign")
    assert "Type the prescriber's name to countersign." in overridden.said()
    overridden.type(overridden.line("Prescriber's name"), "Dr. Sample")
    overridden.press("Countersign")
    assert overridden.now().ended_seq in overridden.now().countersigned
    assert not overridden.offered("Countersign")


def test_a_discharge_as_planned_asks_for_no_countersignature(closed: ReportHands) -> None:
    assert not closed.offered("Countersign")


def test_the_report_is_saved_whole_and_noted_with_its_digest(closed: ReportHands) -> None:
    closed.press("Save PDF report")
    (path,) = closed.folder.iterdir()
    assert f"Saved {path}" in closed.said()
    assert "120/78" in PdfReader(path).pages[0].extract_text()
    (noted,) = closed.exports()
    assert noted.session == "s-1"
    assert noted.format == "pdf"
    assert noted.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_second_report_replaces_nothing(closed: ReportHands) -> None:
    closed.press("Save PDF report")
    closed.press("Save PDF report")
    names = sorted(path.name for path in closed.folder.iterdir())
    assert names == ["s-1-report-2.pdf", "s-1-report.pdf"]


@pytest.mark.parametrize(("name", "ending"), [("CSV readings", "csv"), ("JSON lines", "jsonl")])
def test_the_record_is_saved_as_text(closed: ReportHands, name: str, ending: str) -> None:
    closed.press(f"Save {name}")
    (path,) = closed.folder.iterdir()
    assert path.name == f"s-1.{ending}"
    assert path.read_text(encoding="utf-8").splitlines()
    assert [each.format for each in closed.exports()] == [ending]


def test_the_rems_summary_is_offered_for_its_drug_only_and_noted(
    closed: ReportHands,
) -> None:
    assert not closed.offered("Save REMS summary")
    course = recovered(SPRAVATO)
    course.ask(Discharge())
    _show(closed, course)
    closed.press("Save REMS summary")
    (path,) = closed.folder.iterdir()
    assert path.name == "s-1-rems.pdf"
    assert "not\tthe\tREMS\tform" in PdfReader(path).pages[0].extract_text()
    assert [each.format for each in closed.exports()] == ["rems"]


def _show(hands: ReportHands, course: Course) -> None:
    """Show another course on the same page."""
    hands.course = hands.port.course = course
    hands.draw()


def test_the_sheet_for_home_is_saved(closed: ReportHands) -> None:
    closed.press("Save Take-home")
    (path,) = closed.folder.iterdir()
    assert path.name == "s-1-take-home.pdf"


@pytest.mark.parametrize("name", ["PDF report", "CSV readings", "JSON lines", "Take-home"])
def test_a_folder_that_cannot_be_written_is_told_in_words(closed: ReportHands, name: str) -> None:
    closed.folder.write_text("a file, no folder")
    closed.press(f"Save {name}")
    assert "cannot be written" in closed.said()
    assert "The record is not affected." in closed.said()
    assert closed.exports() == ()


def test_no_folder_is_asked_for(closed: ReportHands) -> None:
    closed.line("Folder for files").clear()
    closed.press("Save PDF report")
    assert "Name a folder for the file." in closed.said()


def test_the_note_leaves_the_clipboard_after_a_minute(closed: ReportHands) -> None:
    clipboard = QApplication.clipboard()
    closed.press("Copy note")
    assert clipboard.text() == "\n".join(note_lines(closed.now()))
    _minute_passes(closed)
    assert clipboard.text() == ""


def test_what_was_copied_since_stays_on_the_clipboard(closed: ReportHands) -> None:
    clipboard = QApplication.clipboard()
    closed.press("Copy note")
    clipboard.setText("a telephone number")
    _minute_passes(closed)
    assert clipboard.text() == "a telephone number"


def _minute_passes(hands: ReportHands) -> None:
    timers = hands.page.findChildren(QTimer)
    (running,) = [each for each in timers if each.isActive() and each.interval() == CLIPBOARD_MS]
    running.setInterval(0)
    hands.bot.waitUntil(lambda: not running.isActive())


def test_after_the_lock_a_new_session_can_begin(locked: ReportHands) -> None:
    with locked.bot.waitSignal(locked.page.left, timeout=2000):
        locked.press("New session")
    assert locked.port.gone


def test_leaving_before_the_lock_is_called_what_it_is(closed: ReportHands) -> None:
    assert not closed.offered("New session")
    with closed.bot.waitSignal(closed.page.left, timeout=2000):
        closed.press("Sign later")


def test_a_past_session_is_only_read(overridden: ReportHands) -> None:
    overridden.port.read_only = True
    overridden.draw()
    for name in ("Sign and lock", "Countersign", "Add amendment", "Sign later"):
        assert not overridden.offered(name), name
    with overridden.bot.waitSignal(overridden.page.left, timeout=2000):
        overridden.press("Back")
    assert not overridden.port.gone
    assert not overridden.port.asked


def test_a_past_session_that_nobody_signed_can_be_opened_again(closed: ReportHands) -> None:
    closed.port.read_only = True
    closed.draw()
    closed.press("Open again to sign")
    assert closed.port.resumed == ["s-1"]
    assert "Another session is open." in closed.said()


def test_a_past_signed_session_can_be_opened_to_amend(locked: ReportHands) -> None:
    locked.port.read_only = True
    locked.draw()
    locked.press("Open to amend")
    assert locked.port.resumed == ["s-1"]


def test_the_paper_does_not_light_a_dark_room(closed: ReportHands, qapp: QApplication) -> None:
    theme(qapp).use(ThemeName.ROOM)
    closed.draw()
    picture = _paper(closed).pixmap().toImage()
    assert QColor(picture.pixel(4, 4)).name() == ROOM.surface
    theme(qapp).use(ThemeName.DAY)
    assert QColor(_paper(closed).pixmap().toImage().pixel(4, 4)).name() == "#ffffff"
    theme(qapp).use(ThemeName.ROOM)


def test_the_paper_is_painted_only_when_something_changed(closed: ReportHands) -> None:
    timers = closed.page.findChildren(QTimer)
    closed.bot.waitUntil(lambda: not any(each.isActive() for each in timers))
    before = _paper(closed).pixmap().cacheKey()
    closed.draw()
    assert _paper(closed).pixmap().cacheKey() == before
    closed.course.ask(SignRecord(signed_by="Ruth Sample", digest=HEAD))
    closed.draw()
    assert _paper(closed).pixmap().cacheKey() != before


def test_a_screen_reader_gets_the_note(closed: ReportHands) -> None:
    assert "Discharged" in _paper(closed).accessibleDescription()


def _paper(hands: ReportHands) -> QLabel:
    labels = hands.page.findChildren(QLabel)
    (found,) = [each for each in labels if each.accessibleName() == "Preview of the report"]
    return found
