"""The program's own pictures show what it shows: the live screen of each session has its chart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.gallery import Gallery
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.widgets.vitals_chart import VitalsChart
from kapmonitor.ui.window import Window
from tests.support.builders import dosed
from tests.support.far_port import FarPort


def test_a_picture_of_a_session_has_its_chart(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    course = dosed()
    bridge, theme = Bridge(FarPort(course), "test"), Theme(qapp)
    window = Window(bridge, theme, pages(bridge, theme))
    qtbot.addWidget(window)
    gallery = Gallery(qapp, bridge, theme, window)
    gallery.take(tmp_path / "start.png", Snapshot(), "start", (1280, 800), ThemeName.DAY)
    shown = Snapshot(session=course.session, at=course.at, utc=course.at.utc)
    gallery.take(tmp_path / "live.png", shown, "monitoring", (1280, 800), ThemeName.DAY)
    charts = window.monitoring.findChildren(VitalsChart)
    assert [each.isVisible() for each in charts] == [True]
    assert charts[0].height() > 300
