"""A page over the real core, and hands that press what a person sees."""

from __future__ import annotations

from functools import cache
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.practice import Practice
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.theme import Theme
from tests.support.builders import Course
from tests.support.far_port import FarPort

P = TypeVar("P", bound=Page)
RUTH = Operator(id="ruth", name="Ruth Sample")


@cache
def theme(application: QApplication) -> Theme:
    """Return one theme for all tests of pages: a style sheet takes long to apply."""
    return Theme(application)


class Hands(Generic[P]):
    """A page in sight, the session behind it, and hands."""

    def __init__(
        self,
        qtbot: QtBot,
        application: QApplication,
        kind: type[P],
        course: Course,
        *,
        beside: Practice | None = None,
    ) -> None:
        self.bot = qtbot
        self.course = course
        self.port = FarPort(course)
        self.port.beside = beside
        self.bridge = Bridge(self.port, "test")
        self.bridge.operator = RUTH
        self.page = kind(self.bridge, theme(application))
        qtbot.addWidget(self.page)
        self.bridge.sessionChanged.connect(self.page.draw)
        self.bridge.start()
        self.page.resize(1124, 746)
        self.page.show()
        self.draw()

    def now(self) -> Session:
        """Return the session as it stands."""
        return self.course.session

    def draw(self) -> None:
        """Let the newest snapshot arrive."""
        with self.bot.waitSignal(self.bridge.sessionChanged, timeout=5000):
            self.port.show()
        QApplication.processEvents()  # rows made just now come in sight

    def button(self, name: str) -> QAbstractButton:
        """Return the one visible button that a screen reader calls so."""
        found = [
            each
            for each in self.page.findChildren(QAbstractButton)
            if each.accessibleName() == name and each.isVisible()
        ]
        assert len(found) == 1, (name, len(found))
        return found[0]

    def press(self, name: str) -> None:
        """Press a button by the keyboard, and see what came of it."""
        made = self.button(name)
        made.setFocus()
        self.bot.keyClick(made, Qt.Key.Key_Return)
        self.draw()

    def type(self, line: QWidget, text: str, *, enter: bool = False) -> None:
        """Type into a line."""
        line.setFocus()
        self.bot.keyClicks(line, text)
        if enter:
            self.bot.keyClick(line, Qt.Key.Key_Return)
            self.draw()

    def checked(self) -> list[str]:
        """Return every answer that looks given."""
        return [
            each.accessibleName()
            for each in self.page.findChildren(QAbstractButton)
            if each.isCheckable() and each.isChecked()
        ]
