"""A room's key, handed to those boards that may read it and to nobody else.

For each session the room makes a random key and publishes, retained, what every board on the
roster can open its own part of:

    session (16) | count (1) | count times [board (8) | length (2) | sealed key] | signature (64)

`board` is the first eight octets of SHA-256 of the board's name. The key is sealed by HPKE (RFC
9180, base mode, X25519, HKDF-SHA256, AES-256-GCM), bound to the session by its info. The signature
is the room's Ed25519 over everything before it. With the key each direction has a key of its own,
derived as everywhere in the link.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kapmonitor.central.roster import MOST_SCREENS
from kapmonitor.link.envelope import SESSION_SIZE, Keys

KEY_SIZE = 32
_NAME_SIZE, _LENGTH_SIZE, _SIGNATURE_SIZE = 8, 2, 64
_HEAD = SESSION_SIZE + 1
_INFO = b"kap1 board key"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Handed:
    """A key that was handed to this board."""

    session: bytes
    keys: Keys


def short_name(name: str) -> bytes:
    """Return what stands for a board's name in a keys message."""
    return hashlib.sha256(name.encode()).digest()[:_NAME_SIZE]


def hand_out(
    content: bytes,
    session: bytes,
    boards: Sequence[tuple[str, X25519PublicKey]],
    signing: Ed25519PrivateKey,
) -> bytes:
    """Return the keys message for these boards. Raises ValueError for more than it can name."""
    if len(boards) > MOST_SCREENS:
        raise ValueError(f"a keys message names {MOST_SCREENS} boards at most")
    parts = [session, bytes([len(boards)])]
    for name, public in boards:
        sealed = _SUITE.encrypt(content, public, info=_INFO + session)
        parts += [short_name(name), len(sealed).to_bytes(_LENGTH_SIZE, "big"), sealed]
    octets = b"".join(parts)
    return octets + signing.sign(octets)


def session_of(octets: bytes, signer: Ed25519PublicKey) -> bytes | None:
    """Return the session of a keys message that a room signed; None for anything else."""
    if len(octets) < _HEAD + _SIGNATURE_SIZE:
        return None
    try:
        signer.verify(octets[-_SIGNATURE_SIZE:], octets[:-_SIGNATURE_SIZE])
    except InvalidSignature:
        return None
    return octets[:SESSION_SIZE]


def take_key(octets: bytes, name: str, own: X25519PrivateKey) -> Handed | None:
    """Return the key that a signed keys message holds for this board; None: there is none.

    Never raises on any octets. The signature is for `session_of` to prove first.
    """
    session, body = octets[:SESSION_SIZE], octets[:-_SIGNATURE_SIZE]
    at, wanted = _HEAD, short_name(name)
    while at + _NAME_SIZE + _LENGTH_SIZE <= len(body):
        named = body[at : at + _NAME_SIZE]
        start = at + _NAME_SIZE + _LENGTH_SIZE
        at = start + int.from_bytes(body[at + _NAME_SIZE : start], "big")
        if named == wanted and at <= len(body):
            return _opened(body[start:at], session, own)
    return None


def _opened(sealed: bytes, session: bytes, own: X25519PrivateKey) -> Handed | None:
    try:
        content = _SUITE.decrypt(sealed, own, info=_INFO + session)
    except (InvalidTag, ValueError):
        return None
    return Handed(session, Keys.of(content, session)) if len(content) == KEY_SIZE else None
