"""Where alarms sound is a person's choice, tested before the dose, and always in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.port import SoundState
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.event import LimitMadePersonal, SoundSet
from kapmonitor.session.intent import Note, PauseAudio, ResumeAudio
from kapmonitor.session.vocabulary import Priority, SoundMode
from kapmonitor.ui.pages.prepare import PreparePage
from kapmonitor.ui.sound_words import LIGHT_ONLY, LOST, alarms_off, pause_or_sound, sound_now
from tests.support.builders import dosed, opened
from tests.ui.pages import Hands


@pytest.fixture
def prepare(qtbot: QtBot, qapp: QApplication) -> Hands[PreparePage]:
    made = Hands(qtbot, qapp, PreparePage, opened())
    made.port.speaker.there = ("Earbud", "Music")
    made.press("Look for sound outputs again")
    return made


def words(prepare: Hands[PreparePage]) -> list[str]:
    return [each.text() for each in prepare.page.sound.findChildren(QLabel) if each.isVisible()]


def output_list(prepare: Hands[PreparePage]) -> QComboBox:
    found = prepare.page.sound.findChildren(QComboBox)
    return next(each for each in found if each.accessibleName() == "Alarms sound on")


def choose(prepare: Hands[PreparePage], name: str) -> None:
    outputs = output_list(prepare)
    assert outputs.findText(name) > 0
    outputs.setFocus()
    while outputs.currentText() != name:
        prepare.bot.keyClick(outputs, Qt.Key.Key_Down)
    prepare.draw()


def test_nothing_is_chosen_for_the_therapist(prepare: Hands[PreparePage]) -> None:
    assert prepare.port.speaker.state == SoundState(outputs=("Earbud", "Music"))
    assert not prepare.button("Play a test tone").isEnabled()
    assert LIGHT_ONLY in words(prepare)


def test_scrolling_the_page_chooses_nothing(
    qapp: QApplication, prepare: Hands[PreparePage]
) -> None:
    outputs = output_list(prepare)
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(outputs.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(outputs, down)
    assert outputs.currentIndex() == 0
    assert not prepare.port.speaker.state.chosen


def test_an_output_is_chosen_by_keyboard_and_heard(prepare: Hands[PreparePage]) -> None:
    choose(prepare, "Earbud")
    assert prepare.port.speaker.state.chosen == "Earbud"
    assert "Earbud" in words(prepare)
    prepare.press("Play a test tone")
    assert prepare.port.speaker.tested == 1


def test_an_output_that_goes_is_told_where_it_was_chosen(prepare: Hands[PreparePage]) -> None:
    choose(prepare, "Earbud")
    speaker = prepare.port.speaker
    speaker.state = replace(speaker.state, outputs=(), ready=False, fault="It is gone.")
    prepare.draw()
    assert {LOST, "It is gone."} <= set(words(prepare))
    assert not prepare.button("Play a test tone").isEnabled()
    outputs = output_list(prepare)
    assert outputs.currentText() == "Earbud"


def test_the_top_bar_says_what_was_silenced_and_until_when() -> None:
    course = dosed()
    state = SoundState(chosen="Built-in Audio Analog Stereo", ready=True)

    def said() -> tuple[str, str]:
        told = sound_now(state, course.session, annunciation(course.session, course.at))
        return told.sign, told.words

    assert said() == ("sound-soft", "soft, Built-in Audio An…")
    course.ask(Note(fact=SoundSet(priority=Priority.MEDIUM, mode=SoundMode.OFF)))
    assert said() == ("medium-off", "Built-in Audio An…, medium off")
    course.ask(PauseAudio(seconds=120))
    course.pass_s(35)
    assert said() == ("audio-paused", "paused, 1:25 left")
    state = SoundState(chosen="Earbud", fault="It is gone.")
    assert said() == ("audio-off", LOST)


def test_an_alarm_that_is_off_has_its_own_sign() -> None:
    course = dosed()
    assert alarms_off(course.session) is None
    course.note(LimitMadePersonal(rule="hr-low", value=None, reason="x", authorised_by="Dr. S"))
    told = alarms_off(course.session)
    assert told is not None
    assert (told.sign, told.words) == ("alarm-off", "1 alarm off")
    assert told.more.startswith("Low: heart rate below 50: off for this patient")


def test_one_key_pauses_the_sound_and_ends_the_pause() -> None:
    course = dosed()
    assert pause_or_sound(course.session) == PauseAudio(seconds=120)
    course.ask(PauseAudio(seconds=120))
    assert pause_or_sound(course.session) == ResumeAudio()


def test_what_came_of_the_tone_is_kept_in_the_session(prepare: Hands[PreparePage]) -> None:
    assert "Sound not tested in this session." in words(prepare)
    choose(prepare, "Earbud")
    prepare.press("Play a test tone")
    prepare.press("Did you hear the tone, and the patient not? Yes")
    kept = prepare.now().sound_tested
    assert kept is not None
    assert (kept[1].output, kept[1].heard) == ("Earbud", True)
    assert any(text.startswith("Test tone on Earbud: heard by") for text in words(prepare))


def test_medium_and_low_are_soft_or_off_for_this_session(prepare: Hands[PreparePage]) -> None:
    chosen = {each.accessibleName(): each for each in prepare.page.sound.findChildren(QComboBox)}
    medium, low = chosen["Medium alarms"], chosen["Low alarms"]
    assert (medium.currentText(), low.currentText()) == ("Soft", "Off")
    for each, key in ((medium, Qt.Key.Key_Down), (low, Qt.Key.Key_Up)):
        each.setFocus()
        prepare.bot.keyClick(each, key)
        prepare.draw()
    assert prepare.now().sound == {Priority.MEDIUM: SoundMode.OFF, Priority.LOW: SoundMode.SOFT}
    assert (medium.currentText(), low.currentText()) == ("Off", "Soft")
