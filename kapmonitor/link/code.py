"""What is said or sent to bring two ends together: eleven digits, or a link.

The code is ten random digits and a check digit over them (H. M. Damm, 2004): every single wrong
digit and every swap of neighbours is caught before anything is sent, so that a slip of the tongue
costs no try. Four digits say where to meet (the nameplate), six are the secret. A link carries
longer ones behind its `#`, which a browser never sends to a server.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from kapmonitor.link.envelope import Entropy

CODE_LIVES_S = 600.0
SAID_TRIES, LINK_TRIES = 3, 1
"""How many handshakes a code or a link allows before it is burnt."""

_NAMEPLATE_DIGITS, _SECRET_DIGITS = 4, 6
_DIGITS = _NAMEPLATE_DIGITS + _SECRET_DIGITS
_LINK_NAMEPLATE_OCTETS, _LINK_SECRET_OCTETS = 8, 16
_LINK = re.compile(r"#1\.(?P<nameplate>[a-z2-7]{13})\.(?P<secret>[a-z2-7]{26})$", re.IGNORECASE)
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


@dataclass(frozen=True, slots=True)
class Code:
    """Where two ends meet and the secret that both must know; how often it may be tried."""

    nameplate: str
    secret: str
    tries: int

    @property
    def client(self) -> str:
        """The name under which the patient's side is known to the broker while it pairs."""
        return f"n{self.nameplate}"


def said_code(entropy: Entropy) -> Code:
    """Return a new code to be said aloud."""
    digits = "".join(str(_digit(entropy)) for _ in range(_DIGITS))
    return Code(digits[:_NAMEPLATE_DIGITS], digits[_NAMEPLATE_DIGITS:], SAID_TRIES)


def spoken(code: Code) -> str:
    """Return a said code as it is shown and read aloud: `4123 6756 890`."""
    digits = code.nameplate + code.secret
    digits += str(check_digit(digits))
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"


def heard(text: str) -> Code | None:
    """Return the code that a person typed; None if a digit does not fit or is missing."""
    digits = re.sub(r"[\s-]", "", text)
    if len(digits) != _DIGITS + 1 or not (digits.isascii() and digits.isdigit()):
        return None
    if check_digit(digits):
        return None
    return Code(digits[:_NAMEPLATE_DIGITS], digits[_NAMEPLATE_DIGITS:_DIGITS], SAID_TRIES)


def link_code(entropy: Entropy) -> Code:
    """Return a new code for a link: 128 secret bits, one try."""
    return Code(
        _base32(entropy(_LINK_NAMEPLATE_OCTETS)), _base32(entropy(_LINK_SECRET_OCTETS)), LINK_TRIES
    )


def link_of(code: Code, page: str) -> str:
    """Return the link to a page (`https://HOST/p`) that carries a code."""
    return f"{page}#1.{code.nameplate}.{code.secret}"


def in_link(text: str) -> Code | None:
    """Return the code that a link carries, or None."""
    found = _LINK.search(text.strip())
    if found is None:
        return None
    return Code(found["nameplate"].lower(), found["secret"].lower(), LINK_TRIES)


def check_digit(digits: str) -> int:
    """Return the digit that completes `digits`; 0 for digits that hold theirs already."""
    interim = 0
    for each in digits:
        interim = int(_DAMM[interim][int(each)])
    return interim


def _digit(entropy: Entropy) -> int:
    # 250 is the last multiple of ten in an octet: what is above it would favour some digits.
    while (octet := entropy(1)[0]) >= 250:
        pass
    return octet % 10


def _base32(octets: bytes) -> str:
    return base64.b32encode(octets).decode().rstrip("=").lower()
