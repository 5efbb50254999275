"""`sessions`, `export` and `check-record`: on a good record, and on every bad one."""

import json
import os
from pathlib import Path

import pytest

from kapmonitor.record import driver
from kapmonitor.record.check import State, check
from kapmonitor.record.lock import WriterLock
from kapmonitor.record.schema import CURRENT
from tests.support.command import say

READERS = (["sessions"], ["export", "sim-1", "--format", "csv"], ["check-record"])


def session_of(capsys: pytest.CaptureFixture[str]) -> str:
    (row,) = say(capsys, "sessions", "--json").facts
    return str(row["id"])


def test_sessions_are_listed(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = say(capsys, "sessions", "--json").facts
    assert row["patient"] == "SIMULATED"
    assert row["preset"] == "kap-im-office"
    assert row["phase"] == "locked"
    assert row["outcome"] == "not_dosed"
    assert row["readings"] > 0
    said = say(capsys, "--data", recorded, "sessions")
    assert said.code == 0
    assert row["id"] in said.out


@pytest.mark.usefixtures("recorded")
def test_an_intact_record_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    said = say(capsys, "check-record")
    assert said.code == 0
    assert "It agrees with the heads noted at" in said.line
    assert "intact: 1 session, " in said.out
    (facts,) = say(capsys, "check-record", "--json").facts
    assert facts["state"] == "intact"
    assert (facts["sessions"], facts["session"]) == (1, None)


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_an_export_is_complete_and_replaces_nothing_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    session, out = session_of(capsys), tmp_path / "folder" / f"out.{kind}"
    words = ["export", session, "--format", kind, "--out", out]
    assert say(capsys, *words).code == 0
    text = out.read_text(encoding="utf-8")
    assert session in text
    out.write_text("mine")
    said = say(capsys, *words)
    assert said.code == 2
    assert "left as it is" in said.line
    assert out.read_text() == "mine"
    assert say(capsys, *words, "--force").code == 0
    assert out.read_text(encoding="utf-8") == text
    assert [path.name for path in out.parent.iterdir()] == [out.name]


@pytest.mark.usefixtures("recorded")
def test_an_export_is_noted_in_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (before,) = say(capsys, "check-record", "--json").facts
    words = ["export", session_of(capsys), "--format", "csv", "--out", tmp_path / "a.csv"]
    assert say(capsys, *words).code == 0
    (after,) = say(capsys, "check-record", "--json").facts
    assert after["entries"] == before["entries"] + 1


@pytest.mark.usefixtures("recorded")
def test_an_export_is_named_after_its_session(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    session = session_of(capsys)
    assert say(capsys, "export", session, "--format", "jsonl").code == 0
    lines = Path(f"{session}.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["stream"] == session


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["../../nobody", "--format", "csv"], "There is no session ../../nobody"),
        (["x" * 5000, "--format", "csv"], "There is no session"),
        (["sim-1", "--format", "xml"], "invalid choice"),
        (["sim-1"], "required: --format"),
    ],
)
def test_an_export_of_nothing_is_refused(
    capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    said = say(capsys, "export", *words)
    assert said.code == 2
    assert complaint in said.line


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("place", ["", "a/folder/that/is/a/file/x.csv", "y" * 300])
def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    (tmp_path / "a").touch()
    words = ["export", session_of(capsys), "--format", "csv", "--out", tmp_path / place]
    said = say(capsys, *words)
    assert said.code == 2
    assert "cannot be written" in said.line or "is a folder" in said.line


@pytest.mark.usefixtures("recorded")
@pytest.mark.skipif(os.name == "nt", reason="no named pipes in a folder")
def test_what_is_no_ordinary_file_is_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moving a file onto a device such as /dev/full would destroy the device for everybody."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    words = ["export", session_of(capsys), "--format", "csv", "--out", pipe, "--force"]
    said = say(capsys, *words)
    assert said.code == 2
    assert "not an ordinary file" in said.line
    assert pipe.is_fifo()
    said = say(capsys, "measure", "--driver", "csv3", "--device", "loop://", "--record", pipe)
    assert said.code == 2
    assert "not an ordinary file" in said.line


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_where_there_is_no_record_nothing_is_made(
    data_folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    said = say(capsys, *words)
    assert said.code == 2
    assert "There is no record" in said.line
    assert not data_folder.exists()


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
@pytest.mark.parametrize("foreign", ["text", "another program", "empty"])
def test_a_file_that_is_not_ours_is_left_alone(
    data_folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], foreign: str
) -> None:
    data_folder.mkdir()
    path = data_folder / "kapmonitor.db"
    if foreign == "another program":
        with driver.connect(path) as connection:
            connection.execute("CREATE TABLE session (id TEXT)")
        connection.close()
    else:
        path.write_text("Dear diary\n" * 100 if foreign == "text" else "")
    before = path.read_bytes()
    said = say(capsys, *words)
    assert said.code == 2
    assert "is not a kapmonitor record" in said.line
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_a_record_of_a_newer_program_is_left_alone(
    recorded: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    altered(recorded, "PRAGMA user_version = 9000")
    said = say(capsys, *words)
    assert said.code == 2
    assert "newer kapmonitor" in said.line


def test_a_record_of_a_slightly_newer_program_is_listed_exported_proved_and_copied(
    recorded: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    session = session_of(capsys)
    altered(recorded, f"PRAGMA user_version = {1000 * CURRENT.major + CURRENT.minor + 1}")
    for words in (
        ["sessions"],
        ["check-record"],
        ["export", session, "--format", "jsonl", "--out", tmp_path / "out.jsonl"],
        ["backup", tmp_path / "copy.db"],
    ):
        assert say(capsys, *words).code == 0
    assert (tmp_path / "out.jsonl").exists()
    assert check(tmp_path / "copy.db").state is State.INTACT


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_a_truncated_record_is_told_and_left_alone(
    recorded: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    path = recorded / "kapmonitor.db"
    os.truncate(path, path.stat().st_size // 2)
    before = path.read_bytes()
    said = say(capsys, *words)
    assert said.code == (1 if words == ["check-record"] else 2)
    assert "damaged" in said.line
    assert path.read_bytes() == before


def test_an_altered_entry_is_named(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = session_of(capsys)
    statement = "UPDATE event SET body = replace(body, ':1', ':2') WHERE seq = 1"
    altered(recorded, f"{statement} AND stream <> 'practice'", without="event_is_never_changed")
    said = say(capsys, "check-record")
    assert said.code == 1
    assert said.out == ""
    assert session in said.line
    (facts,) = say(capsys, "check-record", "--json").facts
    assert (facts["state"], facts["session"], facts["seq"]) == ("damaged", session, 1)
    said = say(capsys, "export", session, "--format", "csv", "--out", recorded / "out.csv")
    assert said.code == 1
    assert "Do not rely on it" in said.err
    assert "entry 1" in said.err


def test_an_older_record_is_found_by_heads_kept_elsewhere(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, stick = recorded / "kapmonitor.db", tmp_path / "stick.heads"
    whole = record.read_bytes()
    export = ("export", session_of(capsys), "--format", "csv", "--out", tmp_path / "a.csv")
    assert say(capsys, *export).code == 0
    stick.write_bytes((recorded / "kapmonitor.heads").read_bytes())
    record.write_bytes(whole)
    (recorded / "kapmonitor.heads").unlink()
    assert say(capsys, "check-record").code == 0
    said = say(capsys, "check-record", "--heads", stick)
    assert (said.code, "1 entries are missing" in said.line) == (1, True)
    gone = say(capsys, "check-record", "--heads", tmp_path / "gone.heads")
    assert (gone.code, "cannot be read" in gone.line) == (2, True)


def test_beside_its_writer_the_record_is_read(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = WriterLock(recorded / "kapmonitor.db")
    try:
        session = session_of(capsys)
        assert say(capsys, "check-record").code == 0
        said = say(capsys, "export", session, "--format", "csv", "--out", tmp_path / "a.csv")
    finally:
        lock.release()
    assert said.code == 0
    assert "not noted" in said.err
    assert (tmp_path / "a.csv").exists()


def test_a_locked_file_is_told_and_ends(recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = driver.connect(recorded / "kapmonitor.db")
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        said = say(capsys, "sessions")
    finally:
        connection.close()
    assert said.code == 2
    assert "in use" in said.line


def test_a_read_only_folder_serves_for_reading(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in recorded.iterdir():
        path.chmod(0o400)
    recorded.chmod(0o500)
    try:
        session = session_of(capsys)
        out = tmp_path / "a.csv"
        assert say(capsys, "export", session, "--format", "csv", "--out", out).code == 0
        assert say(capsys, "check-record").code == 0
    finally:
        recorded.chmod(0o700)


def altered(folder: Path, statement: str, *, without: str = "") -> None:
    """Change the file behind the program's back, with one of its guards lifted meanwhile."""
    connection = driver.connect(folder / "kapmonitor.db")
    guards = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (without,))
    (guard,) = guards.fetchone() or (None,)
    if guard:
        connection.execute(f"DROP TRIGGER {without}")
    connection.execute(statement)
    if guard:
        connection.execute(guard)
    connection.commit()
    connection.close()
