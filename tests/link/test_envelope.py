"""Envelopes: the agreed octets, and nothing accepted that is not ours."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from kapmonitor.link.envelope import (
    LARGEST,
    Direction,
    Header,
    Keys,
    Kind,
    Opened,
    Refusal,
    Refused,
    open_sealed,
    resealed,
    seal,
)
from kapmonitor.link.inbox import digest_of

ROOT = bytes.fromhex("4caf5a404e6aa8c7b5529542e4accfd83173631ce83d591c8089dcb4db555e60")
SESSION = bytes(range(16))
NONCE = bytes(range(0x10, 0x1C))
KEYS = Keys.of(ROOT, SESSION)
HEADER = Header(kind=Kind.RELIABLE, direction=Direction.FROM_PATIENT, session=SESSION, sequence=7)
BODY = {"t": "reading", "sys": 128, "dia": 82}


def _nonce(size: int) -> bytes:
    return NONCE[:size]


SEALED = seal(HEADER, BODY, KEYS.from_patient, _nonce)


def _of(text: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # sealed past our own check

    bound = SEALED[:44]
    return bound + AESGCM(KEYS.from_patient).encrypt(bound[32:], text[: LARGEST - 100], bound)


def _opened(octets: bytes, direction: Direction = Direction.FROM_PATIENT) -> Opened | Refused:
    return open_sealed(octets, direction, SESSION, {0: KEYS})


def _why(octets: bytes, signer: Ed25519PublicKey | None = None) -> Refusal:
    found = open_sealed(octets, Direction.FROM_PATIENT, SESSION, {0: KEYS}, signer)
    assert isinstance(found, Refused)
    return found.why


def test_the_octets_are_those_agreed_on() -> None:
    assert KEYS.from_patient.hex() == (
        "b85c533ffcc902fb482a84def94e5d58009fca6c61cf28dbf3094196d2c0e658"
    )
    assert KEYS.from_station.hex() == (
        "97fa35c3e9d0893ad4f8951f780e65f31347fb014e59acbc273e66d4ea88d630"
    )
    assert SEALED[:44].hex() == (
        "4b4d010101000000000102030405060708090a0b0c0d0e0f0000000000000007101112131415161718191a1b"
    )
    assert SEALED[44:60].hex() == "38ff05af9103f92064ae7da7d3afa466"
    assert SEALED[-16:].hex() == "ebf5f4e9dc9542602fe9a37ec2ba2287"
    assert len(SEALED) == 316
    assert hashlib.sha256(SEALED).hexdigest() == (
        "932b3a9d0702a76f209720b52f9af81f5e55bf3cb8d3f9bcab9f2c7026f6ccd9"
    )


def test_what_was_sealed_is_opened() -> None:
    assert _opened(SEALED) == Opened(HEADER, BODY)


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_changed_octet_is_accepted(place: int, change: int) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= change
    assert isinstance(_opened(bytes(changed)), Refused)


def test_every_octet_is_bound() -> None:
    for place in range(len(SEALED)):
        changed = bytearray(SEALED)
        changed[place] ^= 0x01
        assert isinstance(_opened(bytes(changed)), Refused), place


@given(st.binary(max_size=700))
def test_no_octets_raise(octets: bytes) -> None:
    assert isinstance(_opened(octets), Refused)


@settings(max_examples=40)
@given(st.integers(0, len(SEALED) - 1))
def test_a_cut_envelope_is_refused(length: int) -> None:
    assert isinstance(_opened(SEALED[:length]), Refused)


def test_each_refusal_has_its_reason() -> None:
    elsewhere = replace(HEADER, session=bytes(16))
    renewed = replace(HEADER, key_id=1)
    assert _why(bytes(1024 * 1024)) is Refusal.TOO_LONG
    assert _why(SEALED[:59]) is Refusal.TRUNCATED
    assert _why(b"XX" + SEALED[2:]) is Refusal.FOREIGN
    assert _why(SEALED[:3] + b"\x09" + SEALED[4:]) is Refusal.FOREIGN
    assert _why(SEALED[:5] + b"\x02" + SEALED[6:]) is Refusal.UNKNOWN_FLAGS
    assert _why(seal(elsewhere, BODY, KEYS.from_patient, _nonce)) is Refusal.OTHER_SESSION
    assert _why(seal(renewed, BODY, KEYS.from_patient, _nonce)) is Refusal.OTHER_KEY
    assert _why(seal(HEADER, BODY, KEYS.from_station, _nonce)) is Refusal.NOT_AUTHENTIC
    back = _opened(SEALED, Direction.FROM_STATION)
    assert back == Refused(Refusal.OTHER_DIRECTION)


def test_a_newer_version_is_named() -> None:
    newer = SEALED[:2] + b"\x02" + SEALED[3:]
    assert _opened(newer) == Refused(Refusal.OTHER_VERSION, version=2)


@pytest.mark.parametrize(
    "text", [b"[1]", b"{", b"\xff", b'{"sys":NaN}', b'{"sys":1e999}', b"[" * 100_000, b""]
)
def test_a_body_that_is_no_object_is_refused(text: bytes) -> None:
    assert _why(_of(text)) is Refusal.NO_BODY


def test_what_could_be_read_here_and_written_nowhere_is_refused() -> None:
    """Who takes it in from deeper in the program would fail at it each time that it comes again."""
    for depth in range(1, 1_100):
        text = b'{"t":"x","a":' + b"[" * depth + b"]" * depth + b"}"
        found = _opened(_of(text))
        if depth < 64:
            assert isinstance(found, Opened)
            assert len(digest_of(found.body)) == 32
        else:
            assert found == Refused(Refusal.NO_BODY)


def test_half_a_character_is_read_as_a_mark_and_has_a_digest() -> None:
    opened = _opened(_of(b'{"t":"help","text":"dizzy \\ud83d"}'))
    assert isinstance(opened, Opened)
    assert opened.body["text"] == "dizzy \N{REPLACEMENT CHARACTER}"
    assert len(digest_of(opened.body)) == 32


def test_a_body_that_is_too_long_is_not_sent() -> None:
    with pytest.raises(ValueError, match="too long"):
        seal(HEADER, {"text": "x" * LARGEST}, KEYS.from_patient, _nonce)


def test_a_signature_shows_who_wrote_it() -> None:
    mine, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    signed = seal(HEADER, BODY, KEYS.from_patient, _nonce, mine)
    assert len(signed) == len(SEALED) + 64
    assert isinstance(
        open_sealed(signed, Direction.FROM_PATIENT, SESSION, {0: KEYS}, mine.public_key()),
        Opened,
    )
    assert _why(signed, signer=other.public_key()) is Refusal.NOT_SIGNED
    assert _why(SEALED, signer=mine.public_key()) is Refusal.NOT_SIGNED


def test_a_renewed_pairing_seals_again_under_the_old_number() -> None:
    new = Keys.of(bytes(32), SESSION, 1)
    octets = resealed(SEALED, KEYS, new, SESSION, _nonce)
    assert isinstance(octets, bytes)
    found = open_sealed(octets, Direction.FROM_PATIENT, SESSION, {1: new})
    assert found == Opened(replace(HEADER, key_id=1), BODY)
    assert isinstance(resealed(octets, KEYS, new, SESSION, _nonce), Refused)
