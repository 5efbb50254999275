"""Every file that is left after a session, a crash, a backup, exports and a migration is searched
for the words that name a patient: under a key none has any, but the exports that were asked for."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kapmonitor.presets import find
from kapmonitor.record import driver
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.data_key import DataKey
from kapmonitor.record.driver import copy_plain_encrypted
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.slot import Cost
from kapmonitor.record.unlocking import unlock
from kapmonitor.record.vault import Vault
from kapmonitor.session.event import EscortRecorded, SessionOpened
from tests.record.examples import DATABASES, entries_of, note, whole_session, words
from tests.record.golden import PATIENT
from tests.record.writers import SPAWN
from tests.support.command import say

SPAWN.set_forkserver_preload(
    ["sqlite_utils", "tests.record.writers", "tests.end_to_end.test_nothing_in_clear"]
)
PRESET = find("kap-im-office").document
SECRET = "a long enough secret"
NAME, BORN, NOTE, ESCORT = (
    "Wilhelmina Quastle",
    date(1913, 2, 27),
    "saw marmalade owls",
    "Ignatz Fub",
)
NAMING = (NAME, "Quastle", BORN.isoformat(), NOTE, "marmalade", ESCORT, PATIENT.name)
SOMEBODY = Patient(
    id="P-1", name=NAME, born=BORN, emergency_name=ESCORT, added=datetime(2026, 11, 27, tzinfo=UTC)
)


def live(folder: Path, key: DataKey | None, report: Connection) -> None:
    """End one session, begin another, and go on until killed."""
    tempfile.tempdir = str(folder.parent / "temporary")
    escort = EscortRecorded(
        name=words(ESCORT, ref="escort"), relationship="aunt", phone=words("555-0199", ref="phone")
    )
    with open_record(folder / FILE_NAME, key) as record:
        Library(record).keep_patient(SOMEBODY)
        log = SessionLog(record)
        whole = list(whole_session())
        begun = whole[0].event
        assert isinstance(begun, SessionOpened)
        whole[0] = replace(whole[0], event=replace(begun, preset_document=PRESET))
        whole[6] = replace(whole[6], event=note(NOTE))
        for entry in (
            *whole[:9],
            replace(whole[8], seq=10, event=escort),
            replace(whole[9], seq=11),
        ):
            log.append("s-1", [entry])
        log.append("s-2", (*whole_session("s-2")[:6], *entries_of(note(NOTE), first=7)))
        report.send("begun")
        report.recv()


def killed(folder: Path, key: DataKey | None) -> None:
    ours, theirs = SPAWN.Pipe()
    program = SPAWN.Process(target=live, args=(folder, key, theirs))
    program.start()
    assert ours.poll(20)
    program.kill()
    program.join()
    program.close()
    assert (folder / f"{FILE_NAME}-wal").stat().st_size > 0, "the newest words are in the log"


def in_clear(place: Path) -> Iterator[tuple[str, str]]:
    """Return each file with a word that it holds, in any of three spellings."""
    for each in place.rglob("*"):
        if not each.is_file() or "asked for" in each.parts:
            continue
        octets = each.read_bytes()
        for word in NAMING:
            if any(word.encode(way) in octets for way in ("utf-8", "utf-16-le", "utf-16-be")):
                yield each.name, word


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("data", "temporary", "asked for"):
        (tmp_path / name).mkdir()
    return tmp_path / "data"


def vault_of(folder: Path) -> DataKey:
    cheap = Cost(iterations=1, lanes=1, memory_kib=8)
    vault, key = Vault.create(keys_beside(folder / FILE_NAME), cheap)
    vault.set_operator(key, "op-1", SECRET)
    vault.set_encrypted(True)
    return key


@pytest.mark.no_qt_log
@pytest.mark.skipif(not driver.CAN_ENCRYPT, reason="sqlcipher3 is not installed")
@pytest.mark.skipif(sys.platform == "win32", reason="the killed program is forked")
def test_under_a_key_no_file_names_the_patient_but_the_exports_that_were_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, key = folder.parent, vault_of(folder)
    monkeypatch.setenv("TMPDIR", str(place / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", str(place / "temporary"))
    killed(folder, key)
    assert list(in_clear(place)) == []

    asked_for, secret = place / "asked for", place / "secret"
    secret.write_text(SECRET)
    told = ""
    commands: tuple[list[object], ...] = (
        ["sessions"],
        ["backup", place / "backup.db"],
        ["check-record"],
        ["export", "s-1", "--format", "csv", "--out", asked_for / "s-1.csv"],
        ["export", "s-1", "--format", "jsonl", "--out", asked_for / "s-1.jsonl"],
        ["export", "s-1", "--format", "fhir", "--out", asked_for / "s-1.fhir.json"],
        ["export", "s-1", "--format", "pdf", "--out", asked_for / "s-1.pdf"],
        ["restore", place / "backup.db", "--force"],
    )
    for command in commands:
        said = say(capsys, "-v", "--data", folder, "--secret-file", secret, *command)
        assert said.code == 0, said.err
        told += said.out + said.err
    assert not [word for word in NAMING if word in told]
    assert NOTE in (asked_for / "s-1.jsonl").read_text()

    older = place / "older" / FILE_NAME
    older.parent.mkdir()
    old_key = vault_of(older.parent)
    copy_plain_encrypted(DATABASES / "1.0.db", older, old_key)
    open_record(older, old_key).close()
    (kept,) = older.parent.glob("*-before-*.db")
    opened = unlock(kept, lambda vault: vault.unlock_operator("op-1", SECRET))
    assert check(kept, key=opened).state is State.INTACT

    assert list(in_clear(place)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the killed program is forked")
def test_the_same_search_finds_the_words_where_there_is_no_key(folder: Path) -> None:
    killed(folder, None)
    found = {word for _, word in in_clear(folder.parent)}
    assert found == set(NAMING) - {PATIENT.name}
