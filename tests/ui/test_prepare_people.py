"""The right patient: found, told apart, compared, corrected; use errors that are made visible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor import presets
from kapmonitor.clock import SystemClock
from kapmonitor.composition import pages
from kapmonitor.port import Snapshot
from kapmonitor.practice import Practice
from kapmonitor.record.connect import open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.practice import PatientAdded, PatientCorrected, PracticeLog
from kapmonitor.session.clinic import Ceiling, ClinicRules, Side
from kapmonitor.session.event import SessionOpened
from kapmonitor.session.intent import OpenSession
from kapmonitor.session.protocol import Signal
from kapmonitor.session.vocabulary import Identifier, Operator, Origin, Priority
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.prepare import PreparePage
from kapmonitor.ui.pages.prepare_identity import REFUSAL
from kapmonitor.ui.window import Window
from tests.support.builders import OFFICE, START, dosed, opened
from tests.support.far_port import FarPort
from tests.ui.pages import RUTH, Hands, theme

NORA = Patient(id="p-7", name="Nora Quill", born=date(1984, 3, 2), local_id="A-1", added=START)
OTHER = Patient(id="p-8", name="Norman Quade", born=date(1971, 5, 6), added=START)


class Desk(Hands[PreparePage]):
    """The page before a session is open, over a real record."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, practice: Practice) -> None:
        self.practice = practice
        super().__init__(qtbot, qapp, PreparePage, opened(), beside=practice)
        self.port.course = None
        self.port.only_keep = True
        self.draw()

    def fill(self, name: str, text: str) -> QLineEdit:
        """Type over a visible line."""
        (line,) = [
            each
            for each in self.page.findChildren(QLineEdit)
            if each.accessibleName() == name and each.isVisible()
        ]
        line.clear()
        self.type(line, text)
        return line

    def choose(self, search: str, name: str) -> None:
        """Find a patient by typing, and take the one whose line begins so."""
        self.fill("Name or initials", search)
        self.bot.waitUntil(lambda: name in self.seen(), timeout=5000)
        self.press(name)

    def seen(self) -> list[str]:
        """Return the lines of the patients found, once they are in sight."""
        found = self.page.opening.patient.match_buttons()
        return [each.text() for each in found if each.isVisible()]

    def compare(self, *names: str) -> None:
        for each in names:
            self.press(f"Compared with the patient: {each}")

    def plan(self) -> None:
        """Choose the office and its lozenge preset."""
        self.press("Setting Office")
        box = self.page.opening.preset.findChild(QComboBox)
        assert isinstance(box, QComboBox)
        file = presets.find(OFFICE)
        box.setCurrentIndex(box.findData(file.preset.id))

    def opening(self) -> OpenSession | None:
        """Return what was asked for last, if a session was."""
        asked = self.port.asked[-1] if self.port.asked else None
        return asked if isinstance(asked, OpenSession) else None

    @property
    def refusal(self) -> str:
        return self.page.opening.refusal.text()


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    with open_record(tmp_path / "kapmonitor.db") as record:
        for each in (NORA, OTHER):
            Library(record).keep_patient(each)
        made = Practice(record, tmp_path, SystemClock())
        made.sign_preset(
            presets.find(OFFICE),
            Operator(id="", name="Dr. Sample", role="MD"),
            Origin(operator=RUTH, station=""),
        )
        yield made


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, practice: Practice) -> Desk:
    return Desk(qtbot, qapp, practice)


def earlier(practice: Practice, *, simulated: bool = False, number: int = 5) -> None:
    """Keep a session of the past for Nora."""
    first, *rest = dosed().entries
    assert isinstance(first.event, SessionOpened)
    event = replace(first.event, session=f"s-{number}", simulated=simulated, session_number=number)
    SessionLog(practice.record).append(f"s-{number}", [replace(first, event=event), *rest])


@pytest.mark.parametrize("search", ["nora", "nq", "a-1", "1984-03", "2.3.1984"])
def test_a_patient_is_found_by_name_initials_number_or_birth(desk: Desk, search: str) -> None:
    desk.fill("Name or initials", search)
    desk.bot.waitUntil(lambda: "Nora Quill · born 1984-03-02 · A-1" in desk.seen(), timeout=5000)


def test_the_arrows_lead_into_the_list_and_return_takes_one(desk: Desk) -> None:
    line = desk.fill("Name or initials", "nor")
    desk.bot.waitUntil(lambda: len(desk.seen()) == 2, timeout=5000)
    desk.bot.keyClick(line, Qt.Key.Key_Down)
    desk.bot.keyClick(here(), Qt.Key.Key_Down)
    desk.bot.keyClick(here(), Qt.Key.Key_Up)
    desk.bot.keyClick(here(), Qt.Key.Key_Return)
    assert line.text() == "Nora Quill"
    assert line.isReadOnly()


def here() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def test_the_wrong_patient_is_not_opened_unseen(desk: Desk) -> None:
    """Use error: wrong patient open. Two identifiers, compared anew for each patient chosen."""
    desk.choose("nor", "Norman Quade · born 1971-05-06")
    desk.compare("Name", "Date of birth")
    desk.press("Someone else")
    desk.choose("nora", "Nora Quill · born 1984-03-02 · A-1")
    assert desk.checked() == [], "what was compared with somebody else counts for nobody"
    desk.plan()
    desk.press("Open session")
    assert desk.opening() is None
    assert REFUSAL in desk.refusal
    desk.compare("Name", "Local number")
    desk.press("Open session")
    asked = desk.opening()
    assert asked is not None
    assert asked.patient == NORA.id
    assert asked.identified_by == (Identifier.NAME, Identifier.LOCAL_ID)


def test_a_session_opens_with_the_clinics_number_and_its_ceilings(
    desk: Desk, practice: Practice
) -> None:
    practice.keep_settings(replace(practice.settings(), emergency_number="911"))
    ceiling = Ceiling(
        signal=Signal.SYSTOLIC, side=Side.ABOVE, priority=Priority.MEDIUM, value=190.0
    )
    rules = ClinicRules(ceilings=(ceiling,))
    practice.keep_rules(rules, "treated patients", Origin(operator=RUTH, station=""))
    desk.choose("nora", "Nora Quill · born 1984-03-02 · A-1")
    desk.compare("Name", "Date of birth")
    desk.plan()
    desk.press("Open session")
    asked = desk.opening()
    assert asked is not None
    assert asked.emergency_number == "911"
    rooms = {each.rule: each for each in asked.limit_rooms}
    assert rooms["sbp-urgent"].ceiling == 190.0
    assert rooms["sbp-critical"].ceiling == 200.0


def test_a_new_patient_who_looks_like_a_known_one_is_shown_beside_them(
    desk: Desk, practice: Practice
) -> None:
    desk.fill("Name or initials", "Nora Quil")
    desk.fill("Born", "1984-03-02")
    desk.compare("Name", "Date of birth")
    desk.plan()
    desk.press("Open session")
    assert desk.opening() is None
    assert desk.page.opening.alike.isVisible()
    assert len(practice.patients()) == 2, "nobody was added before a person decided"
    desk.press("Another person: make a new patient")
    assert desk.opening() is not None
    assert len(practice.patients()) == 3, "and nobody was merged"
    (added,) = PracticeLog(practice.record).read_only(PatientAdded)
    assert added.beside == (NORA.id,)


def test_who_looks_alike_is_asked_again_when_the_name_was_changed_meanwhile(
    desk: Desk, practice: Practice
) -> None:
    desk.fill("Name or initials", "Nora Quil")
    desk.fill("Born", "1984-03-02")
    desk.compare("Name", "Date of birth")
    desk.plan()
    desk.press("Open session")
    desk.fill("Name or initials", "Norman Quad")
    desk.fill("Born", "1971-05-06")
    desk.press("Another person: make a new patient")
    assert desk.opening() is None
    assert len(practice.patients()) == 2, "the one they look like now was not shown yet"
    desk.press("Another person: make a new patient")
    assert desk.opening() is not None


def test_the_same_person_is_taken_and_compared_anew(desk: Desk, practice: Practice) -> None:
    desk.fill("Name or initials", "N. Quill")
    desk.fill("Born", "1984-03-02")
    desk.compare("Name", "Date of birth")
    desk.plan()
    desk.press("Open session")
    desk.press("The same person as Nora Quill")
    assert len(practice.patients()) == 2
    desk.press("Open session")
    assert desk.opening() is None
    assert REFUSAL in desk.refusal


def test_a_name_is_corrected_with_what_was_there_before(desk: Desk, practice: Practice) -> None:
    desk.choose("nora", "Nora Quill · born 1984-03-02 · A-1")
    desk.press("Correct this patient's data")
    desk.fill("Name or initials", "Norah Quill")
    desk.compare("Name", "Date of birth")
    desk.plan()
    desk.press("Open session")
    assert desk.opening() is not None
    assert practice.patient(NORA.id) == replace(NORA, name="Norah Quill")
    (entry,) = [e for e in PracticeLog(practice.record).read() if is_correction(e.event)]
    assert isinstance(entry.event, PatientCorrected)
    assert (entry.event.fields, entry.event.before.text) == (("name",), "name: Nora Quill")
    assert entry.origin is not None
    assert entry.origin.operator == RUTH


def is_correction(event: object) -> bool:
    return isinstance(event, PatientCorrected)


def test_the_number_in_the_course_is_suggested_and_confirmed(
    desk: Desk, practice: Practice
) -> None:
    earlier(practice)
    earlier(practice, number=7, simulated=True)
    desk.choose("nora", "Nora Quill · born 1984-03-02 · A-1")
    assert desk.page.opening.last_time.isVisible()
    assert "session 5 of 8" in desk.page.opening.last_time.accessibleName()
    desk.compare("Name", "Date of birth")
    desk.plan()
    desk.press("Open session")
    assert desk.opening() is None
    assert "by the record: session 6 of 8" in desk.refusal
    desk.press("Take session 6 of 8")
    desk.press("Open session")
    asked = desk.opening()
    assert asked is not None
    assert (asked.session_number, asked.planned_sessions) == (6, 8)


def test_a_session_that_was_never_ended_is_told(desk: Desk, practice: Practice) -> None:
    earlier(practice)
    desk.choose("nora", "Nora Quill · born 1984-03-02 · A-1")
    said = desk.page.opening.patient.told.text()
    assert said.startswith("▲ A session of 2 Mar 2026 was never ended")


def test_a_real_patient_never_gets_a_simulated_session(desk: Desk) -> None:
    """Use error: simulator left on for a real patient."""
    desk.choose("nora", "Nora Quill · born 1984-03-02 · A-1")
    desk.compare("Name", "Date of birth")
    desk.plan()
    desk.press("Open session")
    asked = desk.opening()
    assert asked is not None
    assert not asked.simulated


def test_a_simulated_session_says_so_where_the_patient_would_stand(
    qtbot: QtBot, qapp: QApplication
) -> None:
    """Use error: simulator left on for a real patient. Seen on every page, in the top bar."""
    course = opened()
    port = FarPort(course)
    bridge = Bridge(port, "test")
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    bridge.show(Snapshot(session=course.session, at=course.at, utc=course.at.utc))
    shown = {each.text() for each in window.findChildren(QLabel)}
    assert "SIMULATED" in shown
    assert "· no patient" in shown
