"""The whole window over the real core: what a key may never do, and whose name shows."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.composition import pages
from kapmonitor.port import Snapshot
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import ObservationRecorded
from kapmonitor.session.intent import (
    AdministerDose,
    Intent,
    Note,
    ReportDoseTaken,
    RequestReading,
    Withdraw,
)
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.window import Window
from tests.support.builders import Course, dosed
from tests.support.far_port import FarPort
from tests.support.in_front import in_front

T = TypeVar("T")
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


class Desk:
    """The window, the port behind it, and somebody's hands."""

    def __init__(self, qtbot: QtBot, application: QApplication, course: Course) -> None:
        self.bot = qtbot
        self.port = FarPort(course)
        self.bridge = Bridge(self.port, "test")
        theme = Theme(application)
        self.window = Window(self.bridge, theme, pages(self.bridge, theme))
        qtbot.addWidget(self.window)
        self.bridge.start()
        self.window.show()
        in_front(qtbot, self.window)
        self.draw()

    def draw(self) -> None:
        self.port.show()
        self.bot.waitSignal(self.bridge.sessionChanged, timeout=5000).wait()

    def key(self, key: str | Qt.Key) -> None:
        """Press a key where the keyboard is, as a person does."""
        place = QApplication.focusWidget() or self.window
        if isinstance(key, str):
            self.bot.keyClicks(place, key)
        else:
            self.bot.keyClick(place, key)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    course = dosed()
    course.until(20, step_s=60)
    return Desk(qtbot, qapp, course)


def harm(asked: list[Intent]) -> list[Intent]:
    """Return what no stray key may ask for."""
    return [
        each
        for each in asked
        if isinstance(each, RequestReading | AdministerDose | ReportDoseTaken)
        or (
            isinstance(each, Note)
            and isinstance(each.fact, ObservationRecorded)
            and each.fact.kind is ObservationKind.RED_FLAG
        )
    ]


@pytest.mark.parametrize("seed", [7, 8])
def test_stray_keys_that_go_where_the_focus_goes_do_no_harm(desk: Desk, seed: int) -> None:
    """Outside fields: Esc leaves any field that a key opened."""
    chance = random.Random(seed)
    named = [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Down]
    keys: list[str | Qt.Key] = [*"abcdefghijklmnopqrstuvwxyz!/?. ", *named]
    desk.port.only_keep = True
    for number in range(1_500):
        focus = QApplication.focusWidget()
        if isinstance(focus, FIELDS):
            desk.window.go_to("monitoring")
        key = chance.choice(keys)
        desk.key(key)
        assert not harm(desk.port.asked), f"key {number}: {key!r} on {focus!r}"


@pytest.mark.parametrize("seed", [1, 2])
def test_tab_and_return_alone_confirm_no_red_flag(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    keys: list[str | Qt.Key] = ["!", Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Backtab]
    desk.port.only_keep = True
    for _ in range(150):
        if isinstance(QApplication.focusWidget(), FIELDS):
            desk.window.go_to("monitoring")
        desk.key(chance.choice(keys))
        assert not harm(desk.port.asked)


def test_undo_takes_back_what_was_just_logged_and_nothing_older(desk: Desk) -> None:
    desk.window.go_to("monitoring")
    desk.key("s")
    desk.draw()
    older = desk.bridge.snapshot.session
    assert older is not None
    old_seq = older.observations[-1].seq
    desk.port.only_keep = True  # the engine is slow: the next entry is not in any snapshot yet
    desk.key("z")
    desk.key(Qt.Key.Key_Backspace)
    taken = [each.seq for each in desk.port.asked if isinstance(each, Withdraw)]
    assert old_seq not in taken


class SlowPort(FarPort):
    """A port whose practice answers when it is told to."""

    def __init__(self, course: Course) -> None:
        super().__init__(course)
        self.waiting: list[Callable[[Practice], None]] = []

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        self.waiting.append(lambda practice: done(ask(practice)))


def test_a_late_answer_never_names_another_sessions_patient(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    course = dosed()
    port = SlowPort(course)
    bridge, theme = Bridge(port, "test"), Theme(qapp)
    window = Window(bridge, theme, pages(bridge, theme))
    qtbot.addWidget(window)
    port.waiting.clear()
    bridge.show(of_patient(port, "first"))
    late = list(port.waiting)
    bridge.show(of_patient(port, "second"))
    with open_record(tmp_path / FILE_NAME) as record:
        for id_, name in (("first", "Alice First"), ("second", "Bob Second")):
            Library(record).keep_patient(Patient(id=id_, name=name, added=course.at.utc))
        practice = Practice(record, tmp_path, SystemClock())
        for answer in late:
            answer(practice)
        bridge.show(of_patient(port, "second"))
        shown = {each.text() for each in window.findChildren(QLabel)}
        assert late
        assert "Alice First" not in shown
        assert "second" in shown
        for answer in port.waiting[len(late) :]:  # no other picture follows that of a past session
            answer(practice)
        assert "Bob Second" in {each.text() for each in window.findChildren(QLabel)}


def of_patient(port: FarPort, name: str) -> Snapshot:
    assert port.course is not None
    session = replace(port.course.session, id=name, patient=name, simulated=False)
    return Snapshot(session=session, at=port.course.at, utc=port.course.at.utc)
