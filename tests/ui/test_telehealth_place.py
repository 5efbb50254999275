"""A patient at home in trouble: whom to call is in sight, each number once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.event import HelpAnswered
from kapmonitor.session.intents.remote import PatientSaid
from kapmonitor.telehealth.view import LinkView
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.pages.telehealth_place import is_needed, whom_to_call
from tests.support.afar import Afar
from tests.support.builders import TELEHEALTH, dosed, prepared
from tests.ui.at_home import DOWN, OK
from tests.ui.pages import Hands

EVERYBODY = {
    "Patient": "555-0188",
    "Chaperone Ann Escort": "555-0177",
    "Emergency": "112",
    "": "1 Sample Street",
}


def test_who_to_call_is_in_sight_while_the_patients_side_is_silent(
    qtbot: QtBot, qapp: QApplication
) -> None:
    live = Hands(qtbot, qapp, MonitoringPage, dosed(TELEHEALTH))

    def seen(link: LinkView) -> set[str]:
        live.port.link = link
        live.draw()
        return {each.text() for each in live.page.findChildren(QLabel) if each.isVisible()}

    assert not {"112", "1 Sample Street"} & seen(OK)
    assert set(EVERYBODY.values()) <= seen(DOWN)
    assert not {"112", "1 Sample Street"} & seen(OK)


def test_a_call_for_help_asks_for_the_numbers_until_it_is_answered() -> None:
    course = dosed(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    assert not is_needed(course.session, OK)
    afar.say(PatientSaid(code="help", help=True))
    assert is_needed(course.session, OK)
    assert dict(whom_to_call(course.session, course.at)) == EVERYBODY
    (call,) = course.session.remote.calls
    course.note(HelpAnswered(call=call.seq))
    assert not is_needed(course.session, OK)


def test_the_steps_of_a_high_alarm_and_the_card_say_no_number_twice() -> None:
    course = dosed(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    for _ in range(2):
        course.pass_s(60)
        afar.read(205, 124)
    assert dict(whom_to_call(course.session, course.at)) == {"Patient": "555-0188"}


def test_before_the_dose_a_silent_side_is_no_trouble() -> None:
    assert not is_needed(prepared(TELEHEALTH).session, DOWN)
