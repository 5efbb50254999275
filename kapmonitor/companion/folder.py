"""What the patient's side keeps on this computer: one folder, one session, and nothing in clear.

`session.json` names the session (random octets), `notes` is sealed under a key derived from the
root of the pairing, `outbox.db` holds sealed rows. The root is in the system's keychain, where
there is one, else in a file that only this account may read. At the end the root goes first: what
a crash leaves behind then says nothing, and the next start removes it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kapmonitor.link.envelope import derived
from kapmonitor.record import keychain
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.lock import WriterLock
from kapmonitor.whole_file import write_whole

NAME = "companion"
_NONCE = 12
_PURPOSE = b"kap1 companion notes"


class OpenElsewhere(Exception):
    """Another program on this computer has this folder's session open."""


class FolderFault(Exception):
    """The disk does not take or give back what a session needs; the text is the system's word."""


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
    ended: bool = False
    """The therapist's side ended the session; what is left is to be delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An open session."""

    session: bytes
    root: bytes = field(repr=False)
    key_id: int
    notes: Notes = Notes()


class Folder:
    """The companion's folder, held by one program at a time."""

    def __init__(self, data: Path, *, simulated: bool = False) -> None:
        """Take it. Raises OpenElsewhere, FolderFault. A simulation uses no store of secrets."""
        self._simulated = simulated
        self.path = data / NAME
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = WriterLock(self.path / "session")
        except RecordFault as fault:
            raise OpenElsewhere from fault
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault

    @property
    def outbox(self) -> Path:
        """Where the outbox is."""
        return self.path / "outbox.db"

    @property
    def ballast(self) -> Path:
        """What is given up first where the disk is full, so that this can still be told."""
        return self.path / "ballast"

    def kept(self) -> Kept | None:
        """Return the session that was left open; remove what is left of one without its key."""
        try:
            found = json.loads((self.path / "session.json").read_text(encoding="utf-8"))
            session, key_id = bytes.fromhex(found["session"]), int(found["key_id"])
        except (OSError, ValueError, KeyError, TypeError):
            self.erase()
            return None
        root = self._root(session)
        if root is None:
            self.erase()
            return None
        return Kept(session=session, root=root, key_id=key_id, notes=self._notes(session, root))

    def open(self, kept: Kept) -> None:
        """Keep a new session: its key first. Raises FolderFault."""
        try:
            self._keep_root(kept.session, kept.root)
            named = {"session": kept.session.hex(), "key_id": kept.key_id}
            write_whole(self.path / "session.json", json.dumps(named))
            self.ballast.write_bytes(bytes(1 << 18))
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault
        self.note(kept)

    def note(self, kept: Kept) -> None:
        """Keep what changed. Raises FolderFault."""
        nonce = os.urandom(_NONCE)
        text = json.dumps(asdict(kept.notes)).encode()
        sealed = AESGCM(_notes_key(kept.session, kept.root)).encrypt(nonce, text, kept.session)
        try:
            write_whole(self.path / "notes", (nonce + sealed).hex())
        except OSError as fault:
            raise FolderFault(fault.strerror or "") from fault

    def erase(self) -> None:
        """Remove everything of the session, its key first."""
        with suppress(OSError, ValueError, KeyError, keychain.NoKeychain):
            named = json.loads((self.path / "session.json").read_text(encoding="utf-8"))
            if not self._simulated:
                keychain.forget(_key_name(bytes.fromhex(named["session"])))
        left = ("key", "key.new", "notes", "notes.new", "outbox.db", "outbox.db-wal")
        for name in (*left, "outbox.db-shm", "ballast", "session.json", "session.json.new"):
            _overwritten_and_removed(self.path / name)

    def close(self) -> None:
        """Let another program have it."""
        self._lock.release()

    def _root(self, session: bytes) -> bytes | None:
        with suppress(OSError, ValueError):
            return bytes.fromhex((self.path / "key").read_text(encoding="ascii"))
        with suppress(keychain.NoKeychain, ValueError):
            secret = keychain.read(_key_name(session))
            return None if secret is None else bytes.fromhex(secret)
        return None

    def _keep_root(self, session: bytes, root: bytes) -> None:
        if not self._simulated:
            with suppress(keychain.NoKeychain):
                keychain.write(_key_name(session), root.hex())
                return
        self._keep_in_file(root)

    def _keep_in_file(self, root: bytes) -> None:
        handle = os.open(self.path / "key", os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(root.hex())
            out.flush()
            os.fsync(out.fileno())

    def _notes(self, session: bytes, root: bytes) -> Notes:
        try:
            octets = bytes.fromhex((self.path / "notes").read_text(encoding="ascii"))
            key = _notes_key(session, root)
            said = json.loads(AESGCM(key).decrypt(octets[:_NONCE], octets[_NONCE:], session))
        except (OSError, ValueError, InvalidTag):
            return Notes()
        known = {each.name for each in fields(Notes)}
        values = {name: value for name, value in said.items() if name in known}
        return Notes(**{**values, "words": tuple(values.get("words", ()))})


def _key_name(session: bytes) -> str:
    return f"companion {session.hex()}"


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
