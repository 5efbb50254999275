"""The live screen by keyboard and mouse, over the real core."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.port import CuffPressureNow
from kapmonitor.session.event import (
    CheckRecorded,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
)
from kapmonitor.session.intent import (
    AdministerDose,
    CancelReading,
    EnterReading,
    Intent,
    MarkReturned,
    Note,
    PostponeReading,
    ReportDoseTaken,
    ReportLozengeOut,
    RequestReading,
    Withdraw,
)
from kapmonitor.session.vocabulary import LozengeEnd, ObservationKind, Role
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.widgets.hold_key import HOLD_MS
from kapmonitor.ui.widgets.numeric import Numeric
from kapmonitor.ui.wording import NOT_LIVE
from tests.support.builders import Course, dosed
from tests.support.far_port import FarPort
from tests.ui.pages import theme


class Room:
    """A live screen, the port behind it, and somebody's hands."""

    def __init__(self, qtbot: QtBot, application: QApplication, course: Course) -> None:
        self.bot = qtbot
        self.course = course
        self.port = FarPort(course)
        self.bridge = Bridge(self.port, "test")
        self.page = MonitoringPage(self.bridge, theme(application))
        qtbot.addWidget(self.page)
        self.bridge.sessionChanged.connect(self.page.draw)
        self.bridge.start()
        self.page.resize(1100, 720)
        self.page.show()
        self.page.setFocus()
        self.draw()

    def draw(self) -> None:
        self.port.show()
        self.bot.waitSignal(self.bridge.sessionChanged, timeout=5000).wait()

    def key(self, key: str | Qt.Key, widget: QWidget | None = None) -> None:
        place = widget or self.page
        if isinstance(key, str):
            self.bot.keyClicks(place, key)
        else:
            self.bot.keyClick(place, key)

    def press(self, name: str) -> None:
        found = [each for each in self.page.findChildren(QAbstractButton) if name in _named(each)]
        assert found, f"no button {name}"
        self.bot.mouseClick(found[0], Qt.MouseButton.LeftButton)

    @property
    def asked(self) -> list[Intent]:
        return self.port.asked


def _named(each: QAbstractButton) -> str:
    return each.accessibleName() or each.text()


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication) -> Room:
    course = dosed()
    course.until(20, step_s=60)
    return Room(qtbot, qapp, course)


def test_one_key_logs_what_happened_and_undo_takes_it_back(room: Room) -> None:
    room.key("s")
    fact = ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM, label="Nausea")
    assert room.asked == [Note(fact=fact)]
    room.draw()
    room.key(Qt.Key.Key_Backspace)
    assert isinstance(room.asked[-1], Withdraw)
    assert room.course.session.observations[-1].withdrawn


@pytest.mark.parametrize("by_key", [True, False], ids=["Esc", "the button"])
def test_rule_3_stop_is_in_sight_as_soon_as_a_cuff_was_asked(
    qtbot: QtBot, qapp: QApplication, by_key: bool
) -> None:
    course = dosed(can_start=True)
    course.until(20, step_s=60)
    room = Room(qtbot, qapp, course)
    (stop,) = (b for b in room.page.findChildren(QAbstractButton) if _named(b) == "Stop, key Esc")
    assert not stop.isVisible()
    room.page.measure()
    room.draw()
    assert stop.isVisible()
    if by_key:
        room.key(Qt.Key.Key_Escape)
    else:
        room.bot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert isinstance(room.asked[-1], CancelReading)
    assert room.course.session.request is None


@pytest.mark.parametrize(
    ("key", "kind"), [("b", MarkReturned), ("v", Note)], ids=["back", "breathing"]
)
def test_single_keys_do_what_the_key_map_says(room: Room, key: str, kind: type[Intent]) -> None:
    room.key(key)
    assert isinstance(room.asked[-1], kind)


def test_breathing_seen_is_recorded_as_the_presets_check(room: Room) -> None:
    room.press("Breathing seen")
    assert room.asked == [Note(fact=CheckRecorded(check="breathing-seen-mouth-clear"))]


def test_any_digit_opens_the_typed_line_and_enter_records_it(room: Room) -> None:
    room.key("1")
    typed = [each for each in room.page.findChildren(QLineEdit) if each.isVisible()]
    place = next(each for each in typed if each.accessibleName() == "Typed reading")
    assert place.text() == "1"
    room.key("44/90/70", place)
    room.press("Where the value comes from: Read aloud")
    room.key(Qt.Key.Key_Return, place)
    reading = room.asked[-1]
    assert isinstance(reading, EnterReading)
    assert (reading.systolic, reading.diastolic, reading.pulse_rate) == (144, 90, 70)
    assert room.course.session.readings[-1].source == "read_aloud"


def test_a_typed_reading_without_a_source_is_not_recorded(room: Room) -> None:
    room.key("1")
    place = next(
        each
        for each in room.page.findChildren(QLineEdit)
        if each.accessibleName() == "Typed reading"
    )
    room.key("44/90/70", place)
    room.key(Qt.Key.Key_Return, place)
    assert room.asked == []


def test_a_refused_value_stays_and_says_why(room: Room) -> None:
    room.key("9")
    place = next(
        each
        for each in room.page.findChildren(QLineEdit)
        if each.accessibleName() == "Typed reading"
    )
    place.setText("90/150/70")
    room.press("Where the value comes from: I read it")
    room.key(Qt.Key.Key_Return, place)
    assert place.text() == "90/150/70"
    assert len(room.course.session.readings) == len(dosed().session.readings)


def test_starting_the_cuff_by_key_is_holding_m(room: Room) -> None:
    room.key("m")
    assert room.asked == []
    room.bot.keyPress(room.page, Qt.Key.Key_M)
    room.bot.waitUntil(lambda: bool(room.asked), timeout=HOLD_MS * 5)
    room.bot.keyRelease(room.page, Qt.Key.Key_M)
    assert room.asked == [RequestReading()]


def test_not_now_moves_the_due_reading(room: Room) -> None:
    room.course.until(70, step_s=60)
    room.draw()
    room.press("Not now, 10 minutes later")
    moved = room.asked[-1]
    assert isinstance(moved, PostponeReading)
    assert moved.minutes == 10


def test_the_lozenge_is_out_with_its_end_said_by_a_person(room: Room) -> None:
    room.key("l")
    assert room.asked == []
    room.press("Lozenge out, swallowed")
    out = room.asked[-1]
    assert isinstance(out, ReportLozengeOut)
    assert out.end is LozengeEnd.SWALLOWED


def test_a_red_flag_needs_a_second_press(room: Room) -> None:
    room.key("!")
    room.press("Chest pain or pressure")
    assert room.asked == []
    room.press("Confirm: Chest pain or pressure")
    assert [each.fact.kind for each in room.asked if isinstance(each, Note)] == ["red_flag"]  # type: ignore[union-attr]  # the one note is an observation


def test_a_note_is_written_by_enter(room: Room) -> None:
    room.key("n")
    place = next(
        each for each in room.page.findChildren(QLineEdit) if each.accessibleName() == "Note"
    )
    room.key("calm, hand on heart", place)
    room.key(Qt.Key.Key_Return, place)
    note = room.asked[-1]
    assert isinstance(note, Note)
    assert isinstance(note.fact, NoteAdded)
    assert note.fact.text.text == "calm, hand on heart"


def test_live_cuff_pressure_is_shown_and_goes_away(room: Room) -> None:
    strip = next(
        each for each in room.page.findChildren(QWidget) if each.accessibleName() == "Cuff pressure"
    )
    room.page.show_pressure(CuffPressureNow(Role.CUFF, 142.0))
    assert strip.isVisible()
    room.page.show_pressure(CuffPressureNow(Role.CUFF, None))
    assert not strip.isVisible()


def test_ten_thousand_random_keys_inflate_nothing_and_flag_nothing(room: Room) -> None:
    chance = random.Random(7)
    keys = [*"abcdefghijklmnopqrstuvwxyz!?/. ", Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Left]
    room.bridge.sessionChanged.disconnect(room.page.draw)
    room.port.only_keep = True
    for _ in range(10_000):
        room.page.setFocus()
        key = chance.choice(keys)
        room.bot.keyClick(room.page, key)
    forbidden = (RequestReading, AdministerDose, ReportDoseTaken)
    assert not [each for each in room.asked if isinstance(each, forbidden)]
    flags = [
        each
        for each in room.asked
        if isinstance(each, Note) and isinstance(each.fact, ObservationRecorded)
        if each.fact.kind is ObservationKind.RED_FLAG
    ]
    assert flags == []


def test_every_control_has_a_name_for_a_screen_reader(room: Room) -> None:
    nameless = [
        each
        for kind in (QAbstractButton, QLineEdit)
        for each in room.page.findChildren(kind)
        if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
        and not isinstance(each.parent(), QLineEdit)
    ]
    assert nameless == []


def test_the_chart_is_drawn_and_told_in_words(room: Room) -> None:
    room.page.build_chart()
    room.draw()
    chart = next(
        each
        for each in room.page.findChildren(QWidget)
        if each.accessibleName() == "Chart of the session"
    )
    assert "120/78" in chart.accessibleDescription()
    shot = chart.grab().toImage()
    colours = {
        shot.pixelColor(x, y).name()
        for x in range(0, shot.width(), 7)
        for y in range(0, shot.height(), 7)
    }
    assert len(colours) > 3


def test_nothing_looks_current_while_the_engine_does_not_answer(room: Room) -> None:
    numerals = {each.accessibleName(): each for each in room.page.findChildren(Numeric)}
    pressure = numerals["Blood pressure, mmHg"]
    before = pressure.accessibleDescription()
    assert NOT_LIVE not in before
    room.page.show_stalled(stalled=True)
    assert NOT_LIVE in pressure.accessibleDescription()
    room.page.show_stalled(stalled=False)
    assert pressure.accessibleDescription() == before


def test_a_red_flag_stands_until_a_person_says_that_it_is_over(room: Room) -> None:
    flag = ObservationRecorded(code="chest-pain", kind=ObservationKind.RED_FLAG)
    room.course.note(flag)
    room.course.wait(4)
    room.draw()
    assert "red-flag:chest-pain" in room.course.session.alarms
    room.press("Chest pain or pressure is over")
    (detail,) = [each.fact for each in room.asked if isinstance(each, Note)]
    assert isinstance(detail, ObservationDetailed)
    assert detail.duration_min == pytest.approx(4, abs=0.2)
    assert not room.course.session.alarms["red-flag:chest-pain"].active
    room.draw()
    visible = [_named(each) for each in room.page.findChildren(QAbstractButton) if each.isVisible()]
    assert "Chest pain or pressure is over" not in visible
