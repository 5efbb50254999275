"""The recovery key: what a person writes down once and reads back years later.

Eight groups of four signs, 160 bits. Crockford's base 32 (https://www.crockford.com/base32.html)
has no letter that is mistaken for a figure; what is read wrongly all the same (an O for a zero, an
I or L for a one, small letters, other gaps) is understood.
"""

from __future__ import annotations

import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS = 8
_GROUP = 4
_READ_AS = str.maketrans("OIL", "011")


def fresh_recovery_key() -> str:
    """Return a new recovery key as it is shown: XXXX-XXXX-…"""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def understood(words: str) -> bytes | None:
    """Return what a typed recovery key stands for; None where it cannot be one."""
    signs = "".join(each for each in words.upper().translate(_READ_AS) if each.isalnum())
    if len(signs) != _GROUPS * _GROUP or any(each not in _SIGNS for each in signs):
        return None
    return signs.encode()
