"""A big number is shown whole or smaller, never in part: half a pressure is another pressure."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.theme import BLOOD_PRESSURE
from kapmonitor.ui.view import Numeral
from kapmonitor.ui.widgets.numeric import Numeric
from tests.ui.pages import theme

TITLE_ROWS = 20


def ink(numeric: Numeric) -> int:
    """Return how far to the right the number and its signs reach, in pixels."""
    image = numeric.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    number = rows[TITLE_ROWS : TITLE_ROWS + BLOOD_PRESSURE, : image.width()]
    marked = np.flatnonzero((number != number[0, -1]).any(axis=0))
    return int(marked.max()) + 1


@pytest.mark.parametrize("priority", [None, *Priority])
def test_a_number_shrinks_rather_than_lose_a_digit(
    qtbot: QtBot, qapp: QApplication, priority: Priority | None
) -> None:
    numeric = Numeric("Blood pressure, mmHg", "blood_pressure", BLOOD_PRESSURE, theme(qapp))
    qtbot.addWidget(numeric)
    numeric.show_numeral(Numeral(text="189/117", age="now · cuff", priority=priority))
    numeric.resize(numeric.sizeHint())
    whole = ink(numeric)
    assert whole < numeric.width()
    narrow = numeric.minimumSizeHint()
    assert narrow.width() < whole
    numeric.resize(narrow)
    assert narrow.width() * 0.8 < ink(numeric) < narrow.width()
