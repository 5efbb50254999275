"""The dark room, measured: every page, panel, menu and popup, and the first frame of each window.

The two ceilings are written down in `docs/decisions/low-light.md`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.frame import Frame
from kapmonitor.ui.strip import Strip
from kapmonitor.ui.theme import ROOM, Theme, ThemeName
from kapmonitor.ui.window import Window
from tests.support.builders import Course, dosed, recovered
from tests.support.far_port import FarPort

MEAN_CEILING = 0.04
"""Of a whole window, as a share of white."""
FRAMES = 12


def _linear() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    level = np.arange(256) / 255
    return np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)


LINEAR = _linear()
WEIGHTS = np.array([0.0722, 0.7152, 0.2126])  # blue, green, red


def light(picture: QImage) -> tuple[float, float]:
    """Return the brightest pixel and the mean: relative luminance (WCAG 2.2), white is 1."""
    flat = picture.convertToFormat(QImage.Format.Format_RGB32)
    octets = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), -1, 4)
    seen = LINEAR[octets[:, : flat.width(), :3]] @ WEIGHTS
    return float(seen.max()), float(seen.mean())


def ceiling() -> float:
    """Return the luminance of the pressure's numerals: the brightest thing in the room."""
    one = QImage(1, 1, QImage.Format.Format_RGB32)
    one.fill(QColor(ROOM.blood_pressure))
    return light(one)[0]


def assert_dark(picture: QImage, what: str, *, mean_ceiling: float = MEAN_CEILING) -> None:
    brightest, mean = light(picture)
    assert brightest <= ceiling() + 1e-6, what
    assert mean <= mean_ceiling, what


@pytest.fixture
def room(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeName.ROOM)  # its own: another test's may have left the day behind


def window_over(qtbot: QtBot, course: Course, room: Theme) -> Window:
    port = FarPort(course)
    bridge = Bridge(port, "test")
    window = Window(bridge, room, pages(bridge, room))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.monitoring.build_chart()
    bridge.snapshot = Snapshot(session=course.session, at=course.at, utc=course.at.utc)
    bridge.sessionChanged.emit(bridge.snapshot)
    window.show()
    return window


def alarmed() -> Course:
    course = dosed()
    course.until(30, step_s=60)
    course.read(212, 124)
    return course


@pytest.mark.parametrize("course", [dosed, recovered], ids=["journey", "check"])
def test_no_page_is_brighter_than_the_numerals(
    qtbot: QtBot, room: Theme, course: Callable[[], Course]
) -> None:
    window = window_over(qtbot, course(), room)
    for name in pages(Bridge(FarPort(dosed()), "test"), room):
        window.go_to(name)
        if (field := QApplication.focusWidget()) is not None:
            field.clearFocus()  # the toolkit paints the caret as the inverse of its ground
        QApplication.processEvents()
        assert_dark(window.grab().toImage(), name)


def test_not_even_a_high_alarm_is(qtbot: QtBot, room: Theme) -> None:
    window = window_over(qtbot, alarmed(), room)
    assert_dark(window.grab().toImage(), "high alarm")


def test_menus_tool_tips_and_popups_are_as_dark(qtbot: QtBot, room: Theme) -> None:
    window = window_over(qtbot, dosed(), room)
    line, box = QLineEdit(window), QComboBox(window)
    box.addItems(["Office", "Telehealth"])
    menu = line.createStandardContextMenu()
    menu.popup(QPoint(100, 100))
    box.show()
    box.showPopup()
    QToolTip.showText(QPoint(200, 200), "A word about a button", window)
    tips = [each for each in QApplication.topLevelWidgets() if isinstance(each, QLabel)]
    shown = {"menu": menu, "list": box.view().window(), "tool tip": tips[-1]}
    for name, each in shown.items():
        assert_dark(each.grab().toImage(), name, mean_ceiling=1.0)
    menu.close()
    box.hidePopup()
    QToolTip.hideText()


@pytest.mark.parametrize("make", [Frame, lambda _theme: Strip()], ids=["window", "strip"])
def test_no_frame_of_a_window_that_opens_is_white(
    qtbot: QtBot, qapp: QApplication, room: Theme, make: Callable[[Theme], QWidget]
) -> None:
    """What the screen holds of it after each turn of the loop, from the first one on."""
    made = make(room)
    qtbot.addWidget(made)
    made.show()
    painted = 0
    for turn in range(FRAMES):
        frame = qapp.primaryScreen().grabWindow(made.winId()).toImage()
        if not frame.isNull():
            painted += 1
            assert light(frame)[0] <= ceiling() + 1e-6, turn
        qapp.processEvents()
    assert painted > 1


def test_the_theme_follows_no_change_of_the_desktop(qapp: QApplication, room: Theme) -> None:
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Light)
    qapp.processEvents()
    assert (room.name, qapp.palette().window().color().name()) == (ThemeName.ROOM, ROOM.ground)
    qapp.styleHints().unsetColorScheme()
