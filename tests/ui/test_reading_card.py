"""What only a person can say of a reading, in the window: just now, or wrong."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from devices.measurement import Provenance
from kapmonitor.session.event import MeasurementConfirmed, MeasurementMarkedInError
from kapmonitor.session.intent import Note
from kapmonitor.ui.pages.baseline import BaselinePage
from kapmonitor.ui.pages.monitoring import MonitoringPage
from tests.support.builders import dosed, rested
from tests.ui.pages import Hands


@pytest.fixture
def live(qtbot: QtBot, qapp: QApplication) -> Hands[MonitoringPage]:
    return Hands(qtbot, qapp, MonitoringPage, dosed())


def sees(hands: Hands[MonitoringPage], words: str) -> bool:
    labels = hands.page.findChildren(QLabel)
    return any(words in each.text() and each.isVisible() for each in labels)


def test_a_reading_whose_age_nothing_proves_is_asked_about_and_counts_after_a_yes(
    live: Hands[MonitoringPage],
) -> None:
    assert not sees(live, "Was this measured just now?")
    live.course.read(151, 93, provenance=Provenance.UNCONFIRMED)
    live.draw()
    assert sees(live, "151/93, ")
    given = [each for each in live.checked() if each.startswith("Measured just now?")]
    assert given == [], "nothing is answered for anybody"
    assert not live.now().readings[-1].counts
    live.press("Measured just now? Yes, just now")
    assert live.now().readings[-1].counts
    assert not sees(live, "Was this measured just now?")


def test_an_old_one_counts_for_nothing_and_is_not_asked_about_again(
    live: Hands[MonitoringPage],
) -> None:
    live.course.read(151, 93, provenance=Provenance.UNCONFIRMED)
    live.draw()
    live.press("Measured just now? No, it is old")
    assert isinstance(live.port.asked[-1], Note)
    assert isinstance(live.port.asked[-1].fact, MeasurementConfirmed)
    assert not live.now().readings[-1].counts
    assert not sees(live, "Was this measured just now?")


def test_a_question_does_not_change_under_the_hand(live: Hands[MonitoringPage]) -> None:
    live.course.read(151, 93, provenance=Provenance.UNCONFIRMED)
    live.draw()
    live.course.wait(2)
    live.course.read(128, 84, provenance=Provenance.UNCONFIRMED)
    live.draw()
    assert sees(live, "151/93, ")
    live.press("Measured just now? Yes, just now")
    counting = {each.measurement.systolic: each.counts for each in live.now().readings}
    assert (counting[151], counting[128]) == (True, False)
    assert sees(live, "128/84, ")


def test_a_wrong_reading_is_taken_out_with_a_reason_and_no_other_is(
    live: Hands[MonitoringPage],
) -> None:
    live.course.read(191, 113)
    live.course.wait(2)
    live.course.read(122, 80)
    live.draw()
    live.press("Exclude a reading…")
    (chooser,) = [
        each
        for each in live.page.findChildren(QComboBox)
        if each.accessibleName() == "Which reading"
    ]
    live.press("Exclude it")
    assert sees(live, "Say why the reading is wrong.")
    assert not any(each.error_reason for each in live.now().readings)
    chooser.setCurrentIndex(1)
    live.draw()
    assert chooser.currentText().startswith("191/113"), "new pictures keep the choice"
    live.press("Wrong arm")
    live.press("Exclude it")
    reasons = {r.measurement.systolic: r.error_reason for r in live.now().readings}
    assert reasons[191] == "Wrong arm"
    assert reasons[122] is None
    assert chooser.itemText(0).startswith("122/80")
    assert not any(chooser.itemText(each).startswith("191/") for each in range(chooser.count()))


def test_at_the_baseline_too(qtbot: QtBot, qapp: QApplication) -> None:
    course = rested()
    course.read(145, 91)
    hands = Hands(qtbot, qapp, BaselinePage, course)
    hands.press("Exclude a reading…")
    (line,) = [
        each
        for each in hands.page.findChildren(QLineEdit)
        if each.accessibleName() == "What is wrong with it"
    ]
    hands.type(line, "hand on the wrong knee", enter=True)
    asked = hands.port.asked[-1]
    assert asked == Note(
        fact=MeasurementMarkedInError(
            seq=course.session.readings[-1].seq, reason="hand on the wrong knee"
        )
    )
    assert course.session.readings[-1].error_reason == "hand on the wrong knee"
