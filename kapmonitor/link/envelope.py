"""The sealed octets that cross the broker: a header that is bound, a body that is hidden.

Network byte order. Octets 0-43 are the header and authenticated with the body:

    magic 4B4D | version | kind | direction | flags | key id (2) | session (16) | sequence (8)
    | nonce (12)

then AES-256-GCM ciphertext with its 16-octet tag, then, if flag bit 0 is set, an Ed25519
signature over everything before it. The body is UTF-8 JSON, padded with spaces to a multiple of
256 octets, so that its length tells little. The nonce is random and not the sequence: a counter
would repeat after a restored backup.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Body: TypeAlias = Mapping[str, object]
Entropy: TypeAlias = Callable[[int], bytes]
"""So many random octets: `os.urandom`, or a test's."""

VERSION = 1
SESSION_SIZE = 16
LARGEST = 32 * 1024
"""Octets; anything longer is refused unread."""
NO_SESSION = bytes(SESSION_SIZE)
"""The session of an envelope that is sent before there is one: the welcome of a pairing."""

_MAGIC = b"KM"
_HEADER = struct.Struct(">2sBBBBH16sQ12s")
_NONCE_SIZE, _TAG_SIZE, _SIGNATURE_SIZE = 12, 16, 64
_PADDED_TO = 256
_SIGNED = 0x01
_KEY_SIZE = 32
_LAST_KEY_ID = 0xFFFF
_DEEPEST = 64
"""So many brackets may stand in each other; our own messages have three."""


class Kind(IntEnum):
    """How an envelope is to be treated."""

    RELIABLE = 1
    """Numbered without gaps, kept and resent until it is acknowledged."""
    EPHEMERAL = 2
    """Of this moment: signs of life. Never kept."""
    ACKNOWLEDGEMENT = 3
    WILL = 4
    """Left with the broker at connecting, sent by it when the connection dies."""


class Direction(IntEnum):
    """Who wrote an envelope."""

    FROM_PATIENT = 1
    FROM_STATION = 2


class Refusal(StrEnum):
    """Why octets are no envelope for us, in the order of checking."""

    TOO_LONG = "too_long"
    TRUNCATED = "truncated"
    FOREIGN = "foreign"
    OTHER_VERSION = "other_version"
    UNKNOWN_FLAGS = "unknown_flags"
    OTHER_SESSION = "other_session"
    OTHER_DIRECTION = "other_direction"
    OTHER_KEY = "other_key"
    NOT_AUTHENTIC = "not_authentic"
    NOT_SIGNED = "not_signed"
    NO_BODY = "no_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is readable of an envelope, and bound to its body."""

    kind: Kind
    direction: Direction
    session: bytes
    sequence: int
    """Reliable: 1, 2, 3... in each direction. Others: a counter that only rises."""
    key_id: int = 0
    """0, and one more at each renewed pairing of the same session."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope that is authentic."""

    header: Header
    body: Body


@dataclass(frozen=True, slots=True)
class Refused:
    """Octets that were not accepted. A refusal is counted, never answered."""

    why: Refusal
    version: int | None = None
    """The other side's version, where that is the reason."""

    @property
    def is_of_another_pairing(self) -> bool:
        """Whether it names a key that is not in force: older or newer than those."""
        return self.why is Refusal.OTHER_KEY


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of each direction, under one key id."""

    key_id: int
    from_patient: bytes
    from_station: bytes

    @classmethod
    def of(cls, root: bytes, session: bytes, key_id: int = 0) -> Keys:
        """Derive both from what a pairing agreed on. Raises ValueError for a wrong size."""
        if len(session) != SESSION_SIZE or not 0 <= key_id <= _LAST_KEY_ID:
            raise ValueError("a session has 16 octets, a key id fits two")
        tail = key_id.to_bytes(2, "big")
        return cls(
            key_id,
            derived(root, session, b"kap1 seal p2t" + tail),
            derived(root, session, b"kap1 seal t2p" + tail),
        )

    def for_direction(self, direction: Direction) -> bytes:
        """Return the key that seals what goes in a direction."""
        patient = direction is Direction.FROM_PATIENT
        return self.from_patient if patient else self.from_station


def derived(secret: bytes, salt: bytes, purpose: bytes, size: int = _KEY_SIZE) -> bytes:
    """Return `size` octets for one purpose (HKDF with SHA-256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=size, salt=salt, info=purpose).derive(secret)


def seal(
    header: Header,
    body: Body,
    key: bytes,
    entropy: Entropy,
    signing: Ed25519PrivateKey | None = None,
) -> bytes:
    """Return the octets of an envelope. Raises ValueError for a body that is too long to send."""
    flags = _SIGNED if signing is not None else 0
    bound = _HEADER.pack(
        _MAGIC,
        VERSION,
        header.kind,
        header.direction,
        flags,
        header.key_id,
        header.session,
        header.sequence,
        entropy(_NONCE_SIZE),
    )
    sealed = bound + AESGCM(key).encrypt(bound[-_NONCE_SIZE:], _padded(text_of(body)), bound)
    if signing is not None:
        sealed += signing.sign(sealed)
    if len(sealed) > LARGEST:
        raise ValueError("the body is too long for one envelope")
    return sealed


def open_sealed(
    octets: bytes,
    expected: Direction,
    session: bytes,
    keys: Mapping[int, Keys],
    signer: Ed25519PublicKey | None = None,
) -> Opened | Refused:
    """Return what an envelope holds, or why it is none of ours. Never raises on any octets.

    `keys` are those in force, by key id. With a `signer` only what it signed is accepted.
    """
    found = header_of(octets)
    if isinstance(found, Refused):
        return found
    header, signed = found
    if header.session != session:
        return Refused(Refusal.OTHER_SESSION)
    if header.direction is not expected:
        return Refused(Refusal.OTHER_DIRECTION)
    if header.key_id not in keys:
        return Refused(Refusal.OTHER_KEY)
    return _opened(octets, header, signed, keys[header.key_id].for_direction(expected), signer)


def header_of(octets: bytes) -> tuple[Header, bool] | Refused:
    """Return the header and whether a signature follows; it proves nothing yet."""
    if len(octets) > LARGEST:
        return Refused(Refusal.TOO_LONG)
    if len(octets) < _HEADER.size + _TAG_SIZE:
        return Refused(Refusal.TRUNCATED)
    magic, version, kind, direction, flags, key_id, session, sequence, _ = _HEADER.unpack_from(
        octets
    )
    if magic != _MAGIC:
        return Refused(Refusal.FOREIGN)
    if version != VERSION:
        return Refused(Refusal.OTHER_VERSION, version=version)
    if flags & ~_SIGNED:
        return Refused(Refusal.UNKNOWN_FLAGS)
    try:
        header = Header(
            kind=Kind(kind),
            direction=Direction(direction),
            session=session,
            sequence=sequence,
            key_id=key_id,
        )
    except ValueError:
        return Refused(Refusal.FOREIGN)
    return header, bool(flags & _SIGNED)


def text_of(body: Body) -> bytes:
    """Return the one UTF-8 text of a body, unpadded: what is compared when a number comes twice."""
    text = json.dumps(body, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def resealed(
    octets: bytes, old: Keys, new: Keys, session: bytes, entropy: Entropy
) -> bytes | Refused:
    """Return a patient's unsent envelope under a renewed pairing's key, its number unchanged."""
    opened = open_sealed(octets, Direction.FROM_PATIENT, session, {old.key_id: old})
    if isinstance(opened, Refused):
        return opened
    header = replace(opened.header, key_id=new.key_id)
    return seal(header, opened.body, new.from_patient, entropy)


def _padded(text: bytes) -> bytes:
    return text + b" " * (-len(text) % _PADDED_TO)


def _opened(
    octets: bytes, header: Header, signed: bool, key: bytes, signer: Ed25519PublicKey | None
) -> Opened | Refused:
    end = len(octets) - _SIGNATURE_SIZE if signed else len(octets)
    if end < _HEADER.size + _TAG_SIZE:
        return Refused(Refusal.TRUNCATED)
    bound, sealed = octets[: _HEADER.size], octets[_HEADER.size : end]
    try:
        text = AESGCM(key).decrypt(bound[-_NONCE_SIZE:], sealed, bound)
    except InvalidTag:
        return Refused(Refusal.NOT_AUTHENTIC)
    if signer is not None and not _is_signed(octets, end, signed, signer):
        return Refused(Refusal.NOT_SIGNED)
    body = _body(text)
    return Refused(Refusal.NO_BODY) if body is None else Opened(header, body)


def _is_signed(octets: bytes, end: int, signed: bool, signer: Ed25519PublicKey) -> bool:
    if not signed:
        return False
    try:
        signer.verify(octets[end:], octets[:end])
    except InvalidSignature:
        return False
    return True


def _body(text: bytes) -> Body | None:
    try:
        body = json.loads(text.decode(), parse_constant=_refuse_constant, parse_float=_finite)
        if b"\\u" in text:
            body = _of_whole_characters(body)
    except (ValueError, RecursionError):
        return None
    if text.count(b"[") + text.count(b"{") > _DEEPEST and not _is_written(body, _DEEPEST):
        return None
    return body if isinstance(body, dict) else None


def _is_written(value: object, left: int) -> bool:
    """Return whether what was read can be written again wherever it goes: what lies in so many
    others can be read here and not there, and would be given again for ever."""
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return left > 0 and all(_is_written(each, left - 1) for each in inner)


def _of_whole_characters(body: object) -> object:
    """Return a body in which half a character, which JSON can say (a browser cuts its text between
    two halves), is a mark for one: it has no octets, and so no digest and no place in a record."""
    halves = json.dumps(body, ensure_ascii=False).encode("utf-16", "surrogatepass")
    return json.loads(halves.decode("utf-16", "replace"))


def _finite(written: str) -> float:
    # 1e999 is JSON, reads as infinity, and is no measurement.
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number


def _refuse_constant(name: str) -> float:
    # Python reads NaN and Infinity, which are no JSON and no measurement.
    raise ValueError(name)
