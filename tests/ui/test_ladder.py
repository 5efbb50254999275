"""Whom to call and what was done: in sight while an alarm about the patient stands."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.event import ObservationRecorded
from kapmonitor.session.intent import Note
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.ladder_view import ladder
from kapmonitor.ui.pages.ladder_card import LadderCard
from kapmonitor.ui.pages.monitoring import MonitoringPage
from tests.support.builders import TELEHEALTH, dosed
from tests.ui.pages import Hands

CHEST_PAIN = ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG)


def test_nobody_is_to_be_called_while_nothing_stands() -> None:
    course = dosed()
    assert ladder(course.session) is None
    course.read(152, 85)
    assert ladder(course.session) is None, "a low alarm calls nobody"


def test_far_away_help_is_called_to_the_patients_place() -> None:
    course = dosed(TELEHEALTH)
    course.read(165, 85)
    medium = ladder(course.session)
    assert medium is not None
    assert [each.who for each in medium.rungs] == ["prescriber", "escort"]
    course.ask(Note(fact=CHEST_PAIN))
    high = ladder(course.session)
    assert high is not None
    assert [each.who for each in high.rungs] == ["prescriber", "emergency services", "escort"]
    assert high.rungs[1].name == "Emergency, to 1 Sample Street"
    assert high.rungs[1].number


def test_a_call_and_a_deed_are_one_press_and_kept(qtbot: QtBot, qapp: QApplication) -> None:
    course = dosed()
    hands = Hands(qtbot, qapp, MonitoringPage, course)
    card = hands.page.findChild(LadderCard)
    assert card is not None
    assert not card.isVisible()
    course.read(185, 95)
    hands.draw()
    prescriber = ladder(hands.now())
    assert prescriber is not None
    name = prescriber.rungs[0].name
    hands.press(f"{name}: no answer")
    hands.press("Checked patient")
    at, call = hands.now().calls[-1]
    assert (call.to, call.result, at) == ("prescriber", "no answer", course.at)
    (alarm,) = [each for each in hands.now().alarms.values() if each.did]
    assert alarm.did == ("checked patient",)
    shown = [each.text() for each in card.findChildren(QLabel) if each.isVisible()]
    assert any("prescriber: no answer" in text for text in shown)
    course.read(124, 80)
    course.pass_s(90)
    course.read(122, 79)
    hands.draw()
    assert not card.isVisible()
