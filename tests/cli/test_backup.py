"""`backup` and `restore` as they are used."""

from pathlib import Path

import pytest

from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.lock import WriterLock
from tests.support.command import say


def test_there_and_back(recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "copy.db"
    made = say(capsys, "backup", target)
    assert (made.code, made.out) == (0, "")
    assert "written and proved: 1 session, " in made.err
    held = say(capsys, "backup", target)
    assert (held.code, "exists. It was left as it is." in held.line) == (2, True)
    assert say(capsys, "backup", target, "--force").code == 0
    refused = say(capsys, "restore", target)
    assert refused.code == 2
    assert "lacks entries of the practice (signatures" in refused.line
    restored = say(capsys, "restore", target, "--force")
    assert restored.code == 0
    assert "What was there before is kept" in restored.err
    assert len(list(recorded.glob("kapmonitor-before-*.db"))) == 1
    assert say(capsys, "check-record").code == 0
    (row,) = say(capsys, "sessions", "--json").facts
    assert row["phase"] == "locked"


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["backup", "{data}"], "is a folder. Name a file."),
        (["backup", "{data}/kapmonitor.db"], "is the record itself"),
        (["backup", "{data}/kapmonitor.db/x"], "cannot be written"),
        (["restore", "{data}/gone.db", "--force"], "There is no record at"),
        (["restore", "{data}/kapmonitor.db", "--force"], "is the record itself"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str], data_folder: Path, words: list[str], complaint: str
) -> None:
    before = (data_folder / FILE_NAME).read_bytes()
    said = say(capsys, *(word.format(data=data_folder) for word in words))
    assert said.code == 2
    assert complaint in said.line
    assert (data_folder / FILE_NAME).read_bytes() == before


def test_a_record_in_use_is_not_replaced_and_a_copy_of_it_is_not_noted(
    recorded: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    lock = WriterLock(recorded / FILE_NAME)
    said = say(capsys, "backup", copy)
    assert said.code == 0
    assert "not noted in the record" in said.err
    said = say(capsys, "restore", copy, "--force")
    assert said.code == 2
    assert "in use by another program (process" in said.line
    lock.release()
    assert say(capsys, "restore", copy, "--force").code == 0
