"""The settings through the real window, engine and record: each change kept, told, taken back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.clinic_rules import FILE, load_rules
from kapmonitor.record.practice import (
    SettingChanged,
)
from kapmonitor.session.clinic import UNDECIDED, Ceiling, CuffStart, Side
from kapmonitor.session.protocol import Signal
from kapmonitor.session.vocabulary import Priority
from kapmonitor.settings import load
from kapmonitor.ui.bridge import NOBODY
from kapmonitor.ui.settings.policies import SAY_WHY
from kapmonitor.ui.settings.section import WHO_FIRST
from tests.ui.pages import RUTH
from tests.ui.settings_room import Room1, settings_open


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Room1]:
    with settings_open(tmp_path, qtbot, qapp) as opened:
        yield opened


def test_contacts_are_kept_recorded_and_taken_back(room: Room1) -> None:
    hands = room.hands
    hands.reads("Prescriber", "Dr. Sample")
    hands.fill("Prescriber's phone", "nobody")
    hands.press("Save the contacts")
    room.reads("Prescriber's phone is no number")
    hands.fill("Prescriber's phone", "555-0142")
    hands.press("Save the contacts")
    hands.press("Undo: the contacts")
    hands.reads("Prescriber's phone", "")
    room.bot.waitUntil(lambda: load(room.folder).prescriber_phone == "", timeout=10_000)
    told = [each.event for each in room.noted() if isinstance(each.event, SettingChanged)]
    assert [(each.name, each.before, each.after) for each in told] == [
        ("contacts.prescriber_phone", "", "555-0142"),
        ("contacts.prescriber_phone", "555-0142", ""),
    ]


def test_a_policy_needs_a_name_and_a_reason_and_is_recorded_with_both(room: Room1) -> None:
    hands = room.hands
    room.bridge.operator = NOBODY
    hands.press("What may start a cuff Also the program, when a reading is due")
    hands.fill("No driving for at least, in hours", "48,5")
    hands.press("Save the policies")
    room.reads(WHO_FIRST)
    room.reads(SAY_WHY)
    assert load_rules(room.folder) == UNDECIDED
    room.bridge.operator = RUTH
    hands.fill("Reason for the change", "The board decided.")
    hands.press("Save the policies")
    room.reads("cuff start person to schedule. The board decided.")
    rules = load_rules(room.folder)
    assert (rules.cuff_start, rules.no_driving_hours) == (CuffStart.SCHEDULE, 48.5)
    entries = [each for each in room.noted() if isinstance(each.event, SettingChanged)]
    assert {each.origin and each.origin.operator.name for each in entries} == {"Ruth Sample"}


def test_a_policy_outside_the_guardrails_is_refused_by_name_value_and_range(room: Room1) -> None:
    hands = room.hands
    hands.fill("No driving for at least, in hours", "8")
    hands.fill("Reason for the change", "Shorter.")
    hands.press("Save the policies")
    room.reads("no_driving_hours.value: 8; permitted: 24 to 336")
    assert not (room.folder / FILE).exists()


def test_a_ceiling_is_kept_and_an_empty_one_is_none(room: Room1) -> None:
    hands = room.hands
    hands.fill("Systolic, high, low, in mmHg", "170")
    hands.fill("Systolic, high, medium, in mmHg", "high")
    hands.fill("Reason for the change of the ceilings", "Agreed with Dr. Sample.")
    hands.press("Save the ceilings")
    room.reads("high is no number.")
    hands.fill("Systolic, high, medium, in mmHg", " ")
    hands.press("Save the ceilings")
    room.reads("Saved.")
    wanted = Ceiling(signal=Signal.SYSTOLIC, side=Side.ABOVE, priority=Priority.LOW, value=170.0)
    assert load_rules(room.folder).ceilings == (wanted,)


def test_rules_that_cannot_be_read_are_told_with_file_and_cure(room: Room1) -> None:
    (room.folder / FILE).write_text("schema = 1\ncolour = 2\n", encoding="utf-8")
    room.section("About")
    room.section("Clinic")
    room.reads("colour: unknown key")
    room.reads("the strictest reading")


def test_a_device_is_renamed_forgotten_and_brought_back(room: Room1) -> None:
    hands = room.hands
    room.section("Devices")
    hands.fill("Name of A&D UA-651BLE", "Room 1")
    hands.press("Save the name of A&D UA-651BLE")
    hands.press("Forget Room 1")
    room.reads("Room 1 is forgotten.")
    assert load(room.folder).devices == ()
    hands.press("Undo: the change of a device")
    hands.see("Forget Room 1")
    (device,) = load(room.folder).devices
    assert device.called == "Room 1"


def test_the_theme_holds_at_once_and_is_taken_back(room: Room1) -> None:
    room.section("Theme and language")
    before = room.page.theme.name
    room.hands.press("Theme Day: bright")
    assert room.page.theme.name == "day"
    room.bot.waitUntil(lambda: load(room.folder).theme == "day", timeout=10_000)
    room.hands.press("Undo: the theme")
    assert room.page.theme.name == before
    room.bot.waitUntil(lambda: load(room.folder).theme == before, timeout=10_000)


def test_the_language_is_kept_for_the_next_start_and_taken_back(room: Room1) -> None:
    room.section("Theme and language")
    room.hands.choose("Language of the program", "Español")
    room.reads("Spoken from the next start")
    room.bot.waitUntil(lambda: load(room.folder).language == "es", timeout=10_000)
    room.hands.press("Undo: the language")
    room.bot.waitUntil(lambda: load(room.folder).language == "", timeout=10_000)


def test_data_and_about_tell_what_is_true(room: Room1) -> None:
    room.section("Data")
    room.reads(str(room.folder))
    room.reads("Sessions: 0")
    room.section("About")
    room.reads("It is not a medical device")
    room.hands.press("Show the typeface's licence")
    room.reads("SIL OPEN FONT LICENSE")


def test_the_arrow_keys_walk_the_sections(room: Room1) -> None:
    hands = room.hands
    hands.to("Settings: Clinic")
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    room.reads("A preset is the plan of a session")
    hands.key(Qt.Key.Key_Up)
    hands.key(Qt.Key.Key_Return)
    room.reads("Name and whom to call")


def test_the_telehealth_server_is_kept_and_checked(room: Room1) -> None:
    hands = room.hands
    room.section("Telehealth")
    hands.fill("Address for rooms", "mqtts://127.0.0.1:1")
    hands.fill("Address for patients, who type it once", "mqtts://127.0.0.1:1")
    hands.press("Save the telehealth server")
    room.reads("Saved.")
    assert load(room.folder).telehealth_patients == "mqtts://127.0.0.1:1"
    hands.press("Check the telehealth server")
    room.reads("wrong    patients: 127.0.0.1 port 1")
    room.bot.waitUntil(
        lambda: all(each.name != "broker check" for each in threading.enumerate()), timeout=20_000
    )
