"""Two people sign at one screen: each by their own button, the same person never twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.discharge import assess
from kapmonitor.ui.pages.discharge import DischargePage
from tests.support.builders import Course, recovered
from tests.ui.pages import Hands


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    with open_record(tmp_path / FILE_NAME) as record:
        made = Practice(record, tmp_path, SystemClock())
        made.add_operator("Ann Other", "nurse")
        yield made


def hands_on(
    qtbot: QtBot, qapp: QApplication, course: Course, practice: Practice
) -> Hands[DischargePage]:
    return Hands(qtbot, qapp, DischargePage, course, beside=practice)


def signed(hands: Hands[DischargePage]) -> list[str]:
    return [each.operator.name for each in hands.now().signatures]


def blocks(hands: Hands[DischargePage]) -> bool:
    return any(each.blocks for each in assess(hands.now(), hands.course.at))


def test_without_the_clinic_asking_there_is_no_card(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, recovered())
    assert not hands.page.signatures.isVisible()
    assert hands.page.discharge.isEnabled()


def test_both_sign_and_the_discharge_opens(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    course = recovered().under(ClinicRules(second_signature=True))
    hands = hands_on(qtbot, qapp, course, practice)
    card = hands.page.signatures
    assert card.isVisible()
    assert not hands.page.discharge.isEnabled()
    assert not card.second.isVisible()
    hands.press("Sign as Ruth Sample")
    assert signed(hands) == ["Ruth Sample"]
    hands.press("Second person signs")
    assert card.refusal.text() == "Choose who signs."
    card.other.setCurrentText("Ann Other")
    hands.press("Second person signs")
    assert signed(hands) == ["Ruth Sample", "Ann Other"]
    assert not blocks(hands)
    assert hands.page.discharge.isEnabled()


def test_a_new_name_for_the_same_person_is_refused(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    course = recovered().under(ClinicRules(second_signature=True))
    hands = hands_on(qtbot, qapp, course, practice)
    hands.press("Sign as Ruth Sample")
    card = hands.page.signatures
    card.other.setCurrentText("Somebody else…")
    hands.type(card.name.line, "ruth sample", enter=True)
    assert "another person must sign" in card.refusal.text()
    assert signed(hands) == ["Ruth Sample"]
    assert [each.name for each in practice.operators()] == ["Ann Other"]  # nobody was made up
    card.name.line.clear()
    hands.type(card.name.line, "Cara New", enter=True)
    assert signed(hands) == ["Ruth Sample", "Cara New"]
