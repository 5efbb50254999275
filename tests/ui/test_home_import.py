"""Importing home readings in the window: whose they are, what the file leaves open, each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableWidget
from pytestqt.qtbot import QtBot

from kapmonitor.arrivals import home_readings
from kapmonitor.clock import SystemClock
from kapmonitor.language import speak_by
from kapmonitor.port import Snapshot
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import Entry, SessionOpened
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.course_place import CoursePlace
from kapmonitor.ui.pages.home_import import HomeImportView
from kapmonitor.ui.pages.known_patient import know
from kapmonitor.ui.pages.prepare_last_time import LastTimeCard
from tests.support import layout, reader
from tests.support.builders import Course, opening
from tests.support.far_port import FarPort
from tests.support.long_words import lengthened
from tests.ui.pages import theme

T = TypeVar("T")
FILE = (
    "Patient;Date;Time;Systolic;Diastolic;Pulse\n"
    "A. Rivers;05/10/2026;08:15;128;82;64\n"
    "A. Rivers;25/10/2026;02:30;130;84;\n"
    "A. Rivers;26/10/2026;08:16;82;128;70\n"
    "A. Rivers;26/10/2026;08:20;131;85;70\n"
)
ANNA = Patient(id="P-1", name="Anna Rivers", added=datetime(2026, 1, 2, tzinfo=UTC))


class RecordPort(FarPort):
    """The port over a record."""

    def __init__(self, record: Record, folder: Path) -> None:
        super().__init__()
        self._practice = Practice(record, folder, SystemClock())

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        try:
            answer: T | Exception = ask(self._practice)
        except Exception as fault:  # noqa: BLE001  as the room does
            answer = fault
        done(answer)


class Shown:
    """The course of a patient in sight."""

    def __init__(self, qtbot: QtBot, application: QApplication, port: RecordPort) -> None:
        self.bot = qtbot
        self.bridge = bridge = Bridge(port, "test")
        bridge.operator = Operator(id="op-1", name="Ada Therapist", role="therapist")
        self.place = CoursePlace(bridge, theme(application))
        qtbot.addWidget(self.place)
        self.place.resize(1124, 746)
        self.place.show_patient("Anna Rivers", "P-1", simulated=False)
        self.place.show()

    def press(self, text: str) -> None:
        """Press the button of these words by keyboard."""
        found = [
            each
            for each in self.place.findChildren(QAbstractButton)
            if each.text() == text and each.isVisible()
        ]
        assert found, text
        found[0].setFocus()
        self.bot.keyClick(found[0], Qt.Key.Key_Space)
        QApplication.processEvents()

    def type(self, name: str, text: str) -> None:
        """Type into the line of this name and press Return."""
        (line,) = (
            each
            for each in self.place.findChildren(QLineEdit)
            if each.accessibleName() == name and each.isVisible()
        )
        line.clear()
        self.bot.keyClicks(line, text)
        self.bot.keyClick(line, Qt.Key.Key_Return)
        QApplication.processEvents()

    def choose(self, at: int) -> None:
        """Choose a row of the preview."""
        self.view.rows.table.selectRow(at)
        QApplication.processEvents()

    def said(self) -> str:
        """Return what can be read."""
        labels = self.place.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    @property
    def view(self) -> HomeImportView:
        """The page that imports."""
        assert self.place.home is not None
        return self.place.home

    def rows(self) -> list[str]:
        """Return the rows of the preview."""
        model = self.view.rows.table.model()
        return [
            " | ".join(str(model.index(at, place).data()) for place in range(model.columnCount()))
            for at in range(model.rowCount())
        ]


def session_of(session: str, patient: str) -> tuple[Entry, ...]:
    """The opening of a real session."""
    course = Course()
    course.ask(opening())
    (first,) = course.entries
    assert isinstance(first.event, SessionOpened)
    event = replace(first.event, session=session, patient=patient, simulated=False)
    return (replace(first, event=event),)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / FILE_NAME) as made:
        Library(made).keep_patient(ANNA)
        SessionLog(made).append("s-1", session_of("s-1", "P-1"))
        yield made


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, record: Record, tmp_path: Path) -> Shown:
    (tmp_path / "anna.csv").write_text(FILE, encoding="cp1252")
    return Shown(qtbot, qapp, RecordPort(record, tmp_path))


def begun(shown: Shown, tmp_path: Path) -> None:
    """Open the page and read the file."""
    shown.press("Import home readings…")
    shown.type("File of readings (CSV)", str(tmp_path / "anna.csv"))


def test_a_file_is_imported_by_keyboard_and_shown_apart(
    shown: Shown, tmp_path: Path, record: Record
) -> None:
    begun(shown, tmp_path)
    for told in (
        "Is this the file of Anna Rivers?",
        "The file itself names: A. Rivers.",
        "Dates are read as day, month, year: row 3 proves it.",
    ):
        assert told in shown.said()
    shown.press("mmHg")
    shown.type("Time zone", "Europe/Madrid")
    becomes = [row.split(" | ")[1] for row in shown.rows()]
    assert becomes == ["✓ taken", "? asks", "✕ refused", "✓ taken"]
    shown.press("Import 2 readings")
    assert "Say whose file it is." in shown.said()
    assert "Rows that still ask: 1." in shown.said()
    assert home_readings(record, "P-1") == ()
    shown.choose(1)
    assert "A. Rivers | 25/10/2026 | 02:30" in shown.said()
    shown.type("Time", "02:30 +01:00")
    assert "Corrected here." in shown.rows()[1]
    assert "A. Rivers | 25/10/2026 | 02:30" in shown.said()
    shown.choose(3)
    shown.press("Leave this row out")
    shown.press("Yes")
    shown.press("Import 2 readings")
    (first, second) = home_readings(record, "P-1")
    assert first[0].by is not None
    assert first[0].by.operator.name == "Ada Therapist"
    assert (second[1].row, second[1].corrected) == (3, ("time",))
    assert [each.reason for each in first[0].fact.left_out] == [
        "systolic_not_above_diastolic",
        "by_hand",
    ]
    assert "anna.csv: 2 readings, 2 rows left out" in shown.said()
    assert "Home readings: imported, not taken here" in shown.said()
    tables = shown.place.view.findChildren(QTableWidget)
    assert [each.rowCount() for each in tables] == [1, 2]


def test_answers_of_one_file_are_not_those_of_the_next(shown: Shown, tmp_path: Path) -> None:
    begun(shown, tmp_path)
    shown.press("mmHg")
    shown.press("Yes")
    shown.type("File of readings (CSV)", str(tmp_path / "anna.csv"))
    assert shown.view.questions.answers.unit is None
    assert not shown.view.whose.theirs


def test_an_import_is_withdrawn_with_a_reason(shown: Shown, tmp_path: Path, record: Record) -> None:
    begun(shown, tmp_path)
    shown.press("mmHg")
    shown.type("Time zone", "Europe/Madrid")
    shown.choose(1)
    shown.press("Leave this row out")
    shown.press("Yes")
    shown.press("Import 2 readings")
    shown.press("Withdraw…")
    shown.press("Withdraw the import")
    assert "Say why: it stays in the record." in shown.said()
    shown.type("Reason", "Ben's file")
    assert home_readings(record, "P-1") == ()
    assert "Withdrawn on" in shown.said()
    assert "by Ada Therapist: Ben's file." in shown.said()


@pytest.mark.parametrize("text", ["", "nothing,here\n1,2\n"])
def test_what_is_no_table_is_said(shown: Shown, tmp_path: Path, text: str) -> None:
    (tmp_path / "anna.csv").write_text(text, encoding="utf-8")
    begun(shown, tmp_path)
    assert "No heading names a column" in shown.said()
    assert not shown.view.take.isVisible()


@pytest.fixture
def long_and_mirrored(qapp: QApplication) -> Iterator[None]:
    """Words as long as a translation's, written from right to left."""
    speak_by(lengthened)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    speak_by(None)


@pytest.mark.usefixtures("long_and_mirrored")
def test_longer_words_from_right_to_left_are_neither_cut_off_nor_nameless(
    shown: Shown, tmp_path: Path
) -> None:
    shown.place.resize(796, 600)
    shown.place.view.importAsked.emit()
    shown.view.file.line.setText(str(tmp_path / "anna.csv"))
    shown.bot.keyClick(shown.view.file.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "05/10/2026" in shown.said(), "a row is chosen"

    def settled() -> None:
        assert [*layout.complaints(shown.place), *reader.complaints(shown.place)] == []

    shown.bot.waitUntil(settled)


def test_no_file_is_read_while_a_session_is_open(shown: Shown, tmp_path: Path) -> None:
    course = Course()
    course.ask(opening())
    shown.bridge.show(Snapshot(session=course.session))
    begun(shown, tmp_path)
    assert "A session is open." in shown.said()
    assert not shown.view.take.isVisible()


def test_an_erased_patient_gets_no_import(
    qtbot: QtBot, qapp: QApplication, record: Record, tmp_path: Path
) -> None:
    SessionLog(record).append("s-9", session_of("s-9", "P-9"))
    shown = Shown(qtbot, qapp, RecordPort(record, tmp_path))
    shown.place.show_patient("P-9", "P-9", simulated=False)
    asks = [each for each in shown.place.findChildren(QAbstractButton) if each.isVisible()]
    assert not any(each.text().startswith("Import home") for each in asks)


def test_the_newest_one_stands_beside_the_last_session_as_not_taken_here(
    shown: Shown, tmp_path: Path, record: Record
) -> None:
    begun(shown, tmp_path)
    shown.press("mmHg")
    shown.type("Time zone", "Europe/Madrid")
    shown.choose(1)
    shown.press("Leave this row out")
    shown.press("Yes")
    shown.press("Import 2 readings")
    known = know(Practice(record, tmp_path, SystemClock()), ANNA)
    card = LastTimeCard()
    card.show_session(known.last, known.home)
    shown.bot.addWidget(card)
    told = card.accessibleDescription()
    assert "131/85 on 26 Oct 2026, imported from anna.csv, not taken here. 2 in all." in told
    card.show_session(None)
    assert card.isHidden()
