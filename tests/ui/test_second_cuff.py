"""Two cuffs on the screen: each by name, the second smaller, and no value in the wrong place."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from devices.catalog import find
from kapmonitor.port import Snapshot
from kapmonitor.session.intent import ReportLeftAgainstAdvice, RequestReading
from kapmonitor.session.vocabulary import Role
from kapmonitor.settings import KnownDevice
from kapmonitor.ui.chart_view import Standing, chart_view
from kapmonitor.ui.next_view import next_view
from kapmonitor.ui.pages.baseline import BaselinePage
from kapmonitor.ui.pages.known_devices import place_in
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.paper.report_readings import readings
from kapmonitor.ui.timeline_view import timeline
from kapmonitor.ui.view import SessionView, present
from kapmonitor.ui.widgets.typed_line import TypedLine
from tests.support.builders import CUFF, Course, assign, dosed, rested, words
from tests.ui.pages import Hands

OTHER = Role.SECOND_CUFF


def two_arms(course: Course) -> Course:
    """Return the course with a reading of each of two cuffs."""
    assign(course, OTHER)
    course.pass_s(60)
    course.read(131, 84, 71)
    course.pass_s(60)
    course.read(143, 90, 73, role=OTHER)
    return course


def view(course: Course) -> SessionView:
    session, at = course.session, course.at
    found = present(Snapshot(session=session, at=at, utc=at.utc, saved_utc=at.utc))
    assert found is not None
    return found


def test_each_cuff_has_its_own_number() -> None:
    found = view(two_arms(dosed()))
    assert found.second_cuff is not None
    assert (found.blood_pressure.text, found.second_cuff.text) == ("131/84", "143/90")
    assert found.second_cuff.spoken == "Second cuff 143/90, now"
    assert "Second cuff ready" in [each.text for each in found.devices]
    assert view(dosed()).second_cuff is None


def test_chart_timeline_and_report_name_the_second_cuff() -> None:
    course = two_arms(dosed())
    bar = chart_view(course.session, course.at).bars[-1]
    assert (bar.standing, bar.mark) == (Standing.BESIDE, "second cuff")
    assert timeline(course.session)[0].endswith("143/90, 73 second cuff")
    assert readings(course.session)[-1][-1] == "second cuff"


def test_it_is_asked_by_a_button_of_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, MonitoringPage, two_arms(dosed()))
    hands.course.ask(RequestReading(role=OTHER))
    hands.draw()
    prompt = next_view(hands.now(), hands.course.at).prompt
    assert prompt.startswith("Press START on the second cuff.")
    typed = hands.page.findChild(TypedLine)
    assert typed is not None
    qtbot.keyClick(hands.page, "1")
    qtbot.keyClicks(typed.line, "40/90")
    hands.press("Where the value comes from: I read it")
    qtbot.keyClick(typed.line, "\r")
    hands.draw()
    assert hands.now().readings[-1].role is OTHER
    assert hands.now().request is None


def test_the_baseline_says_whose_reading_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, BaselinePage, two_arms(rested()))
    shown = {each.text() for each in hands.page.readings.findChildren(QLabel)}
    assert {"Second cuff", "143/90"} <= shown
    assert hands.button("Measure with the second cuff").isVisible()


def test_a_further_cuff_is_offered_as_the_second() -> None:
    course, made = rested(), find(CUFF)
    known = KnownDevice(role="cuff", driver=CUFF, address="ble://C4:64:E3:00:00:01", title="A")
    assert place_in(course.session, made, "D") is None, "it is in the session already"
    assert place_in(course.session, made, known.address) is OTHER
    assign(course, OTHER)
    assert place_in(course.session, made, known.address) is None
    over = dosed()
    over.ask(ReportLeftAgainstAdvice(reason="Left.", risk_note=words("None seen.", "w9")))
    assert place_in(over.session, find("bluetooth_hrp"), "ble://C4:64:E3:00:00:02") is None
