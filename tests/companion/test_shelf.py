"""What is kept of a session on the patient's disk and in the keychain, and what a crash leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from kapmonitor.companion.folder import NAME, Folder
from kapmonitor.companion.session import OpenSession
from kapmonitor.companion.shelf import Kept, KeyLocked, Notes, Renewed, Shelf
from kapmonitor.link.envelope import Keys, Opened, open_sealed
from kapmonitor.link.message import State
from kapmonitor.link.patient import MINE
from tests.support.clocks import HandClock
from tests.support.keychain import MemoryKeychain, keychain_of_this_machine

SESSION, ROOT, OTHER = bytes(range(16)), b"r" * 32, b"o" * 32
KEPT = Kept(session=SESSION, root=ROOT, key_id=0, notes=Notes(patient="Alex Rarename", calm=True))


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    with keychain_of_this_machine() as store:
        yield store


def _everything(folder: Path) -> bytes:
    files = [each for each in folder.rglob("*") if each.is_file()]
    return b"".join(each.read_bytes() for each in files)


def test_with_a_keychain_no_key_and_no_name_is_on_the_disk(
    tmp_path: Path, keychain: MemoryKeychain
) -> None:
    shelf = Shelf(tmp_path)
    shelf.open(KEPT)
    assert shelf.kept() == KEPT
    octets = _everything(tmp_path)
    assert ROOT not in octets
    assert ROOT.hex().encode() not in octets
    assert b"Rarename" not in octets
    shelf.erase()
    assert keychain.kept == {}
    assert list(tmp_path.iterdir()) == []


def test_a_locked_keychain_erases_nothing(tmp_path: Path, keychain: MemoryKeychain) -> None:
    shelf = Shelf(tmp_path)
    shelf.open(KEPT)
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the library's own
    with pytest.raises(KeyLocked):
        shelf.kept()
    keyring.set_keyring(keychain)
    assert shelf.kept() == KEPT


def test_a_key_that_a_locked_keychain_held_back_goes_at_the_next_start(
    tmp_path: Path, keychain: MemoryKeychain
) -> None:
    shelf = Shelf(tmp_path)
    shelf.open(KEPT)
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the library's own
    shelf.erase()
    keyring.set_keyring(keychain)
    assert keychain.kept
    assert [each.name for each in tmp_path.iterdir()] == ["session.json"]
    assert shelf.kept() is None
    assert keychain.kept == {}
    assert list(tmp_path.iterdir()) == []


class Crash(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("at", range(9))
def test_an_erasure_that_a_crash_broke_off_is_finished_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    folder = Folder(tmp_path, simulated=True)
    shelf = folder.free()
    shelf.open(KEPT)
    shelf.outbox.write_bytes(b"sealed")
    removed = 0

    def unlink(path: Path, missing_ok: bool = False) -> None:
        nonlocal removed
        removed += 1
        if removed > at:
            raise Crash
        _unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as crashing, suppress(Crash):
        crashing.setattr(Path, "unlink", unlink)
        shelf.erase()
    folder.close()
    again = Folder(tmp_path, simulated=True)
    assert again.left_open() == ()
    left = {each.name for each in (tmp_path / NAME).iterdir()}
    assert left == {"session.lock"}
    again.close()


_unlink = Path.unlink


@pytest.mark.parametrize("at", range(12))
def test_a_renewal_that_a_crash_broke_off_is_finished_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Whatever file was the last to take its place, each row can be read under one key."""
    folder = Folder(tmp_path, simulated=True)
    shelf = folder.free()
    shelf.open(KEPT)
    session = _opened(KEPT, shelf)
    said = session.say(State(cuff="ready"))
    replaced = 0

    def into_place(path: Path, target: Path) -> Path:
        nonlocal replaced
        replaced += 1
        if replaced > at:
            raise Crash
        return _replace(path, target)

    with monkeypatch.context() as crashing, suppress(Crash):
        crashing.setattr(Path, "replace", into_place)
        session.renew(Renewed(OTHER, 1))
    session.close()
    ((where, kept),) = folder.left_open()
    assert kept.notes == KEPT.notes
    again = _opened(kept, where)
    again.renew(kept.renewed or Renewed(OTHER, 1))
    (row,) = again.store.waiting(9)
    assert row.number == said.number
    keys = Keys.of(OTHER, SESSION, 1)
    assert isinstance(open_sealed(row.octets, MINE, SESSION, {1: keys}), Opened)
    again.close()
    assert where.kept() == replace(KEPT, root=OTHER, key_id=1)
    folder.close()


_replace = Path.replace


def _opened(kept: Kept, shelf: Shelf) -> OpenSession:
    return OpenSession(kept, shelf, HandClock(), bytes, lambda _it, _told: None)
