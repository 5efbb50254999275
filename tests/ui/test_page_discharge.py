"""The discharge check by keyboard: nothing pre-answered, every open item counted, every exit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.discharge import assess
from kapmonitor.session.intent import (
    CloseWithoutDose,
    ContinueMonitoring,
    Discharge,
    OpenDischargeCheck,
    OverrideDischarge,
    ReportCareTransferred,
    ReportLeftAgainstAdvice,
)
from kapmonitor.session.vocabulary import Answer, DrivingAnswer, Outcome
from kapmonitor.ui.pages.discharge import DischargePage
from tests.support.builders import (
    TELEHEALTH,
    Course,
    dosed,
    gated,
    recovered,
)
from tests.ui.pages import Hands


def at_the_check() -> Course:
    """Return a session whose vital signs are back and whose check was just opened."""
    course = dosed()
    course.until(119, step_s=60)
    course.typed(spo2=97.0)
    course.read(122.0, 79.0)
    course.wait(5, step_s=60)
    course.read(121.0, 78.0)
    course.ask(OpenDischargeCheck())
    return course


def outcome(hands: Hands[DischargePage]) -> Outcome | None:
    """Return how the session ended, if it did."""
    ended = hands.now().ended
    return ended.outcome if ended is not None else None


def test_nothing_is_answered_and_discharge_counts_what_is_open(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    assert hands.checked() == []
    blocked = sum(each.blocks for each in assess(hands.now(), hands.course.at))
    assert hands.page.discharge.text() == f"Discharge: {blocked} items open"
    assert not hands.page.discharge.isEnabled()
    assert hands.page.keep.property("kind") == "primary"


def test_the_whole_check_by_keyboard_ends_discharged(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    for criterion in hands.now().preset.discharge.human:
        answer = "2" if criterion.scale else criterion.met_by.capitalize()
        hands.press(f"{criterion.text} {answer}")
    hands.press("Will the patient drive today? No")
    box = hands.page.ride.leaves_by
    hands.press("Record handover")
    assert "Choose how the patient leaves." in hands.page.ride.refusal.text()
    box.setFocus()
    qtbot.keyClicks(box, "Esc")
    assert box.currentData() == "driven_by_escort"
    hands.press("Record handover")
    hands.press("Said it back? Yes")
    hands.press("Take-home sheet given")
    assert hands.page.discharge.text() == "Discharge"
    hands.press("Discharge")
    assert outcome(hands) is Outcome.DISCHARGED
    assert "discharged" in hands.page.told.text()


def test_not_assessed_blocks_and_who_answered_when_is_shown(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    hands.press("Awake, answers readily Not assessed")
    result = next(each for each in assess(hands.now(), hands.course.at) if each.id == "awake")
    assert result.blocks
    row = hands.page.people.rows["awake"].asked
    assert row.detail.text().endswith(", you")
    assert row.sign.text() == "○ to ask"


@pytest.mark.parametrize(
    ("words", "answer"), [("Yes", DrivingAnswer.YES), ("Not sure", DrivingAnswer.NOT_SURE)]
)
def test_only_a_plain_no_lets_the_session_be_discharged(
    qtbot: QtBot, qapp: QApplication, words: str, answer: DrivingAnswer
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, recovered())
    assert hands.page.discharge.isEnabled()
    hands.press(f"Will the patient drive today? {words}")
    assert hands.now().driving is answer
    assert not hands.page.discharge.isEnabled()
    assert hands.page.discharge.text() == "Discharge: 1 item open"


def test_telehealth_asks_in_its_own_words(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, recovered(TELEHEALTH))
    assert "Chaperone" in hands.page.ride.escort.text()
    shown = {each.text() for each in hands.page.home.findChildren(QLabel) if each.isVisible()}
    assert {"1 Sample Street", "112", "555-0188"} <= shown, "where help would go"
    hands.press("Will the patient drive today? Stays home; keys with the chaperone")
    assert hands.now().driving is DrivingAnswer.NO
    assert hands.now().handover_more is None, "nothing is said before a person says it"
    with qtbot.waitSignal(hands.page.prepareAsked, timeout=5000):
        hands.press("Still at the same place? No")
        hands.button("Record where they are…").click()
    hands.press("The camera is off now")
    more = hands.now().handover_more
    assert more is not None
    assert (more.same_place, more.camera_ended) == (Answer.NO, hands.course.at)


def test_an_override_over_the_ride_is_refused_with_every_reason(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    panel = hands.page.endings.panel(OverrideDischarge)
    hands.press("Override by a named clinician…")
    hands.type(panel.fields[0].line, "Dr. Sample")
    hands.type(panel.fields[1].line, "seen by video", enter=True)
    assert hands.now().ended is None
    assert "drive" in panel.refusal.text()
    assert panel.refusal.text().count("Nobody can override this.") >= 3
    assert panel.isVisible()


def test_a_patient_who_leaves_is_a_fact_with_a_risk_note(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    panel = hands.page.endings.panel(ReportLeftAgainstAdvice)
    hands.press("Patient leaves against advice…")
    hands.type(panel.fields[0].line, "wants to go home", enter=True)
    assert hands.now().ended is None
    assert "missing" in panel.refusal.text()
    hands.type(panel.fields[1].line, "awake, with sister", enter=True)
    ended = hands.now().ended
    assert ended is not None
    assert ended.outcome is Outcome.LEFT_AGAINST_ADVICE
    assert ended.risk_note is not None
    assert ended.risk_note.text == "awake, with sister"


def test_care_transferred_is_possible_while_monitoring(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, dosed())
    assert not hands.page.discharge.isVisible()
    assert not hands.page.people.rows["awake"].isEnabled()
    panel = hands.page.endings.panel(ReportCareTransferred)
    hands.press("Care transferred…")
    hands.type(panel.fields[0].line, "emergency services")
    hands.type(panel.fields[1].line, "chest pain", enter=True)
    assert outcome(hands) is Outcome.CARE_TRANSFERRED


def test_a_session_without_a_dose_can_be_closed(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, gated())
    panel = hands.page.endings.panel(CloseWithoutDose)
    hands.press("Close without a dose…")
    hands.type(panel.fields[0].line, "held", enter=True)
    assert outcome(hands) is Outcome.NOT_DOSED


def test_keep_monitoring_leaves_the_check_and_keeps_its_answers(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    hands.press("Awake, answers readily Yes")
    hands.press("Keep monitoring")
    assert isinstance(hands.port.asked[-1], ContinueMonitoring)
    assert "awake" in hands.now().findings
    hands.press("Open the discharge check")
    assert hands.now().check_opened is not None


def test_an_open_item_cannot_be_discharged_by_any_path_of_the_page(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    hands.page.discharge.click()
    hands.page.ask(Discharge())
    assert hands.now().ended is None


def test_the_sheet_for_home_is_saved_where_it_is_given(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    hands.page.rule.folder = str(tmp_path)
    hands.press("Save the take-home sheet")
    (sheet,) = tmp_path.iterdir()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert str(sheet) in hands.page.rule.given.text()
    assert not hands.now().advice_given
    hands.page.rule.folder = str(sheet)  # no folder
    hands.press("Save the take-home sheet")
    assert "record is not affected" in hands.page.rule.refusal.text()


def test_a_score_is_taken_item_by_item_and_shows_no_total_before_it_is_whole(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    before = hands.page.discharge.text()
    hands.press("Score PADS")
    assert hands.checked() == []
    hands.press("Oriented and steady gait 2  Both")
    assert hands.now().score_items["pads", "activity"].points == 2
    told = next(each for each in assess(hands.now(), hands.course.at) if each.id == "score-pads")
    assert "no total" in told.reason
    assert hands.page.discharge.text() != before
    hands.press("Take the answers of PADS back")
    assert hands.page.discharge.text() == before


def test_the_level_of_sedation_is_scored_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, DischargePage, at_the_check())
    hands.press("Score MOAA/S")
    hands.press("Answers to the name 4: slowly, sleepily")
    assert (hands.now().scores[-1].scale, hands.now().scores[-1].value) == ("moaas", 4)
    told = next(each for each in assess(hands.now(), hands.course.at) if each.id == "score-moaas")
    assert told.reason == "4, at least 5 asked for."


def test_more_about_the_handover_is_offered_and_nothing_is_filled_in(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DischargePage, recovered(TELEHEALTH))
    more = hands.page.ride.more
    before = hands.checked()
    hands.press("More about the handover…")
    assert hands.checked() == before
    hands.press("Record these")
    assert more.panel.refusal.text() == "Nothing is filled in."
    hands.type(more.arrived.line, "soon", enter=True)
    assert "hours and minutes" in more.panel.refusal.text()
    more.arrived.line.clear()
    hands.press("Keys with the chaperone? Yes")
    hands.type(more.tonight.line, "her sister", enter=True)
    assert more.told.text() == "keys with the chaperone: yes; tonight: her sister"
    assert not more.panel.isVisible()
