"""The key file: each secret opens it, nothing else does, and no change locks anyone out."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapmonitor.record.fault import RecordFault
from kapmonitor.record.key_file import KeysDamaged, KeysNewer
from kapmonitor.record.slot import Cost, SlotKind
from kapmonitor.record.vault import KeyStale, KeysThere, SecretTooShort, Vault, WrongSecret
from tests.support.keychain import MemoryKeychain, keychain_of_this_machine

CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)
SECRET = "a long enough secret"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kapmonitor.keys"


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    with keychain_of_this_machine() as store:
        yield store


def test_each_secret_opens_the_same_key_and_no_other_does(
    path: Path, keychain: MemoryKeychain
) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    vault.set_operator(key, "op-2", "another good secret")
    words = vault.set_recovery(key)
    assert vault.set_machine(key)

    again = Vault.load(path)
    assert again is not None
    assert again.operators() == ("op-1", "op-2")
    assert again.unlock_operator("op-1", SECRET) == key
    assert again.unlock_any_operator("another good secret") == ("op-2", key)
    assert again.unlock_recovery(words.lower().replace("-", " ").replace("0", "o")) == key
    assert again.unlock_machine() == key
    assert again.verify("op-2", "another good secret")
    for refused in ("", SECRET + " ", "another good secret"):
        assert not again.verify("op-1", refused)
    for mistyped in ("", "1234", words[:-1] + ("0" if words[-1] != "0" else "1"), "U" * 32):
        with pytest.raises(WrongSecret):
            again.unlock_recovery(mistyped)
    keychain.kept.clear()
    assert again.unlock_machine() is None


def test_the_same_letters_open_it_however_the_keyboard_composed_them(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "op-1", "con\u0303o de la man\u0303ana")
    assert vault.verify("op-1", "coño de la mañana")


def test_a_wrong_secret_a_hundred_times_changes_nothing(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    before = path.read_bytes()
    assert not any(vault.verify("op-1", f"wrong secret {n}") for n in range(100))
    assert path.read_bytes() == before
    assert vault.unlock_operator("op-1", SECRET) == key


def test_the_file_is_its_owners_alone_and_tells_neither_key_nor_secret(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    words = vault.set_recovery(key)
    text = path.read_text()
    for kept in (SECRET, SECRET.encode().hex(), words, key.secret.hex()):
        assert kept not in text
        assert kept not in repr((vault, key, vault.keys))
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_another_secret_and_none_any_more(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    old = vault.set_recovery(key)
    vault.set_operator(key, "op-1", "its second secret")
    new = vault.set_recovery(key)
    assert not vault.verify("op-1", SECRET)
    assert vault.unlock_recovery(new) == vault.unlock_operator("op-1", "its second secret") == key
    with pytest.raises(WrongSecret):
        vault.unlock_recovery(old)
    vault.remove_operator("op-1")
    vault.remove_operator("op-1")
    assert vault.operators() == ()
    with pytest.raises(SecretTooShort):
        vault.set_operator(key, "op-1", "1234")


def test_a_changed_key_reaches_all_who_stay_and_none_who_left_or_slipped_in(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "stays", SECRET)
    vault.set_operator(key, "leaves", SECRET)
    words = vault.set_recovery(key)
    vault.remove_operator("leaves")
    _slip_in_a_slot(path)

    both = vault.begin_change(key)
    assert vault.unlock_operator("stays", SECRET) == both  # killed here: either key opens
    assert [each.secret for each in both.candidates()] == [both.coming, both.secret]
    after = both.candidates()[0]
    vault.settle(after)
    assert vault.unlock_operator("stays", SECRET) == vault.unlock_recovery(words) == after
    assert after.secret != key.secret
    assert key.id not in path.read_text()
    assert vault.operators() == ("stays",)
    with pytest.raises(KeyStale):
        vault.set_operator(key, "late", SECRET)
    with pytest.raises(KeyStale):
        vault.begin_change(key)


def test_a_change_that_did_not_reach_the_record_is_taken_back(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    both = vault.begin_change(key)
    vault.set_operator(both, "op-2", SECRET)  # a secret may be set meanwhile
    vault.settle(both.candidates()[1])
    assert vault.unlock_operator("op-1", SECRET) == vault.unlock_operator("op-2", SECRET) == key


def test_a_slot_moved_to_another_person_or_file_opens_nothing(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "nurse", SECRET)
    path.write_text(path.read_text().replace('"nurse"', '"prescriber"'))
    assert vault.operators() == ("prescriber",)
    assert not vault.verify("prescriber", SECRET)


def test_a_file_that_opens_something_is_never_replaced(path: Path) -> None:
    assert Vault.load(path) is None
    Vault.create(path, CHEAP)
    vault, key = Vault.create(path, CHEAP)  # killed before it had a way in: made anew
    vault.set_recovery(key)
    assert vault.has(SlotKind.RECOVERY)
    with pytest.raises(KeysThere):
        Vault.create(path, CHEAP)


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "another"}', b"[" * 100_000],
)
def test_a_file_that_is_none_says_so(path: Path, spoilt: bytes) -> None:
    path.write_bytes(spoilt)
    with pytest.raises(KeysDamaged):
        Vault.load(path)
    assert path.read_bytes() == spoilt


def test_every_cut_and_a_newer_file_are_told_apart_from_a_wrong_secret(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    whole = json.loads(path.read_text())
    path.write_text(json.dumps(whole | {"version": 2}))
    with pytest.raises(KeysNewer):
        Vault.load(path)
    greedy = whole["slots"][0] | {"argon2id": {"iterations": 1, "lanes": 1, "memory_kib": 1 << 40}}
    for damaged in (
        {name: whole[name] for name in whole if name != "slots"},
        whole | {"slots": [{}]},
        whole | {"slots": [greedy]},
        whole | {"slots": [whole["slots"][0] | {"public": "no octets"}]},
    ):
        path.write_text(json.dumps(damaged))
        with pytest.raises(KeysDamaged):
            vault.unlock_operator("op-1", SECRET)


def test_a_folder_that_takes_no_file_leaves_the_one_that_is_there(tmp_path: Path) -> None:
    vault, key = Vault.create(tmp_path / "kapmonitor.keys", CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    (tmp_path / ".kapmonitor.keys.part").mkdir()  # stands for any reason not to write
    with pytest.raises(RecordFault):
        vault.set_operator(key, "op-2", SECRET)
    assert vault.operators() == ("op-1",)


def test_without_a_keychain_the_machine_has_no_slot(path: Path) -> None:
    vault, key = Vault.create(path, CHEAP)
    assert not vault.set_machine(key)
    assert vault.unlock_machine() is None
    assert vault.keys.slots == ()


def test_a_machine_that_is_forgotten_keeps_nothing(path: Path, keychain: MemoryKeychain) -> None:
    vault, key = Vault.create(path, CHEAP)
    vault.set_machine(key)
    vault.remove_machine()
    assert not keychain.kept
    assert vault.unlock_machine() is None


def _slip_in_a_slot(path: Path) -> None:
    """Put a slot into the file as somebody would who can write it but not open it."""
    other, key = Vault.create(path.with_name("other.keys"), CHEAP)
    other.set_operator(key, "intruder", SECRET)
    slot = json.loads(other.path.read_text())["slots"][0]
    file = json.loads(path.read_text())
    slot["sealed"] = {file["key"]: slot["sealed"][key.id]}
    file["slots"].append(slot)
    path.write_text(json.dumps(file))
