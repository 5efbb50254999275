"""What the patient's window says before the first view, and how it takes digits anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.companion.view import CompanionDesk, CompanionView, CuffStage, CuffView
from kapmonitor.companion.words import CANNOT_SAVE, LOCKED, WRONG_DIGIT
from kapmonitor.companion_shots import AT, views
from kapmonitor.ui.companion.code_screen import CodeScreen
from kapmonitor.ui.companion.first_screens import CheckScreen
from kapmonitor.ui.companion.window import CompanionWindow
from kapmonitor.ui.theme import Theme

VIEWS = dict(views())


class Nobody:
    """A desk at which nobody sits."""

    def enter_code(self, _text: str) -> None:
        """Take digits, and try none."""


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[CompanionWindow]:
    made = CompanionWindow(cast("CompanionDesk", Nobody()), Theme(qapp), lambda: AT)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.leave.click()
    made.deleteLater()


def seen_in(window: CompanionWindow) -> list[str]:
    """Return the words in sight."""
    return [each.text() for each in window.findChildren(QLabel) if each.isVisible()]


def test_before_the_first_view_nothing_says_that_a_session_is_open(window: CompanionWindow) -> None:
    assert not window.help.isVisible()
    assert not window.dot.isVisible()
    assert not any("lid" in each for each in seen_in(window))


def test_the_windows_title_is_the_heading_in_sight(window: CompanionWindow) -> None:
    for name in ("check", "server", "code", "person", "cuff", "calm"):
        window.show_view(VIEWS[name])
        heading = window.shown.title.text()
        assert window.windowTitle() == f"{heading} – kapmonitor"


def test_new_digits_take_the_place_of_wrong_ones(window: CompanionWindow, qtbot: QtBot) -> None:
    window.show_view(VIEWS["code"])
    screen = window.shown
    assert isinstance(screen, CodeScreen)
    qtbot.keyClicks(screen.field, "412367568917")
    assert screen.field.text() == "41236756891"  # one too many is left out
    window.show_view(replace(VIEWS["code"], error=WRONG_DIGIT))
    qtbot.keyClicks(screen.field, "41236756890")
    assert screen.field.text() == "41236756890"


def test_what_is_wrong_stands_in_place_of_nothing_to_do(window: CompanionWindow) -> None:
    window.show_view(replace(VIEWS["calm"], trouble=CANNOT_SAVE))
    seen = seen_in(window)
    assert "Nothing to do now" not in seen
    assert seen.count(CANNOT_SAVE) == 1
    gone = CuffView(stage=CuffStage.GONE)
    window.show_view(replace(VIEWS["calm"], cuff=gone))
    assert window.shown.title.text() == "Cuff not found, press its button"
    window.show_view(replace(VIEWS["calm"], cuff=replace(gone, wired=True)))
    assert window.shown.title.text() == "Cuff not found, check its cable"
    window.show_view(replace(VIEWS["calm-request"], trouble=CANNOT_SAVE, cuff=gone))
    assert {"Please press START on your cuff now", CANNOT_SAVE} <= set(seen_in(window))
    window.show_view(VIEWS["calm"])
    assert window.shown.title.text() == "Nothing to do now"


def test_nothing_goes_on_before_it_is_known_what_was_left_open(window: CompanionWindow) -> None:
    screen = window.shown
    assert isinstance(screen, CheckScreen)
    window.show_view(CompanionView())
    assert "One moment" in seen_in(window)
    window.show_view(CompanionView(trouble=LOCKED))
    assert {"One moment", LOCKED} <= set(seen_in(window))
    assert not screen.go_on.isVisible()
    window.show_view(VIEWS["check"])
    assert "One moment" not in seen_in(window)
    assert screen.go_on.hasFocus()
