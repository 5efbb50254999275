"""The top bar: two identifiers in sight at the smallest window, whatever else there is to say."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.port import Snapshot
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.frame import SMALLEST
from kapmonitor.ui.rail import WIDTH as RAIL
from kapmonitor.ui.top_bar import TopBar
from kapmonitor.ui.view import present
from tests.support.builders import assign, dosed
from tests.ui.pages import theme


@pytest.mark.parametrize("name", ["Nora Quill", "María Fernanda Rodríguez de la Concepción"])
def test_two_identifiers_are_never_elided_away(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    course = dosed()
    for role in (Role.SECOND_CUFF, Role.STRAP, Role.OXIMETER):
        assign(course, role)
    bar = TopBar(theme(qapp))
    qtbot.addWidget(bar)
    view = present(Snapshot(session=course.session, at=course.at))
    assert view is not None
    bar.show_session(course.session, view, (name, "1980-02-29"))
    bar.resize(SMALLEST[0] - RAIL, bar.height())
    bar.show()
    shown = {each.text(): each for each in bar.findChildren(QLabel) if each.isVisible()}
    second = shown["· 1980-02-29"]
    assert second.width() >= second.fontMetrics().horizontalAdvance(second.text())
    assert shown[name].width() >= min(120, shown[name].fontMetrics().horizontalAdvance(name))
    right = max(each.geometry().right() for each in shown.values())
    assert right <= bar.width()
    assert bar.minimumSizeHint().width() <= SMALLEST[0] - RAIL
