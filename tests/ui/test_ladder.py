"""What to do step by step, and what was done: in sight while an alarm about the patient is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.event import CallLogged, ObservationRecorded
from kapmonitor.session.fact import replace
from kapmonitor.session.intent import AcknowledgeAlarms, Note
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.ladder_view import Act, Ladder, ladder
from kapmonitor.ui.pages.ladder_card import LadderCard
from kapmonitor.ui.pages.monitoring import MonitoringPage
from tests.support.builders import IM, TELEHEALTH, Course, dosed
from tests.ui.pages import Hands

CHEST_PAIN = ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG)


def now(course: Course) -> Ladder:
    found = ladder(course.session, course.at)
    assert found is not None
    return found


def steps(course: Course) -> list[str]:
    return [each.who or each.act.value for each in now(course).rungs]


def test_nobody_is_to_be_called_while_nothing_stands() -> None:
    course = dosed()
    assert ladder(course.session, course.at) is None
    course.read(152, 85)
    assert ladder(course.session, course.at) is None, "a low alarm calls nobody"


def test_far_away_help_is_called_to_the_patients_place() -> None:
    course = dosed(TELEHEALTH)
    course.read(165, 85)
    assert steps(course) == ["repeat", "look", "prescriber", "escort"]
    course.read(185, 85)
    assert steps(course) == ["repeat", "look", "prescriber", "emergency services", "escort"]
    emergency = now(course).rungs[3]
    assert (emergency.number, emergency.place) == ("112", "1 Sample Street")
    assert now(course).rungs[4].name == "Chaperone Ann Escort"


def test_in_the_clinic_its_own_emergency_number_is_called() -> None:
    course = dosed(IM)
    course.read(204, 85)
    assert now(course).rungs[3].number == "number not recorded"
    known = replace(course.session, emergency_number="911")
    found = ladder(known, course.at)
    assert found is not None
    assert (found.rungs[3].number, found.rungs[3].place) == ("911", "")


def test_a_red_flag_asks_for_no_repeat_and_no_look() -> None:
    course = dosed(IM)
    course.ask(Note(fact=CHEST_PAIN))
    assert [each.act for each in now(course).rungs] == [Act.CALL] * 3


def test_each_step_tells_when_it_was_done() -> None:
    course = dosed(IM)
    course.read(184, 90)
    assert [each.done for each in now(course).rungs] == ["", "", "", ""]
    course.pass_s(120)
    course.read(186, 91)
    course.ask(Note(fact=CallLogged(to="prescriber", result="no answer")))
    course.ask(Note(fact=CallLogged(to="prescriber", result="spoken to")))
    repeated, looked, prescriber, _escort = now(course).rungs
    assert repeated.done.endswith("186/91")
    assert not looked.done
    assert "no answer" in prescriber.done
    assert prescriber.done.endswith("spoken to")
    course.ask(Note(fact=CHEST_PAIN))
    course.pass_s(60)
    course.read(206, 91)
    course.pass_s(60)
    course.read(207, 91)
    flagged = next(each for each in now(course).rungs if each.act is Act.LOOK)
    assert not flagged.done, "what was seen before this alarm is no look at it"


def test_an_alarm_that_is_over_still_asks_what_was_done_for_a_while() -> None:
    course = dosed(IM)
    course.read(184, 90)
    course.pass_s(120)
    course.read(130, 84)
    course.ask(AcknowledgeAlarms())
    assert not course.session.alarms
    assert now(course).rungs == ()
    course.wait(2.1)
    assert ladder(course.session, course.at) is None


def test_a_call_and_a_deed_are_one_press_and_kept(qtbot: QtBot, qapp: QApplication) -> None:
    course = dosed()
    hands = Hands(qtbot, qapp, MonitoringPage, course)
    card = hands.page.findChild(LadderCard)
    assert card is not None
    assert not card.isVisible()
    course.read(185, 95)
    hands.draw()
    hands.press("Prescriber Dr. Sample: no answer")
    hands.press("Checked patient")
    hands.press("No red flag seen")
    at, call = hands.now().calls[-1]
    assert (call.to, call.result, at) == ("prescriber", "no answer", course.at)
    (alarm,) = [each for each in hands.now().alarms.values() if each.did]
    assert alarm.did == ("checked patient", "no red flag seen")
    shown = [each.text() for each in card.findChildren(QLabel) if each.isVisible()]
    assert any("no answer" in text for text in shown)
    assert any(text.startswith("✓") and "Red flags" in text for text in shown)
    hands.button("Repeat now").click()
    hands.draw()
    assert hands.now().request is not None
    course.read(124, 80)
    course.pass_s(90)
    course.read(122, 79)
    hands.draw()
    assert not card.isVisible()


def test_one_key_leads_from_step_to_step_and_back_to_the_page(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed()
    hands = Hands(qtbot, qapp, MonitoringPage, course)
    course.read(185, 95)
    hands.draw()
    hands.page.to_do()
    repeat = hands.button("Repeat now")
    assert repeat.hasFocus()
    qtbot.keyClick(repeat, Qt.Key.Key_Return)
    assert hands.port.asked == []  # the cuff starts when the key is held
    course.pass_s(30)
    course.read(186, 96)
    hands.draw()
    for name in ("No red flag seen", "Prescriber Dr. Sample: spoken to"):
        hands.page.to_do()
        assert hands.button(name).hasFocus()
        hands.press(name)
    course.read(124, 80)
    course.pass_s(90)
    course.read(122, 79)
    hands.draw()
    assert hands.page.hasFocus()
