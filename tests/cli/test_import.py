"""`import`: home readings, patients and sessions from files; what a person must say comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.arrivals import home_readings
from kapmonitor.record.connect import FILE_NAME, open_history, open_record
from kapmonitor.record.jsonl import jsonl_lines
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from tests.record.examples import whole_session
from tests.support.command import say

READINGS = (
    "Date;Time;Systolic;Diastolic;Pulse\n05/10/2026;08:15;128;82;64\n"
    "06/10/2026;08:15;130;84;\n06/10/2026;08:15;130;84;\n06/10/2026;08:16;13;84;\n"
)
PEOPLE = "Name;Born;Local number\nAnna Rivers;25/11/1980;4711\nAna Rivers;25/11/1980;\nZoé;;9\n"
SAID = ("--unit", "mmHg", "--dates", "dmy", "--zone", "Europe/Madrid", "--twice", "take")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with files to bring in, and nothing yet."""
    monkeypatch.setenv("KAPMONITOR_DATA", str(tmp_path / "data"))
    (tmp_path / "readings.csv").write_text(READINGS, encoding="cp1252")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="cp1252")
    return tmp_path


def anna(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Add a patient; return the pseudonym."""
    words = ("import", "patients", data / "people.csv", "--leave-out", "3,4", "--json")
    (pseudonym,) = say(capsys, *words).facts[-1]["added"]
    return str(pseudonym)


def test_readings_are_taken_when_every_question_is_answered(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = anna(data, capsys)
    words = ("import", "readings", data / "readings.csv", "--patient", who)
    said = say(capsys, *words)
    assert said.code == 1
    for option in ("--unit", "--dates"):
        assert option in said.err
    assert say(capsys, *words, *SAID[:-2]).code == 1
    dry = say(capsys, *words, *SAID, "--dry-run", "--json")
    assert dry.code == 0
    assert [each["verdict"] for each in dry.facts[:-1]] == ["taken", "taken", "taken", "refused"]
    done = say(capsys, *words, *SAID, "--json")
    assert (done.code, done.facts[-1]["taken"]) == (0, 3)
    again = say(capsys, *words, *SAID)
    assert (again.code, "--again" in again.err) == (1, True)
    with open_history(data / "data" / FILE_NAME) as record:
        assert [each.taken.day for _one, each in home_readings(record, who)] == [5, 6, 6]
    assert say(capsys, "check-record").code == 0


def test_home_readings_are_exported_with_where_they_came_from(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who, out = anna(data, capsys), data / "out.csv"
    words = ("import", "readings", data / "readings.csv", "--patient", who)
    assert say(capsys, *words, *SAID).code == 0
    assert say(capsys, "export", f"home:{who}", "--format", "pdf", "--out", out).code == 2
    assert say(capsys, "export", "home:P-0", "--format", "csv", "--out", out).code == 2
    assert say(capsys, "export", f"home:{who}", "--format", "csv", "--out", out).code == 0
    lines = out.read_text(encoding="utf-8").splitlines()[1:]
    pairs = [tuple(line.split(",")[3:5]) for line in lines]
    assert pairs == [("128", "82"), ("130", "84"), ("130", "84")]
    assert all("imported, not taken here" in line and "readings.csv" in line for line in lines)
    again = say(capsys, "import", "readings", out, "--patient", who, "--dry-run")
    assert "imported before" in again.out


def test_people_who_look_alike_are_asked_about_and_never_merged(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("import", "patients", data / "people.csv")
    said = say(capsys, *words)
    assert (said.code, "row 3" in said.err) == (1, True)
    assert say(capsys, *words, "--dry-run", "--another", "3").code == 0
    assert say(capsys, *words, "--another", "3").code == 0
    with open_history(data / "data" / FILE_NAME) as record:
        names = [each.name for each in Library(record).patients()]
    assert names == ["Ana Rivers", "Anna Rivers", "Zoé"]
    assert say(capsys, *words, "--another", "3").code == 1


def test_a_session_of_another_installation(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / "far.jsonl"
    with open_record(data / "far" / FILE_NAME) as record:
        log = SessionLog(record)
        log.append("s-1", whole_session("s-1"))
        file.write_text("".join(jsonl_lines(log, "s-1")), encoding="utf-8")
    (first,) = say(capsys, "import", "session", file, "--json").facts
    (second,) = say(capsys, "import", "session", file, "--json").facts
    assert (first["new"], second["new"]) == (True, False)
    (row,) = say(capsys, "sessions", "--json").facts
    assert (row["id"], row["simulated"]) == ("s-1", True)
    assert say(capsys, "check-record").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("readings", "nowhere.csv", "--patient", "P-1"),
        ("readings", "readings.csv"),
        ("readings", "readings.csv", "--patient", "P-1", "--zone", "Mars/Olympus"),
        ("readings", "readings.csv", "--patient", "P-1"),
        ("readings", "people.csv", "--patient", "P-1"),
        ("patients", "readings.csv"),
        ("patients", "people.csv", "--leave-out", "three"),
        ("session", "people.csv"),
        ("pictures", "people.csv"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    what, file, *rest = words
    said = say(capsys, "import", what, data / file, *rest)
    assert (said.code, bool(said.line)) == (2, True)
    assert not (data / "data" / FILE_NAME).exists()
