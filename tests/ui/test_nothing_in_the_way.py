"""What Dose would refuse for is named at the gate, and what cannot be measured is not offered."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.decide_opening import open_before_dose
from kapmonitor.session.event import ChecklistAnswered, DeviceReleased
from kapmonitor.session.intent import RequestReading
from kapmonitor.session.vocabulary import Answer, Role
from kapmonitor.ui.pages.baseline import BaselinePage
from kapmonitor.ui.pages.dose import DosePage
from kapmonitor.ui.pages.monitoring import MonitoringPage
from tests.support.builders import IM, Course, dose, dosed, gated, rested
from tests.ui.pages import Hands


def half_seen(*, at_baseline: bool) -> Course:
    """Return a session at a clear gate with one hard item answered no."""
    course = gated(IM)
    items = course.session.preset.checklist
    item = next(each for each in items if each.hard and each.at_baseline is at_baseline)
    course.note(ChecklistAnswered(item=item.id, answer=Answer.NO))
    return course


def words(page: BaselinePage | DosePage | MonitoringPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_the_gate_names_all_that_dose_would_refuse_for_and_leads_there(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, half_seen(at_baseline=True))
    waiting = open_before_dose(hands.now())
    assert waiting
    assert set(waiting) <= set(hands.course.refusals(dose(hands.course)))
    assert all(each in hands.page.gate.open.text() for each in waiting)
    assert not hands.page.gate.go.isVisible()
    hands.press("Answer what is open")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert hands.page.seen.isAncestorOf(focused)


def test_what_is_open_in_the_preparation_leads_to_it(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, half_seen(at_baseline=False))
    with qtbot.waitSignal(hands.page.prepareAsked):
        hands.press("Answer what is open")


def test_the_dose_page_says_so_too_before_anything_is_pressed(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DosePage, half_seen(at_baseline=True))
    assert open_before_dose(hands.now())[0] in words(hands.page)
    assert not hands.page.first.as_ordered.isEnabled()


def test_without_a_cuff_nobody_is_told_to_press_start(qtbot: QtBot, qapp: QApplication) -> None:
    course = dosed(IM)
    course.note(DeviceReleased(role=Role.CUFF))
    told = course.refusals(RequestReading())
    assert any("No cuff is connected" in each for each in told)
    hands = Hands(qtbot, qapp, MonitoringPage, course)
    assert "No cuff is connected." in words(hands.page)
    assert "START" not in words(hands.page)
    with qtbot.waitSignal(hands.page.devicesAsked):
        hands.press("Connect a cuff…")
    hands.press("Type a reading")
    assert "Type what the display shows" in words(hands.page)


def test_a_baseline_without_a_cuff_offers_what_can_be_done(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = rested()
    course.note(DeviceReleased(role=Role.CUFF))
    hands = Hands(qtbot, qapp, BaselinePage, course)
    assert not hands.page.readings.measure.isVisible()
    with qtbot.waitSignal(hands.page.prepareAsked):
        hands.press("Connect a cuff…")
