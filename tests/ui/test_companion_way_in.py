"""Whoever is the patient gets the patient's window from the first page of a fresh install."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.app import MovingIn
from kapmonitor.companion.view import Screen
from kapmonitor.composition import desk_of
from kapmonitor.ui.frame import Frame
from kapmonitor.ui.pages.first_run import FirstRun
from kapmonitor.ui.theme import Theme


def test_the_patients_window_takes_the_place_of_the_practice(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme = Theme(qapp)
    frame = Frame(theme)
    qtbot.addWidget(frame)
    moving = MovingIn(frame, theme, lambda: desk_of(tmp_path), folder=tmp_path)
    frame.show()
    try:
        qtbot.waitUntil(lambda: moving.household is not None, timeout=15_000)
        first = frame.findChild(FirstRun)
        assert isinstance(first, FirstRun)
        qtbot.waitUntil(first.way.go.isVisible, timeout=15_000)
        qtbot.mouseClick(first.way.go, Qt.MouseButton.LeftButton)
        host = moving.patient
        assert host is not None
        qtbot.waitUntil(host.window.isVisible, timeout=15_000)
        assert host.window.shown.shows is Screen.CHECK
        assert not frame.isVisible()
        host.window.close()
    finally:
        moving.stop()
