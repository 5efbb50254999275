"""`erase` as it is used: nothing goes before the pseudonym was given once more."""

from pathlib import Path

import pytest

from kapmonitor.record.connect import FILE_NAME
from tests.support.command import say


def test_a_patient_is_erased_on_purpose_only(
    recorded: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    (row,) = say(capsys, "sessions", "--json").facts
    patient, before = row["patient"], (recorded / FILE_NAME).read_bytes()
    dry = say(capsys, "erase", patient, "--dry-run")
    assert (dry.code, "Goes from the record" in dry.out) == (0, True)
    asked = say(capsys, "erase", patient)
    assert (asked.code, f"give --yes {patient}" in asked.err) == (2, True)
    other = say(capsys, "erase", patient, "--yes", "P-other")
    assert (other.code, "Nothing was erased." in other.err) == (1, True)
    assert (recorded / FILE_NAME).read_bytes() == before
    done = say(capsys, "erase", patient, "--yes", patient, "--by", "Ada", "--json")
    assert done.code == 0
    (fact,) = done.facts
    assert (fact["erased"], fact["sessions"]) == (True, [row["id"]])
    (proved,) = say(capsys, "check-record", "--json").facts
    assert proved["state"] == "intact"
    assert "by Ada." in proved["erased"][0]
    again = say(capsys, "erase", patient, "--yes", patient)
    assert (again.code, "Nothing is left to erase" in again.line) == (1, True)
    unknown = say(capsys, "erase", "P-unknown", "--yes", "P-unknown")
    assert (unknown.code, "knows no patient" in unknown.line) == (1, True)
