"""Commands on an encrypted record: each asks for the secret in its own way, and none shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.record import driver
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.log import SessionLog
from kapmonitor.record.seal import is_plain
from kapmonitor.record.slot import Cost
from kapmonitor.record.vault import Vault
from tests.record.examples import whole_session
from tests.support.command import say

pytestmark = [
    pytest.mark.no_qt_log,
    pytest.mark.skipif(not driver.CAN_ENCRYPT, reason="sqlcipher3 is not installed"),
]
PLAY = ["simulate", "--scenario", "gate_held", "--protocol", "kap-im-office", "--headless"]
SECRET = "a long enough secret"
COMMANDS = (
    ["sessions"],
    ["export", "s-1", "--format", "jsonl", "--out", "OUT"],
    ["check-record"],
    ["backup", "OUT"],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with an encrypted record that one operator opens."""
    record = tmp_path / "data" / FILE_NAME
    record.parent.mkdir()
    vault, key = Vault.create(keys_beside(record), Cost(iterations=1, lanes=1, memory_kib=8))
    vault.set_operator(key, "op-1", SECRET)
    vault.set_encrypted(True)
    with open_record(record, key) as opened:
        SessionLog(opened).append("s-1", whole_session())
    return record.parent


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text(SECRET + "\n")
    return file


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_each_command_opens_it_with_a_secret_and_without_one_says_how(
    folder: Path, secret: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    out, writes = folder.parent / "out.db", "OUT" in words
    words = [str(out) if word == "OUT" else word for word in words]
    unasked = say(capsys, "--data", folder, *words)
    assert unasked.code == 2
    assert "--secret-file" in unasked.line
    secret.write_text("not the secret at all")
    wrong = say(capsys, "--data", folder, "--secret-file", secret, *words)
    assert (wrong.code, wrong.out) == (2, "")
    assert "does not open it" in wrong.line
    assert not out.exists()
    secret.write_text(SECRET)
    assert say(capsys, "--data", folder, *words, "--secret-file", secret).code == 0
    assert out.exists() == writes


def test_a_backup_comes_back_on_another_computer_and_beside_itself(
    folder: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup, elsewhere = folder.parent / "friday.db", folder.parent / "elsewhere"
    opened = ("--secret-file", secret)
    told = say(capsys, "--data", folder, *opened, "backup", backup)
    assert "friday.keys belongs to it" in told.err
    refused = say(capsys, "--data", folder, *opened, "backup", backup.with_suffix(".keys"))
    assert refused.code == 2
    assert say(capsys, "--data", elsewhere, "restore", backup).code == 2
    assert not (elsewhere / FILE_NAME).exists()
    assert say(capsys, "--data", elsewhere, *opened, "restore", backup).code == 0
    assert say(capsys, "--data", elsewhere, *opened, "check-record").code == 0
    keys_beside(backup).unlink()  # forgotten on the way: the folder it comes from still opens it
    again = say(capsys, "--data", folder, *opened, "restore", backup, "--force")
    assert again.code == 0
    orphan = say(capsys, "--data", folder.parent / "third", *opened, "restore", backup)
    assert orphan.code == 2
    assert "friday.keys is not beside it" in orphan.line


def test_a_simulated_record_under_a_key_opens_with_the_recovery_key_shown_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, secret = tmp_path / "demo", tmp_path / "recovery"
    played = say(capsys, *PLAY, "--encrypt", "--out", folder)
    assert played.code == 0
    (line,) = [line for line in played.err.splitlines() if "recovery key" in line]
    secret.write_text(line.rpartition(" ")[2].lower())
    assert not is_plain(folder / FILE_NAME)
    assert say(capsys, "--data", folder, "check-record", "--secret-file", secret).code == 0
    assert "is encrypted" in say(capsys, *PLAY, "--out", folder).line
    assert (folder / FILE_NAME).exists()
