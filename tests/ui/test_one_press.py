"""A key that stays down: it acts once, and moves about or writes as often as it repeats."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.ui.one_press import OnePress
from kapmonitor.ui.widgets.parts import button
from tests.support.in_front import in_front

NONE = Qt.KeyboardModifier.NoModifier
DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
KEPT_MS = 500
"""From the press to the first repeat."""


class Room(QWidget):
    """A button that writes a line, a field, and a page that hears letters."""

    def __init__(self, bot: QtBot) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.pressed = 0
        self.log, self.field = button("Log"), QLineEdit()
        laid = QVBoxLayout(self)
        laid.addWidget(self.log)
        laid.addWidget(self.field)
        self.log.clicked.connect(self._press)
        self._ms: Iterator[int] = count(1000, KEPT_MS)
        bot.addWidget(self)
        self.show()
        in_front(bot, self)
        handle = self.windowHandle()
        assert handle is not None
        self.guard = OnePress(handle)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt calls it so
        self.heard.append(event.text())
        if event.text() == "n":
            self.field.setFocus()

    def hold(self, key: Qt.Key, text: str = "", *, says_so: bool) -> None:
        """Hold a key so long that it repeats three times, marked as repeats or as X11 may."""
        at = next(self._ms)
        self._send(DOWN, key, text, at)
        for _ in range(3):
            at = next(self._ms)
            self._send(UP, key, text, at, repeat=says_so)
            self._send(DOWN, key, text, at, repeat=says_so)
        self._send(UP, key, text, next(self._ms))

    def _send(
        self, kind: QEvent.Type, key: Qt.Key, text: str, at: int, *, repeat: bool = False
    ) -> None:
        event = QKeyEvent(kind, key, NONE, text, repeat)
        event.setTimestamp(at)
        QApplication.sendEvent(self.windowHandle(), event)

    def _press(self) -> None:
        self.pressed += 1


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


@pytest.mark.parametrize("says_so", [True, False])
def test_what_acts_acts_once(room: Room, says_so: bool) -> None:
    room.log.setFocus()
    room.hold(Qt.Key.Key_Return, "\r", says_so=says_so)
    assert room.pressed == 1
    room.hold(Qt.Key.Key_Space, " ", says_so=says_so)
    assert room.pressed == 2
    room.hold(Qt.Key.Key_S, "s", says_so=says_so)
    room.hold(Qt.Key.Key_S, "s", says_so=says_so)
    assert room.heard == ["s", "s"]


@pytest.mark.parametrize("says_so", [True, False])
def test_text_repeats_in_its_field_and_not_in_one_that_the_key_opened(
    room: Room, says_so: bool
) -> None:
    room.field.setFocus()
    room.hold(Qt.Key.Key_A, "a", says_so=says_so)
    assert room.field.text() == "aaaa"
    room.log.setFocus()
    room.hold(Qt.Key.Key_N, "n", says_so=says_so)
    assert room.field.hasFocus()
    assert room.field.text() == "aaaa"


def test_what_moves_about_repeats(room: Room) -> None:
    room.log.setFocus()
    room.hold(Qt.Key.Key_Tab, "\t", says_so=False)
    assert room.log.hasFocus()  # four times: there and back, twice
