"""The key that the record is encrypted with, and what is derived from it.

Never shown, never logged, never written but sealed: its `repr` says nothing. During a change of
key there are two for a moment, because the file may have been rewritten already or not yet.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32
_ID_SIZE = 8


@dataclass(frozen=True, slots=True)
class DataKey:
    """An unlocked key: 32 octets, and those of the key that takes its place where one is to."""

    secret: bytes = field(repr=False)
    coming: bytes | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        """Return the name of the key, which tells nothing about it."""
        return key_id(self.secret)

    def candidates(self) -> tuple[DataKey, ...]:
        """Return each key that the record may have, the more likely one first."""
        settled = (self.secret,) if self.coming is None else (self.coming, self.secret)
        return tuple(DataKey(each) for each in settled)


def fresh_key() -> DataKey:
    """Return a new random key."""
    return DataKey(secrets.token_bytes(KEY_SIZE))


def key_id(secret: bytes) -> str:
    """Return the name of a key: hexadecimal, one-way."""
    return derived(secret, "key id", _ID_SIZE).hex()


def derived(secret: bytes, purpose: str, size: int = KEY_SIZE, salt: bytes | None = None) -> bytes:
    """Return a key for one purpose, by HKDF-SHA256 (RFC 5869). `secret` must not be guessable."""
    info = f"kapmonitor {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=size, salt=salt, info=info).derive(secret)


def vouched(secret: bytes, what: bytes) -> str:
    """Return the mark that only a holder of the key can put under `what`."""
    return hmac.digest(derived(secret, "slot"), what, "sha256").hex()
