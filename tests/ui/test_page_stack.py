"""The pages of a session go with it: nothing that was typed about one patient is there for the
next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.discharge import DischargePage
from kapmonitor.ui.window import Window
from tests.support.builders import recovered
from tests.support.far_port import FarPort
from tests.ui.pages import RUTH, theme


def discharge(window: Window) -> DischargePage:
    """Return the check that is in sight."""
    shown = [each for each in window.findChildren(DischargePage) if each.isVisible()]
    assert len(shown) == 1
    return shown[0]


@pytest.mark.parametrize("between", [True, False])
def test_what_was_typed_about_one_patient_is_not_there_for_the_next(
    qtbot: QtBot, qapp: QApplication, *, between: bool
) -> None:
    bridge = Bridge(FarPort(), "test")
    bridge.operator = RUTH
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    window.show()
    course = recovered()
    one = Snapshot(session=course.session, at=course.at, utc=course.at.utc)
    bridge.show(one)
    ride = discharge(window).ride
    ride.more.tonight.line.setText("Ann, the sister")
    ride.leaves_by.setCurrentIndex(1)
    if between:
        bridge.show(Snapshot())
        assert window.shown == "start"
    bridge.show(replace(one, session=replace(course.session, id="another")))
    assert window.shown == "discharge"
    ride = discharge(window).ride
    assert ride.more.tonight.text == ""
    assert ride.leaves_by.currentData() is None


def test_a_session_of_the_past_that_is_put_away_takes_no_page_with_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    bridge = Bridge(FarPort(), "test")
    bridge.operator = RUTH
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    course = recovered()
    bridge.show(Snapshot(session=course.session, at=course.at, utc=course.at.utc, read_only=True))
    before = window.findChild(DischargePage)
    bridge.show(Snapshot())
    bridge.show(Snapshot(session=course.session, at=course.at, utc=course.at.utc, read_only=True))
    assert window.findChildren(DischargePage) == [before]
