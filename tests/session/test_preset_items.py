"""Items that a clinic adds to its own preset or leaves out, within what the preset is for."""

from __future__ import annotations

import pytest

from kapmonitor.presets import guardrails
from kapmonitor.session.preset_edit import checked, differences, edited
from kapmonitor.session.preset_items import (
    PLACES,
    left_out,
    removable,
    with_button,
    with_reading,
    with_words,
    without,
)
from kapmonitor.session.preset_reader import PresetError
from kapmonitor.terms import terms
from tests.session.test_preset_edit import shipped


def test_what_is_added_is_read_back_and_can_be_left_out_again() -> None:
    made = with_words(shipped(), "checklist", "Blanket and eye-shades ready")
    made = with_words(made, "discharge", "Has eaten something")
    made = with_reading(made, 30.0)
    known = {each.code for each in checked(shipped(), shipped(), guardrails()).observations}
    made = with_button(made, next(each for each in terms() if each.code not in known))
    preset = checked(made, shipped(), guardrails())
    assert not next(each for each in preset.checklist if "Blanket" in each.text).hard
    added = next(each for each in preset.schedule if each.at_min == 30)
    assert (added.offered, added.required) == (True, False)
    assert preset.discharge.human[-1].text == "Has eaten something"
    assert len(preset.observations) == len(known) + 1
    assert differences(shipped(), made)
    for part in PLACES:
        last = removable(made, part, shipped())[-1]
        made = without(made, part, last.name, shipped())
    assert differences(shipped(), made) == ()


def test_what_the_preset_is_for_stays() -> None:
    preset = checked(shipped(), shipped(), guardrails())
    hard = [("checklist", each.id, "hard") for each in preset.checklist if each.hard]
    loose = edited(shipped(), dict.fromkeys(hard, False))
    kept = {
        "checklist": {each.id for each in preset.checklist if each.hard},
        "reading": {each.id for each in preset.schedule if each.required},
        "discharge": {each.id for each in preset.discharge.human},
    }
    for part, names in kept.items():
        assert names
        assert not names & {each.name for each in removable(loose, part, shipped())}
        for name in names:
            with pytest.raises(KeyError):
                without(loose, part, name, shipped())


def test_what_was_taken_out_of_the_file_is_missed() -> None:
    made = {**shipped(), "checklist": []}
    assert ("checklist", "identity-consent") in left_out(made, shipped())
    assert left_out(shipped(), shipped()) == ()


def test_an_added_reading_keeps_to_the_guardrails() -> None:
    with pytest.raises(PresetError):
        checked(with_reading(shipped(), 5000.0), shipped(), guardrails())
