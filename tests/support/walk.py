"""A walk through everything that can be seen: each page, and whatever a press opens on it.

No list names screens or panels: the pages are those that the window can make, and on each of them
every button is pressed once. What is asked of the engine is kept and not carried out, so that
a page stays as it is and its panels stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.composition import pages
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.keys import FIXED
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.rail import Rail
from kapmonitor.ui.window import Window
from tests.support.builders import Course
from tests.support.far_port import FarPort
from tests.support.laid_out import lay_out
from tests.ui.pages import theme as theme_of

T = TypeVar("T")
KEYS = ("1", *(each.key for each in FIXED if len(each.key) == 1))
"""Every key of the one key map that writes, and a digit."""
RUTH = Operator(id="ruth", name="Ruth Sample", role="therapist")
MOST_PRESSES = 120
"""A page on which more can be pressed makes buttons without end."""


class HousePort(FarPort):
    """A port over a course, with a practice and its record beside it."""

    def __init__(self, course: Course | None, record: Record, folder: Path) -> None:
        super().__init__(course)
        self.only_keep = True
        self.speaker.there = ("Earbud",)
        self.speaker.look()
        self._practice = Practice(record, folder, SystemClock())

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        try:
            found = ask(self._practice)
        except Exception as fault:  # noqa: BLE001  the engine hands every fault over
            done(fault)
            return
        done(found)


class Walk:
    """The window over a course, and a person who tries everything."""

    def __init__(
        self, bot: QtBot, application: QApplication, record: Record, course: Course | None
    ) -> None:
        self.port = HousePort(course, record, record.path.parent)
        self.bridge = Bridge(self.port, "test")
        self.bridge.operator = RUTH
        theme = theme_of(application)
        self.makers = pages(self.bridge, theme)
        self.window = Window(self.bridge, theme, self.makers)
        bot.addWidget(self.window)
        self.bridge.start()
        self.window.monitoring.build_chart()
        self.window.show()
        self.settle()
        self._show_newest()

    def settle(self) -> None:
        """Let layouts and answers arrive."""
        lay_out()

    def states(self, *, onward: bool) -> Iterator[str]:
        """Press what is there; yield a name for each new sight.

        `onward`: follow every way to another page, by the rail and by what leads there.
        """
        found = [self.window.shown]
        if onward:
            found += [each for each in self._by_rail() if each not in found]
        for name in found:  # grows on the way
            self._come_to(name)
            yield name
            for state in self._pressing(name):
                if state in self.makers:
                    found += [state] if onward and state not in found else []
                else:
                    yield state

    def _by_rail(self) -> list[str]:
        rail = self.window.findChild(Rail)
        assert isinstance(rail, Rail)
        reached = []
        for each in pressable(rail):
            if each.property("kind") == "step":
                each.click()
                self.settle()
                reached.append(self.window.shown)
        return reached

    def _pressing(self, name: str) -> Iterator[str]:
        """Press every button once; yield what came in sight, or the page that it led to."""
        done: set[str] = set()
        for _ in range(MOST_PRESSES):
            each = next((one for one in pressable(self._page()) if _called(one) not in done), None)
            if each is None:
                yield from self._by_key(name)
                return
            called = _called(each)
            done.add(called)
            before = seen(self.window)
            each.click()
            self.settle()
            if self.window.shown != name:
                yield self.window.shown
                self._come_to(name)
            elif seen(self.window) != before:
                yield f"{name}, after {called}"
        raise AssertionError(f"{name} never ends; pressed {sorted(done)}")

    def _by_key(self, name: str) -> Iterator[str]:
        """Press every key that writes, one after another; yield what came in sight."""
        for key in KEYS:
            self._page().setFocus()
            before = seen(self.window)
            QTest.keyClicks(self._page(), key)
            self.settle()
            if seen(self.window) != before:
                yield f"{name}, after key {key}"

    def _come_to(self, name: str) -> None:
        self.window.show()
        self.window.go_to(name)
        self.settle()

    def _page(self) -> QWidget:
        return next(each for each in self.window.findChildren(Page) if each.isVisible())

    def _show_newest(self) -> None:
        self.bridge.show(self.port.newest())
        self.settle()


def pressable(page: QWidget) -> list[QAbstractButton]:
    """Return the buttons on a page that can be pressed now."""
    found = page.findChildren(QAbstractButton)
    return [each for each in found if each.isVisible() and each.isEnabled()]


def seen(root: QWidget) -> frozenset[tuple[int, str]]:
    """Return what is in sight, so that a change can be told."""
    return frozenset(
        (id(each), type(each).__name__) for each in root.findChildren(QWidget) if each.isVisible()
    )


def _called(each: QAbstractButton) -> str:
    return f"{type(each).__name__} {each.accessibleName() or each.text()}"


def house(folder: Path, *courses: Course) -> Record:
    """Open a record in which a patient's sessions lie."""
    record = open_record(folder / FILE_NAME)
    practice = Practice(record, folder, SystemClock())
    practice.add_operator(RUTH.name, RUTH.role)
    for course in courses:
        SessionLog(record).append(course.session.id, course.entries)
    patient = Patient(id="p-7", name="A. R.", added=SystemClock().read().utc)
    Library(record).keep_patient(patient)
    return record
