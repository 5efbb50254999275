"""A value in range is a value: nothing turns green for it, and nothing says that it is well."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.ui.pages.discharge import DischargePage
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.pages.numerals import Numerals
from tests.house.catalogue import FOLDER
from tests.support.builders import IM, Course, dosed, recovered
from tests.ui.pages import Hands

PRAISE = re.compile(r"\b(normal|normally|ok|okay|fine|healthy|good|well|safe|stable)\b", re.I)
NORMAL = re.compile(r"\b(normal|normally|ok|okay|healthy)\b", re.I)
NOT_ABOUT_A_VALUE = {
    "5: readily, in a normal tone",  # MOAA/S, as its authors word it
    "LINK OK {seconds} s",  # the cable between two programs, and a broker's
    "link ok",
    "Broker ok",
}
VIVID = 60
"""Saturation, of 255, from which a colour is seen as one."""
HUES = 24


def hues(widget: QWidget) -> set[int]:
    """Return the hues that a widget shows, in parts of the circle."""
    image = widget.grab().toImage()
    found = set()
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 2):
            colour = image.pixelColor(x, y)
            if colour.saturation() > VIVID and colour.value() > VIVID:
                found.add(colour.hue() * HUES // 360)
    return found


def read_at(systolic: float, diastolic: float, rate: float) -> Course:
    course = dosed(IM)
    course.wait(8, step_s=60)
    course.read(systolic, diastolic, rate)
    course.typed(spo2=97.0 if systolic < 180 else 86.0)
    return course


def test_no_colour_comes_with_a_value_in_range(qtbot: QtBot, qapp: QApplication) -> None:
    shown = {}
    for name, course in {"in": read_at(122, 79, 70), "out": read_at(190, 104, 141)}.items():
        numerals = Hands(qtbot, qapp, MonitoringPage, course).page.findChild(Numerals)
        assert isinstance(numerals, Numerals)
        shown[name] = hues(numerals)
    assert shown["in"], "the roles have their colours"
    assert shown["in"] <= shown["out"]


def test_no_word_says_that_a_value_is_well(qtbot: QtBot, qapp: QApplication) -> None:
    live = Hands(qtbot, qapp, MonitoringPage, read_at(122, 79, 70)).page
    check = Hands(qtbot, qapp, DischargePage, recovered(IM)).page
    for page in (live, check):
        told = {each.text() for each in page.findChildren(QLabel)} - NOT_ABOUT_A_VALUE
        assert told
        assert [each for each in told if PRAISE.search(each)] == []


def test_no_text_of_the_program_calls_anything_normal() -> None:
    catalogue = (FOLDER / "kapmonitor_es.ts").read_text(encoding="utf-8")
    called = set(re.findall(r"<source>([^<]*)</source>", catalogue))
    assert {text for text in called if NORMAL.search(text)} == NOT_ABOUT_A_VALUE
