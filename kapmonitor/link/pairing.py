"""The handshake that turns a spoken code into a key that the broker never learns.

SPAKE2 over the Ed25519 group (M. Abdalla, D. Pointcheval, 2005; transcript and constants of the
Python library spake2 0.9, frozen by vectors in the tests) with key confirmation on both sides:

    patient  'A' X                          m1
    station  'B' Y, confirmation of station m2
    patient  'C' confirmation of patient    m3
    station  welcome, sealed under the root

Who guesses the secret has one guess for each handshake, and each m1 costs the station a try: with
three tries a six-digit secret is found three times in a million, and never unseen, because the
patient's own pairing then fails before the therapist's eyes. Nothing here is sent or timed; octets
and instants (seconds of the caller's own clock) come in, octets go out.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from spake2 import SPAKE2_A, SPAKE2_B, SPAKEError
from spake2.ed25519_basic import NotOnCurve

from kapmonitor.link.cable import Trouble
from kapmonitor.link.code import CODE_LIVES_S, Code
from kapmonitor.link.envelope import Entropy, derived

WORDS = (
    "anchor",
    "bridge",
    "candle",
    "desert",
    "ember",
    "forest",
    "garden",
    "harbor",
    "island",
    "jacket",
    "kettle",
    "ladder",
    "meadow",
    "needle",
    "orchard",
    "pebble",
)
"""Two of these are shown on both sides and compared by voice; never translated."""

_FROM_PATIENT, _FROM_STATION, _CONFIRMED = b"A", b"B", b"C"
_MESSAGE, _PROOF = 33, 32


class Failure(StrEnum):
    """Why a handshake came to nothing."""

    WRONG_SECRET = "wrong_secret"  # noqa: S105 - a reason, no secret
    BURNT = "burnt"
    """The tries are used up."""
    EXPIRED = "expired"
    USED = "used"
    """The code has paired already."""
    OUT_OF_TURN = "out_of_turn"
    NOT_A_HANDSHAKE = "not_a_handshake"
    NO_ANSWER = "no_answer"
    """The broker was reached, and nobody answers under these digits."""
    UPDATE_NEEDED = "update_needed"
    """The other end speaks another version."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No key came of it; `tries_left` is what the code still allows."""

    why: Failure | Trouble
    tries_left: int | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """Both ends hold the same root. `send` is what the other end still needs to know it."""

    root: bytes
    send: bytes = b""

    @property
    def words(self) -> tuple[str, str]:
        """Return the two check words: who sits in the middle has others on each side."""
        first, second = derived(self.root, b"", b"kap1 sas", 2)
        return WORDS[first & 0x0F], WORDS[second & 0x0F]


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What a finished exchange yields on either side."""

    key: bytes
    transcript: bytes

    @classmethod
    def of(cls, key: bytes, m1: bytes, y: bytes) -> _Exchange:
        return cls(key, hashlib.sha256(m1 + y).digest())

    def proof(self, side: bytes) -> bytes:
        both = derived(self.key, self.transcript, b"kap1 confirm", 2 * _PROOF)
        half = both[:_PROOF] if side == b"P" else both[_PROOF:]
        return hmac.digest(half, side + self.transcript, "sha256")

    def root(self) -> bytes:
        return derived(self.key, self.transcript, b"kap1 root")


class PatientHandshake:
    """The patient's side of one try."""

    def __init__(self, code: Code, entropy: Entropy) -> None:
        self._spake = SPAKE2_A(*_spoken_for(code), entropy_f=entropy)
        self._first = bytes(self._spake.start())
        self._answered = False

    def first(self) -> bytes:
        """Return m1."""
        return self._first

    def answer(self, octets: bytes) -> Agreed | Failed:
        """Take m2; return the root, and m3 to be sent. Any m2 ends this try."""
        if self._answered:
            return Failed(Failure.OUT_OF_TURN)
        self._answered = True
        if len(octets) != _MESSAGE + _PROOF or octets[:1] != _FROM_STATION:
            return Failed(Failure.NOT_A_HANDSHAKE)
        y, proof = octets[:_MESSAGE], octets[_MESSAGE:]
        key = _finished(self._spake, y)
        if key is None:
            return Failed(Failure.NOT_A_HANDSHAKE)
        exchange = _Exchange.of(key, self._first, y)
        if not hmac.compare_digest(proof, exchange.proof(b"T")):
            return Failed(Failure.WRONG_SECRET)
        return Agreed(exchange.root(), send=_CONFIRMED + exchange.proof(b"P"))


class StationHandshake:
    """The station's side of one code: it counts tries, and pairs once."""

    def __init__(self, code: Code, made_s: float, entropy: Entropy) -> None:
        self._code = code
        self._entropy = entropy
        self._ends_s = made_s + CODE_LIVES_S
        self.tries_left = code.tries
        self._open: _Exchange | None = None
        self._paired = False

    def take(self, octets: bytes, now_s: float) -> bytes | Agreed | Failed:
        """Take m1 or m3; return m2 to be sent, the root, or why there is none."""
        if self._paired:
            return Failed(Failure.USED, self.tries_left)
        if now_s >= self._ends_s:
            return Failed(Failure.EXPIRED, self.tries_left)
        match octets[:1]:
            case b"A" if len(octets) == _MESSAGE:
                return self._first(octets)
            case b"C" if len(octets) == 1 + _PROOF:
                return self._confirmation(octets[1:])
            case _:
                return Failed(Failure.NOT_A_HANDSHAKE, self.tries_left)

    def _first(self, m1: bytes) -> bytes | Failed:
        self._open = None  # a new try ends the one before it
        if self.tries_left == 0:
            return Failed(Failure.BURNT, 0)
        self.tries_left -= 1
        spake = SPAKE2_B(*_spoken_for(self._code), entropy_f=self._entropy)
        y = bytes(spake.start())
        key = _finished(spake, m1)
        if key is None:
            return Failed(Failure.NOT_A_HANDSHAKE, self.tries_left)
        self._open = _Exchange.of(key, m1, y)
        return y + self._open.proof(b"T")

    def _confirmation(self, proof: bytes) -> Agreed | Failed:
        exchange, self._open = self._open, None
        if exchange is None:
            return Failed(Failure.OUT_OF_TURN, self.tries_left)
        if not hmac.compare_digest(proof, exchange.proof(b"P")):
            return Failed(Failure.WRONG_SECRET, self.tries_left)
        self._paired = True
        return Agreed(exchange.root())


def _spoken_for(code: Code) -> tuple[bytes, bytes, bytes]:
    """Return the password and the identities of patient and therapist."""
    plate = code.nameplate.encode()
    return code.secret.encode(), b"kap1/patient/" + plate, b"kap1/therapist/" + plate


def _finished(spake: SPAKE2_A | SPAKE2_B, message: bytes) -> bytes | None:
    """Return the key; None for a reflected message or one that is no point of the group."""
    try:
        return bytes(spake.finish(message))
    except (SPAKEError, NotOnCurve, ValueError, AssertionError):
        return None  # the library asserts some of what it was given
