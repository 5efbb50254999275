"""A slot of the key file: one way to the data key, opened by one secret.

Each slot has an X25519 pair of its own. The private half is wrapped under the slot's secret; the
data key is sealed to the public half. So a new data key can be given to everybody who may have it
without their being there, and somebody who was removed cannot follow. Each slot carries a mark
made with the data key, so that a slot slipped into the file is never given a new key.

A person's secret is stretched by Argon2id; the recovery key and the machine's are random already.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kapmonitor.record.data_key import KEY_SIZE, derived, key_id, vouched

SALT_SIZE = 16
_NONCE_SIZE = 12
_PUBLIC_SIZE = 32


class SlotKind(StrEnum):
    """Whose secret opens a slot."""

    OPERATOR = "operator"
    RECOVERY = "recovery"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a person's secret costs."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024


SECOND_RECOMMENDED = Cost()
"""RFC 9106 section 4, the second recommended option, for machines short of memory."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A data key in a slot, with the mark that vouches for the slot under that key."""

    box: bytes
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way to the data key."""

    kind: SlotKind
    id: str
    """Of the operator; empty for the other kinds."""
    salt: bytes
    cost: Cost | None
    """None: the secret is random, and needs no stretching."""
    public: bytes
    private: bytes
    sealed: Mapping[str, Sealed]
    """By the name of the data key."""


def octets_of(secret: str) -> bytes:
    """Return a person's secret as octets: the same whichever keyboard composed its letters."""
    return unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")


def made(kind: SlotKind, id_: str, secret: bytes, cost: Cost | None, vault: str) -> Slot:
    """Return a new slot that `secret` opens, with no data key in it yet."""
    salt = secrets.token_bytes(SALT_SIZE)
    pair = X25519PrivateKey.generate()
    bare = Slot(
        kind=kind,
        id=id_,
        salt=salt,
        cost=cost,
        public=pair.public_key().public_bytes_raw(),
        private=b"",
        sealed={},
    )
    wrapped = _locked(_stretched(bare, secret), pair.private_bytes_raw(), _bound(bare, vault))
    return replace(bare, private=wrapped)


def given(slot: Slot, data_key: bytes, vault: str) -> Slot:
    """Return the slot with a data key sealed to it, beside those it has."""
    name = key_id(data_key)
    passing = X25519PrivateKey.generate()
    public = passing.public_key().public_bytes_raw()
    shared = passing.exchange(X25519PublicKey.from_public_bytes(slot.public))
    key = derived(shared, "data key", salt=public + slot.public)
    box = public + _locked(key, data_key, _bound(slot, vault, name))
    sealed = Sealed(box=box, mark=vouched(data_key, _bound(slot, vault, name)))
    return replace(slot, sealed={**slot.sealed, name: sealed})


def vouched_for(slot: Slot, data_key: bytes, vault: str) -> bool:
    """Return whether a holder of the data key made this slot."""
    name = key_id(data_key)
    if name not in slot.sealed:
        return False
    return hmac.compare_digest(slot.sealed[name].mark, vouched(data_key, _bound(slot, vault, name)))


def opened(slot: Slot, secret: bytes, vault: str) -> dict[str, bytes] | None:
    """Return the data keys in a slot by their names; None where the secret does not open it."""
    try:
        private = _unlocked(_stretched(slot, secret), slot.private, _bound(slot, vault))
        pair = X25519PrivateKey.from_private_bytes(private)
        found = {name: _unsealed(slot, pair, name, vault) for name in slot.sealed}
    except (InvalidTag, ValueError):
        return None
    return found if all(vouched_for(slot, key, vault) for key in found.values()) else None


def _unsealed(slot: Slot, pair: X25519PrivateKey, name: str, vault: str) -> bytes:
    box = slot.sealed[name].box
    public, locked = box[:_PUBLIC_SIZE], box[_PUBLIC_SIZE:]
    shared = pair.exchange(X25519PublicKey.from_public_bytes(public))
    key = derived(shared, "data key", salt=public + slot.public)
    return _unlocked(key, locked, _bound(slot, vault, name))


def _stretched(slot: Slot, secret: bytes) -> bytes:
    if slot.cost is None:
        return derived(secret, slot.kind, salt=slot.salt)
    return Argon2id(
        salt=slot.salt,
        length=KEY_SIZE,
        iterations=slot.cost.iterations,
        lanes=slot.cost.lanes,
        memory_cost=slot.cost.memory_kib,
    ).derive(secret)


def _bound(slot: Slot, vault: str, key: str = "") -> bytes:
    """Return what a wrapped key belongs to: moved to another slot or file it does not open."""
    return "\n".join((vault, slot.kind, slot.id, slot.public.hex(), key)).encode()


def _locked(key: bytes, what: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, what, bound)


def _unlocked(key: bytes, what: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(what[:_NONCE_SIZE], what[_NONCE_SIZE:], bound)
