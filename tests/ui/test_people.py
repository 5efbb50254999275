"""The window and its people by keyboard: signing in, the locked screen, emergency access, and a
countersignature with the prescriber's own secret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.doorkeeper import Doorkeeper
from kapmonitor.kept_secrets import KeptSecrets
from kapmonitor.practice import Practice
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.patient import Patient
from kapmonitor.record.people_facts import (
    EmergencyAccess,
    LockedBy,
    ScreenLocked,
    ScreenUnlocked,
    SignedIn,
)
from kapmonitor.record.practice import PracticeFact, PracticeLog
from kapmonitor.record.slot import Cost
from kapmonitor.session.event import AlarmAcknowledged, ObservationRecorded, SessionOpened
from kapmonitor.session.intent import OverrideDischarge
from kapmonitor.session.roles import Duty
from kapmonitor.session.vocabulary import ObservationKind, Operator, Origin, ProvenBy
from kapmonitor.settings import Settings, save
from kapmonitor.ui.bridge import NOBODY, Bridge
from kapmonitor.ui.screen_lock import ScreenLock
from kapmonitor.ui.widgets.numeric import Numeric
from kapmonitor.ui.widgets.secret_field import SecretField
from kapmonitor.ui.window import Window
from tests.support.builders import Course, dosed, recovered
from tests.support.clocks import START, HandClock
from tests.support.far_port import FarPort
from tests.support.hands import Hands
from tests.support.in_front import in_front
from tests.ui.pages import theme

CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)
GOOD, WRONG = "a quiet room", "not this one"
ALL = frozenset(Duty)
NAME = "Nora Quill"


class Sitting:
    """A window over a session, a record with people, and a wall clock that is set by hand."""

    def __init__(self, bot: QtBot, application: QApplication, practice: Practice) -> None:
        self.bot, self.practice = bot, practice
        self.port = FarPort()
        self.port.beside = practice
        self.bridge = Bridge(self.port, "test")
        shown = theme(application)
        self.window = Window(self.bridge, shown, pages(self.bridge, shown))
        self.wall = 0.0
        self.lock = ScreenLock(self.bridge, shown, self.window, now=lambda: self.wall)
        bot.addWidget(self.window)
        self.hands = Hands(bot, self.window)
        self.window.show()
        self.bridge.start()
        in_front(bot, self.window)

    def go_on_with(self, course: Course) -> None:
        """Let a session of a real patient run."""
        first = course.entries[0]
        assert isinstance(first.event, SessionOpened)
        course.entries[0] = replace(first, event=replace(first.event, simulated=False))
        self.port.course = course.under(first.event.clinic or course.session.clinic)
        self.draw()

    def draw(self) -> None:
        with self.bot.waitSignal(self.bridge.sessionChanged, timeout=5000):
            self.port.show()

    def said(self) -> str:
        """Return everything that can be read in the window, its titles included."""
        found = self.window.findChildren(QLabel)
        texts = [each.text() for each in found if each.isVisible()]
        numbers = [each for each in self.window.findChildren(Numeric) if each.isVisible()]
        return "\n".join(
            [*texts, *(each.accessibleDescription() for each in numbers), self.window.windowTitle()]
        )

    def locked(self) -> bool:
        return self.lock.is_locked

    def reads(self, words: str) -> None:
        self.bot.waitUntil(lambda: words in self.said(), timeout=5000)

    def facts(self, wanted: type[PracticeFact]) -> list[object]:
        log = PracticeLog(self.practice.record)
        return [each.event for each in log.entries_of(wanted)]


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    """A practice of an administrator with a secret, and of a therapist without one."""
    save(tmp_path, Settings(disclaimer_read=True))
    with open_record(tmp_path / FILE_NAME) as record:
        clock = HandClock()
        door = Doorkeeper(KeptSecrets(tmp_path, cost=CHEAP), clock)
        made = Practice(record, tmp_path, clock, door)
        nobody = Origin(operator=NOBODY, station="s")
        made.people.add("Ruth", frozenset({Duty.THERAPIST}), nobody)
        grace = made.people.add("Grace", ALL, nobody)
        made.people.set_secret(grace.id, "", GOOD, Origin(operator=grace, station="s"))
        Library(record).keep_patient(Patient(id="p-7", name=NAME, added=START))
        yield made


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, practice: Practice) -> Sitting:
    return Sitting(qtbot, qapp, practice)


def operator(practice: Practice, name: str) -> Operator:
    return next(each for each in practice.operators() if each.name == name)


def test_choosing_a_person_with_a_secret_asks_for_it(sitting: Sitting) -> None:
    hands = sitting.hands
    sitting.reads("Without a secret, so anybody can be them: Ruth.")
    hands.press("I am Grace, therapist, prescriber, administrator")
    hands.fill("Secret of Grace", WRONG)
    hands.key(Qt.Key.Key_Return)
    sitting.reads("This is not the secret. Nothing was changed.")
    assert sitting.bridge.operator == NOBODY
    hands.press("History")
    sitting.reads("Say who you are first")
    assert sitting.window.shown == "start"
    hands.press("I am Grace, therapist, prescriber, administrator")
    hands.fill("Secret of Grace", GOOD)
    hands.press("Sign in as Grace")
    grace = operator(sitting.practice, "Grace")
    sitting.bot.waitUntil(lambda: sitting.bridge.operator == grace, timeout=5000)
    assert sitting.facts(SignedIn) == [
        SignedIn(person=grace.id, how=ProvenBy.SECRET, failed_before=1)
    ]
    hands.press("Sign out")
    sitting.bot.waitUntil(lambda: sitting.bridge.operator == NOBODY, timeout=5000)
    hands.press("I am Ruth, therapist")
    sitting.bot.waitUntil(lambda: sitting.bridge.operator.name == "Ruth", timeout=5000)


def test_a_locked_screen_shows_values_and_alarms_and_nobody(sitting: Sitting) -> None:
    hands, ruth = sitting.hands, operator(sitting.practice, "Ruth")
    sitting.bridge.operator = ruth
    course = dosed()
    course.wait(5)
    course.read(131, 84, 71)
    course.note(ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG))
    sitting.go_on_with(course)
    sitting.reads(NAME)
    QTest.keySequence(sitting.window, QKeySequence("Ctrl+L"))
    sitting.reads("Screen locked")
    for hidden in (NAME, "p-7", "session 3 of 8"):
        assert hidden not in sitting.said()
    sitting.reads("131/84")
    sitting.reads("Chest pain")
    hands.press("Acknowledge")
    acknowledged = course.entries[-1]
    assert isinstance(acknowledged.event, AlarmAcknowledged)
    assert acknowledged.origin is not None
    assert acknowledged.origin.operator.name == "screen locked, person not proven"
    course.wait(1)
    course.read(128, 80, 70)  # the record goes on, and is shown
    sitting.draw()
    sitting.reads("128/80")
    hands.press("I am Grace, therapist, prescriber, administrator")
    hands.fill("Secret of Grace", WRONG)
    hands.key(Qt.Key.Key_Return)
    sitting.reads("This is not the secret")
    assert NAME not in sitting.said()
    hands.fill("Secret of Grace", GOOD)
    hands.key(Qt.Key.Key_Return)
    sitting.reads(NAME)
    assert sitting.bridge.operator.name == "Grace"
    assert sitting.facts(ScreenLocked) == [ScreenLocked(why=LockedBy.PERSON)]
    assert sitting.facts(ScreenUnlocked) == [
        ScreenUnlocked(person=sitting.bridge.operator.id, how=ProvenBy.SECRET)
    ]


def test_emergency_access_leads_to_the_running_session_whatever_was_typed(
    sitting: Sitting,
) -> None:
    hands = sitting.hands
    sitting.bridge.operator = operator(sitting.practice, "Grace")
    sitting.go_on_with(dosed())
    QTest.keySequence(sitting.window, QKeySequence("Ctrl+L"))
    hands.press("I am Grace, therapist, prescriber, administrator")
    for _ in range(4):
        hands.fill("Secret of Grace", WRONG)
        hands.key(Qt.Key.Key_Return)
    sitting.reads("A running session goes on meanwhile.")
    hands.press("Emergency access")
    hands.fill("Your name, for emergency access", "Jo Night")
    hands.key(Qt.Key.Key_Return)
    hands.write("alarm, nobody near")
    hands.key(Qt.Key.Key_Return)
    sitting.reads(NAME)
    assert sitting.window.shown == "monitoring"
    assert sitting.bridge.operator.name == "Jo Night"
    assert sitting.facts(EmergencyAccess) == [
        EmergencyAccess(name="Jo Night", reason="alarm, nobody near", session="s-1")
    ]


def test_the_clinics_idle_minutes_lock_the_screen_and_sleep_counts(sitting: Sitting) -> None:
    sitting.bridge.operator = operator(sitting.practice, "Ruth")
    sitting.bridge.lockChanged.emit(5)
    sitting.wall = 299.0
    sitting.lock.look()
    QTest.keyClick(sitting.window.windowHandle(), Qt.Key.Key_Shift)
    sitting.wall = 598.0
    sitting.lock.look()
    assert not sitting.locked()
    sitting.wall = 7000.0
    sitting.lock.look()
    assert sitting.locked()
    assert sitting.facts(ScreenLocked) == [ScreenLocked(why=LockedBy.IDLE)]
    sitting.hands.press("I am Ruth, therapist")
    sitting.bot.waitUntil(lambda: not sitting.lock.is_locked, timeout=5000)
    assert sitting.window.shown == "start"


def test_a_simulated_session_is_never_locked(sitting: Sitting) -> None:
    sitting.port.course = dosed()
    sitting.draw()
    QTest.keySequence(sitting.window, QKeySequence("Ctrl+L"))
    assert not sitting.locked()


def test_an_override_is_countersigned_with_the_prescribers_own_secret(sitting: Sitting) -> None:
    hands = sitting.hands
    sitting.bridge.operator = operator(sitting.practice, "Ruth")
    course = recovered()
    course.wait(90)
    course.ask(OverrideDischarge(reason="cuff broke", clinician="Grace"))
    sitting.go_on_with(course)
    sitting.reads("Reported, not countersigned")
    (seq,) = course.session.overrides
    hands.press("Countersign")
    sitting.reads("Choose who signs.")
    hands.choose("Who signs", "Grace")
    hands.fill("Your secret", GOOD)
    hands.press("Countersign")
    sitting.bot.waitUntil(lambda: seq in course.session.countersigned, timeout=5000)
    signed = course.session.countersigned[seq]
    assert signed.signing is not None
    assert (signed.clinician, signed.signing.how) == ("Grace", ProvenBy.SECRET)
    assert sitting.bridge.operator.name == "Ruth"


def test_people_are_kept_in_the_settings_by_keyboard_and_only_by_an_administrator(
    sitting: Sitting,
) -> None:
    hands, people = sitting.hands, sitting.practice.people
    grace = operator(sitting.practice, "Grace")
    sitting.bridge.operator = grace
    hands.press("Settings")
    hands.press("Settings: People")
    hands.press("Change Ruth")
    hands.press("Role: Prescriber")
    hands.press("Save the person")
    sitting.reads("therapist, prescriber · no secret")
    hands.press("Change Ruth")
    hands.fill("New secret", GOOD)
    hands.fill("New secret again", WRONG)
    hands.press("Set the secret")
    sitting.reads("The two are not alike.")
    hands.fill("New secret", "another room")
    hands.fill("New secret again", "another room")
    hands.press("Set the secret")
    sitting.reads("therapist, prescriber · has a secret")
    hands.press("Change Grace")
    hands.press("Retire the person")
    hands.press("Yes, retire")
    sitting.reads("only administrator")
    hands.fill("Lock the screen after, in idle minutes", "10")
    hands.press("Save the screen lock")
    sitting.bot.waitUntil(lambda: sitting.practice.settings().lock_after_min == 10, timeout=5000)
    people.sign_in(operator(sitting.practice, "Ruth").id, "another room", sitting.bridge.origin(""))
    sitting.bridge.operator = operator(sitting.practice, "Ruth")
    hands.press("Add a person")
    hands.fill("Name", "Eve")
    hands.press("Save the person")
    sitting.reads("This is for administrator: Grace.")


def test_caps_lock_is_told_of_and_nothing_stays_in_the_line(qtbot: QtBot) -> None:
    field = SecretField("Secret")
    qtbot.addWidget(field)
    field.show()
    for letter, shift, on in (
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
    ):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, shift, letter)
        QApplication.sendEvent(field.line, press)
        assert field.caps.isVisible() is on
    field.line.setText("pasted from a manager")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.hide()
    assert field.line.text() == ""
