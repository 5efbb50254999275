"""A supervisor's message to the room: calm, reachable by key, there until somebody has read it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.session.event import StationWrote
from kapmonitor.ui.alarm_bar import AlarmBar
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.frame import SMALLEST
from kapmonitor.ui.message_line import MessageLine
from kapmonitor.ui.window import Window
from tests.support.builders import Course, dosed, words
from tests.support.far_port import FarPort
from tests.ui.pages import RUTH, theme


def written(course: Course, text: str) -> None:
    course.note(StationWrote(text=words(text, f"station-{text[:4]}")))


def test_a_message_waits_below_the_alarms_until_a_person_has_read_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed()
    port = FarPort(course)
    bridge = Bridge(port, "test")
    bridge.operator = RUTH
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show()
    bridge.start()
    window.go_to("monitoring")
    line, alarms = window.findChild(MessageLine), window.findChild(AlarmBar)
    assert isinstance(line, MessageLine)
    assert isinstance(alarms, AlarmBar)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert not line.isVisible()
    qtbot.waitUntil(window.monitoring.hasFocus, timeout=5000)
    written(course, "Room 3 needs the blanket")
    written(course, "Call me when he is back")
    port.show()
    qtbot.waitUntil(line.isVisible, timeout=5000)
    assert window.monitoring.hasFocus(), "the keyboard stays where it was"
    assert "Room 3 needs the blanket" in line.accessibleDescription()
    assert "1 more after this." in line.accessibleDescription()
    assert line.y() >= alarms.y()
    window.show_locked(locked=True)
    assert "blanket" not in line.accessibleDescription()
    window.show_locked(locked=False)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert line.seen.hasFocus()
    qtbot.keyClick(line.seen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Call me" in line.accessibleDescription(), timeout=5000)
    line.seen.click()
    qtbot.waitUntil(line.isHidden, timeout=5000)
    assert [each.seen_by for each in course.session.from_station] == [RUTH.name, RUTH.name]
