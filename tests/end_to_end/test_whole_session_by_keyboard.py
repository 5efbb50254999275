"""One whole session in the real window, by keyboard alone: from your name to the locked record."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.clock import ClockReading, SystemClock
from kapmonitor.composition import Household
from kapmonitor.desk import Desk, keep_open
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.evolve import fold
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Outcome
from kapmonitor.settings import load
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.key_help import KeyHelp
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.numeric import Numeric
from tests.support.hands import Hands
from tests.support.in_front import in_front

OFFICE_LOZENGE = "KAP, sublingual lozenge, therapist's office"


class Passing(SystemClock):
    """The computer's clock, with time that a test lets pass."""

    def __init__(self) -> None:
        self._passed = 0.0

    def read(self) -> ClockReading:
        real = super().read()
        passed = timedelta(seconds=self._passed)
        return ClockReading(real.utc + passed, real.monotonic_s + self._passed)

    def let_pass(self, minutes: float) -> None:
        self._passed += minutes * 60


def no_devices(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("every reading of this session is typed")


class Sitting:
    """The window, the engine behind it, and a person at the keyboard."""

    def __init__(self, bot: QtBot, application: QApplication, folder: Path) -> None:
        self.bot = bot
        self.clock = Passing()
        self.folder = folder

        def programme(
            outlets: Outlets, at_work: Callable[[Room], None]
        ) -> Coroutine[None, None, None]:
            room = Room(folder, self.clock, outlets, resolve=no_devices)
            room.tick_s = 0.05
            return keep_open(room, at_work)

        self.household = Household(Desk(programme), Theme(application))
        self.window = self.household.window
        bot.addWidget(self.window)
        self.household.start()
        self.window.show()
        in_front(bot, self.window)
        self.window.go_to("start")
        self.strayed: list[str] = []
        self._application = application
        application.focusWindowChanged.connect(self._watch)
        self.hands = Hands(bot, self.window)

    @property
    def session(self) -> Session:
        session = self.household.bridge.snapshot.session
        assert session is not None
        return session

    def end(self) -> bool:
        """Put the program away; return whether everything ended in time."""
        self._application.focusWindowChanged.disconnect(self._watch)
        return self.household.stop()

    def _watch(self, window: QWindow | None) -> None:
        """Note whatever takes the keyboard from the one window."""
        if window is not None and window is not self.window.windowHandle():
            self.strayed.append(window.objectName())

    def sees_signature(self) -> bool:
        """Return whether the page says that somebody signed the preset."""
        return any(
            each.isVisible() and each.text().startswith("Signed by")
            for each in self.window.findChildren(QLabel)
        )

    def until(self, true: Callable[[], bool]) -> None:
        self.bot.waitUntil(true, timeout=15_000)

    def type_reading(self, text: str) -> None:
        """Type a reading on the page in sight and wait until it is recorded."""
        before = len(self.session.readings)
        self.hands.fill("Typed reading", text)
        self.hands.press("Where the value comes from: I read it")
        self.hands.to("Typed reading")
        self.hands.key(Qt.Key.Key_Return)
        self.until(lambda: len(self.session.readings) > before)


@pytest.mark.lengthy
def test_a_whole_session_by_keyboard_alone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    sitting = Sitting(qtbot, qapp, tmp_path)
    try:
        begin(sitting)
        prepare(sitting)
        take_baseline(sitting)
        give_dose(sitting)
        accompany(sitting)
        discharge(sitting)
        sign(sitting)
        assert sitting.strayed == []
    finally:
        assert sitting.end()
    stands(tmp_path)


def begin(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.fill("Your name", "Ruth Sample")
    hands.press("Role: Therapist")
    hands.press("Add yourself")
    sitting.until(lambda: sitting.household.bridge.operator.name == "Ruth Sample")
    hands.press("I have read this")
    hands.press("Go on without")
    say_whom_to_call(sitting)
    hands.press("New session")
    hands.fill("Name or initials", "A. R.")
    hands.fill("Born", "1984-03-02")
    hands.press("Setting Office")
    hands.choose("Protocol preset", OFFICE_LOZENGE)
    hands.press("Sign this preset…")
    hands.fill("Name of the clinician who signs", "Dr. Sample")
    hands.fill("Role", "MD")
    hands.key(Qt.Key.Key_Return)
    sitting.until(sitting.sees_signature)
    for compared in ("Name", "Date of birth"):
        hands.press(f"Compared with the patient: {compared}")
    hands.press("Open session")
    sitting.until(lambda: sitting.household.bridge.snapshot.session is not None)


def say_whom_to_call(sitting: Sitting) -> None:
    """Once for the practice: each session suggests it."""
    hands = sitting.hands
    hands.press("Settings")
    hands.fill("Prescriber", "Dr. Sample")
    hands.fill("Prescriber's phone", "none")
    hands.press("Save the contacts")
    assert not load(sitting.folder).prescriber_name
    hands.fill("Prescriber's phone", "555-0142")
    hands.press("Save the contacts")
    sitting.until(lambda: load(sitting.folder).prescriber_phone == "555-0142")
    hands.press("Back")


def prepare(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.reads("Prescriber", "Dr. Sample")
    for name, text in (
        ("Drug", "Ketamine lozenge"),
        ("Amount", "200"),
        ("Unit", "mg"),
        ("Hold, min", "12"),
        ("Swish every, min", "2"),
    ):
        hands.fill(name, text)
    hands.press("After the hold: Spit")
    hands.press("Booster allowed No")
    hands.press("Record order")
    sitting.until(lambda: sitting.session.order is not None)
    assert sitting.session.order is not None
    assert sitting.session.order.prescriber == "Dr. Sample"
    for item in sitting.session.preset.checklist:
        if item.at_baseline:
            continue
        answer_item(sitting, item.id, item.text)
    hands.fill("Name", "Ann Escort")
    hands.fill("Relationship", "sister")
    hands.fill("Phone", "555-0177")
    hands.key(Qt.Key.Key_Return)
    sitting.until(lambda: sitting.session.escort is not None)
    hands.fill("Patient signs: type the name", "A. R.")
    hands.key(Qt.Key.Key_Return)
    sitting.until(lambda: sitting.session.agreement is not None)
    hands.press("Go to baseline")
    sitting.until(lambda: sitting.window.shown == "baseline")


def answer_item(sitting: Sitting, item: str, text: str) -> None:
    hands = sitting.hands
    if item == "distress":
        hands.press(f"{text} 4")
    elif item == "touch":
        hands.fill(text, "hand; stop word: red")
        hands.key(Qt.Key.Key_Return)
    else:
        hands.press(f"{text} Yes")
    sitting.until(lambda: item in sitting.session.checklist)


def take_baseline(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.press("Orientation: person, place, time, situation 4")
    hands.press("Walk and turn Steady")
    hands.press("Orientation and walk seen before the dose Yes")
    hands.press("Start rest")
    sitting.until(lambda: sitting.session.rest_started is not None)
    sitting.clock.let_pass(6)
    sitting.type_reading("118/76/66")
    sitting.clock.let_pass(1.5)
    sitting.type_reading("116/74/64")
    sitting.until(lambda: sitting.session.gate is not None)
    assert sitting.session.gate is not None
    assert sitting.session.gate.state == "clear"


def give_dose(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.press("Go to dose")
    hands.press("As ordered, taken now: 200 mg")
    sitting.until(lambda: sitting.window.shown == "monitoring")


def accompany(sitting: Sitting) -> None:
    hands = sitting.hands
    sitting.clock.let_pass(12)
    hands.key(Qt.Key.Key_L)
    hands.press("Lozenge out, spit")
    sitting.until(lambda: sitting.session.lozenge is not None and bool(sitting.session.lozenge.out))
    sitting.window.monitoring.setFocus()
    read_the_keys_in_daylight(sitting)
    hands.write("v")
    hands.write("s")
    sitting.until(lambda: bool(sitting.session.observations))
    meet_an_alarm(sitting)
    sitting.clock.let_pass(60)
    hands.write("b")
    sitting.until(lambda: sitting.session.returned is not None)
    hands.write("1")
    hands.write("24/80/70")
    read_it(sitting)
    sitting.clock.let_pass(30)
    hands.write("1")
    hands.write("22/79/69")
    read_it(sitting)
    sitting.clock.let_pass(6)
    hands.write("1")
    hands.write("21/78/68")
    read_it(sitting)


def read_the_keys_in_daylight(sitting: Sitting) -> None:
    """The list of keys covers no number and takes no key; the theme is kept for the next time."""
    hands = sitting.hands
    hands.key(Qt.Key.Key_F9)
    sitting.until(lambda: load(sitting.folder).theme == "day")
    hands.write("?")
    (keys,) = sitting.window.findChildren(KeyHelp)
    covered = QRect(keys.mapToGlobal(QPoint(0, 0)), keys.size())
    assert keys.isVisible()
    for numeral in sitting.window.findChildren(Numeric):
        assert not covered.intersects(QRect(numeral.mapToGlobal(QPoint(0, 0)), numeral.size()))
    assert sitting.window.monitoring.hasFocus()
    hands.write("?")
    assert not keys.isVisible()


def meet_an_alarm(sitting: Sitting) -> None:
    """A high reading, its repeat, and a hand that acknowledges; nothing covers the keyboard."""
    hands = sitting.hands
    sitting.clock.let_pass(15)
    for _ in range(2):
        hands.write("1")
        hands.write("78/104/90")
        read_it(sitting)
        sitting.clock.let_pass(2)
    sitting.until(lambda: bool(sitting.session.alarms))
    hands.write("a")
    sitting.until(lambda: all(each.acknowledged for each in sitting.session.alarms.values()))
    assert {each.acknowledged_by for each in sitting.session.alarms.values()} == {"Ruth Sample"}


def read_it(sitting: Sitting) -> None:
    """Say where the typed value came from, and record it."""
    before = len(sitting.session.readings)
    sitting.hands.press("Where the value comes from: I read it")
    sitting.hands.key(Qt.Key.Key_Return)
    sitting.until(lambda: len(sitting.session.readings) > before)
    sitting.hands.gone("Typed reading")


def discharge(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.press("Discharge, open")
    hands.press("Open the discharge check")
    sitting.until(lambda: sitting.session.check_opened is not None)
    for criterion in sitting.session.preset.discharge.human:
        answer = "2" if criterion.scale else criterion.met_by.capitalize()
        hands.press(f"{criterion.text} {answer}")
    hands.press("Will the patient drive today? No")
    hands.choose("Leaves by", "Escort")
    hands.press("Record handover")
    hands.press("Said it back? Yes")
    hands.press("Take-home sheet given")
    hands.press("Discharge")
    sitting.until(lambda: sitting.session.ended is not None)


def sign(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.fill("Your name, as signature", "Ruth Sample")
    hands.press("Sign and lock")
    sitting.until(lambda: phase_of(sitting.session) is Phase.LOCKED)


def stands(folder: Path) -> None:
    path = folder / FILE_NAME
    assert check(path).state is State.INTACT
    with open_history(path) as record:
        (row,) = Library(record).sessions()
        session = fold(SessionLog(record).read(row.id))
    assert session.ended is not None
    assert session.ended.outcome is Outcome.DISCHARGED
    assert session.deviations == ()
    assert not session.simulated
    assert [each.measurement.systolic for each in session.readings] == [
        118,
        116,
        178,
        178,
        124,
        122,
        121,
    ]
