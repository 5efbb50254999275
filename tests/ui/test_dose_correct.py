"""Correcting a dose in the window: by key, without a dialog, with what had stood in sight."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.session.intent import CorrectDose
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.chart_flags import flags
from kapmonitor.ui.pages.dose import DosePage
from kapmonitor.ui.pages.dose_correct import DoseCorrection
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.paper import report_view
from kapmonitor.ui.timeline_view import timeline
from kapmonitor.ui.window import Window
from kapmonitor.ui.wording import clock
from tests.support.builders import IM, Course, dosed
from tests.support.far_port import FarPort
from tests.ui.pages import Hands, theme


def panel(page: MonitoringPage | DosePage) -> DoseCorrection:
    """Return the panel that is open on a page."""
    (found,) = [each for each in page.findChildren(DoseCorrection) if each.isVisible()]
    return found


def corrected(course: Course, minutes: float) -> None:
    given = course.session.doses[0]
    true = given.taken.utc + timedelta(minutes=minutes)
    course.ask(CorrectDose(seq=given.seq, reason="clock misread", taken_utc=true))


def test_a_wrong_time_is_corrected_on_the_live_screen(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, MonitoringPage, dosed(IM))
    hands.course.wait(8, step_s=60)
    hands.draw()
    hands.press("Correct a dose…")
    open_ = panel(hands.page)
    assert (open_.time.text, open_.amount.text, open_.reason.text) == ("", "", "")
    hands.press("Record the correction")
    assert "Say why it is corrected." in open_.refusal.text()
    before = hands.now().doses[0].taken.utc
    true = before - timedelta(minutes=3)
    open_.time.line.setText(clock(hands.now(), true))
    hands.press("Clock misread")
    hands.press("Record the correction")
    given = hands.now().doses[0]
    assert abs(given.taken.utc - true) < timedelta(minutes=1)
    assert (given.changes[0].reason, given.changes[0].taken.utc) == ("Clock misread", before)
    assert not open_.isVisible()


def test_a_dose_pressed_by_mistake_is_taken_out_on_its_page(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, DosePage, dosed(IM))
    hands.page.correct_dose()
    hands.press("It was never given")
    assert "Say why it was recorded." in panel(hands.page).refusal.text()
    hands.press("Pressed by mistake")
    hands.press("It was never given")
    assert phase_of(hands.now()) is Phase.BASELINE
    assert hands.now().never_given[0].reason == "Pressed by mistake"
    hands.draw()
    assert not hands.page.correction.isVisible()
    told = "\n".join(each.text() for each in hands.page.findChildren(QLabel) if each.isVisible())
    assert "recorded in error, never given" in told


def test_a_key_opens_it_wherever_the_session_is(qtbot: QtBot, qapp: QApplication) -> None:
    bridge = Bridge(FarPort(dosed(IM)), "test")
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    bridge.start()
    window.show()
    qtbot.waitUntil(lambda: window.shown == "monitoring")
    window.go_to("baseline")
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.shown == "dose"
    (found,) = [each for each in window.findChildren(DoseCorrection) if each.isVisible()]
    assert found.time.line.isVisible()


def test_what_had_stood_is_crossed_out_with_the_correction_beside_it() -> None:
    course = dosed(IM)
    course.pass_s(60)
    first = clock(course.session, course.session.doses[0].taken.utc)
    corrected(course, -3)
    true = clock(course.session, course.session.doses[0].taken.utc)
    changed = f"taken {true}, not {first}"
    told = "\n".join(timeline(course.session))
    assert f"{true}  Dose 100 mg, corrected" in told
    assert f"{first}  × Dose 100 mg: {changed}" in told
    assert "Dose corrected by Ruth Sample" in told
    words = [each.words for each in flags(course.session, course.session.doses[0].taken)]
    assert f"× Dose 100 mg: {changed}" in words
    (line,) = [each for each in report_view.facts(course.session) if each.name == "Dose"]
    assert changed in line.words
    assert line.grave
