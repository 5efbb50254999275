"""What opens the link of an unfinished session again after a crash, outside the record's chain.

One small file beside the record, readable by its owner only: for each session the root that the
pairing agreed on, and how the patient is called. Where the record is encrypted so is this, under a
key derived from the record's. It is erased when everything is delivered; the chain never holds it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kapmonitor.record.data_key import DataKey, derived

NAME = "telehealth.keys"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """What one session needs to go on."""

    link: str
    key_id: int
    root: str = field(repr=False)
    """32 octets in hex."""
    label: str = field(default="", repr=False)


class Roots:
    """The file of a data folder."""

    def __init__(self, folder: Path, key: DataKey | None) -> None:
        self._path, self._fresh = folder / NAME, folder / f"{NAME}.new"
        self._key = None if key is None else derived(key.secret, "telehealth roots")

    def of(self, session: str) -> Kept | None:
        """Return what is kept for a session; None where nothing is, or nothing readable."""
        return self._read().get(session)

    def keep(self, session: str, kept: Kept) -> None:
        """Keep it, on the disk before this returns. Raises OSError."""
        self._write({**self._read(), session: kept})

    def forget(self, sessions: Iterable[str]) -> None:
        """Erase what is kept for sessions, and what a write that broke off left. Raises OSError."""
        gone, held = frozenset(sessions), self._read()
        rest = {name: kept for name, kept in held.items() if name not in gone}
        if not rest:
            self._path.unlink(missing_ok=True)
        elif rest != held:
            self._write(rest)
        if self._fresh.is_file():
            self._fresh.unlink()

    def seal(self) -> None:
        """Leave nothing in the clear that was kept before the record had a key. Raises OSError."""
        if self._key is not None and (held := self._in_the_clear()):
            self._write(held)

    def _read(self) -> dict[str, Kept]:
        with suppress(OSError, ValueError, TypeError, InvalidTag):
            return _kept(self._opened(self._path.read_bytes()))
        return self._in_the_clear()

    def _in_the_clear(self) -> dict[str, Kept]:
        with suppress(OSError, ValueError, TypeError):
            return _kept(self._path.read_bytes())
        return {}

    def _write(self, all_of: dict[str, Kept]) -> None:
        octets = json.dumps({name: asdict(kept) for name, kept in all_of.items()}).encode()
        handle = os.open(self._fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(self._sealed(octets))
            out.flush()
            os.fsync(out.fileno())
        self._fresh.replace(self._path)

    def _sealed(self, octets: bytes) -> bytes:
        if self._key is None:
            return octets
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._key).encrypt(nonce, octets, None)

    def _opened(self, octets: bytes) -> bytes:
        if self._key is None:
            return octets
        return AESGCM(self._key).decrypt(octets[:_NONCE], octets[_NONCE:], None)


def _kept(octets: bytes) -> dict[str, Kept]:
    return {name: Kept(**each) for name, each in json.loads(octets).items()}
