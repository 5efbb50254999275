"""Baseline and dose by keyboard: readings, gate, override, the dose as a person says it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.intent import EnterReading, RequestReading, StartRest
from kapmonitor.session.vocabulary import LozengeEnd, ReadingSource
from kapmonitor.ui.pages.baseline import BaselinePage
from kapmonitor.ui.pages.dose import DosePage
from tests.support.builders import assign, dosed, gated, order, prepared, rested
from tests.ui.pages import Hands


def held(qtbot: QtBot, qapp: QApplication) -> Hands[BaselinePage]:
    return Hands(qtbot, qapp, BaselinePage, gated(baseline=(149.0, 93.0, 76.0)))


def test_the_rest_is_started_by_return(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, prepared())
    hands.press("Start rest")
    assert isinstance(hands.port.asked[-1], StartRest)
    assert hands.now().rest_started is not None


def test_a_typed_reading_needs_its_source_and_counts(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, rested())
    line = hands.page.typed.line
    hands.type(line, "124/79/70")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert hands.port.asked == []
    hands.press("Where the value comes from: Read aloud")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert hands.port.asked == [
        EnterReading(
            systolic=124.0, diastolic=79.0, pulse_rate=70.0, source=ReadingSource.READ_ALOUD
        )
    ]
    assert line.text() == ""


def test_the_keyboard_stays_with_measure_and_stop(qtbot: QtBot, qapp: QApplication) -> None:
    course = rested()
    assign(course, can_start=True)
    hands = Hands(qtbot, qapp, BaselinePage, course)
    measure = hands.button("Measure")
    measure.setFocus()
    measure.click()
    hands.draw()
    assert hands.button("Stop the cuff").hasFocus()
    hands.press("Stop the cuff")
    assert measure.hasFocus()


def test_any_digit_begins_a_typed_reading(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, rested())
    qtbot.keyClick(hands.button("Measure"), Qt.Key.Key_1)
    assert hands.page.typed.line.text() == "1"
    assert hands.page.typed.line.hasFocus()


def test_an_impossible_typed_reading_is_refused_with_the_reason_and_kept_to_correct(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, rested())
    hands.press("Where the value comes from: I read it")
    hands.type(hands.page.typed.line, "999/79/70")
    qtbot.keyClick(hands.page.typed.line, Qt.Key.Key_Return)
    assert hands.now().readings == ()
    assert hands.page.typed.line.text() == "999/79/70"


def test_a_held_gate_says_by_how_much_and_offers_rest_and_call(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = held(qtbot, qapp)
    gate = hands.page.gate
    assert "Hold: 149/93" in gate.title.text()
    assert "limit 140: 9 over" in gate.reasons.text()
    assert "recheck 1 of 3" in gate.next_step.text()
    assert not gate.go.isVisible()
    hands.press("Call logged…")
    hands.type(gate.call_panel.fields[0].line, "Dr. Sample")
    hands.type(gate.call_panel.fields[1].line, "rest once more", enter=True)
    assert [call.to for _at, call in hands.now().calls] == ["Dr. Sample"]
    assert not gate.call_panel.isVisible()


def test_an_override_shows_every_refusal_and_then_opens_the_gate(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = held(qtbot, qapp)
    panel = hands.page.gate.override_panel
    hands.press("Override by a named clinician…")
    hands.type(panel.fields[2].line, "9:07", enter=True)
    assert "needs a reason" in panel.refusal.text()
    assert "needs the name" in panel.refusal.text()
    hands.type(panel.fields[0].line, "Dr. Sample")
    hands.type(panel.fields[1].line, "known white coat", enter=True)
    assert hands.now().gate_override is not None
    assert hands.page.gate.go.isVisible()
    assert hands.page.gate.go.hasFocus()
    with qtbot.waitSignal(hands.page.doseAsked):
        hands.press("Go to dose")


def test_already_taken_is_recorded_with_its_true_time_as_a_deviation(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = held(qtbot, qapp)
    panel = hands.page.taken_panel
    hands.press("The dose has already been taken")
    assert panel.amount.text == ""
    hands.press("Amount as ordered")
    hands.type(panel.time.line, "9:01", enter=True)
    dose = hands.now().doses[0]
    assert dose.amount == 100.0
    assert dose.taken.utc.hour == 14
    assert dose.taken.utc.minute == 1
    assert any("gate was held" in each for each in dose.deviations)


def test_scores_before_the_dose_are_not_pre_filled(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, rested())
    assert hands.checked() == ["Orientation and walk seen before the dose Yes"]  # was answered
    hands.press("Walk and turn Steady")
    hands.press("Orientation: person, place, time, situation 4")
    assert {each.scale: each.value for each in hands.now().scores if each.scale != "distress"} == {
        "gait": 1.0,
        "orientation": 4.0,
    }


def test_the_dose_as_ordered_is_one_press_at_an_open_gate(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DosePage, gated())
    assert hands.page.first.panel.amount.text == ""
    hands.press("As ordered, taken now: 100 mg")
    dose = hands.now().doses[0]
    assert (dose.drug, dose.amount, dose.taken.utc) == ("ketamine", 100.0, hands.course.at.utc)
    assert dose.deviations == ()


def test_a_closed_gate_leaves_only_what_has_already_happened(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DosePage, gated(baseline=(149.0, 93.0, 76.0)))
    assert not hands.page.first.as_ordered.isEnabled()
    assert not hands.page.first.other.isEnabled()
    assert hands.page.first.taken.isEnabled()
    assert "limit 140" in hands.page.first.reasons.text()


@pytest.mark.parametrize(
    ("name", "end"),
    [("Lozenge Out, spit", LozengeEnd.SPIT), ("Lozenge Out, swallowed", LozengeEnd.SWALLOWED)],
)
def test_the_lozenge_out_is_one_press(
    qtbot: QtBot, qapp: QApplication, name: str, end: LozengeEnd
) -> None:
    course = dosed()
    course.wait(12)
    hands = Hands(qtbot, qapp, DosePage, course)
    hands.press(name)
    lozenge = course.session.lozenge
    assert lozenge is not None
    assert lozenge.end is end
    assert lozenge.out is not None
    assert lozenge.out.utc == course.at.utc


def test_a_booster_says_what_holds_it_and_when_discharge_would_be(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed()
    course.note(order(booster_amount=50.0))
    course.wait(20)
    hands = Hands(qtbot, qapp, DosePage, course)
    card = hands.page.booster
    assert "No reading since" in card.reasons.text()
    assert not card.as_ordered.isEnabled()
    assert "would become 11:27" in card.would.text()
    hands.press("Sedation, MOAA/S 5")
    assert course.session.scores[-1].scale == "moaas"


def test_a_cuff_that_was_started_is_said_to_be_measuring(qtbot: QtBot, qapp: QApplication) -> None:
    course = rested()
    assign(course, can_start=True)
    course.ask(RequestReading(reason="baseline"))
    hands = Hands(qtbot, qapp, BaselinePage, course)
    words = [each.text() for each in hands.page.findChildren(QLabel) if each.isVisible()]
    assert "The cuff is measuring. Keep the arm still." in words
    assert not [each for each in words if each.startswith("Take reading")]
