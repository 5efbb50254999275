"""The patient's window: what it says on each screen, and what a press on it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kapmonitor.companion.view import (
    AWAY_S,
    CompanionDesk,
    CompanionView,
    Dot,
    HelpStage,
    RequestStage,
    Screen,
)
from kapmonitor.companion_shots import AT, views
from kapmonitor.ui.companion.code_screen import CodeScreen
from kapmonitor.ui.companion.host import Host
from kapmonitor.ui.companion.looks import TARGET
from kapmonitor.ui.companion.window import CompanionWindow
from kapmonitor.ui.theme import Theme
from tests.support.laid_out import lay_out
from tests.ui.layout import faults

VIEWS = dict(views())


@dataclass
class FarDesk:
    """Keeps everything that is asked, in order."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    show: Callable[[CompanionView], None] = lambda _view: None

    def subscribe(self, show: Callable[[CompanionView], None]) -> None:
        """Keep where views go."""
        self.show = show

    def stop(self) -> bool:
        """Stop."""
        self.asked.append(("stop",))
        return True

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values, **named: self.asked.append((name, *values, *named.values()))


@dataclass
class Patient:
    """Who sits before the window."""

    bot: QtBot
    window: CompanionWindow
    desk: FarDesk

    def sees(self, name: str, **changed: Any) -> None:
        """Let a screen come in sight."""
        self.window.show_view(replace(VIEWS[name], **changed))

    def press(self, words: str) -> None:
        """Press the button with these words."""
        (found,) = [
            each
            for each in self.window.findChildren(QAbstractButton)
            if each.isVisible() and words in (each.text(), each.accessibleName())
        ]
        self.bot.mouseClick(found, Qt.MouseButton.LeftButton)

    def says(self, words: str) -> bool:
        """Return whether words are in sight."""
        labels = self.window.findChildren(QLabel)
        return any(each.isVisible() and words in each.text() for each in labels)


@pytest.fixture(scope="module")
def seen(qapp: QApplication) -> Iterator[CompanionWindow]:
    """Make one window for all: dressing another one each time takes most of the time."""
    window = CompanionWindow(cast("CompanionDesk", FarDesk()), Theme(qapp), lambda: AT)
    yield window
    window.leave.click()
    window.deleteLater()


@pytest.fixture
def patient(qtbot: QtBot, seen: CompanionWindow) -> Patient:
    desk = cast("FarDesk", seen.desk)
    seen.show()
    seen.stay.click()
    seen.show_view(CompanionView())
    desk.asked.clear()
    return Patient(qtbot, seen, desk)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (853, 533)], ids=str)
def test_every_screen_can_be_read_and_pressed(patient: Patient, size: tuple[int, int]) -> None:
    patient.window.resize(*size)
    for name, view in VIEWS.items():
        patient.window.show_view(view)
        lay_out()
        assert faults(patient.window) == [], name
        buttons = patient.window.findChildren(QAbstractButton)
        small = [each.text() for each in buttons if each.isVisible() and each.height() < TARGET]
        assert small == [], name
        fields = [*buttons, *patient.window.findChildren(QLineEdit)]
        assert [each for each in fields if each.isVisible() and not each.accessibleName()] == []


def test_digits_are_taken_however_they_are_pasted(patient: Patient) -> None:
    patient.sees("code")
    screen = patient.window.shown
    assert isinstance(screen, CodeScreen)
    assert not screen.go_on.isEnabled()
    QGuiApplication.clipboard().setText(" 4123 6756-890\n")
    screen.field.paste()
    patient.press("Connect")
    assert patient.desk.asked == [("enter_code", "41236756890")]


def test_a_pasted_link_is_handed_on_whole(patient: Patient) -> None:
    patient.sees("code")
    screen = patient.window.shown
    assert isinstance(screen, CodeScreen)
    link = f"https://clinic.example/p#1.{'a' * 13}.{'b' * 26}"
    screen.field.setText(link)
    assert patient.desk.asked == [("enter_code", link)]
    assert screen.field.text() == ""


def test_a_wrong_digit_is_said_until_one_is_changed(patient: Patient) -> None:
    patient.sees("code")
    screen = patient.window.shown
    assert isinstance(screen, CodeScreen)
    patient.bot.keyClicks(screen.field, "4123 675 6891")
    patient.sees("code-wrong")
    assert patient.says("One digit does not fit")
    patient.bot.keyClick(screen.field, Qt.Key.Key_Backspace)
    assert not patient.says("One digit does not fit")
    patient.bot.keyClick(screen.field, Qt.Key.Key_0)
    patient.bot.keyClick(screen.field, Qt.Key.Key_Return)
    assert patient.desk.asked == [("enter_code", "41236756890")]


def test_the_address_is_asked_for_before_the_digits(patient: Patient) -> None:
    patient.sees("server")
    patient.window.shown.findChildren(QLineEdit)[0].clear()
    patient.bot.keyClicks(patient.window.shown.next_thing(), "mqtt.clinic.example")
    patient.press("Use this address")
    assert patient.desk.asked == [("enter_server", "mqtt.clinic.example")]


def test_a_known_address_can_be_changed(patient: Patient) -> None:
    patient.sees("code")
    patient.press("Another address")
    patient.window.shown.findChildren(QLineEdit)[0].clear()
    patient.bot.keyClicks(patient.window.shown.next_thing(), "other.example")
    patient.press("Use this address")
    assert patient.desk.asked == [("enter_server", "other.example")]
    patient.sees("code", error="This is no address of a clinic.")
    line = patient.window.shown.next_thing()
    assert isinstance(line, QLineEdit)
    assert line.text() == "other.example", "to be mended"
    patient.press("Use this address")
    patient.sees("code", server="other.example")
    assert patient.says("Eleven digits")


def test_the_words_are_read_aloud_before_anything_is_asked(patient: Patient) -> None:
    person = VIEWS["person"].person
    assert person is not None
    patient.sees("person", person=replace(person, therapist="", patient=""))
    assert patient.says("Read these two words aloud")
    assert patient.says(person.words[0])
    patient.sees("person")
    assert patient.says("Is this right?")
    assert not patient.says(person.words[0])


def test_after_the_press_nothing_is_asked_and_the_keyboard_rests(patient: Patient) -> None:
    patient.sees("calm-request")
    (pressed,) = [
        each
        for each in patient.window.findChildren(QAbstractButton)
        if each.isVisible() and each.text() == "I pressed START"
    ]
    pressed.setFocus()
    asked = VIEWS["calm-request"].request
    assert asked is not None
    patient.sees("calm-request", request=replace(asked, stage=RequestStage.ACCEPTED))
    assert patient.says("Thank you. Stay still.")
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)


def test_a_test_reading_that_is_asked_for_is_told_as_shown(patient: Patient) -> None:
    asked = VIEWS["calm-request"].request
    assert asked is not None
    patient.sees("test", request=asked)
    patient.bot.waitUntil(lambda: ("request_shown", asked.id) in patient.desk.asked, timeout=5_000)


def test_one_key_changes_the_colours(patient: Patient) -> None:
    patient.sees("calm")
    assert patient.window.colours.text() == "Lighter screen"
    patient.bot.keyClick(patient.window, Qt.Key.Key_F9)
    assert patient.window.colours.text() == "Darker screen"
    patient.bot.keyClick(patient.window, Qt.Key.Key_F9)


@pytest.mark.parametrize(
    ("name", "words", "asked"),
    [
        ("check", "Go on", ("go_on",)),
        ("check", "Check again", ("check_again",)),
        ("no-internet", "Try again", ("try_again",)),
        ("person", "Yes, that is me", ("confirm_person", True)),
        ("person", "No", ("confirm_person", False)),
        ("cuff-digits", "It shows no digits", ("answer_pin", None)),
        ("test-there", "Go on", ("go_on",)),
        ("consent", "No, I press START", ("allow_start", False)),
        ("calm-request", "Not now", ("decline_request", "1")),
        ("calm-request", "I pressed START", ("accept_request", "1")),
        ("calm-reading", "Hide", ("hide_reading", True)),
        ("calm", "I need help", ("call_for_help",)),
        ("cuff", "I need help", ("call_for_help",)),
        ("taken", "Use it here", ("use_here",)),
        ("taken", "I need help", ("call_for_help",)),
    ],
)
def test_a_press_asks_for_what_it_says(
    patient: Patient, name: str, words: str, asked: tuple[object, ...]
) -> None:
    patient.sees(name)
    patient.press(words)
    assert asked in patient.desk.asked


def test_a_cuff_in_reach_is_chosen_by_its_name(patient: Patient) -> None:
    patient.sees("cuff")
    (heard,) = VIEWS["cuff"].cuff.findings.heard
    patient.press(f"{heard.found.title}\nA&D UA and UB series · signal near")
    assert patient.desk.asked == [("choose_cuff", heard.found, "bluetooth_blp")]


@pytest.mark.parametrize(
    ("name", "stops"),
    [
        ("person", ["Is this right? Yes, that is me", "Is this right? No"]),
        ("words-again", ["Is this right? Yes, that is me", "Is this right? No"]),
        ("cuff", ["A&D_UA-651BLE_1F2A\nA&D UA and UB series · signal near"]),
        ("consent", ["May your therapist start the cuff? Yes"]),
        ("calm-request", ["I pressed START", "Not now: do not measure"]),
        ("calm", ["Lighter screen", "I need help"]),
    ],
)
def test_the_first_tab_leads_to_what_the_screen_asks(
    patient: Patient, name: str, stops: list[str]
) -> None:
    patient.sees("ended")
    patient.sees(name)
    lay_out()  # what comes first is told by where it stands
    for stop in stops:
        patient.bot.keyClick(patient.window.focusWidget(), Qt.Key.Key_Tab)
        assert patient.window.focusWidget().accessibleName() == stop


def test_nothing_is_allowed_before_it_is_answered(patient: Patient) -> None:
    patient.sees("consent")
    patient.press("I am ready")
    assert patient.desk.asked == []
    patient.sees("consent", may_start=True)
    patient.press("I am ready")
    assert patient.desk.asked == [("go_on",)]


def test_a_request_is_told_as_shown_once_and_never_while_minimized(patient: Patient) -> None:
    patient.sees("calm")
    patient.window.hide()
    patient.sees("calm-request")
    patient.bot.wait(1)
    assert patient.desk.asked == []
    patient.window.show()
    patient.bot.waitUntil(lambda: bool(patient.desk.asked))
    patient.sees("calm-request")
    patient.bot.wait(1)
    assert patient.desk.asked == [("request_shown", "1")]


def test_a_window_that_is_put_away_says_so(patient: Patient) -> None:
    patient.sees("calm")
    patient.window.showMinimized()
    patient.window.showNormal()
    assert patient.desk.asked == [("window_seen", False), ("window_seen", True)]


def test_values_are_shown_only_where_the_therapist_lets_them(patient: Patient) -> None:
    patient.sees("calm-reading")
    assert patient.says("134/84")
    patient.sees("calm-reading", reading_hidden=True)
    assert not patient.says("134/84")
    patient.sees("calm-reading", values_shown=False)
    assert not patient.says("134/84")


def test_without_values_it_is_said_that_a_reading_went_out(patient: Patient) -> None:
    patient.sees("calm-sent")
    assert patient.says("Your reading has been sent, 14:46")
    patient.sees("calm-sent", sent_arrived=False)
    assert patient.says("Your reading is kept here, 14:46")


def test_a_charger_that_is_out_is_said_until_it_is_in(patient: Patient) -> None:
    patient.sees("calm-battery")
    assert patient.says("Please plug the charger in")
    patient.sees("calm")
    assert not patient.says("Please plug the charger in")
    assert patient.says("Keep the lid open")


def test_a_call_that_cannot_arrive_says_what_else_to_do(patient: Patient) -> None:
    patient.sees("calm", help=HelpStage.SENT, dot=Dot.RECONNECTING)
    assert patient.says("use the phone")
    assert not patient.says("Connected to your therapist")
    for stage, told in ((HelpStage.RECEIVED, "shows"), (HelpStage.SEEN, "has seen")):
        patient.sees("calm", help=stage)
        assert patient.says(f"{told} that you need help")


def test_new_digits_are_offered_where_the_therapist_is_away_for_long(patient: Patient) -> None:
    patient.sees("calm-lost")
    for _ in range(AWAY_S - 1):
        patient.window.second.timeout.emit()
    assert not patient.window.digits.isVisible()
    patient.window.second.timeout.emit()
    for _ in range(9):
        if patient.window.digits.hasFocus():
            break
        patient.bot.keyClick(patient.window.focusWidget(), Qt.Key.Key_Tab)
    patient.bot.keyClick(patient.window.focusWidget(), Qt.Key.Key_Return)
    patient.sees("code-again")
    patient.press("I need help")
    patient.press("Back to your session")
    assert patient.desk.asked == [("new_code",), ("call_for_help",), ("back",)]
    patient.sees("calm")
    assert not patient.window.digits.isVisible()


@pytest.mark.parametrize("name", ["person", "cuff", "test", "consent", "calm", "code-again"])
def test_help_is_on_every_screen_after_the_pairing(patient: Patient, name: str) -> None:
    patient.sees(name)
    patient.press("I need help")
    patient.sees(name, help=HelpStage.RECEIVED)
    assert patient.says("shows that you need help")


def test_in_a_session_that_is_known_the_words_stand_beside_the_names(patient: Patient) -> None:
    patient.sees("words-again")
    assert patient.says("bridge")
    assert patient.says("Connected to Dr. M. Lee, Harbor Clinic")
    patient.press("Yes, that is me")
    assert patient.desk.asked == [("confirm_person", True)]


def test_closing_is_asked_about_in_the_window_while_a_session_runs(patient: Patient) -> None:
    patient.sees("calm")
    patient.window.close()
    assert patient.window.isVisible()
    assert patient.says("no longer reach your therapist")
    patient.press("Stay")
    patient.sees("ended")
    patient.press("Close")
    assert not patient.window.isVisible()


def test_views_of_another_thread_are_shown_and_a_stop_is_told(
    qtbot: QtBot, qapp: QApplication
) -> None:
    desk = FarDesk()
    host = Host(qapp, cast("CompanionDesk", desk), Theme(qapp))
    host.open()
    for name in ("check", "calm"):
        desk.show(VIEWS[name])
    qtbot.waitUntil(lambda: host.window.shown.shows is Screen.CALM)
    assert [each[0] for each in desk.asked] == ["start"]
    failed = desk.asked[0][1]
    assert callable(failed)
    failed(OSError("no disk"))
    qtbot.waitUntil(host.window.trouble.isVisible)
    assert not host.window.help.isEnabled()
    host.window.close()
    assert host.stop()
    assert desk.asked[-1] == ("stop",)
