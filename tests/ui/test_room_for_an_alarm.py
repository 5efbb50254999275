"""While an alarm stands, what is needed is at hand; nothing moves under a hand that logs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.session.event import ObservationDetailed, ObservationRecorded
from kapmonitor.session.intent import AcknowledgeAlarms
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.detail_row import DetailRow
from kapmonitor.ui.pages.ladder_card import LadderCard
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.pages.next_card import NextCard
from kapmonitor.ui.window import Window
from tests.support.builders import IM, Course, dosed
from tests.support.far_port import FarPort
from tests.ui.pages import Hands, theme


def alarmed() -> Course:
    course = dosed(IM)
    course.wait(12, step_s=60)
    course.read(188, 104)
    course.pass_s(30)
    return course


def window_of(qtbot: QtBot, qapp: QApplication, course: Course) -> tuple[Window, FarPort]:
    port = FarPort(course)
    bridge = Bridge(port, "test")
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    bridge.start()
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: window.shown == "monitoring")
    QApplication.processEvents()
    return window, port


def foot(widget: QWidget, above: QWidget) -> int:
    return widget.mapTo(above, QPoint(0, widget.height())).y()


def test_what_an_alarm_needs_is_in_sight_without_scrolling(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window, _port = window_of(qtbot, qapp, alarmed())
    ladder = window.findChild(LadderCard)
    coming = window.findChild(NextCard)
    assert isinstance(ladder, LadderCard)
    assert isinstance(coming, NextCard)
    assert foot(ladder, window) <= window.height()
    assert foot(coming, window) <= window.height()


def test_a_answers_the_alarms_shown_on_every_page_but_not_in_a_field(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window, port = window_of(qtbot, qapp, alarmed())
    window.activateWindow()
    port.only_keep = True
    for page in ("prepare", "baseline", "dose"):
        window.go_to(page)
        for field in [each for each in window.findChildren(QLineEdit) if each.isVisible()][:1]:
            field.setFocus()
            qtbot.keyClick(field, Qt.Key.Key_A)
        assert not port.asked
        window.setFocus()
        qtbot.keyClick(window, Qt.Key.Key_A)
        assert [type(each) for each in port.asked] == [AcknowledgeAlarms]
        port.asked.clear()


def test_logging_moves_no_button_and_the_question_goes_when_answered(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed(IM)
    hands = Hands(qtbot, qapp, MonitoringPage, course)
    find = next(
        each for each in hands.page.findChildren(QLineEdit) if each.accessibleName() == "Note"
    )
    hands.draw()
    before = find.mapTo(hands.page, QPoint(0, 0)).y()
    course.note(ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM))
    hands.draw()
    row = hands.page.findChild(DetailRow)
    assert isinstance(row, DetailRow)
    assert row.isVisible()
    assert find.mapTo(hands.page, QPoint(0, 0)).y() == before
    seq = course.session.observations[-1].seq
    course.note(ObservationDetailed(seq=seq, severity="mild", distress=3))
    hands.draw()
    shown = [each.text() for each in row.findChildren(QAbstractButton) if each.isVisible()]
    assert shown == ["Over now", "Enough"]
    course.note(ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM))
    course.note(ObservationRecorded(code="crying", kind=ObservationKind.EVENT))
    hands.draw()
    assert not row.isVisible()


def test_a_low_alarm_has_what_it_asks_for_as_its_filled_button(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed()
    course.wait(17, step_s=60)
    window, port = window_of(qtbot, qapp, course)
    filled = [
        each
        for each in window.findChildren(QAbstractButton)
        if each.isVisible() and each.property("kind") == "primary"
    ]
    (only,) = filled
    assert only.accessibleName() in {"Seen  V", "Lozenge out  L"}
    only.click()
    assert port.asked or window.shown == "monitoring"
