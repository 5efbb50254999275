"""The clinic's rules in its folder: kept whole, recorded with who and why, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.clinic_rules import FILE, ClinicFault, load_rules, save_rules
from kapmonitor.clock import SystemClock
from kapmonitor.practice import Practice
from kapmonitor.record.connect import open_record
from kapmonitor.record.practice import PracticeLog, SettingChanged
from kapmonitor.session.clinic import STRICTEST, UNDECIDED, ClinicRules, CuffStart
from tests.support.parts import THERAPIST

DECIDED = ClinicRules(cuff_start=CuffStart.SCHEDULE, no_driving_hours=36.5)


def test_what_is_saved_is_loaded_and_nothing_is_undecided(tmp_path: Path) -> None:
    assert load_rules(tmp_path) == UNDECIDED
    save_rules(tmp_path / "new", DECIDED)
    assert load_rules(tmp_path / "new") == DECIDED


def test_rules_outside_the_guardrails_are_refused_and_change_nothing(tmp_path: Path) -> None:
    save_rules(tmp_path, DECIDED)
    with pytest.raises(ClinicFault, match="permitted: 24 to 336"):
        save_rules(tmp_path, ClinicRules(no_driving_hours=2.0))
    assert load_rules(tmp_path) == DECIDED


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"schema = ", "not TOML"), (b"\xff", "not UTF-8"), (b"schema = 1\nx = 2", "x: unknown key")],
)
def test_a_damaged_file_is_named_left_alone_and_read_at_its_strictest(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    with pytest.raises(ClinicFault, match=says):
        load_rules(tmp_path)
    with pytest.raises(ClinicFault, match=says):
        save_rules(tmp_path, DECIDED)
    assert path.read_bytes() == content
    with open_record(tmp_path / "kapmonitor.db") as record:
        rules, faults = Practice(record, tmp_path, SystemClock()).rules_in_force()
    assert rules == STRICTEST
    assert says in faults[0]
    assert str(path) in faults[0]


def test_a_change_is_recorded_with_who_and_why(tmp_path: Path) -> None:
    with open_record(tmp_path / "kapmonitor.db") as record:
        practice = Practice(record, tmp_path, SystemClock())
        practice.keep_rules(DECIDED, "The board decided.", THERAPIST)
        assert practice.rules() == DECIDED
        entries = PracticeLog(record).read()
    assert [each.event for each in entries] == [
        SettingChanged(
            name="clinic.cuff_start",
            before="person",
            after="schedule",
            reason="The board decided.",
        ),
        SettingChanged(
            name="clinic.no_driving_hours", before=None, after="36.5", reason="The board decided."
        ),
    ]
    assert {each.origin for each in entries} == {THERAPIST}
