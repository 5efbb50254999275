"""What is kept, through the real settings page: backups, where heads are noted, who did what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from kapmonitor.practice import Practice
from kapmonitor.record.practice import (
    RecordAccessed,
    RecordRestored,
    SettingChanged,
)
from kapmonitor.session.vocabulary import Origin
from kapmonitor.settings import load
from tests.ui.pages import RUTH
from tests.ui.settings_room import Room1, settings_open


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Room1]:
    with settings_open(tmp_path, qtbot, qapp) as opened:
        yield opened


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
