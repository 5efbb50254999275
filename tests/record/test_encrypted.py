"""The record under a key: nothing in clear, every misfit in its own words, no way to lose it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kapmonitor.record import driver
from kapmonitor.record.backup import KeysInHand, back_up, lost_by, restore
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history, open_record
from kapmonitor.record.copying import held_at
from kapmonitor.record.data_key import DataKey, fresh_key
from kapmonitor.record.encrypting import change_key, encrypt, settle
from kapmonitor.record.fault import RecordFault, RecordForeign
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.log import SessionLog
from kapmonitor.record.seal import (
    RecordKeysMissing,
    RecordNeedsCipher,
    RecordNeedsKey,
    RecordOtherKey,
    RecordPlain,
    is_plain,
)
from kapmonitor.record.slot import Cost
from kapmonitor.record.unlocking import unlock, unlocked_by
from kapmonitor.record.vault import Vault
from tests.record.examples import copy_of, whole_session
from tests.record.interrupted import (
    DONE,
    OPERATOR,
    SECRET,
    change_key_until,
    encrypt_until,
)
from tests.record.writers import SPAWN

CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)
NOW = datetime(2026, 11, 27, 3, 0, 0, tzinfo=UTC)
WORDS = b"O'Hara"
"""Of the note in every whole session."""

pytestmark = pytest.mark.skipif(not driver.CAN_ENCRYPT, reason="sqlcipher3 is not installed")


def ask(vault: Vault) -> DataKey:
    return vault.unlock_operator(OPERATOR, SECRET)


def vault_beside(record: Path) -> tuple[Vault, DataKey]:
    """Give a record a key file that one operator opens."""
    record.parent.mkdir(exist_ok=True)
    vault, key = Vault.create(keys_beside(record), CHEAP)
    vault.set_operator(key, OPERATOR, SECRET)
    return vault, key


@pytest.fixture
def plain(two_sessions: Path) -> Path:
    """A plain record with a key file for sign-in."""
    vault_beside(two_sessions)
    return two_sessions


@pytest.fixture
def sealed(plain: Path) -> Path:
    """The same record, encrypted."""
    vault = Vault(keys_beside(plain))
    encrypt(plain, vault, ask(vault))
    return plain


def in_clear(folder: Path) -> list[str]:
    """Return the files in a folder that hold the note's words."""
    return [each.name for each in folder.iterdir() if WORDS in each.read_bytes()]


def test_what_is_written_under_a_key_is_nowhere_in_clear_and_is_all_there(path: Path) -> None:
    _, key = vault_beside(path)
    with open_record(path, key) as record:
        SessionLog(record).append("s-1", whole_session())
        assert sorted(each.name for each in path.parent.iterdir())[0] == FILE_NAME
        assert in_clear(path.parent) == []
        assert check(path, key=key).entries == 11, "ten, and the practice's note of its head"
    with open_history(path, key) as history:
        assert SessionLog(history).read("s-1") == whole_session()
    assert in_clear(path.parent) == []
    assert not is_plain(path)


def test_each_way_in_which_key_and_file_do_not_fit_has_its_words_and_none_is_damage(
    sealed: Path, tmp_path: Path
) -> None:
    keys, key = keys_beside(sealed), ask(Vault(keys_beside(sealed)))
    before = sealed.read_bytes()
    for fault, given in ((RecordOtherKey, fresh_key()), (RecordNeedsKey, None)):
        with pytest.raises(fault):
            open_record(sealed, given)
    kept = keys.read_bytes()
    keys.unlink()
    with pytest.raises(RecordKeysMissing, match="kapmonitor.keys"):
        open_record(sealed)
    keys.write_bytes(kept)
    assert sealed.read_bytes() == before

    swapped = tmp_path / "swapped" / FILE_NAME
    swapped.parent.mkdir()
    with open_record(swapped):
        pass
    shutil.copy(keys, keys_beside(swapped))
    with pytest.raises(RecordPlain):
        open_record(swapped, unlock(swapped, ask))
    text = tmp_path / "diary.db"
    text.write_text("Dear diary\n" * 1000)
    with pytest.raises(RecordForeign):
        open_record(text)
    assert key == unlock(sealed, ask)


def test_without_the_part_that_decrypts_it_says_so_and_writes_nothing_in_clear(
    sealed: Path, tmp_path: Path
) -> None:
    said = subprocess.run(
        [sys.executable, "-c", _WITHOUT_CIPHER, str(sealed), str(tmp_path / "new.db")],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert said.split() == [RecordNeedsCipher.__name__] * 3 + ["plain"]


_WITHOUT_CIPHER = """
import sys
sys.modules["sqlcipher3"] = None
from pathlib import Path
from kapmonitor.record import data_key, fault, unlocking
from kapmonitor.record.connect import open_record, open_history
sealed, new = map(Path, sys.argv[1:])
key = data_key.fresh_key()
for attempt in (
    lambda: open_history(sealed),
    lambda: open_record(new, key),
    lambda: unlocking.unlock(sealed, lambda vault: key),
):
    try:
        attempt()
    except fault.RecordFault as told:
        print(type(told).__name__)
assert not new.exists()
open_record(new).close()
print("plain")
"""


@pytest.mark.parametrize("page", [1, 3])
def test_a_changed_octet_never_passes(sealed: Path, page: int) -> None:
    key = ask(Vault(keys_beside(sealed)))
    octets = bytearray(sealed.read_bytes())
    octets[4096 * (page - 1) + 1000] ^= 1
    sealed.write_bytes(octets)
    if page == 1:  # the key is proved by the first page: no telling which of the two is wrong
        with pytest.raises(RecordOtherKey, match="overwritten"):
            check(sealed, key=key)
    else:
        assert check(sealed, key=key).state is State.DAMAGED


def test_a_backup_opens_on_another_machine_with_a_secret_or_the_recovery_key(
    sealed: Path, tmp_path: Path
) -> None:
    vault = Vault(keys_beside(sealed))
    key = ask(vault)
    words = vault.set_recovery(key)
    backup = tmp_path / "away" / "friday.db"
    backup.parent.mkdir()
    assert back_up(sealed, backup, key).sessions == 2
    assert sorted(each.name for each in backup.parent.iterdir()) == ["friday.db", "friday.keys"]
    assert in_clear(backup.parent) == []

    elsewhere = tmp_path / "elsewhere" / FILE_NAME
    copy_key = unlock(backup, lambda vault: unlocked_by(vault, words))
    restored = restore(backup, elsewhere, NOW, keys=KeysInHand(backup=copy_key))
    assert (restored.sessions, restored.kept) == (2, None)
    assert check(elsewhere, key=unlock(elsewhere, ask)).state is State.INTACT
    assert in_clear(elsewhere.parent) == []


def test_a_backup_from_another_key_is_refused_in_words_or_taken_over_with_its_own(
    sealed: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs" / FILE_NAME
    _, their_key = vault_beside(theirs)
    with open_record(theirs, their_key) as record:
        SessionLog(record).append("s-9", whole_session("s-9"))
    key = ask(Vault(keys_beside(sealed)))
    with pytest.raises(RecordOtherKey, match="another"):
        restore(theirs, sealed, NOW, keys=KeysInHand(record=key, backup=key))
    assert check(sealed, key=key).sessions == 2

    assert lost_by(theirs, sealed, keys=KeysInHand(record=key, backup=their_key)) == (
        "s-1",
        "s-2",
        "practice",
    )
    kept = restore(theirs, sealed, NOW, keys=KeysInHand(record=key, backup=their_key)).kept
    assert kept is not None
    assert check(sealed, key=key).sessions == 1, "encrypted with the folder's own key"
    assert check(kept, key=unlock(kept, ask)).sessions == 2, "with a key file of its own"


def test_a_plain_backup_is_encrypted_on_its_way_in(sealed: Path, tmp_path: Path) -> None:
    backup = tmp_path / "plain.db"
    with open_record(backup) as record:
        SessionLog(record).append("s-9", whole_session("s-9"))
    key = ask(Vault(keys_beside(sealed)))
    restore(backup, sealed, NOW, keys=KeysInHand(record=key))
    assert check(sealed, key=key).sessions == 1
    assert in_clear(sealed.parent) == ["plain.db"]


def test_a_plain_record_is_encrypted_whole_and_overwritten(plain: Path) -> None:
    other_name = plain.with_name("seen-from-elsewhere")
    other_name.hardlink_to(plain)
    before = held_at(plain, None)
    vault = Vault(keys_beside(plain))
    copy_of(plain, plain.with_name("kapmonitor-before-1.1.db"))
    done = encrypt(plain, vault, ask(vault))
    assert (done.sessions, done.overwritten) == (2, True)
    assert [each.name for each in done.plain_left] == ["kapmonitor-before-1.1.db"]
    assert held_at(plain, unlock(plain, ask)) == before
    assert set(other_name.read_bytes()) == {0}, "no octet of the old file is left"


def test_a_record_in_use_is_not_encrypted_under_its_users_hands(plain: Path) -> None:
    vault = Vault(keys_beside(plain))
    with open_record(plain), pytest.raises(RecordFault):
        encrypt(plain, vault, ask(vault))
    assert not vault.encrypted
    assert check(plain).state is State.INTACT
    assert sorted(each.name for each in plain.parent.iterdir()) == [FILE_NAME, "kapmonitor.keys"]


def test_after_a_change_of_key_the_old_one_opens_nothing_and_old_backups_still_open(
    sealed: Path, tmp_path: Path
) -> None:
    vault = Vault(keys_beside(sealed))
    old, before = ask(vault), held_at(sealed, ask(vault))
    back_up(sealed, tmp_path / "old.db", old)
    new = change_key(sealed, vault, old)
    assert held_at(sealed, new) == before
    assert unlock(sealed, ask) == new
    with pytest.raises(RecordOtherKey):
        open_history(sealed, old)
    assert unlock(tmp_path / "old.db", ask) == old


@pytest.mark.skipif(sys.platform == "win32", reason="the killed programs are forked")
@pytest.mark.parametrize("change", [encrypt_until, change_key_until])
def test_killed_at_any_step_the_record_opens_and_the_change_is_finished_or_taken_back(
    plain: Path, tmp_path: Path, change: Callable[[int, Path], None]
) -> None:
    vault = Vault(keys_beside(plain))
    before = held_at(plain, None)
    if change is change_key_until:
        encrypt(plain, vault, ask(vault))
    steps, finished = 0, False
    while not finished:
        steps += 1
        record = tmp_path / f"killed-{steps}" / FILE_NAME
        record.parent.mkdir()
        for each in (plain, keys_beside(plain)):
            shutil.copy(each, record.parent)
        program = SPAWN.Process(target=change, args=(steps, record))
        program.start()
        program.join()
        finished = program.exitcode == DONE
        program.close()

        key = unlock(record, ask)
        if key is not None:
            key = settle(record, Vault(keys_beside(record)), key)
        assert held_at(record, key) == before
        open_record(record, key).close()
        assert not Vault(keys_beside(record)).keys.coming
        assert is_plain(record) == (key is None)
        assert key is None or in_clear(record.parent) == []
    assert steps > 10
