"""A held key: one hold however its repeats arrive, and nothing else until it is let go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.ui.widgets.held_button import HeldButton, held_button
from kapmonitor.ui.widgets.hold_key import HOLD_MS
from kapmonitor.ui.widgets.parts import button
from tests.support.in_front import in_front

SPACE = Qt.Key.Key_Space


class Cuff(QWidget):
    """*Measure* gives its place to *Stop*, as on the page before the dose."""

    def __init__(self, bot: QtBot) -> None:
        super().__init__()
        self.bot = bot
        self.measure: HeldButton = held_button("Measure")
        self.stop: QPushButton = button("Stop")
        self.done: list[str] = []
        laid = QVBoxLayout(self)
        laid.addWidget(self.measure)
        laid.addWidget(self.stop)
        self.measure.clicked.connect(self._measured)
        self.stop.clicked.connect(lambda: self.done.append("stopped"))
        bot.addWidget(self)
        self.show()
        in_front(bot, self)
        self.measure.setFocus()

    def down(self, key: Qt.Key = SPACE) -> None:
        QTest.keyPress(self._place(), key)

    def up(self, key: Qt.Key = SPACE) -> None:
        QTest.keyRelease(self._place(), key)

    def repeat(self) -> bool:
        """Let the key repeat as X11 may have it: a real release, a real press."""
        self.up()
        self.down()
        return bool(self.done)

    def settle(self) -> None:
        """Wait until nothing is counted any more: what was to come of a key has come."""
        counts = self.measure.findChildren(QTimer)
        assert counts
        self.bot.waitUntil(lambda: not any(each.isActive() for each in counts))

    def _measured(self) -> None:
        self.done.append("measured")
        self.measure.hide()

    def _place(self) -> QWidget:
        return QApplication.focusWidget() or self


@pytest.fixture
def cuff(qtbot: QtBot) -> Cuff:
    return Cuff(qtbot)


def test_repeats_of_a_held_key_are_one_hold_and_press_nothing_more(cuff: Cuff) -> None:
    cuff.down()
    cuff.bot.waitUntil(cuff.repeat, timeout=HOLD_MS * 10)
    assert cuff.stop.hasFocus()
    for _ in range(5):
        cuff.repeat()
    cuff.up()
    cuff.settle()
    assert cuff.done == ["measured"]
    cuff.down()
    cuff.up()
    assert cuff.done == ["measured", "stopped"]


def test_a_key_let_go_early_presses_nothing(cuff: Cuff) -> None:
    cuff.down()
    cuff.up()
    cuff.settle()
    cuff.down()
    cuff.up()
    cuff.down(Qt.Key.Key_Return)  # another key is another press
    cuff.up(Qt.Key.Key_Return)
    cuff.settle()
    assert cuff.done == []


def test_a_key_held_while_the_keyboard_goes_elsewhere_presses_nothing_there(cuff: Cuff) -> None:
    cuff.down()
    cuff.measure.setEnabled(False)
    assert cuff.stop.hasFocus()
    cuff.repeat()
    cuff.up()
    cuff.settle()
    assert cuff.done == []
