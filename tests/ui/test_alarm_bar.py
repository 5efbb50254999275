"""The alarm bar: the worst in full, the rest in a line each, and an answer to those in sight."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.event import ObservationRecorded, SoundSet
from kapmonitor.session.intent import AcknowledgeAlarms, PauseAudio, ResumeAudio
from kapmonitor.session.vocabulary import HostCondition, ObservationKind, Priority, SoundMode
from kapmonitor.ui.alarm_bar import BRIEF, AlarmBar
from kapmonitor.ui.alarm_history_view import KIND_SIGNS
from kapmonitor.ui.announcing import Politeness
from kapmonitor.ui.widgets.sign import WORDS, Sign
from tests.support.builders import IM, Course, dosed
from tests.ui.pages import theme

FLAGS = ("chest-pain", "fainting", "severe-headache", "seizure")
ROOM_OF_ONE = 90
"""Pixels that one alarm may take of the 800 of the smallest usual window."""


class Bar:
    """A bar as wide as the small window leaves it, and what it asks for."""

    def __init__(self, qtbot: QtBot, application: QApplication) -> None:
        self.said: list[tuple[str, Politeness]] = []
        self.bar = AlarmBar(theme(application), self._say)
        self.answered: list[tuple[str, ...]] = []
        self.bar.acknowledged.connect(self.answered.append)
        qtbot.addWidget(self.bar)

    def _say(self, _bar: QWidget, words: str, how: Politeness) -> None:
        self.said.append((words, how))

    def show(self, course: Course, *, fault: str = "", sounds: bool = False) -> None:
        shown = annunciation(course.session, course.at)
        self.bar.show_alarms(shown, fault, can_repeat=True, sounds=sounds)
        self.bar.resize(1124, self.bar.heightForWidth(1124))

    def words(self) -> list[str]:
        labels = self.bar.findChildren(QLabel)
        return [each.text() for each in labels if not each.isHidden() and each.text()]

    def signs(self) -> list[str]:
        shown = [each for each in self.bar.findChildren(Sign) if not each.isHidden()]
        return [each.accessibleName() for each in shown if each.shown not in KIND_SIGNS.values()]

    def button(self, name: str) -> QAbstractButton:
        buttons = self.bar.findChildren(QAbstractButton)
        return next(each for each in buttons if each.accessibleName() == name)


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication) -> Bar:
    return Bar(qtbot, qapp)


def flagged(count: int) -> Course:
    course = dosed()
    for code in FLAGS[:count]:
        course.note(ObservationRecorded(code=code, kind=ObservationKind.RED_FLAG))
        course.wait(1)
    return course


def test_three_alarms_leave_the_room_its_numbers(bar: Bar) -> None:
    bar.show(flagged(1))
    alone = bar.bar.heightForWidth(1124)
    assert alone <= ROOM_OF_ONE
    bar.show(flagged(3))
    assert bar.bar.heightForWidth(1124) <= alone + BRIEF * 25


def test_a_screen_reader_says_each_alarm_as_it_comes_and_once(bar: Bar) -> None:
    course = flagged(1)
    for _ in range(2):
        bar.show(course)
    ((words, how),) = bar.said
    assert words.startswith("HIGH: ")
    assert how is Politeness.Assertive
    course.note(ObservationRecorded(code=FLAGS[1], kind=ObservationKind.RED_FLAG))
    bar.show(course)
    assert len(bar.said) == 2, "the second alone"
    bar.show(course, fault="The disk is full.")
    assert bar.said[-1] == ("The disk is full.", Politeness.Assertive)


def test_what_has_no_room_is_counted(bar: Bar) -> None:
    bar.show(flagged(4))
    assert "1 more" in bar.words()


def test_only_what_is_in_sight_is_answered(bar: Bar) -> None:
    course = flagged(4)
    bar.show(course)
    bar.button("Acknowledge").click()
    (codes,) = bar.answered
    assert codes == tuple(f"red-flag:{code}" for code in FLAGS[:3])
    course.ask(AcknowledgeAlarms(codes=codes))
    bar.show(course)
    assert "fainting" not in bar.words()[1].lower()
    bar.button("Acknowledge").click()
    assert bar.answered[1] == (f"red-flag:{FLAGS[3]}",)


def test_a_record_that_fails_comes_before_every_alarm(bar: Bar) -> None:
    bar.show(flagged(3), fault="The disk is full.")
    assert "The record cannot be written. Values shown are NOT SAVED." in bar.words()
    bar.button("Acknowledge").click()
    assert len(bar.answered[0]) == BRIEF


def test_it_says_when_alarms_are_by_light_only(bar: Bar) -> None:
    course = flagged(1)
    bar.show(course)
    assert "light only" in bar.words()
    assert bar.button("Pause sound, key F7").isHidden()
    bar.show(course, sounds=True)
    assert "light only" not in bar.words()
    assert not bar.button("Pause sound, key F7").isHidden()


def test_each_state_has_its_sign_and_its_word(bar: Bar) -> None:
    course = flagged(1)
    bar.show(course, sounds=True)
    assert bar.signs() == []
    course.ask(PauseAudio(seconds=60))
    course.pass_s(12)
    bar.show(course, sounds=True)
    assert bar.signs() == ["Alarm sound paused"]
    assert "0:48" in bar.words()
    assert bar.button("Sound on, key F7").isEnabled()
    bar.show(course)
    assert bar.signs() == ["Alarm sound off"]
    course.ask(ResumeAudio())
    course.ask(AcknowledgeAlarms())
    bar.show(course, sounds=True)
    assert bar.signs() == ["Acknowledged"]
    assert any("acknowledged by Ruth Sample" in words for words in bar.words())


def test_a_medium_alarm_whose_sound_was_set_off_says_so(bar: Bar) -> None:
    course = dosed(IM)
    course.note(SoundSet(priority=Priority.MEDIUM, mode=SoundMode.OFF))
    course.read(184, 90)
    bar.show(course, sounds=True)
    assert bar.signs() == ["Sound of medium alarms off"]
    assert "medium off" in bar.words()


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_sign_is_drawn_in_the_colour_of_the_theme(
    qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    sign = Sign(theme(qapp))
    qtbot.addWidget(sign)
    sign.show_sign(name)
    picture = sign.grab().toImage()
    ink = QColor(theme(qapp).colours.text).rgb()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    assert any(picture.pixel(x, y) == ink for x, y in places)


def test_the_patient_and_the_equipment_have_different_signs(bar: Bar) -> None:
    def about() -> list[str]:
        return [each.shown for each in bar.bar.findChildren(Sign) if each.shown in kinds]

    kinds = set(KIND_SIGNS.values())
    bar.show(flagged(1), sounds=True)
    assert about() == ["patient"]
    course = dosed(IM)
    course.host(HostCondition.RECORD_FAILING)
    bar.show(course, sounds=True)
    assert about() == ["equipment"]
