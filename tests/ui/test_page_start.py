"""Start and Prepare over the real engine and record, from who you are to an open session."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.composition import Household, desk_of
from kapmonitor.desk import Desk, keep_open
from kapmonitor.port import Answer
from kapmonitor.record import schema
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.practice import NoticeRead, PracticeEntry, PracticeFact, PracticeLog
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.intent import CloseWithoutDose
from kapmonitor.session.vocabulary import Identifier
from kapmonitor.settings import Settings, save
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.notice import notice_digest
from kapmonitor.ui.pages.prepare import PreparePage
from kapmonitor.ui.pages.prepare_identity import REFUSAL
from kapmonitor.ui.pages.start import WHO_FIRST, StartPage
from kapmonitor.ui.theme import Theme
from tests.conftest import ExpectedLog
from tests.support.builders import opening


def no_devices(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("no device takes part here")


@contextmanager
def engine(folder: Path) -> Iterator[Bridge]:
    """Run a real engine on a data folder, with a bridge to it."""

    def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> Coroutine[None, None, None]:
        return keep_open(Room(folder, SystemClock(), outlets, resolve=no_devices), at_work)

    faults: list[BaseException] = []
    desk = Desk(programme)
    made = Bridge(desk, "test")
    desk.start(faults.append)
    made.start()
    try:
        yield made
    finally:
        assert desk.stop()
    assert faults == []


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    """Run an engine on a fresh data folder."""
    with engine(tmp_path) as made:
        yield made


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Press the visible button of that name, once it is there."""

    def found() -> list[QAbstractButton]:
        return [
            each
            for each in page.findChildren(QAbstractButton)
            if each.accessibleName() == name and each.isVisible() and each.isEnabled()
        ]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=5000)
    made = found()[0]
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Return)


def add_operator(qtbot: QtBot, page: StartPage, bridge: Bridge) -> None:
    lines = {each.accessibleName(): each for each in page.findChildren(QLineEdit)}
    qtbot.keyClicks(lines["Your name"], "Ruth Sample")
    press(qtbot, page, "Role: Therapist")
    press(qtbot, page, "Add yourself")
    qtbot.waitUntil(lambda: bridge.operator.name == "Ruth Sample", timeout=5000)


def test_the_first_run_is_three_steps_and_the_reading_is_recorded(
    qtbot: QtBot, qapp: QApplication, bridge: Bridge
) -> None:
    page = StartPage(bridge, Theme(qapp))
    qtbot.addWidget(page)
    page.show()
    assert not offered(page), "nothing is asked before it is known who is asked what"
    qtbot.waitUntil(page.first.isVisible, timeout=5000)
    assert "New session" not in offered(page)
    add_operator(qtbot, page, bridge)
    press(qtbot, page, "Back to who you are")
    press(qtbot, page, "I am Ruth Sample, therapist")
    press(qtbot, page, "I have read this")
    for name, signal in (
        ("Start the guided tour", page.tourAsked),
        ("Set up a cuff", page.devicesAsked),
    ):
        with qtbot.waitSignal(signal, timeout=5000):
            press(qtbot, page, name)
    press(qtbot, page, "Go on without")
    for name, signal in (("New session", page.newSession), ("History", page.historyAsked)):
        with qtbot.waitSignal(signal, timeout=5000):
            press(qtbot, page, name)
    assert not page.first.isVisible()
    read = noted(qtbot, bridge, NoticeRead)
    assert [each.origin and each.origin.operator.name for each in read] == ["Ruth Sample"]
    assert [each.event for each in read] == [NoticeRead(digest=notice_digest())]


def test_what_was_read_is_not_asked_again_and_a_name_comes_before_a_session(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    save(tmp_path, Settings(disclaimer_read=True))
    with engine(tmp_path) as bridge:
        page = StartPage(bridge, Theme(qapp))
        qtbot.addWidget(page)
        page.show()
        press(qtbot, page, "New session")
        qtbot.waitUntil(lambda: page.refusal.text() == WHO_FIRST, timeout=5000)
        assert not page.first.isVisible()
        with qtbot.waitSignal(page.tourAsked, timeout=5000):
            press(qtbot, page, "Guided tour")
        with qtbot.waitSignal(page.patientAsked, timeout=5000):
            press(qtbot, page, "I am the patient")


def test_a_record_of_a_newer_program_leaves_the_history_and_no_new_session(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with open_record(tmp_path / FILE_NAME) as record:
        newer = schema.Version(schema.CURRENT.major, schema.CURRENT.minor + 1)
        schema.set_version(record.connection, newer)
    with engine(tmp_path) as bridge:
        page = StartPage(bridge, Theme(qapp))
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: "newer kapmonitor" in page.refusal.text(), timeout=5000)
        assert {"History", "Settings"} <= set(offered(page))
        assert "New session" not in offered(page)


def test_a_record_in_use_by_another_program_is_told_in_the_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("ERROR kapmonitor.desk: the engine stopped")
    with open_record(tmp_path / FILE_NAME):
        household = Household(desk_of(tmp_path), Theme(qapp))
        qtbot.addWidget(household.window)
        household.window.show()
        household.start()

        def told() -> bool:
            shown = (each for each in household.window.findChildren(QLabel) if each.isVisible())
            return any("in use by another program (process" in each.text() for each in shown)

        qtbot.waitUntil(told, timeout=10_000)
        assert household.stop()


@pytest.mark.parametrize("page", [StartPage, PreparePage])
def test_a_disk_nearly_full_is_told_before_a_session(
    page: type[StartPage | PreparePage], qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    save(tmp_path, Settings(disclaimer_read=True, disk_low_sessions=10**9))
    with engine(tmp_path) as bridge:
        made = page(bridge, Theme(qapp))
        qtbot.addWidget(made)
        made.show()

        def told() -> list[str]:
            shown = (each for each in made.findChildren(QLabel) if each.isVisible())
            return [each.text() for each in shown if "nearly full: room for" in each.text()]

        qtbot.waitUntil(lambda: len(told()) == 1, timeout=5000)


def offered(page: QWidget) -> list[str]:
    """Return the names of the buttons in sight."""
    return [
        each.accessibleName() for each in page.findChildren(QAbstractButton) if each.isVisible()
    ]


def noted(qtbot: QtBot, bridge: Bridge, kind: type[PracticeFact]) -> list[PracticeEntry]:
    """Return the facts of a kind in the practice's stream."""
    found: list[object] = []
    bridge.practice(lambda practice: PracticeLog(practice.record).read(), found.append)
    qtbot.waitUntil(lambda: len(found) == 1, timeout=5000)
    entries = found[0]
    assert isinstance(entries, tuple)
    return [each for each in entries if isinstance(each.event, kind)]


def test_a_new_patient_an_unsigned_preset_its_signature_and_an_open_session(
    qtbot: QtBot, qapp: QApplication, bridge: Bridge
) -> None:
    start = StartPage(bridge, Theme(qapp))
    page = PreparePage(bridge, Theme(qapp))
    for each in (start, page):
        qtbot.addWidget(each)
        each.show()
    add_operator(qtbot, start, bridge)
    bridge.sessionChanged.connect(page.draw)
    lines = {each.accessibleName(): each for each in page.opening.findChildren(QLineEdit)}
    for name, text in (("Name or initials", "A. R."), ("Born", "1984-03-02"), ("Session", "3")):
        qtbot.keyClicks(lines[name], text)
    choose_preset(qtbot, page)
    for compared in ("Name", "Date of birth"):
        press(qtbot, page, f"Compared with the patient: {compared}")
    press(qtbot, page, "Open session")
    qtbot.waitUntil(lambda: "Nobody has signed" in page.opening.refusal.text(), timeout=5000)
    press(qtbot, page, "Sign this preset…")
    qtbot.keyClicks(lines["Name of the clinician who signs"], "Dr. Sample")
    qtbot.keyClicks(lines["Role"], "MD")
    qtbot.keyClick(lines["Role"], Qt.Key.Key_Return)
    offer = page.opening.preset
    qtbot.waitUntil(
        lambda: offer.offer is not None and offer.offer.approval is not None, timeout=5000
    )
    press(qtbot, page, "Open session")
    qtbot.waitUntil(lambda: bridge.snapshot.session is not None, timeout=5000)
    session = bridge.snapshot.session
    assert session is not None
    assert not session.simulated
    assert session.identified is not None
    assert session.identified[2].identifiers == (Identifier.NAME, Identifier.BORN)
    assert session.session_number == 3
    assert session.approval is not None
    assert session.approval.signed_by == "Dr. Sample"
    assert patients(qtbot, bridge) == [("A. R.", date(1984, 3, 2))]


def test_every_reason_against_opening_is_said(
    qtbot: QtBot, qapp: QApplication, bridge: Bridge
) -> None:
    page = PreparePage(bridge, Theme(qapp))
    qtbot.addWidget(page)
    page.show()
    press(qtbot, page, "Open session")
    said = page.opening.refusal.text()
    assert all(words in said for words in ("no name", "birth is missing", REFUSAL, "office or"))


def test_an_unfinished_session_is_resumed_from_the_first_page(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with engine(tmp_path) as first:
        told: list[Answer] = []
        first.submit(replace(opening(), session="s-0"), told.append)
        first.submit(CloseWithoutDose(reason="The patient is unwell."), told.append)
        first.leave(told.append)
        qtbot.waitUntil(lambda: told == [Answer()] * 3, timeout=5000)
        first.submit(opening(), told.append)
        qtbot.waitUntil(lambda: told == [Answer()] * 4, timeout=5000)
    with engine(tmp_path) as again:
        page = StartPage(again, Theme(qapp))
        qtbot.addWidget(page)
        page.show()
        add_operator(qtbot, page, again)
        press(qtbot, page, "I have read this")
        press(qtbot, page, "Go on without")
        qtbot.waitUntil(lambda: resume_button(page) is not None, timeout=5000)
        resume = resume_button(page)
        assert resume is not None
        names = [each.accessibleName() for each in page.findChildren(QAbstractButton)]
        (finish,) = [name for name in names if name.startswith("Finish")]
        assert finish.endswith("ended, not signed")
        with qtbot.waitSignal(page.resumed, timeout=5000):
            resume.click()
        qtbot.waitUntil(lambda: again.snapshot.session is not None, timeout=5000)


def resume_button(page: StartPage) -> QAbstractButton | None:
    """Return the first visible Resume."""
    return next(
        (
            each
            for each in page.findChildren(QAbstractButton)
            if each.accessibleName().startswith("Resume") and each.isVisible()
        ),
        None,
    )


def choose_preset(qtbot: QtBot, page: PreparePage) -> None:
    """Choose office and its first preset, by keyboard."""
    card = page.opening.preset
    press(qtbot, page, "Setting Office")
    box = card.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.count() > 1, timeout=5000)
    assert card.offer is None, "nothing is chosen for the clinic"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert card.offer is not None


def patients(qtbot: QtBot, bridge: Bridge) -> list[tuple[str, date | None]]:
    """Return the patients that the practice knows."""
    found: list[object] = []
    bridge.practice(lambda practice: practice.patients(), found.append)
    qtbot.waitUntil(lambda: len(found) == 1, timeout=5000)
    kept = found[0]
    assert isinstance(kept, tuple)
    return [(each.name, each.born) for each in kept]


def test_the_first_page_offers_the_languages_by_their_own_names(
    qtbot: QtBot, qapp: QApplication, bridge: Bridge
) -> None:
    page = StartPage(bridge, Theme(qapp))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.first.isVisible, timeout=5000)
    assert [each.text() for each in page.first.languages] == ["English", "Español"]
    with qtbot.waitSignal(page.languageAsked, timeout=5000) as asked:
        press(qtbot, page, "Español")
    assert asked.args == ["es"]
    kept: list[Settings | Exception] = []
    bridge.practice(lambda practice: practice.settings(), kept.append)
    qtbot.waitUntil(lambda: bool(kept), timeout=5000)
    assert [each.language for each in kept if isinstance(each, Settings)] == ["es"]
