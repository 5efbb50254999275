"""Nothing that opens covers an alarm or, on the live screen, a number: on any page, at any size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.session.event import ObservationRecorded
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.alarm_bar import AlarmBar
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.key_help import KeyHelp
from kapmonitor.ui.pages.alarms_panel import AlarmsPanel
from kapmonitor.ui.top_bar import TopBar
from kapmonitor.ui.widgets.numeric import Numeric
from kapmonitor.ui.window import Window
from tests.support.builders import TELEHEALTH, Course, dosed
from tests.support.far_port import FarPort
from tests.ui.pages import RUTH, theme

GRID = 8
SMALL, USUAL = (1024, 700), (1280, 800)
OPENING_KEYS = ("?", "!", "/", "1", "n", "r", "p")
"""Keys of the live screen that bring something in sight: help, red flags, the palette, lines."""


class Room:
    """The whole window while a high alarm stands."""

    def __init__(self, qtbot: QtBot, application: QApplication, course: Course) -> None:
        self.bot = qtbot
        self.port = FarPort(course)
        self.bridge = Bridge(self.port, "test")
        self.bridge.operator = RUTH
        self.names = [*pages(self.bridge, theme(application))]
        self.window = Window(
            self.bridge, theme(application), pages(self.bridge, theme(application))
        )
        qtbot.addWidget(self.window)
        self.bridge.start()
        self.window.show()
        with qtbot.waitSignal(self.bridge.sessionChanged, timeout=5000):
            self.port.show()
        QApplication.processEvents()

    def covered(self) -> Iterator[str]:
        """Name what is hidden by something else: bars always, numbers where they are in sight."""
        kept: list[QWidget] = [*self.window.findChildren(AlarmBar)]
        kept += [*self.window.findChildren(TopBar), *self.window.findChildren(Numeric)]
        for widget in kept:
            if widget.isVisibleTo(self.window) and not _is_on_top(self.window, widget):
                yield type(widget).__name__
        popups = (each for each in QApplication.topLevelWidgets() if each.isVisible())
        bar = self.window.findChild(AlarmBar)
        assert bar is not None
        place = bar.rect().translated(bar.mapToGlobal(QPoint(0, 0)))
        for popup in popups:
            if popup is not self.window and popup.frameGeometry().intersects(place):
                yield f"popup {type(popup).__name__}"


def _is_on_top(window: Window, widget: QWidget) -> bool:
    """Tell whether a widget is what is met all over it, on a grid of spots."""
    area = widget.rect().adjusted(4, 4, -4, -4)
    for x in range(area.left(), area.right(), max(1, area.width() // GRID)):
        for y in range(area.top(), area.bottom(), max(1, area.height() // GRID)):
            met = window.childAt(widget.mapTo(window, QPoint(x, y)))
            if met is not widget and (met is None or not widget.isAncestorOf(met)):
                return False
    return True


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication) -> Room:
    course = dosed(TELEHEALTH)
    course.read(186, 112)
    course.note(ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG))
    course.pass_s(30)
    return Room(qtbot, qapp, course)


@pytest.mark.parametrize("size", [SMALL, USUAL], ids=["small", "usual"])
def test_no_page_and_no_help_covers_an_alarm(room: Room, size: tuple[int, int]) -> None:
    room.window.resize(*size)
    for name in room.names:
        room.window.go_to(name)
        QApplication.processEvents()
        assert list(room.covered()) == [], name
        room.bot.keyClick(room.window, Qt.Key.Key_F1)
        help_ = room.window.findChild(KeyHelp)
        assert help_ is not None
        assert help_.isVisible()
        QApplication.processEvents()
        assert list(room.covered()) == [], f"{name} with the keys"
        room.bot.keyClick(room.window, Qt.Key.Key_F1)


@pytest.mark.parametrize("size", [SMALL, USUAL], ids=["small", "usual"])
def test_nothing_that_opens_on_the_live_screen_covers_a_number(
    room: Room, size: tuple[int, int]
) -> None:
    room.window.resize(*size)
    room.window.go_to("monitoring")
    QApplication.processEvents()
    for key in OPENING_KEYS:
        room.window.monitoring.setFocus()
        room.bot.keyClicks(room.window.monitoring, key)
        QApplication.processEvents()
        assert list(room.covered()) == [], key
    room.bot.keyClick(room.window, Qt.Key.Key_F5)
    QApplication.processEvents()
    panel = room.window.monitoring.findChild(AlarmsPanel)
    assert panel is not None
    assert panel.isVisible()
    assert list(room.covered()) == [], "alarms and limits"
    room.window.close()
    QApplication.processEvents()
    assert room.window.isVisible(), "an open session is not left by accident"
    assert list(room.covered()) == [], "the question before leaving"


def test_no_list_that_drops_down_covers_an_alarm(room: Room) -> None:
    room.window.resize(*SMALL)
    for name in room.names:
        room.window.go_to(name)
        QApplication.processEvents()
        for box in room.window.findChildren(QComboBox):
            if box.isVisible():
                box.showPopup()
                QApplication.processEvents()
                assert list(room.covered()) == [], (name, box.accessibleName())
                box.hidePopup()


def test_what_did_cover_one_would_be_seen(room: Room) -> None:
    cover = QFrame(room.window)
    cover.setGeometry(400, 60, 300, 200)
    cover.show()
    QApplication.processEvents()
    assert "AlarmBar" in list(room.covered())
