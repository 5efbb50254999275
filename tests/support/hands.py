"""A person with a keyboard and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

REACH = 300
"""Presses of Tab after which a control counts as out of reach."""


class Hands:
    """Presses keys where the focus is; finds controls by what a screen reader calls them."""

    def __init__(self, bot: QtBot, window: QWidget) -> None:
        self._bot = bot
        self._window = window

    def key(self, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(self._place(), key)

    def write(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self._place(), text)

    def to(self, name: str) -> QWidget:
        """Go to a control by Tab alone."""
        for _ in range(REACH):
            place = QApplication.focusWidget()
            if place is not None and place.isVisible() and _name(place) == name:
                return place
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"{name!r} cannot be reached by Tab")

    def press(self, name: str) -> None:
        """Go to a button and press it, once it is there and can be pressed."""
        self.see(name)
        self.to(name)
        self.key(Qt.Key.Key_Return)

    def fill(self, name: str, text: str) -> None:
        """Go to a line and type, over what is there."""
        self.see(name)
        place = self.to(name)
        assert isinstance(place, QLineEdit), name
        QTest.keySequence(place, QKeySequence(QKeySequence.StandardKey.SelectAll))
        self.write(text)
        assert place.text().endswith(text[-3:]), (name, place.text())

    def reads(self, name: str, text: str) -> None:
        """Wait until a line in sight holds a text."""
        self._bot.waitUntil(
            lambda: any(
                _name(line) == name and line.isVisible() and line.text() == text
                for line in self._window.findChildren(QLineEdit)
            ),
            timeout=10_000,
        )

    def choose(self, name: str, begins: str) -> None:
        """Go to a list and step down to an entry."""
        self.see(name)
        place = self.to(name)
        assert isinstance(place, QComboBox), name
        self._bot.waitUntil(lambda: _offers(place, begins), timeout=10_000)
        for _ in range(place.count()):
            if place.currentText().startswith(begins):
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"{name!r} stays at {place.currentText()!r}")

    def see(self, name: str) -> None:
        """Wait until a control of that name is in sight and enabled."""
        try:
            self._bot.waitUntil(lambda: self._seen(name), timeout=10_000)
        except self._bot.TimeoutError as error:
            raise AssertionError(
                f"{name!r} does not come in sight; there are {self._names()}"
            ) from error

    def gone(self, name: str) -> None:
        """Wait until no control of that name is in sight."""
        self._bot.waitUntil(lambda: not self._seen(name), timeout=10_000)

    def _names(self) -> list[str]:
        return [
            _name(each)
            for kind in (QAbstractButton, QLineEdit, QComboBox)
            for each in self._window.findChildren(kind)
            if each.isVisible() and each.isEnabled()
        ]

    def _seen(self, name: str) -> bool:
        return name in self._names()

    def _place(self) -> QWidget:
        return QApplication.focusWidget() or self._window


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def _offers(place: QComboBox, begins: str) -> bool:
    return any(place.itemText(row).startswith(begins) for row in range(place.count()))
