"""The ordinary end of a session at home, by keyboard through the window: nobody drives today."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.session.intent import OpenDischargeCheck
from kapmonitor.session.intents.remote import ProgramEnded
from kapmonitor.session.vocabulary import Answer, DrivingAnswer, Outcome
from kapmonitor.telehealth.view import LinkView, Pairing
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.window import Window
from tests.support.afar import Afar
from tests.support.builders import TELEHEALTH, Course, dosed
from tests.support.far_port import FarPort
from tests.support.hands import Hands
from tests.support.in_front import in_front
from tests.ui.at_home import OK
from tests.ui.pages import RUTH, theme


def recovered_at_home() -> tuple[Course, Afar]:
    """Return a session whose last readings came over the link, with its check just opened."""
    course = dosed(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    course.until(119, step_s=60)
    course.typed(spo2=97.0)
    afar.read(122, 79)
    course.wait(6, step_s=60)
    afar.read(121, 78)
    course.ask(OpenDischargeCheck())
    return course, afar


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> tuple[Window, FarPort, Afar]:
    """The window on the check of a patient at home, whose link stands."""
    course, afar = recovered_at_home()
    port = FarPort(course)
    port.link = OK
    bridge = Bridge(port, "test")
    bridge.operator = RUTH
    made = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(made)
    made.show()
    bridge.start()
    in_front(qtbot, made)
    made.go_to("discharge")
    return made, port, afar


def test_the_whole_check_at_home_ends_discharged_with_the_chaperone(
    qtbot: QtBot, window: tuple[Window, FarPort, Afar]
) -> None:
    shown, port, afar = window
    hands, course = Hands(qtbot, shown), afar.course
    for criterion in course.session.preset.discharge.human:
        answer = "2" if criterion.scale else criterion.met_by.capitalize()
        hands.press(f"{criterion.text} {answer}")
    hands.press("Still at the same place? Yes")
    assert course.session.driving is None, "not answered before a person does"
    hands.press("Will the patient drive today? Stays home; keys with the chaperone")
    hands.choose("After the session", "Stays at home")
    hands.press("Record handover")
    hands.press("Said it back? Yes")
    hands.press("Take-home sheet given")
    hands.press("Discharge")
    session = course.session
    assert session.ended is not None
    assert session.ended.outcome is Outcome.DISCHARGED
    assert session.driving is DrivingAnswer.NO
    assert session.handover_more is not None
    assert session.handover_more.same_place is Answer.YES
    shown.go_to("report")
    port.link = replace(OK, pairing=Pairing.ENDING, on_the_way=1)
    port.show()
    reads(qtbot, shown, "1 reading still on the way")
    afar.say(ProgramEnded())
    port.link = LinkView(pairing=Pairing.ENDED)
    port.show()
    reads(qtbot, shown, "✓ The key is erased on this computer")


def reads(bot: QtBot, window: Window, words: str) -> None:
    """Wait until the window says something."""
    bot.waitUntil(
        lambda: any(
            words in each.text() for each in window.findChildren(QLabel) if each.isVisible()
        ),
        timeout=10_000,
    )
