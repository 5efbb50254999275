"""A patient at home: the baseline, a link that is met anew, and whoever is not the patient."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.baseline import progress
from kapmonitor.session.intents.remote import PatientSaid, RemoteVersionMet
from kapmonitor.telehealth.view import (
    LinkView,
    RequestShown,
    Stage,
)
from kapmonitor.ui.link_words import badge_words
from kapmonitor.ui.pages.baseline import BaselinePage
from tests.support.afar import LINK, Afar
from tests.support.builders import TELEHEALTH, Course, opened, prepared
from tests.ui.at_home import DOWN, OK, Room
from tests.ui.pages import Hands


def test_a_side_that_is_gone_is_met_anew_from_the_details_of_the_link(
    qtbot: QtBot, qapp: QApplication
) -> None:
    room = Room(qtbot, qapp)
    Afar(room.course).pair()
    anew = "New code, for another start or computer"
    assert not [
        each
        for each in room.page.away.findChildren(QAbstractButton)
        if each.isVisible() and each.text() == anew
    ]
    room.see(DOWN)
    room.press(anew)
    assert room.desk.asked[-1].startswith("take over"), "the same session, under the next key"
    room.page.show_patients_cuff()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert room.page.away.isAncestorOf(focus)


def test_the_badge_says_that_it_was_not_the_patient_or_another_version() -> None:
    course = opened(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    course.give(RemoteVersionMet(link=LINK, version=2))
    shown = badge_words(course.session, OK)
    assert shown is not None
    assert shown.more == "Another version: update"
    afar.say(PatientSaid(code="not_me"))
    gone = badge_words(course.session, LinkView())
    assert gone is not None
    assert (gone.text, gone.more) == ("NO LINK", "it was not the patient")


def test_the_baseline_shows_how_far_a_request_has_come_and_takes_a_test_reading_in(
    qtbot: QtBot, qapp: QApplication
) -> None:
    def at_home(course: Course) -> None:
        afar = Afar(course)
        afar.pair()
        afar.read(121, 78)

    hands = Hands(qtbot, qapp, BaselinePage, prepared(TELEHEALTH, meanwhile=at_home))
    hands.press("Accept the test reading")
    hands.press("Start rest")
    assert progress(hands.now()).readings == (), "accepted is not taken in"
    hands.press("Count it in the baseline")
    assert [each.measurement.systolic for each in progress(hands.now()).readings] == [121.0]
    asked = RequestShown(request="r1", stage=Stage.EXPIRED, age_s=40.0, ttl_s=30.0)
    hands.port.link = replace(OK, request=asked)
    hands.draw()
    words = [each.text() for each in hands.page.findChildren(QLabel) if each.isVisible()]
    assert "The request expired: nothing late will start. You may ask again." in words


def test_a_gate_that_only_the_link_holds_says_so_and_leads_to_the_cuff(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, prepared(TELEHEALTH, meanwhile=paired))
    hands.press("Start rest")
    hands.course.wait(hands.now().preset.baseline.rest_min + 0.1)
    afar = Afar(hands.course)
    for _ in range(2):
        afar.read(120, 78)
        hands.course.wait(1.1)
    hands.draw()
    assert hands.page.gate.title.text().startswith("▲ Hold: the link is not ready")
    assert not hands.page.gate.rest.isVisible(), "another rest helps nobody"
    with qtbot.waitSignal(hands.page.cuffAsked, timeout=5000):
        hands.page.gate.cuff.click()
    hands.press("Accept the test reading")
    assert hands.page.gate.title.text().startswith("Clear until ")


def paired(course: Course) -> None:
    Afar(course).pair()
