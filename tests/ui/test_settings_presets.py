"""A clinic's own presets through the real settings page: copied, changed, compared, signed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.presets import find, own_presets
from kapmonitor.record.practice import (
    PresetKept,
    PresetSigned,
)
from kapmonitor.session.preset_edit import changes_told
from kapmonitor.ui.settings.preset_form import PresetForm
from tests.ui.settings_room import Room1, settings_open


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Room1]:
    with settings_open(tmp_path, qtbot, qapp) as opened:
        yield opened


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
