"""`erase` as it is used: nothing goes before the pseudonym was given once more."""

from pathlib import Path

import pytest

from kapmonitor.record.connect import FILE_NAME
from kapmonitor.telehealth.kept_root import NAME, Kept, Roots
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
    roots = Roots(recorded, None)
    roots.keep(row["id"], Kept("00" * 16, 0, "ab" * 32, "Alex R."))
    roots.keep("another", Kept("11" * 16, 0, "cd" * 32, "Kim S."))
    other = say(capsys, "erase", patient, "--yes", "P-other")
    assert (other.code, "Nothing was erased." in other.err) == (1, True)
    assert (recorded / FILE_NAME).read_bytes() == before
    assert roots.of(row["id"]) is not None
    done = say(capsys, "erase", patient, "--yes", patient, "--by", "Ada", "--json")
    assert done.code == 0
    (fact,) = done.facts
    assert (fact["erased"], fact["sessions"]) == (True, [row["id"]])
    assert b"Alex" not in (recorded / NAME).read_bytes(), "nothing opens their link again"
    assert roots.of("another") is not None
    (proved,) = say(capsys, "check-record", "--json").facts
    assert proved["state"] == "intact"
    assert "by Ada." in proved["erased"][0]
    again = say(capsys, "erase", patient, "--yes", patient)
    assert (again.code, "Nothing is left to erase" in again.line) == (1, True)
    unknown = say(capsys, "erase", "P-unknown", "--yes", "P-unknown")
    assert (unknown.code, "knows no patient" in unknown.line) == (1, True)
