"""The settings through the real window, engine and record: each change kept, told, taken back."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from kapmonitor.clinic_rules import FILE, load_rules
from kapmonitor.clock import SystemClock
from kapmonitor.desk import Desk, keep_open
from kapmonitor.practice import Practice
from kapmonitor.presets import find, own_presets
from kapmonitor.record.practice import (
    PracticeEntry,
    PracticeLog,
    PresetKept,
    PresetSigned,
    RecordAccessed,
    RecordRestored,
    SettingChanged,
)
from kapmonitor.room import Outlets, Room
from kapmonitor.session.clinic import UNDECIDED, Ceiling, CuffStart, Side
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.preset_edit import changes_told
from kapmonitor.session.protocol import Signal
from kapmonitor.session.vocabulary import Origin, Priority
from kapmonitor.settings import KnownDevice, Settings, load, save
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.bridge import NOBODY, Bridge
from kapmonitor.ui.pages.settings import SettingsPage
from kapmonitor.ui.settings.policies import SAY_WHY
from kapmonitor.ui.settings.preset_form import PresetForm
from kapmonitor.ui.settings.section import WHO_FIRST
from tests.support.hands import Hands
from tests.support.in_front import in_front
from tests.ui.pages import RUTH, theme

CUFF = KnownDevice(role="cuff", driver="bluetooth_blp", address="ble:1", title="A&D UA-651BLE")


def no_devices(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("no device takes part here")


@dataclass
class Room1:
    """The settings page in sight, over an engine on a folder."""

    folder: Path
    bridge: Bridge
    page: SettingsPage
    hands: Hands
    bot: QtBot

    def texts(self) -> list[str]:
        return [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]

    def reads(self, words: str) -> None:
        """Wait until the page says something."""
        self.bot.waitUntil(lambda: any(words in each for each in self.texts()), timeout=10_000)

    def noted(self) -> tuple[PracticeEntry, ...]:
        """Return the practice's stream."""
        found: list[object] = []
        self.bridge.practice(lambda practice: PracticeLog(practice.record).read(), found.append)
        self.bot.waitUntil(lambda: bool(found), timeout=10_000)
        entries = found[0]
        assert isinstance(entries, tuple)
        return entries

    def section(self, name: str) -> None:
        self.hands.press(f"Settings: {name}")


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Room1]:
    """Open the settings of a practice that knows one cuff."""
    save(tmp_path, Settings(prescriber_name="Dr. Sample", devices=(CUFF,)))

    def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> Coroutine[None, None, None]:
        return keep_open(Room(tmp_path, SystemClock(), outlets, resolve=no_devices), at_work)

    desk = Desk(programme)
    bridge = Bridge(desk, "test")
    bridge.operator = RUTH
    desk.start(lambda fault: pytest.fail(str(fault)))
    bridge.start()
    page = SettingsPage(bridge, theme(qapp))
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    in_front(qtbot, page)
    page.setFocus()
    yield Room1(tmp_path, bridge, page, Hands(qtbot, page), qtbot)
    assert desk.stop()


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


def test_a_backup_by_rule_one_now_and_the_way_back(room: Room1) -> None:
    hands, away = room.hands, room.folder / "away"
    room.section("Data")
    room.reads("Last proved backup: none yet")
    hands.press("Save the rule for backups")
    room.reads("Say when backups are made")
    hands.press("When backups are made: Off")
    hands.fill("Folder for backups", str(away))
    hands.press("Save the rule for backups")
    room.bot.waitUntil(lambda: load(room.folder).backup_when == "off", timeout=10_000)
    hands.press("Back up now")
    room.reads("Backups in the folder: 1, ")
    room.reads("Last proved backup: less than a day ago")
    (copy,) = away.iterdir()
    cut = away / "cut.db"
    cut.write_bytes(copy.read_bytes()[:5000])
    hands.fill("File of a backup", str(cut))
    hands.press("Look at this backup")
    room.reads("was cut short")
    hands.fill("File of a backup", str(copy))
    hands.press("Look at this backup")
    room.reads("The backup is older: it lacks entries of the practice")
    hands.press("Put it in the record's place")
    room.reads("Restored and proved: 0 sessions, 2 entries. What was there before is kept")
    assert any(isinstance(each.event, RecordRestored) for each in room.noted())


def test_the_arrow_keys_walk_the_sections(room: Room1) -> None:
    hands = room.hands
    hands.to("Settings: Clinic")
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    room.reads("A preset is the plan of a session")
    hands.key(Qt.Key.Key_Up)
    hands.key(Qt.Key.Key_Return)
    room.reads("Name and whom to call")


def copy_of_the_lozenge(room: Room1, name: str) -> None:
    """Open the shipped preset and the form on a copy of it."""
    hands = room.hands
    room.section("Presets")
    hands.press("Open KAP, sublingual lozenge, therapist's office")
    hands.press("Copy this preset")
    hands.fill("Name of the copy", name)
    hands.press("Make the copy")


def sign(room: Room1) -> None:
    hands = room.hands
    hands.press("Sign this preset…")
    hands.fill("Name of the clinician who signs", "Dr. Sample")
    hands.fill("Role", "MD")
    hands.press("Sign")
    room.reads("Signed by Dr. Sample, MD")


def test_a_preset_is_copied_changed_compared_and_signed(room: Room1) -> None:
    hands = room.hands
    copy_of_the_lozenge(room, "Our lozenge")
    hands.fill("Systolic above", "400")
    hands.press("Save the preset")
    room.reads("Systolic above: 400; permitted: 50 to 280.")
    hands.fill("Systolic above", "230")
    room.reads("▲ unusual; usual is 70 to 220")
    hands.fill("Systolic above", "150")
    room.reads("Systolic above: 140 → 150")
    hands.fill("Reason for the change of the preset", "Ours is 150.")
    hands.press("Save the preset")
    hands.see("Change this preset")
    room.reads("Changed from the original")
    room.reads("Systolic above: 140 → 150")
    kept = find("our-lozenge", own_presets(room.folder))
    assert [each.path[-1] for each in changes_told(json.loads(kept.document))] == ["systolic-high"]
    sign(room)
    events = [each.event for each in room.noted()]
    (made,) = [each for each in events if isinstance(each, PresetKept)]
    assert (made.preset, made.reason) == ("our-lozenge", "Ours is 150.")
    (signed,) = [each for each in events if isinstance(each, PresetSigned)]
    assert signed.approval.digest == made.digest == kept.preset.digest


def test_items_are_added_and_left_out_within_what_the_preset_is_for(room: Room1) -> None:
    hands = room.hands
    copy_of_the_lozenge(room, "Our items")
    hands.see("Save the preset")
    form = room.page.findChild(PresetForm)
    assert isinstance(form, PresetForm)
    part = form.part
    part.setCurrentIndex(part.findData("checklist"))
    hands.see("Leave out: Usual blood-pressure tablets taken, or none prescribed")
    hands.press("Leave out: Usual blood-pressure tablets taken, or none prescribed")
    left = {each.accessibleName() for each in form.findChildren(QAbstractButton)}
    assert "Leave out: Identity and today's consent" not in left
    hands.fill("Another item of the checklist", "Blanket and eye-shades ready")
    hands.press("Another item of the checklist")
    part.setCurrentIndex(part.findData("reading"))
    hands.fill("Another reading, minutes after the dose", "30")
    hands.press("Another reading, minutes after the dose")
    hands.fill("Reason for the change of the preset", "As we work.")
    hands.press("Save the preset")
    hands.see("Change this preset")
    kept = find("our-items", own_presets(room.folder)).preset
    assert "antihypertensive" not in {each.id for each in kept.checklist}
    assert kept.checklist[-1].text == "Blanket and eye-shades ready"
    assert 30.0 in {each.at_min for each in kept.schedule}


def test_a_changed_preset_has_to_be_signed_anew(room: Room1) -> None:
    hands = room.hands
    copy_of_the_lozenge(room, "Our lozenge")
    hands.fill("Reason for the change of the preset", "A copy.")
    hands.press("Save the preset")
    sign(room)
    hands.press("Change this preset")
    hands.choose("Part of the preset", "Discharge")
    hands.fill("No driving for at least", "36")
    hands.fill("Reason for the change of the preset", "Longer.")
    hands.press("Save the preset")
    room.reads("the rule of 36 h in words")
    hands.fill("The no-driving rule in words", "No driving for 36 hours.")
    hands.press("Save the preset")
    room.reads("Nobody has signed this preset.")
    assert find("our-lozenge", own_presets(room.folder)).preset.discharge.no_driving.hours == 36


def test_a_key_of_the_program_is_no_key_for_a_button(room: Room1) -> None:
    hands = room.hands
    copy_of_the_lozenge(room, "Keys")
    hands.choose("Part of the preset", "Buttons")
    hands.fill("nausea · key", "b")
    hands.fill("Reason for the change of the preset", "B is easier.")
    hands.press("Save the preset")
    room.reads("the key B belongs to the program")
    hands.press("Leave unchanged")
    hands.see("Copy this preset")
    assert not own_presets(room.folder).exists()


def test_who_did_what_is_looked_through_as_one_types(room: Room1) -> None:
    done: list[object] = []
    for number, person in enumerate((RUTH, replace(RUTH, name="Ada"))):
        fact = RecordAccessed(session=f"s-{number}", how="opened")
        origin = Origin(operator=person, station="room 1", page="history")
        room.bridge.practice(partial(Practice.note, event=fact, origin=origin), done.append)
    room.section("Who did what")
    (table,) = room.page.findChildren(QTableWidget)
    room.bot.waitUntil(lambda: table.rowCount() == 2, timeout=10_000)
    room.hands.fill("Person", "ada")
    room.bot.waitUntil(lambda: table.rowCount() == 1, timeout=10_000)
    item = table.item(0, 2)
    assert item is not None
    assert item.text() == "Opened session s-1"
    room.hands.fill("From", "soon")
    room.reads("Write a day as")


def test_a_second_place_for_heads_is_noted_from_then_on(room: Room1, tmp_path: Path) -> None:
    stick = tmp_path / "stick.heads"
    room.section("Data")
    room.hands.fill("Second file for the record's heads", str(stick))
    room.hands.press("Save where heads are noted")
    room.bot.waitUntil(stick.exists, timeout=10_000)
    assert load(room.folder).heads_file == str(stick)
    changed = [entry.event for entry in room.noted()]
    assert any(isinstance(each, SettingChanged) and each.name == "heads_file" for each in changed)


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
