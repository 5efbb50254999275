"""The top-level window on a screen with too little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.frame import SMALLEST, Frame
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.window import START, Window
from tests.support.builders import dosed
from tests.support.far_port import FarPort


def test_on_a_screen_that_is_too_small_everything_can_be_scrolled_to(
    qtbot: QtBot, qapp: QApplication
) -> None:
    room = QGuiApplication.primaryScreen().availableSize()
    assert room.width() < SMALLEST[0], "the platform without a screen has a small one"
    frame = Frame(Theme(qapp))
    qtbot.addWidget(frame)
    content, last = QWidget(), QPushButton("Last")
    laid = QVBoxLayout(content)
    laid.addStretch(1)
    laid.addWidget(last, alignment=Qt.AlignmentFlag.AlignRight)
    frame.furnish(content)
    with qtbot.waitExposed(frame):
        frame.resize(frame.minimumSize())
        frame.show()
    assert frame.minimumSize() == QSize(*SMALLEST).boundedTo(room)
    assert content.width() >= SMALLEST[0]
    area = frame.centralWidget()
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(last)
    foot = last.mapTo(area.viewport(), last.rect().bottomRight())
    assert area.viewport().rect().contains(foot)


def test_the_desktop_hears_which_page_is_in_sight(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp)
    bridge = Bridge(FarPort(dosed()), "test")
    frame, window = Frame(theme), Window(bridge, theme, pages(bridge, theme))
    qtbot.addWidget(frame)
    assert frame.windowTitle() == "kapmonitor"
    frame.furnish(window)
    titles = []
    for name in pages(bridge, theme):
        window.go_to(name)
        titles.append(frame.windowTitle())
    assert "Monitor – kapmonitor" in titles
    assert len(set(titles)) == len(titles)
    window.go_to(START)
    assert frame.windowTitle() == "kapmonitor"
