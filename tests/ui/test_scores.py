"""Scores and how the cuff measures, on the live screen: by keys, at once, never by a stray one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.session.event import MeasuringStated, ScoreRecorded
from kapmonitor.session.intent import Note, Withdraw
from kapmonitor.session.scales import DISTRESS, MOAAS
from kapmonitor.session.vocabulary import Posture, Role
from kapmonitor.ui.chart_view import chart_view
from kapmonitor.ui.pages.scores_panel import ScoresPanel
from kapmonitor.ui.pages.stated_panel import StatedPanel
from kapmonitor.ui.paper.report_view import happened
from kapmonitor.ui.timeline_view import timeline
from tests.support.builders import dosed
from tests.ui.test_monitoring import Room


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication) -> Room:
    course = dosed()
    course.until(20, step_s=60)
    return Room(qtbot, qapp, course)


def open_panel(room: Room, kind: type[QWidget]) -> bool:
    (panel,) = room.page.findChildren(kind)
    return panel.isVisible()


def test_a_score_is_recorded_at_once_and_shows_on_lane_timeline_and_report(room: Room) -> None:
    room.key("k")
    assert open_panel(room, ScoresPanel)
    room.press("Distress, 0 to 10: 3")
    assert room.asked == [Note(fact=ScoreRecorded(scale=DISTRESS, value=3.0))]
    room.draw()
    session = room.course.session
    assert "Distress 3/10" in {flag.words for flag in chart_view(session, room.course.at).flags}
    assert any("Distress 3/10" in line for line in timeline(session))
    assert any("Distress 3/10" in line.words for line in happened(session))
    room.key(Qt.Key.Key_Backspace)
    assert isinstance(room.asked[-1], Withdraw)
    assert all(each.value != 3 for each in room.course.session.scores)
    assert any("Distress 3/10, taken back" in line for line in timeline(room.course.session))


def test_opened_by_its_key_a_stray_blank_scores_nobody(room: Room) -> None:
    room.key("k")
    room.key(" ", QApplication.focusWidget())
    room.key(Qt.Key.Key_Return, QApplication.focusWidget())
    assert room.asked == []
    room.key(Qt.Key.Key_Escape, QApplication.focusWidget())
    assert not open_panel(room, ScoresPanel)


def test_the_least_answer_takes_two_presses_and_raises(room: Room) -> None:
    room.key("k")
    room.press("MOAA/S: 2 or less")
    assert room.asked == []
    room.press("MOAA/S: Confirm")
    assert room.asked == [Note(fact=ScoreRecorded(scale=MOAAS, value=2.0))]
    assert "sedation-moaas" in room.course.session.alarms


def test_a_change_of_posture_is_one_press_and_is_told(room: Room) -> None:
    room.course.note(MeasuringStated(role=Role.CUFF, posture=Posture.SEATED))
    room.key("j")
    assert open_panel(room, StatedPanel)
    room.press("Posture: Lying")
    said = MeasuringStated(role=Role.CUFF, posture=Posture.LYING)
    assert room.asked == [Note(fact=said)]
    assert any("Measured differently" in line.words for line in happened(room.course.session))


@pytest.mark.parametrize(
    ("name", "panel"), [("Score, key K", ScoresPanel), ("Posture, key J", StatedPanel)]
)
def test_each_panel_is_opened_by_a_button_too(room: Room, name: str, panel: type[QWidget]) -> None:
    room.press(name)
    assert open_panel(room, panel)
