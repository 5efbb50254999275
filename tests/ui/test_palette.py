"""The 75 terms behind the palette, and the detail that may be said after an entry."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kapmonitor.record.note_text import note_lines
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.session.words import term
from kapmonitor.terms import terms
from kapmonitor.ui.pages.detail_row import DISTRESS, OFFERED_MIN
from kapmonitor.ui.pages.happened_card import FindLine
from kapmonitor.ui.pages.monitoring import MonitoringPage
from tests.support.builders import PRESETS, dosed, preset
from tests.ui.pages import Hands


def found(hands: Hands[MonitoringPage], text: str) -> FindLine:
    line = hands.page.findChild(FindLine)
    assert line is not None
    hands.type(line.line, text)
    return line


def test_every_term_is_whole_and_means_what_the_presets_mean() -> None:
    assert len(terms()) == len({each.code for each in terms()}) == 75
    kinds = {each.code: each.kind for each in terms()}
    assert sum(kind == "red_flag" for kind in kinds.values()) == 16
    for name in PRESETS:
        for each in (*preset(name).observations, *preset(name).red_flags):
            known = kinds.get(each.code, each.kind)
            assert (known == "red_flag") is (each.kind == "red_flag"), each.code


def test_a_term_is_found_by_its_words_and_logged_by_return(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, MonitoringPage, dosed())
    line = found(hands, "vision blur")
    qtbot.keyClick(line.line, "\r")
    hands.draw()
    seen = hands.now().observations[-1]
    assert (seen.code, seen.kind) == ("blurred-vision", ObservationKind.SYMPTOM)
    assert term(hands.now(), seen.code) == "Blurred vision"


@pytest.mark.parametrize("key", ["\r", "\x1b"])
def test_the_keys_are_heard_again_after_a_term_is_found_or_left(
    qtbot: QtBot, qapp: QApplication, key: str
) -> None:
    hands = Hands(qtbot, qapp, MonitoringPage, dosed())
    line = found(hands, "vision blur")
    qtbot.keyClick(line.line, key)
    assert QApplication.focusWidget() is hands.page


def test_a_red_flag_that_is_found_asks_for_a_second_press(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, MonitoringPage, dosed())
    line = found(hands, "throat spasm")
    qtbot.keyClick(line.line, "\r")
    hands.draw()
    assert not hands.now().observations
    hands.press("Confirm: Throat spasm / stridor")
    assert hands.now().observations[-1].kind is ObservationKind.RED_FLAG
    assert any("laryngospasm" in code for code in hands.now().alarms)


def names(hands: Hands[MonitoringPage]) -> list[str]:
    buttons = hands.page.findChildren(QAbstractButton)
    return [each.accessibleName() for each in buttons if each.isVisible()]


def test_expected_effects_stand_apart_from_harm(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, MonitoringPage, dosed())
    line = found(hands, "dissociation")
    qtbot.keyClick(line.line, "\r")
    hands.draw()
    assert not hands.now().alarms
    text = "\n".join(note_lines(hands.now()))
    assert "Expected effects: " in text
    assert "Events: none recorded" in text


def test_how_strong_and_how_distressing_is_said_afterwards_or_never(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed()
    hands = Hands(qtbot, qapp, MonitoringPage, course)
    line = found(hands, "itching")
    qtbot.keyClick(line.line, "\r")
    hands.draw()
    hands.press("How strong: Moderate")
    distress = next(
        each
        for each in hands.page.findChildren(QComboBox)
        if each.accessibleName() == DISTRESS and each.isVisible()
    )
    distress.activated.emit(5)
    hands.draw()
    course.pass_s(120)
    hands.draw()
    hands.press("Itching is over now")
    seen = hands.now().observations[-1]
    assert (seen.severity, seen.distress, seen.duration_min) == ("moderate", 4, 2.0)
    course.pass_s(OFFERED_MIN * 60)
    hands.draw()
    assert "How strong: Moderate" not in names(hands)
