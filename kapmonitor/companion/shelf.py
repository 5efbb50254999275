"""What is kept of one session on the patient's computer: nothing in clear.

`session.json` names the session (random octets), `notes` is sealed under a key derived from the
root of the pairing, `outbox.db` holds sealed rows. The root is in the system's keychain, where
there is one, else in a file that only this account may read. At the end the root goes first: what
a crash leaves behind then says nothing, and the next start removes it. A keychain that is locked
just now is no lost key: nothing is removed for it.

A renewed pairing brings another root. It is kept beside the old one until every row is sealed
anew: a crash at any instant finds a key for each row.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kapmonitor.link.envelope import derived
from kapmonitor.record import keychain
from kapmonitor.whole_file import write_whole

_NONCE = 12
_PURPOSE = b"kap1 companion notes"
_BALLAST = 1 << 18
_SECRETS = ("key", "key.next")
_REST = (
    *("key.new", "key.next.new", "notes", "notes.new"),
    *("outbox.db", "outbox.db-wal", "outbox.db-shm", "ballast"),
)
_NAMED = "session.json"


class FolderFault(Exception):
    """The disk does not take or give back what a session needs; the text is the system's word."""


class KeyLocked(FolderFault):
    """The store of secrets that holds the session's key does not answer just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a session needs to go on after this program ended, besides its outbox."""

    therapist: str = ""
    patient: str = ""
    words: tuple[str, ...] = ()
    values_shown: bool = False
    confirmed: bool = False
    may_start: bool | None = None
    calm: bool = False
    """The preparation is over."""
    address: str = ""
    driver: str = ""
    title: str = ""
    begun_ms: int = 0
    """When it was opened here, by this computer's clock."""
    spared_ms: int = 0
    """When it was first found too old to be kept, by this computer's clock; 0: it was not yet."""
    request: str = ""
    """The request that stands: a process that ends takes it with it, and the next one says so."""
    called: int = 0
    """The number of the last call for help that the therapist's side has not said to be answered by
    name; 0: none."""
    ended: bool = False
    """The therapist's side ended the session; what is left is to be delivered."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """The key of a renewed pairing, until every row is sealed under it."""

    root: bytes = field(repr=False)
    key_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An open session."""

    session: bytes
    root: bytes = field(repr=False)
    key_id: int
    resumes: bytes = b""
    """The session that this one goes on from; empty: none."""
    renewed: Renewed | None = None
    notes: Notes = Notes()


class Shelf:
    """The place of one session. A simulation uses no store of secrets."""

    def __init__(self, path: Path, *, simulated: bool = False) -> None:
        self.path, self._simulated = path, simulated

    @property
    def outbox(self) -> Path:
        """Where the outbox is."""
        return self.path / "outbox.db"

    @property
    def ballast(self) -> Path:
        """What is given up first where the disk is full, so that this can still be told."""
        return self.path / "ballast"

    @property
    def is_free(self) -> bool:
        """Whether no session is here, nor a key of one that could not be removed yet."""
        return not (self.path / _NAMED).exists()

    @property
    def is_over(self) -> bool:
        """Whether nothing is here but such a key. Raises FolderFault."""
        named = self._named()
        return named is None or bool(named.get("over"))

    def kept(self) -> Kept | None:
        """Return the session that was left open; remove what is left of one without its key.

        Raises KeyLocked where that cannot be known now, FolderFault.
        """
        named = self._named()
        if named is None or named.get("over"):
            self.erase()
            return None
        session, key_id = bytes.fromhex(str(named["session"])), int(str(named["key_id"]))
        root = self._root(session, "key", in_keychain=bool(named.get("keychain")))
        if root is None:
            self.erase()
            return None
        return self._whole(Kept(session=session, root=root, key_id=key_id), named)

    def _whole(self, kept: Kept, named: Mapping[str, object]) -> Kept:
        roots, renewed = [kept.root], None
        if named.get("next") is not None:
            locked = bool(named.get("keychain"))
            if (other := self._root(kept.session, "key.next", in_keychain=locked)) is not None:
                renewed = Renewed(other, int(str(named["next"])))
                roots.append(other)
        found = (self._notes(kept.session, each) for each in roots)
        notes = next((each for each in found if each is not None), Notes())
        resumes = bytes.fromhex(str(named.get("resumes", "")))
        return replace(kept, resumes=resumes, renewed=renewed, notes=notes)

    def open(self, kept: Kept) -> None:
        """Keep a new session: its name first, so that no key is ever without one.

        Raises FolderFault.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._name(kept)
            self._keep_root(kept.session, "key", kept.root)
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault
        self.keep_ballast()
        self.note(kept)

    def keep_ballast(self) -> None:
        """Keep room for the last thing that can be said. Raises FolderFault."""
        try:
            self.ballast.write_bytes(bytes(_BALLAST))
        except OSError as fault:
            with suppress(OSError):
                self.ballast.unlink(missing_ok=True)
            raise FolderFault(fault.strerror or "") from fault

    def give_up_ballast(self) -> bool:
        """Make room; return whether there was any to make."""
        try:
            self.ballast.unlink()
        except OSError:
            return False
        return True

    def note(self, kept: Kept) -> None:
        """Keep what changed. Raises FolderFault."""
        nonce = os.urandom(_NONCE)
        text = json.dumps(asdict(kept.notes)).encode()
        sealed = AESGCM(_notes_key(kept.session, kept.root)).encrypt(nonce, text, kept.session)
        try:
            write_whole(self.path / "notes", (nonce + sealed).hex())
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault

    def begin_renewal(self, kept: Kept) -> None:
        """Keep the key of a renewed pairing beside the old one. Raises FolderFault."""
        try:
            if kept.renewed is not None:
                self._name(kept)
                self._keep_root(kept.session, "key.next", kept.renewed.root)
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault

    def end_renewal(self, kept: Kept) -> None:
        """Every row is under the renewed key, which is `kept.root` now. Raises FolderFault."""
        self.note(kept)
        try:
            self._keep_root(kept.session, "key", kept.root)
            self._name(kept)
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault
        with suppress(keychain.NoKeychain):  # it is the same key as the other, which is forgotten
            self._forget_root(kept.session, "key.next")

    def erase(self) -> None:
        """Remove everything of the session, its keys first.

        A keychain that does not let go of one is asked again at the next start.
        """
        named = self._named()
        gone = [named is None or self._is_forgotten(named, name) for name in _SECRETS]
        for name in (*_SECRETS, *_REST, f"{_NAMED}.new"):
            _overwritten_and_removed(self.path / name)
        if named is not None and not all(gone):
            with suppress(OSError):
                write_whole(self.path / _NAMED, json.dumps({**named, "over": True}))
                return
        _overwritten_and_removed(self.path / _NAMED)

    def _is_forgotten(self, named: Mapping[str, object], name: str) -> bool:
        """Remove a key; return False where a keychain has it and does not answer."""
        try:
            self._forget_root(bytes.fromhex(str(named["session"])), name)
        except keychain.NoKeychain:
            return not named.get("keychain")
        return True

    def _named(self) -> Mapping[str, object] | None:
        """Return what names the session; None where nothing does. Raises FolderFault."""
        try:
            found = json.loads((self.path / _NAMED).read_text(encoding="utf-8"))
            bytes.fromhex(found["session"])
            int(found["key_id"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        except OSError as fault:  # it may well be there
            raise FolderFault(fault.strerror or "") from fault
        return dict(found)

    def _name(self, kept: Kept) -> None:
        named: dict[str, object] = {"session": kept.session.hex(), "key_id": kept.key_id}
        named["keychain"] = not self._simulated and keychain.available()
        if kept.resumes:
            named["resumes"] = kept.resumes.hex()
        if kept.renewed is not None:
            named["next"] = kept.renewed.key_id
        write_whole(self.path / _NAMED, json.dumps(named))

    def _root(self, session: bytes, name: str, *, in_keychain: bool) -> bytes | None:
        with suppress(OSError, ValueError):
            return bytes.fromhex((self.path / name).read_text(encoding="ascii"))
        try:
            secret = keychain.read(_secret_name(session, name))
        except keychain.NoKeychain as fault:
            if in_keychain:
                raise KeyLocked from fault
            return None
        with suppress(ValueError):
            return None if secret is None else bytes.fromhex(secret)
        return None

    def _keep_root(self, session: bytes, name: str, root: bytes) -> None:
        if not self._simulated:
            with suppress(keychain.NoKeychain):
                keychain.write(_secret_name(session, name), root.hex())
                _overwritten_and_removed(self.path / name)  # from a time without a keychain
                return
        self._keep_in_file(name, root)

    def _keep_in_file(self, name: str, root: bytes) -> None:
        fresh = self.path / f"{name}.new"
        handle = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(root.hex())
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self.path / name)

    def _forget_root(self, session: bytes, name: str) -> None:
        """Remove a key. Raises NoKeychain, having removed the file."""
        for each in (name, f"{name}.new"):
            _overwritten_and_removed(self.path / each)
        if not self._simulated:
            keychain.forget(_secret_name(session, name))

    def _notes(self, session: bytes, root: bytes) -> Notes | None:
        try:
            octets = bytes.fromhex((self.path / "notes").read_text(encoding="ascii"))
            key = _notes_key(session, root)
            said = json.loads(AESGCM(key).decrypt(octets[:_NONCE], octets[_NONCE:], session))
        except (OSError, ValueError, InvalidTag):
            return None
        known = {each.name for each in fields(Notes)}
        values = {name: value for name, value in said.items() if name in known}
        return Notes(**{**values, "words": tuple(values.get("words", ()))})


def _secret_name(session: bytes, name: str) -> str:
    return f"companion {session.hex()}" + (" next" if name == "key.next" else "")


def _notes_key(session: bytes, root: bytes) -> bytes:
    return derived(root, session, _PURPOSE)


def _overwritten_and_removed(path: Path) -> None:
    with suppress(OSError):
        size = path.stat().st_size
        with path.open("r+b") as out:
            out.write(bytes(size))
            out.flush()
            os.fsync(out.fileno())
        path.unlink()
