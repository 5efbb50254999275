"""Two columns that stack where the window is too narrow: nothing is cut off at a side."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.ui.pages.discharge import DischargePage
from kapmonitor.ui.pages.prepare import PreparePage
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import column
from tests.support.builders import OFFICE, TELEHEALTH, dosed, opened
from tests.ui.pages import Hands


def _wide(pixels: int) -> QWidget:
    made = QWidget()
    made.setMinimumWidth(pixels)
    return made


@pytest.mark.parametrize(("width", "beside"), [(700, True), (640, True), (600, False)])
def test_columns_stand_beside_each_other_only_where_both_fit(
    qtbot: QtBot, width: int, beside: bool
) -> None:
    left, right = _wide(300), _wide(310)
    halves = Halves(column(left), column(right))
    qtbot.addWidget(halves)
    halves.resize(width, 400)
    halves.show()
    QApplication.processEvents()
    assert (left.x() < right.x()) is beside
    assert (left.y() < right.y()) is not beside


@pytest.mark.parametrize("name", [OFFICE, TELEHEALTH])
def test_preparation_fits_the_narrowest_window(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    hands = Hands(qtbot, qapp, PreparePage, opened(name))
    hands.page.resize(868, 646)
    hands.draw()
    QApplication.processEvents()
    for area in hands.page.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is not None
        assert not area.isVisible() or inside.width() <= area.viewport().width()


@pytest.mark.parametrize("name", [OFFICE, TELEHEALTH])
def test_the_check_fits_the_narrowest_window(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    hands = Hands(qtbot, qapp, DischargePage, dosed(name))
    hands.page.resize(868, 560)
    hands.draw()
    QApplication.processEvents()
    (area,) = hands.page.findChildren(QScrollArea)
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
